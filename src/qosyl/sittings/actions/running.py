"""Running a sitting: deadlines are changed, starting is ended, and what the clock has decided is recorded.

Recording scores nothing that could still change: an attempt is scored once nothing that counts can arrive.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.queries import package_of_cohort
from qosyl.people.access import require
from qosyl.rules.reasons import Reason, Refused
from qosyl.sittings import journal_table as table
from qosyl.sittings.marking import LAYOUT, clock_of, readings_of
from qosyl.sittings.models import Attempt, Basis, BasisDecision, DeadlineChange, Result, Sitting
from qosyl.sittings.queries import sitting_clock, unsettled_attempts
from qosyl.sittings.states import AttemptClock, AttemptState, SittingState

if TYPE_CHECKING:
    from qosyl.people.models import User

MOST_CHANGE = 240
_RUN = "run_sitting"


def change_deadlines(
    actor: "User", sitting: Sitting, attempts: Sequence[UUID], *, minutes: int, reason: str, at: datetime
) -> int:
    """Give minutes to attempts of a sitting that have begun, or take minutes given by mistake; how many it reached.

    Attempts that are finished or recorded stay as they are. Raises `Refused` for nonsense.
    """
    _require(actor, _RUN, sitting, at)
    if not 0 < abs(minutes) <= MOST_CHANGE:
        raise Refused((Reason("sitting.deadline-minutes", MOST_CHANGE, minutes),))
    if not reason.strip():
        raise Refused((Reason("sitting.deadline-reason"),))
    changed = 0
    for attempt in attempts:
        with transaction.atomic():
            changed += _changed(actor, sitting, attempt, minutes, reason.strip(), at)
    return changed


def _changed(actor: "User", sitting: Sitting, uuid: UUID, minutes: int, reason: str, at: datetime) -> bool:
    locked_sitting(sitting)
    row = table.locked(uuid)
    attempt = Attempt.objects.filter(uuid=uuid, form__sitting=sitting, closed_at=None).first()
    if row is None or attempt is None or row.clock.state(at) not in {AttemptState.STARTED, AttemptState.CLOSED}:
        return False
    after = AttemptClock(
        row.clock.minutes, row.clock.changed_minutes + minutes, row.clock.late_minutes, row.clock.started_at
    )
    if after.deadline is None or (minutes < 0 and after.deadline < at):
        return False
    DeadlineChange.objects.create(attempt=attempt, minutes=minutes, reason=reason, actor=actor, at=at)
    Attempt.objects.filter(pk=attempt.pk).update(changed_minutes=F("changed_minutes") + minutes)
    _record("change_deadline", sitting, actor, at, {"attempt": str(uuid), "minutes": minutes})
    return True


def end_starting(actor: "User", sitting: Sitting, *, at: datetime) -> None:
    """Nobody starts any more; whoever writes goes on to the own deadline. A second time changes nothing."""
    _require(actor, _RUN, sitting, at)
    with transaction.atomic():
        ended = Sitting.objects.filter(pk=sitting.pk, ended_at=None, closes_at__gt=at).update(ended_at=at)
        if ended:
            _record("end_starting", sitting, actor, at, {})


def record_results(actor: "User", sitting: Sitting, *, at: datetime) -> SittingState:
    """What `settle_sitting` does, asked for by somebody."""
    _require(actor, _RUN, sitting, at)
    return settle_sitting(sitting, at=at)


def settle_sitting(sitting: Sitting, *, at: datetime) -> SittingState:
    """Record what the clock has decided: closed attempts, results of settled ones, and the release once all are.

    Only records: whoever reads the state between two calls reads the same by the clock. Again changes nothing.
    """
    with transaction.atomic():
        sitting = locked_sitting(sitting)
        clock = sitting_clock(sitting)
        state = clock.state(at, all_settled=not unsettled_attempts(sitting, at))
        if state is SittingState.RELEASED:
            return state
        for attempt in _to_record(sitting, at):
            _record_attempt(attempt, sitting, at)
        if state is SittingState.OVER:
            Sitting.objects.filter(pk=sitting.pk).update(released_at=at)
            _record("release_results", sitting, None, at, {})
            state = SittingState.RELEASED
    return state


def settle_claims(actor: "User", attempt: Attempt, basis: Basis, grounds: str, *, at: datetime) -> BasisDecision:
    """The commission says whether claims count, where it makes a difference; the last word is in force.

    A narrow act for the room of commissions, whose confirmed protocol holds the word.
    """
    sitting = attempt.form.sitting
    _require(actor, "settle_claims", sitting, at)
    if not grounds.strip():
        raise Refused((Reason("sitting.claims-grounds"),))
    with transaction.atomic():
        if not Result.objects.filter(attempt=attempt, differs=True).exists():
            raise Refused((Reason("sitting.no-difference"),))
        made = BasisDecision.objects.create(attempt=attempt, basis=basis, grounds=grounds.strip(), actor=actor, at=at)
        _record("settle_claims", sitting, actor, at, {"attempt": str(attempt.uuid), "basis": basis.value})
    return made


def locked_sitting(sitting: Sitting) -> Sitting:
    """The sitting before any of its attempts: recording, changes of deadlines and starts queue here."""
    return (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("cohort__provider", "cohort__publication__version")
        .defer("drawing", "cohort__publication__version__content")
        .get(pk=sitting.pk)
    )


def _to_record(sitting: Sitting, at: datetime) -> list[Attempt]:
    """Attempts that began, of which nothing that counts can still arrive and nothing is recorded yet."""
    rows = Attempt.objects.filter(form__sitting=sitting, started_at__isnull=False, results=None).select_related("form")
    return [attempt for attempt in rows if clock_of(attempt).is_settled(at)]


def _record_attempt(attempt: Attempt, sitting: Sitting, at: datetime) -> None:
    """Lock it, so that a batch or a change of the deadline that waits comes after, read it anew, and score it."""
    table.locked(attempt.uuid)
    attempt.refresh_from_db()
    if not clock_of(attempt).is_settled(at):
        return
    if attempt.finished_at is None:
        Attempt.objects.filter(pk=attempt.pk).update(closed_at=at)
    Result.objects.bulk_create(
        Result(
            attempt=attempt,
            basis=reading.basis,
            cut=reading.cut,
            facts=reading.facts,
            points_numerator=reading.score.points.numerator,
            points_denominator=reading.score.points.denominator,
            percent_numerator=reading.score.percent.numerator,
            percent_denominator=reading.score.percent.denominator,
            grade=reading.score.grade,
            passed=reading.score.passed,
            differs=reading.differs,
            at=at,
            layout=LAYOUT,
        )
        for reading in readings_of(attempt, package_of_cohort(sitting.cohort))
    )


def _require(actor: "User", act: str, sitting: Sitting, at: datetime) -> None:
    cohort = sitting.cohort
    require(actor, act, timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _record(name: str, sitting: Sitting, actor: "User | None", at: datetime, facts: dict[str, object]) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid if actor else None,
        provider=sitting.cohort.provider.uuid,
        thing_kind="sitting",
        thing=str(sitting.uuid),
        facts=facts,
    )
