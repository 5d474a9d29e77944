"""Before the first document: who signs and where, and from which number each kind is counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.certificates.models import Letterhead, NumberSeries, SeriesStart
from qosyl.certificates.numbers import counter_of, locked, number_fields
from qosyl.localtext import LocalText
from qosyl.people.access import NotVisible, require
from qosyl.rules.numbering import next_number, written
from qosyl.rules.reasons import Reason, Refused

if TYPE_CHECKING:
    from qosyl.people.models import Branch, Provider, User


@dataclass(frozen=True, slots=True)
class Lines:
    """What a letterhead says."""

    place: LocalText
    head_title: LocalText
    head_name: LocalText


@transaction.atomic
def set_letterhead(actor: "User | None", provider: "Provider", lines: Lines, *, at: datetime) -> Letterhead:
    """From now on documents say this; those issued before keep theirs. ``actor`` None is the command line."""
    if actor is not None:
        require(actor, "set_documents_up", timezone.localdate(at), provider)
    values = {
        f"{name}_{language}": getattr(lines, name).pick(language)
        for name in ("place", "head_title", "head_name")
        for language in ("kk", "ru")
    }
    letterhead, _new = Letterhead.objects.update_or_create(
        provider=provider, defaults=values | {"set_by": actor, "set_at": at}
    )
    _record("set_letterhead", actor, provider, at, {})
    return letterhead


@transaction.atomic
def set_next_number(  # noqa: PLR0913 - whose series it is, and what is set
    actor: "User | None",
    provider: "Provider",
    branch: "Branch | None",
    kind: str,
    year: int,
    *,
    pattern: str,
    first: int,
    at: datetime,
    reason: str = "",
) -> NumberSeries:
    """Begin a series, or go on with it from a later number; what was given is never given again.

    :raises qosyl.rules.reasons.Refused: the pattern has a fault, or the number is not above every one given.
    """
    if actor is not None:
        require(actor, "set_documents_up", timezone.localdate(at), provider)
    if branch is not None and branch.provider_id != provider.pk:
        raise NotVisible
    written(pattern, number_fields(provider, kind, year, branch), first)  # every fault of pattern and number at once
    series, new = NumberSeries.objects.get_or_create(
        provider=provider,
        branch=branch,
        kind=kind,
        year=year,
        defaults={"pattern": pattern, "first": first, "set_at": at},
    )
    if not new:
        series = locked(series)
        lowest = next_number(counter_of(series)) if series.last is not None else 1
        if first < lowest:
            raise Refused((Reason("series.given", required=lowest, actual=first),))
        series.pattern, series.first, series.set_at = pattern, first, at
        series.save(update_fields=["pattern", "first", "set_at"])
    SeriesStart.objects.create(series=series, first=first, pattern=pattern, reason=reason, actor=actor, at=at)
    facts = {"kind": kind, "year": year, "first": first, "pattern": pattern, "branch": branch.key if branch else None}
    _record("set_next_number", actor, provider, at, facts)
    return series


def _record(name: str, actor: "User | None", provider: "Provider", at: datetime, facts: dict[str, object]) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="provider",
        thing=str(provider.uuid),
        facts=facts,
    )
