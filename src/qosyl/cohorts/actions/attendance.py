"""Writing the journal of a session: handing it in, correcting a mark, work of own study, hours made up.

Marks are only added. A session is delivered when its journal is handed in, or when its own study is opened.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.actions.enrolments import change_enrolment
from qosyl.cohorts.attendances import Journal, JournalLine, journal_of
from qosyl.cohorts.ledgers import as_ledger_session
from qosyl.cohorts.models import AttendanceMark, Enrolment, HandedIn, MadeUp, Session
from qosyl.people.access import NotVisible, require
from qosyl.rules.attendance import HandedIn as HandedInFact
from qosyl.rules.attendance import LearnerRecord, Mark, Presence, Study, mark_problems, record_problems
from qosyl.rules.attendance import MadeUp as MadeUpFact
from qosyl.rules.enrolment import Act, Actor, State
from qosyl.rules.reasons import Reason, Refused

if TYPE_CHECKING:
    from qosyl.people.models import User

#: Parts of an academic hour that a journal knows.
PARTS_OF_HOUR = 4


class JournalChanged(Exception):
    """Somebody else has written into the journal since this page was opened; nothing was written."""


@transaction.atomic
def record_attendance(
    actor: "User", session: Session, marks: Mapping[int, Mark], *, seen: str, reason: str, at: datetime
) -> bool:
    """Hand in the journal of a session, or correct it: a mark for every learner on it, by enrolment id.

    Only marks that differ from those in force are added; a correction of one that stands needs a `reason`. Whoever is
    present for the first time begins to study. Returns whether anything was written; twice the same is once.

    :raises JournalChanged: the journal holds something else than what was read.
    :raises Refused: a mark that cannot be, a learner without one, a session that has not begun, a reason that lacks.
    """
    locked = _locked(actor, session, at)
    journal = journal_of(locked)
    new = _differing(journal, marks)
    if journal.is_handed_in and not new:
        return False
    if journal.seen != seen:
        raise JournalChanged
    _refuse_unfit(locked, journal, marks, new, reason, at)
    is_first = not journal.is_handed_in
    if is_first:
        _deliver(locked, session, at)
    _write(actor, locked, new, reason, at)
    _begin(actor, journal.lines, marks, at)
    name = "hand_in_journal" if is_first else "correct_attendance"
    absent = sum(mark.presence is Presence.ABSENT for mark in marks.values())
    _record(name, actor, locked, at, marks=len(new), absent=absent)
    return True


def _differing(journal: Journal, marks: Mapping[int, Mark]) -> dict[int, Mark]:
    stands = {line.enrolment.pk: line.mark for line in journal.lines}
    return {who: mark for who, mark in marks.items() if who not in stands or stands[who] != mark}


def _refuse_unfit(
    session: Session,
    journal: Journal,
    marks: Mapping[int, Mark],
    new: Mapping[int, Mark],
    reason: str,
    at: datetime,
) -> None:
    called = {line.enrolment.pk for line in journal.lines}
    if marks.keys() - called:
        raise NotVisible
    reasons = [Reason("attendance.unmarked", required=len(called), actual=len(marks))] if called - marks.keys() else []
    reasons += _not_begun(session, at)
    held = as_ledger_session(session, session.topic.number)
    held = type(held)(held.key, held.topic, held.kind, held.hours, delivered=True, study=held.study)
    reasons += [problem for mark in marks.values() for problem in mark_problems(held, mark)]
    corrected = journal.is_handed_in and any(line.mark and line.enrolment.pk in new for line in journal.lines)
    if corrected and not reason.strip():
        reasons.append(Reason("attendance.reason", required=1, actual=0))
    if reasons:
        raise Refused(tuple(reasons))


def _not_begun(session: Session, at: datetime) -> list[Reason]:
    """A journal is handed in when the session has begun, never ahead of it."""
    begins = datetime.combine(session.day, datetime.min.time(), tzinfo=timezone.get_current_timezone()) + timedelta(
        minutes=session.start
    )
    clock = f"{session.start // 60:02}:{session.start % 60:02}"
    return [Reason("attendance.not-begun", subject=clock, required=session.day)] if at < begins else []


def _write(actor: "User", session: Session, new: Mapping[int, Mark], reason: str, at: datetime) -> None:
    AttendanceMark.objects.bulk_create(
        AttendanceMark(
            session=session,
            enrolment_id=who,
            presence=mark.presence.value,
            late=_decimal(mark.late),
            left_early=_decimal(mark.left_early),
            reason=reason,
            actor=actor,
            at=at,
        )
        for who, mark in new.items()
    )


def _begin(actor: "User", lines: Sequence[JournalLine], marks: Mapping[int, Mark], at: datetime) -> None:
    """The course itself turns the first presence into studying."""
    for line in lines:
        mark = marks[line.enrolment.pk]
        if mark.presence is Presence.PRESENT and line.enrolment.state == State.ENROLLED:
            change_enrolment(actor, line.enrolment, Act.BEGIN, Actor.COURSE, "", "", at)


@transaction.atomic
def take_back_journal(actor: "User", session: Session, reason: str, *, seen: str, at: datetime) -> None:
    """Undo a journal that was handed in by mistake: every mark is taken back, the session counts as not held.

    :raises JournalChanged: the journal holds something else than what was read.
    :raises Refused: the reason lacks.
    """
    locked = _locked(actor, session, at)
    journal = journal_of(locked)
    if not journal.is_handed_in:
        return
    if journal.seen != seen:
        raise JournalChanged
    if not reason.strip():
        raise Refused((Reason("attendance.reason", required=1, actual=0),))
    key = str(locked.uuid)
    _write(
        actor,
        locked,
        {line.enrolment.pk: Mark(key, Presence.TAKEN_BACK) for line in journal.lines if line.mark},
        reason,
        at,
    )
    _deliver(locked, session, None)
    _record("take_back_journal", actor, locked, at)


@transaction.atomic
def record_own_study(
    actor: "User", session: Session, handed_in: Mapping[int, HandedInFact], *, seen: str, at: datetime
) -> bool:
    """Write what learners handed in of a session that is studied alone; the first time opens it.

    Returns whether anything was written; twice the same is once.
    """
    locked = _locked(actor, session, at)
    if locked.study != Study.ALONE:
        raise Refused((Reason("attendance.not-alone", subject=str(locked.uuid)),))
    journal = journal_of(locked)
    stands = {line.enrolment.pk: line.handed_in for line in journal.lines}
    if handed_in.keys() - stands.keys():
        raise NotVisible
    new = {who: handed for who, handed in handed_in.items() if stands[who] != handed}
    if journal.is_handed_in and not new:
        return False
    if journal.seen != seen:
        raise JournalChanged
    if not journal.is_handed_in:
        _deliver(locked, session, at)
    HandedIn.objects.bulk_create(
        HandedIn(session=locked, enrolment_id=who, questions=handed.questions, task=handed.task, actor=actor, at=at)
        for who, handed in new.items()
    )
    for line in journal.lines:
        if handed_in.get(line.enrolment.pk, HandedInFact()).task and line.enrolment.state == State.ENROLLED:
            change_enrolment(actor, line.enrolment, Act.BEGIN, Actor.COURSE, "", "", at)
    _record("record_own_study", actor, locked, at, rows=len(new))
    return True


@transaction.atomic
def make_up(
    actor: "User", enrolment: Enrolment, session: Session, hours: Fraction, evidence: str, *, at: datetime
) -> bool:
    """Say how many hours of a session a learner has made up in all, and on what evidence; 0 takes them back.

    Returns whether anything was written; twice the same is once.
    """
    locked = _locked(actor, session, at)
    if enrolment.group_id != locked.group_id or locked.cancelled_at is not None:
        raise NotVisible
    held = as_ledger_session(locked, locked.topic.number)
    fact = MadeUpFact(held.key, hours, evidence)
    if problems := record_problems([held], LearnerRecord(made_up=[fact])) if hours else _without_words(evidence):
        raise Refused(problems)
    last = locked.made_up.filter(enrolment=enrolment).order_by("-id").first()
    stands = (Fraction(last.hours), last.evidence) if last else (Fraction(0), "")
    if stands == (hours, evidence) or (not hours and not stands[0]):
        return False
    MadeUp.objects.create(
        session=locked, enrolment=enrolment, hours=_decimal(hours), evidence=evidence, actor=actor, at=at
    )
    _record("make_up_hours", actor, locked, at, enrolment=str(enrolment.uuid), hours=str(hours))
    return True


def _without_words(evidence: str) -> tuple[Reason, ...]:
    return () if evidence.strip() else (Reason("attendance.made-up-evidence", required=1, actual=0),)


def _locked(actor: "User", session: Session, at: datetime) -> Session:
    """The session, checked for the actor and locked: two tutors with one journal queue here."""
    cohort = session.group.cohort
    today: date = timezone.localdate(at)
    require(actor, "record_attendance", today, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    locked = (
        Session.objects.select_for_update(of=("self",))
        .select_related("topic", "group__cohort__provider")
        .get(pk=session.pk)
    )
    if locked.cancelled_at is not None:
        raise NotVisible
    return locked


def _deliver(locked: Session, session: Session, at: datetime | None) -> None:
    """Held, or no longer; the caller's own object is told as well."""
    locked.delivered_at = session.delivered_at = at
    locked.save(update_fields=["delivered_at"])


def _decimal(hours: Fraction | int) -> Decimal:
    return Decimal(Fraction(hours).numerator) / Decimal(Fraction(hours).denominator)


def _record(name: str, actor: "User", session: Session, at: datetime, **facts: object) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid,
        provider=session.group.cohort.provider.uuid,
        thing_kind="session",
        thing=str(session.uuid),
        facts=facts,
    )
