"""Ruling on an item that proved faulty: results are made anew beside the old ones, exactly as was shown before."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.people.access import require
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.scoring import Ruling, RulingKind
from qosyl.sittings.models import ItemRuling, Result, SatItem, Sitting, Supersession
from qosyl.sittings.regrading import Effect, effect_of, in_force_on

if TYPE_CHECKING:
    from uuid import UUID

    from qosyl.people.models import User

_ACT = "rule_on_item"


class EffectChanged(Exception):
    """Since the effect was shown, results changed: it has to be shown again."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A ruling as it is proposed: which options are right matters where the key is corrected."""

    kind: RulingKind
    grounds: str
    right: frozenset[str] = frozenset()


def foresee_ruling(
    actor: "User", item: SatItem, proposal: Proposal, *, options: frozenset[str], at: datetime
) -> Effect:
    """What a ruling would do; writes nothing. Raises `Refused` with every reason against it."""
    require(actor, _ACT, timezone.localdate(at), item.provider)
    if reasons := _against(item, proposal, options):
        raise Refused(reasons)
    return effect_of(item, Ruling(item.key, proposal.kind, proposal.right))


def rule_on_item(
    actor: "User", item: SatItem, proposal: Proposal, *, options: frozenset[str], seen: str, at: datetime
) -> "list[UUID]":
    """Rule, with the effect whose digest was `seen`; gives the sittings that it reaches.

    Raises `Refused` as above and `EffectChanged`. Every result that rests on the item gets a newer one beside it.
    """
    with transaction.atomic():
        _queue(item)
        effect = foresee_ruling(actor, item, proposal, options=options, at=at)
        if effect.digest != seen:
            raise EffectChanged
        ruling = ItemRuling.objects.create(
            item=item,
            kind=proposal.kind,
            right=sorted(proposal.right),
            grounds=proposal.grounds.strip(),
            actor=actor,
            at=at,
        )
        _supersede(ruling, effect, at)
        record_act(
            _ACT,
            at=at,
            actor=actor.uuid,
            provider=item.provider.uuid,
            thing_kind="item",
            thing=str(item.uuid),
            facts={
                "key": item.key,
                "kind": proposal.kind.value,
                "results": len(effect.attempts),
                "points_changed": effect.points_changed,
                "decisions_changed": effect.decisions_changed,
            },
        )
    return sorted({each.attempt.form.sitting.uuid for each in effect.attempts}, key=str)


def _queue(item: SatItem) -> None:
    """All sittings of the provider first: recording of results waits here, and sees the ruling afterwards."""
    rows = Sitting.objects.select_for_update(of=("self",)).filter(cohort__provider=item.provider_id)
    list(rows.only("pk").order_by("pk"))


def _supersede(ruling: ItemRuling, effect: Effect, at: datetime) -> None:
    changes = [change for each in effect.attempts for change in each.changes]
    for change in changes:
        change.after.at = at
    made = Result.objects.bulk_create(change.after for change in changes)
    Supersession.objects.bulk_create(
        Supersession(ruling=ruling, before=change.before, after=after)
        for change, after in zip(changes, made, strict=True)
    )


def _against(item: SatItem, proposal: Proposal, options: frozenset[str]) -> tuple[Reason, ...]:
    last = in_force_on(item)
    standing = RulingKind(last.kind) if last else RulingKind.KEPT
    reasons = [] if proposal.grounds.strip() else [Reason("ruling.grounds")]
    if proposal.kind is RulingKind.REKEYED:
        if not proposal.right or not proposal.right < options:
            reasons.append(Reason("ruling.right"))
        same = standing is RulingKind.REKEYED and last is not None and frozenset(last.right) == proposal.right
    else:
        same = proposal.kind is standing
    return (*reasons, *((Reason("ruling.same"),) if same else ()))
