"""Refused requests of the journal: counted by the minute, and told to the record of acts once a minute is over.

An attack leaves one row for each attempt, code and minute in the record, with how many there were.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import F

from qosyl.audit.actions import record_act, record_refusal
from qosyl.sittings.models import Attempt, RefusalTally
from qosyl.sittings.models.refusals import NO_ATTEMPT
from qosyl.sittings.refusals import Due, Key, RefusalCounter

#: Processes write what they have counted with their next refusal; a minute is told when it is likely to be whole.
_WHOLE_AFTER = timedelta(minutes=2)
_KEPT = timedelta(days=1)
_MOST_TOLD = 50
COUNTER = RefusalCounter(NO_ATTEMPT)


def count_refusal(attempt: UUID, code: str, *, at: datetime) -> None:
    """Count a refused request. A database that is busy is left alone: the refusal itself has been answered."""
    minute = at.replace(second=0, microsecond=0)
    try:
        for due in COUNTER.add(Key(attempt, code), minute):
            _add(due)
            if due.many == 1:
                record_refusals(at=at)
    except OperationalError:
        return


def record_foreign_attempt(actor: UUID, attempt: UUID, *, at: datetime) -> None:
    """Somebody who is signed in reached for an attempt of another: that stands in the record with who it was."""
    if Attempt.objects.filter(uuid=attempt).exists():
        record_refusal("take_over_attempt", at=at, actor=actor, thing_kind="attempt", thing=str(attempt))


def record_refusals(*, at: datetime) -> None:
    """Tell the record of acts what was counted in minutes that are over."""
    over = RefusalTally.objects.filter(minute__lte=at - _WHOLE_AFTER, count__gt=F("recorded"))
    for found in list(over[:_MOST_TOLD]):
        with transaction.atomic():
            tally = RefusalTally.objects.select_for_update().get(pk=found.pk)
            many = tally.count - tally.recorded
            if many:
                _record(tally, many, at)
    RefusalTally.objects.filter(minute__lt=at - _KEPT, count=F("recorded")).delete()


def _record(tally: RefusalTally, many: int, at: datetime) -> None:
    RefusalTally.objects.filter(pk=tally.pk).update(recorded=tally.count)
    record_act(
        "refuse_journal",
        at=at,
        actor=None,
        provider=_provider_of(tally.attempt),
        thing_kind="attempt",
        thing=str(tally.attempt),
        facts={"code": tally.code, "minute": tally.minute.isoformat(), "count": many},
    )


def _provider_of(attempt: UUID) -> UUID | None:
    found: UUID | None = (
        Attempt.objects.filter(uuid=attempt).values_list("form__sitting__cohort__provider__uuid", flat=True).first()
    )
    return found


def _add(due: Due) -> None:
    """Add to the row of the minute; an attempt that does not exist gets none of its own."""
    attempt = due.key.attempt
    if attempt != NO_ATTEMPT and not Attempt.objects.filter(uuid=attempt).exists():
        COUNTER.forget(due.key)
        for other in COUNTER.add(Key(NO_ATTEMPT, due.key.code), due.minute, due.many):
            _add(other)
        return
    row = RefusalTally.objects.filter(attempt=attempt, code=due.key.code, minute=due.minute)
    if not row.update(count=F("count") + due.many):
        new = RefusalTally(attempt=attempt, code=due.key.code, minute=due.minute)
        RefusalTally.objects.bulk_create([new], ignore_conflicts=True)
        row.update(count=F("count") + due.many)
