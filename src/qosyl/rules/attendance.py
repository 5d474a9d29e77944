"""The ledger of a learner's hours: planned, delivered, attended, made up, each with its evidence.

Here belong sessions, append-only marks and what they add up to. Hours taught together are earned by presence, hours of
own study by the topic's questions and task; time spent on a page earns none. Not here: thresholds (`admission`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.scales import Exact
from qosyl.rules.timetable import Kind


class Study(StrEnum):
    """How a session is studied: with the tutor, in a room or online, or by oneself."""

    TOGETHER = "together"
    ALONE = "alone"


class Presence(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    #: A mark set by mistake is taken back: the session is unmarked again.
    TAKEN_BACK = "taken-back"


class Evidence(StrEnum):
    """What an hour in the ledger rests on."""

    PRESENCE = "presence"
    QUESTIONS_AND_TASK = "questions-and-task"
    MADE_UP = "made-up"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LedgerSession:
    """A session as the ledger sees it; it was `delivered` when it was held, or when its own study was opened."""

    key: str
    topic: str
    kind: Kind
    hours: int
    delivered: bool
    study: Study = Study.TOGETHER


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tutor marked: who came late or left early is present, less those academic hours (or parts of an hour)."""

    session: str
    presence: Presence
    late: Exact = 0
    left_early: Exact = 0


@dataclass(frozen=True, slots=True)
class MadeUp:
    """Hours of a session made up afterwards, or brought along from another cohort."""

    session: str
    hours: Exact
    evidence: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a learner handed in of a topic studied alone."""

    questions: bool = False
    task: bool = False


@dataclass(frozen=True, slots=True)
class OnlineRule:
    """The policy of hours online; it asks at least one evidence of own study, reading alone is none."""

    presence: bool = True
    questions: bool = True
    task: bool = True
    clause: str = ""

    def __post_init__(self) -> None:
        if not (self.questions or self.task):
            raise Refused((Reason("attendance.no-evidence-asked", required=1, actual=0, clause=self.clause),))

    def is_met(self, handed_in: HandedIn) -> bool:
        return (handed_in.questions or not self.questions) and (handed_in.task or not self.task)


@dataclass(frozen=True, slots=True)
class LearnerRecord:
    """What is recorded of one learner; marks in the order in which they were set, a later one supersedes."""

    marks: Sequence[Mark] = ()
    made_up: Sequence[MadeUp] = ()
    handed_in: Mapping[str, HandedIn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One session in a learner's ledger."""

    session: str
    topic: str
    kind: Kind
    planned: int
    delivered: int
    attended: Fraction
    made_up: Fraction
    evidence: Evidence
    unmarked: bool

    @property
    def earned(self) -> Fraction:
        return self.attended + self.made_up

    @property
    def missed(self) -> Fraction:
        """Hours that were delivered and not earned."""
        return max(self.delivered - self.earned, Fraction(0))


@dataclass(frozen=True, slots=True)
class Ledger:
    lines: tuple[LedgerLine, ...]

    @property
    def planned(self) -> int:
        return sum(line.planned for line in self.lines)

    @property
    def delivered(self) -> int:
        return sum(line.delivered for line in self.lines)

    @property
    def attended(self) -> Fraction:
        return sum((line.attended for line in self.lines), start=Fraction(0))

    @property
    def made_up(self) -> Fraction:
        return sum((line.made_up for line in self.lines), start=Fraction(0))

    @property
    def earned(self) -> Fraction:
        """Attended and made up: what a statement prints and a threshold counts."""
        return self.attended + self.made_up

    @property
    def missed(self) -> Fraction:
        return sum((line.missed for line in self.lines), start=Fraction(0))

    @property
    def at_best(self) -> Fraction:
        """What the learner can still reach without making anything up: earned, and everything not yet delivered."""
        return self.earned + sum(line.planned - line.earned for line in self.lines if not line.delivered)

    @property
    def gaps(self) -> tuple[LedgerLine, ...]:
        return tuple(line for line in self.lines if line.missed)

    @property
    def teaching(self) -> "Ledger":
        """Without hours of final assessment: nobody can have attended those when admission to them is decided."""
        return Ledger(tuple(line for line in self.lines if line.kind is not Kind.ASSESSMENT))

    def of_topic(self, topic: str) -> "Ledger":
        return Ledger(tuple(line for line in self.lines if line.topic == topic))

    def of_kind(self, kind: Kind) -> "Ledger":
        return Ledger(tuple(line for line in self.lines if line.kind is kind))


def ledger(sessions: Sequence[LedgerSession], record: LearnerRecord, rule: OnlineRule) -> Ledger:
    """The ledger of one learner; marks and hours that cannot be raise `Refused` with all of them."""
    if problems := record_problems(sessions, record):
        raise Refused(problems)
    marks = marks_in_force(record.marks)
    return Ledger(tuple(_line(session, marks.get(session.key), record, rule) for session in sessions))


def marks_in_force(marks: Iterable[Mark]) -> dict[str, Mark]:
    """The last mark of each session; a mark that was taken back leaves none."""
    last = {mark.session: mark for mark in marks}
    return {key: mark for key, mark in last.items() if mark.presence is not Presence.TAKEN_BACK}


def record_problems(sessions: Sequence[LedgerSession], record: LearnerRecord) -> tuple[Reason, ...]:
    """Marks and made up hours that no session can bear; `subject` is the session."""
    known = {session.key: session for session in sessions}
    return (
        *(reason for mark in record.marks for reason in mark_problems(known.get(mark.session), mark)),
        *(reason for more in record.made_up for reason in _made_up_problems(known.get(more.session), more)),
    )


def mark_problems(session: LedgerSession | None, mark: Mark) -> tuple[Reason, ...]:
    """What keeps a mark from being set: no such session, not held yet, more hours missed than there are."""
    if session is None:
        return (Reason("attendance.unknown-session", subject=mark.session),)
    reasons = []
    if not session.delivered and mark.presence is not Presence.TAKEN_BACK:
        reasons.append(Reason("attendance.not-held", required=session.hours, actual=0, subject=session.key))
    if mark.late < 0 or mark.left_early < 0:
        least = min(Fraction(mark.late), Fraction(mark.left_early))
        reasons.append(Reason("attendance.negative", required=0, actual=least, subject=session.key))
    missed = Fraction(mark.late) + Fraction(mark.left_early)
    if mark.presence is Presence.PRESENT and missed >= session.hours:
        reasons.append(Reason("attendance.missed-all", required=session.hours, actual=missed, subject=session.key))
    if mark.presence is not Presence.PRESENT and missed:
        reasons.append(Reason("attendance.not-present", required=0, actual=missed, subject=session.key))
    return tuple(reasons)


def _made_up_problems(session: LedgerSession | None, more: MadeUp) -> Iterator[Reason]:
    if session is None:
        yield Reason("attendance.unknown-session", subject=more.session)
        return
    if not 0 < more.hours <= session.hours:
        yield Reason("attendance.made-up", session.hours, Fraction(more.hours), session.key)
    if not more.evidence.strip():
        yield Reason("attendance.made-up-evidence", required=1, actual=0, subject=session.key)


def _line(session: LedgerSession, mark: Mark | None, record: LearnerRecord, rule: OnlineRule) -> LedgerLine:
    attended, evidence = _attended(session, mark, record, rule)
    # Nobody earns an hour twice: what is made up fills only what is open.
    more = sum((Fraction(made.hours) for made in record.made_up if made.session == session.key), start=Fraction(0))
    made_up = min(more, session.hours - attended)
    return LedgerLine(
        session=session.key,
        topic=session.topic,
        kind=session.kind,
        planned=session.hours,
        delivered=session.hours if session.delivered else 0,
        attended=attended,
        made_up=made_up,
        evidence=Evidence.MADE_UP if made_up and not attended else evidence,
        unmarked=session.delivered and session.study is Study.TOGETHER and mark is None,
    )


def _attended(
    session: LedgerSession, mark: Mark | None, record: LearnerRecord, rule: OnlineRule
) -> tuple[Fraction, Evidence]:
    """Hours earned in the session itself: by presence, or whole by what was handed in where that is the evidence."""
    if not session.delivered:
        return Fraction(0), Evidence.NONE
    by_evidence = session.study is Study.ALONE or not rule.presence
    if by_evidence and rule.is_met(record.handed_in.get(session.topic, HandedIn())):
        return Fraction(session.hours), Evidence.QUESTIONS_AND_TASK
    if session.study is Study.TOGETHER and mark is not None and mark.presence is Presence.PRESENT:
        return session.hours - Fraction(mark.late) - Fraction(mark.left_early), Evidence.PRESENCE
    return Fraction(0), Evidence.NONE
