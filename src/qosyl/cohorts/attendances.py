"""The journal of a session as rows become it: who is on it, what was marked, what somebody saw before writing.

Here belongs gathering. Not here: what a mark may be (`rules.attendance`), writing (`actions.attendance`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qosyl.cohorts.models import AttendanceMark, Enrolment, Group, HandedIn, Session
from qosyl.rules.attendance import HandedIn as HandedInFact
from qosyl.rules.attendance import Mark, Presence
from qosyl.rules.enrolment import State

#: Who is called in a session; whoever left or was never enrolled is not.
CALLED = (State.ENROLLED, State.STUDYING, State.COMPLETED)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A learner in the journal of a session, with the mark in force, or None, and what was handed in of own study."""

    enrolment: Enrolment
    mark: Mark | None
    handed_in: HandedInFact


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of one session. `seen` names the state of its marks: whoever writes says what was read."""

    session: Session
    lines: tuple[JournalLine, ...]
    seen: str

    @property
    def is_handed_in(self) -> bool:
        return self.session.delivered_at is not None


def journal_of(session: Session) -> Journal:
    """The journal of a session: learners of the group who are called, and everybody marked in it; three queries."""
    marks = _marks_of(session)
    handed_in = _handed_in_of(session)
    called = (
        Enrolment.objects.filter(group=session.group_id, state__in=CALLED)
        | Enrolment.objects.filter(pk__in=[*marks, *handed_in])
    ).select_related("learner")
    ordered = called.order_by("learner__folded_name", "id")
    lines = tuple(
        JournalLine(enrolment, _in_force(marks.get(enrolment.pk)), handed_in.get(enrolment.pk, HandedInFact()))
        for enrolment in ordered
    )
    return Journal(session, lines, _seen(session, marks, handed_in))


def as_mark(session: Session, row: AttendanceMark) -> Mark:
    """A stored mark as the rule sees it."""
    return Mark(str(session.uuid), Presence(row.presence), Fraction(row.late), Fraction(row.left_early))


def corrections_of(session: Session) -> list[AttendanceMark]:
    """Marks that superseded others, the newest first, with who corrected whom and why."""
    return list(session.marks.exclude(reason="").select_related("actor", "enrolment__learner").order_by("-id"))


def marks_of_group(group: Group) -> tuple[list[Session], list[Enrolment], Mapping[tuple[int, int], Mark]]:
    """Standing sessions and learners of a group, with the mark in force of each (enrolment, session); three queries."""
    sessions = list(group.sessions.filter(cancelled_at=None).select_related("topic", "tutor"))
    by_id = {session.pk: session for session in sessions}
    rows = AttendanceMark.objects.filter(session__in=by_id).order_by("id")
    last = {(row.enrolment_id, row.session_id): as_mark(by_id[row.session_id], row) for row in rows}
    in_force = {key: mark for key, mark in last.items() if mark.presence is not Presence.TAKEN_BACK}
    learners = (
        Enrolment.objects.filter(group=group, state__in=(*CALLED, State.INTERRUPTED))
        | Enrolment.objects.filter(pk__in={who for who, _ in in_force})
    ).select_related("learner")
    return sessions, list(learners.order_by("learner__folded_name", "id")), in_force


def _marks_of(session: Session) -> dict[int, Mark]:
    rows = session.marks.order_by("id")
    return {row.enrolment_id: as_mark(session, row) for row in rows}


def _handed_in_of(session: Session) -> dict[int, HandedInFact]:
    rows: Iterable[HandedIn] = session.handed_in.order_by("id")
    return {row.enrolment_id: HandedInFact(row.questions, row.task) for row in rows}


def _in_force(mark: Mark | None) -> Mark | None:
    return None if mark is None or mark.presence is Presence.TAKEN_BACK else mark


def _seen(session: Session, marks: Mapping[int, Mark], handed_in: Mapping[int, HandedInFact]) -> str:
    rows: Sequence[object] = [
        session.delivered_at is not None,
        sorted((who, str(mark.presence), str(mark.late), str(mark.left_early)) for who, mark in marks.items()),
        sorted((who, handed.questions, handed.task) for who, handed in handed_in.items()),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:32]
