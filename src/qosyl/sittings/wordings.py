"""The words of items that were sat: from the version that the sitting was held on, where they stand unchanged.

An item that the version does not hold in this very wording has no words here, and no page shows it: what is
confidential is opened by its own door (`programmes`, live banks) alone.
"""

from typing import TYPE_CHECKING

from qosyl.cohorts.queries import package_of_cohort
from qosyl.packages.canonical import fingerprint
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
        item = packages[cohort.pk].get(sat.key)
        if item is not None and fingerprint(item) == sat.fingerprint:
            found[sat.pk] = item
    return found
