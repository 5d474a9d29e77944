"""Keeping the counts of a sitting. They are derived from results, so new ones take the place of old ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from qosyl.sittings.models import AlikePair, ItemCount, SatItem, ScoreCount, Sitting

#: [[value, learners], ...] or [[option, value, learners], ...], as JSON.
Rows = list[list[str | int]]


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """What is kept of an item for one language."""

    fingerprint: str
    key: str
    language: str
    chosen: Rows
    seconds: Rows


@dataclass(frozen=True, slots=True)
class PairFound:
    """What is kept of an alike pair; attempts by row."""

    one: int
    other: int
    common: int
    both_wrong: int
    same_wrong: int
    chance: float
    chance_in_all: float


def keep_counts(
    sitting: Sitting, items: Iterable[ItemCounts], totals: Mapping[str, Rows], pairs: Iterable[PairFound]
) -> None:
    """Keep what was counted of a sitting, whole or not at all; asked again, the same rows are there again."""
    kept = list(items)
    with transaction.atomic():
        sitting = (
            Sitting.objects.select_for_update(of=("self",)).select_related("cohort").defer("drawing").get(pk=sitting.pk)
        )
        known = _sat_items(sitting, {item.fingerprint: item.key for item in kept})
        for rows in (sitting.item_counts, sitting.score_counts, sitting.alike_pairs):
            rows.all().delete()
        ItemCount.objects.bulk_create(
            ItemCount(
                sitting=sitting,
                item=known[item.fingerprint],
                language=item.language,
                chosen=item.chosen,
                seconds=item.seconds,
            )
            for item in kept
        )
        ScoreCount.objects.bulk_create(
            ScoreCount(sitting=sitting, language=language, totals=counts) for language, counts in totals.items()
        )
        AlikePair.objects.bulk_create(
            AlikePair(
                sitting=sitting,
                one_id=pair.one,
                other_id=pair.other,
                common=pair.common,
                both_wrong=pair.both_wrong,
                same_wrong=pair.same_wrong,
                chance=pair.chance,
                chance_in_all=pair.chance_in_all,
            )
            for pair in pairs
        )


def _sat_items(sitting: Sitting, keys: Mapping[str, str]) -> dict[str, SatItem]:
    """Rows for items; those that earlier sittings of the provider had are shared."""
    provider = sitting.cohort.provider_id
    known = set(SatItem.objects.filter(provider=provider, fingerprint__in=keys).values_list("fingerprint", flat=True))
    fresh = (
        SatItem(provider_id=provider, fingerprint=mark, key=key, sitting=sitting)
        for mark, key in keys.items()
        if mark not in known
    )
    SatItem.objects.bulk_create(fresh, ignore_conflicts=True)  # another sitting may be counted right now
    return {item.fingerprint: item for item in SatItem.objects.filter(provider=provider, fingerprint__in=keys)}
