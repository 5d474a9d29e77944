"""Six learners of one cohort, six outcomes: what the rules say together, from the first presence to the document."""

from datetime import date
from typing import NamedTuple

import pytest

from qosyl.rules.admission import Candidate, Decision, Outcome, Threshold, decision_problems, proposals
from qosyl.rules.attendance import LearnerRecord, LedgerSession, Mark, OnlineRule, Presence, ledger
from qosyl.rules.eligibility import NOT_PRESENTED, Admission, Document, LearnerFacts, eligibility
from qosyl.rules.enrolment import Act, Actor, Change, State, standing_after
from qosyl.rules.scoring import score
from qosyl.rules.timetable import Calendar, Kind, PlannedHours, TeachingDay, timetable
from tests.rules.test_eligibility import USUAL
from tests.rules.test_scoring import FORM, RULES

PLAN = [PlannedHours(f"{day}.1", Kind.LECTURE, 8) for day in range(1, 10)]
PLAN += [PlannedHours("10.1", Kind.LECTURE, 4), PlannedHours("10.5", Kind.ASSESSMENT, 4)]
SESSIONS = [
    LedgerSession(str(at), laid.topic, laid.kind, laid.hours, delivered=laid.kind is not Kind.ASSESSMENT)
    for at, laid in enumerate(timetable(PLAN, TeachingDay(8, 540), Calendar(date(2026, 9, 7), frozenset(range(1, 6)))))
]
ENROLLED = Change(Act.ENROL, Actor.COORDINATOR)
BEGUN = [ENROLLED, Change(Act.BEGIN, Actor.COURSE)]
THRESHOLD = Threshold(80, "402-415")


class Learner(NamedTuple):
    history: list[Change]
    days_present: int
    right_answers: int | None
    outcome: Outcome
    document: Document
    hours: int | None
    ends: Change | None


def _ended(act, reason):
    return Change(act, Actor.COORDINATOR, reason)


LEARNERS = {
    "never came": Learner(
        [ENROLLED], 0, None, Outcome.ABSENT, Document.NOTHING, None, _ended(Act.WITHDRAW, "never-came")
    ),
    "came for no hour of it": Learner(
        BEGUN, 0, None, Outcome.ABSENT, Document.NOTHING, None, _ended(Act.WITHDRAW, "never-came")
    ),
    "interrupted by illness on day 6": Learner(
        [*BEGUN, _ended(Act.INTERRUPT, "illness")], 5, None, Outcome.NOT_PROPOSED, Document.NOTHING, None, None
    ),
    "finished but was not admitted": Learner(
        BEGUN, 7, None, Outcome.NOT_PROPOSED, Document.NOTHING, None, _ended(Act.WITHDRAW, "not-admitted")
    ),
    "48 points": Learner(
        BEGUN, 9, 24, Outcome.PROPOSED, Document.STATEMENT, 72, _ended(Act.COMPLETE, "statement-earned")
    ),
    "50 points": Learner(
        BEGUN, 9, 25, Outcome.PROPOSED, Document.CERTIFICATE, 80, _ended(Act.COMPLETE, "certificate-earned")
    ),
}
ADMISSIONS = {
    Outcome.PROPOSED: Admission.ADMITTED,
    Outcome.NOT_PROPOSED: Admission.NOT_ADMITTED,
    Outcome.ABSENT: Admission.ABSENT,
}


@pytest.mark.parametrize("name", LEARNERS)
def test_learner_ends_with_the_right_document(name):
    learner = LEARNERS[name]
    standing = standing_after(learner.history)
    presence = [Presence.PRESENT] * learner.days_present + [Presence.ABSENT] * (10 - learner.days_present)
    marks = [Mark(session.key, there) for session, there in zip(SESSIONS[:10], presence, strict=True)]
    hours = ledger(SESSIONS, LearnerRecord(marks), OnlineRule())

    (proposal,) = proposals(
        THRESHOLD, [Candidate(name, standing.state, hours.teaching.earned, hours.teaching.delivered)]
    )
    assert proposal.outcome is learner.outcome
    assert decision_problems(proposal, Decision(name, admitted=proposal.outcome is Outcome.PROPOSED)) == ()

    points = None
    if learner.right_answers is not None:
        points = score(FORM, dict.fromkeys(range(1, learner.right_answers + 1), "a"), [], RULES).points
    found = eligibility(
        LearnerFacts(
            admission=ADMISSIONS[proposal.outcome],
            admission_confirmed=True,
            test=points,
            results_confirmed=points is not None,
            works=NOT_PRESENTED,
            project=NOT_PRESENTED,
            hours_earned=hours.earned,
            hours_planned=hours.planned,
            name_confirmed=True,
            version_approved=True,
        ),
        USUAL,
    )
    assert (found.document, found.hours) == (learner.document, learner.hours)
    assert (found.unmet == ()) == (learner.document is Document.CERTIFICATE)

    closed = standing_after([*learner.history, *([learner.ends] if learner.ends else [])])
    assert closed.state in {State.COMPLETED, State.WITHDRAWN, State.INTERRUPTED}


def test_course_of_the_six_is_one_of_eighty_hours():
    assert sum(session.hours for session in SESSIONS) == 80
    assert [session.kind for session in SESSIONS[10:]] == [Kind.ASSESSMENT]
