"""Hours as pages show them: of a group, learner by learner, and of one learner, session by session with evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.admissions import CANDIDATES, threshold_of
from qosyl.cohorts.ledgers import ledgers_of
from qosyl.cohorts.models import Enrolment, MadeUp, Session
from qosyl.cohorts.pages.timetable import Line, line_of, titles_of
from qosyl.cohorts.reasons import sentences_of
from qosyl.rules.admission import Candidate, proposals
from qosyl.rules.attendance import Evidence, Ledger, LedgerLine, Study
from qosyl.rules.enrolment import State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import Group

EVIDENCES: Mapping[Evidence, "_StrPromise"] = {
    Evidence.PRESENCE: _("presence in the journal"),
    Evidence.QUESTIONS_AND_TASK: _("control questions and the task"),
    Evidence.MADE_UP: _("made up"),
    Evidence.NONE: _("none"),
}
_ABSENT, _PARTLY, _UNMARKED, _NOT_HANDED_IN = (
    _("Absent"),
    _("Present for a part of the hours"),
    _("Not marked in the journal"),
    _("Control questions or the task are not handed in"),
)
_ANOTHER_GROUP = _("Earned in another group of this cohort")


@dataclass(frozen=True, slots=True)
class LearnerHours:
    """A learner's hours in a list; `warnings`: why admission would not be proposed as things stand."""

    enrolment: Enrolment
    ledger: Ledger
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A session in a learner's hours: `gap` says why hours are missing, empty where none are."""

    day: date
    line: Line
    hours: LedgerLine
    evidence: "_StrPromise | str"
    gap: "_StrPromise | str"


@dataclass(frozen=True, slots=True)
class HoursPage:
    """The ledger of one learner with its sessions."""

    ledger: Ledger
    lines: tuple[HoursLine, ...]

    @property
    def gaps(self) -> tuple[HoursLine, ...]:
        return tuple(line for line in self.lines if line.hours.missed)

    @property
    def open_lines(self) -> tuple[HoursLine, ...]:
        """Sessions of which hours can still be made up."""
        return tuple(line for line in self.lines if line.hours.earned < line.hours.planned or line.hours.made_up)


def group_hours(group: "Group") -> tuple[LearnerHours, ...]:
    """Learners of a group with their hours, by name; six queries."""
    enrolments = list(
        group.enrolments.filter(state__in=(*CANDIDATES, State.COMPLETED))
        .select_related("learner")
        .order_by("learner__folded_name", "id")
    )
    ledgers = ledgers_of(enrolments)
    found = proposals(threshold_of(group.cohort), (_candidate(one, ledgers[one.pk]) for one in enrolments))
    return tuple(
        LearnerHours(one, ledgers[one.pk], tuple(sentences_of(proposal.reasons)) if ledgers[one.pk].delivered else ())
        for one, proposal in zip(enrolments, found, strict=True)
    )


def _candidate(enrolment: Enrolment, hours: Ledger) -> Candidate:
    """Whoever has finished is judged as while studying."""
    state = State.STUDYING if enrolment.state == State.COMPLETED else State(enrolment.state)
    return Candidate(str(enrolment.uuid), state, hours.teaching.earned, hours.teaching.delivered)


def hours_page(enrolment: Enrolment) -> HoursPage:
    """One learner's hours with the evidence of each; seven queries."""
    ledger = ledgers_of([enrolment])[enrolment.pk]
    titles = titles_of(enrolment.cohort)
    rows = Session.objects.filter(group=enrolment.group_id, cancelled_at=None).select_related("topic", "tutor")
    sessions = {str(session.uuid): session for session in rows}
    words = _evidence_of(enrolment)
    lines = tuple(
        HoursLine(
            day=sessions[hours.session].day,
            line=line_of(sessions[hours.session], titles),
            hours=hours,
            evidence=words.get(hours.session, _ANOTHER_GROUP) if hours.made_up else EVIDENCES[hours.evidence],
            gap=_gap_of(hours, sessions[hours.session]),
        )
        for hours in ledger.lines
    )
    return HoursPage(ledger, lines)


def _evidence_of(enrolment: Enrolment) -> "dict[str, _StrPromise | str]":
    """On what made up hours rest, by session; hours brought along have no row of their own here."""
    rows = MadeUp.objects.filter(enrolment=enrolment).order_by("id").values_list("session__uuid", "hours", "evidence")
    return {str(session): evidence for session, hours, evidence in rows if hours}


def _gap_of(hours: LedgerLine, session: Session) -> "_StrPromise | str":
    if not hours.missed:
        return ""
    if session.study == Study.ALONE:
        return _NOT_HANDED_IN
    if hours.unmarked:
        return _UNMARKED
    return _PARTLY if hours.attended else _ABSENT
