"""What remains of sittings: items that were sat, counts of answers, alike pairs, rulings."""

from qosyl.people.models import User
from qosyl.sittings.models import (
    AlikePair,
    Attempt,
    ItemCount,
    ItemRuling,
    Result,
    SatItem,
    ScoreCount,
    Sitting,
    Supersession,
)
from tests.factories.house import NOW


def sat_item(of: Sitting, **fields: object) -> SatItem:
    return SatItem.objects.create(
        **{"provider": of.cohort.provider, "fingerprint": f"{1:064x}", "key": "1.1-01", "sitting": of} | fields
    )


def item_count(of: SatItem, language: str = "kk") -> ItemCount:
    return ItemCount.objects.create(
        sitting=of.sitting, item=of, language=language, chosen=[["a", 30, 20], ["b", 20, 20]], seconds=[[40, 40]]
    )


def score_count(of: Sitting, language: str = "kk") -> ScoreCount:
    return ScoreCount.objects.create(sitting=of, language=language, totals=[[20, 20], [31, 20]])


def alike_pair(one: Attempt, other: Attempt) -> AlikePair:
    return AlikePair.objects.create(
        sitting=one.form.sitting,
        one=one,
        other=other,
        common=20,
        both_wrong=9,
        same_wrong=9,
        chance=1e-7,
        chance_in_all=2**-10,
    )


def item_ruling(of: SatItem, actor: User, **fields: object) -> ItemRuling:
    return ItemRuling.objects.create(
        **{"item": of, "kind": "withdrawn", "grounds": "Екі жауап дұрыс", "actor": actor, "at": NOW} | fields
    )


def supersession(of: ItemRuling, before: Result, after: Result) -> Supersession:
    return Supersession.objects.create(ruling=of, before=before, after=after)
