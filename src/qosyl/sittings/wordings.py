"""The words of items that were sat: from the version that the sitting was held on, where they stand unchanged."""

from typing import TYPE_CHECKING

from qosyl.cohorts.queries import package_of_cohort
from qosyl.packages.model.items import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qosyl.sittings.models import SatItem


def wordings_of(sats: "Iterable[SatItem]") -> dict[int, Item]:
    """By row, the item with its words and its key as published; the cohort and version should be loaded with it."""
    found: dict[int, Item] = {}
    packages: dict[int, dict[str, Item]] = {}
    for sat in sats:
        cohort = sat.sitting.cohort
        if cohort.pk not in packages:
            packages[cohort.pk] = {item.key: item for item in package_of_cohort(cohort).items()}
        found[sat.pk] = packages[cohort.pk][sat.key]
    return found
