"""Six learners of one cohort, from the invitation to the register by the acts of every room: six right outcomes.

Never came; came for no hour of it; interrupted by illness on day 6; finished but was not admitted; 48 points; 50.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.test import Client

from qosyl.certificates.access import awaiting
from qosyl.certificates.actions import NotIssued, issue_documents
from qosyl.certificates.models import Document
from qosyl.cohorts.actions import change_enrolment, record_attendance
from qosyl.cohorts.models import Cohort, Enrolment
from qosyl.cohorts.queries import journal_of, sessions_of
from qosyl.localtext import LocalText
from qosyl.rules.attendance import Mark, Presence
from qosyl.rules.enrolment import Act, Actor, State
from qosyl.web.demo.assessment import admit, decide_results, hold_test, release, sit
from qosyl.web.demo.courses import GroupPlan, enrolments_of, join, open_course, teach
from qosyl.web.demo.stage import Stage, moment, working_day
from tests import factories
from tests.whole_course import stage_of

pytestmark = pytest.mark.django_db

NEVER, NO_HOUR, ILL, NOT_ADMITTED, P48, P50 = (f"+7701000000{number}" for number in range(1, 7))
LEARNERS = "\n".join(
    f"Тыңдаушы;{name};;Слушатель;{name};;{phone};;қаз"
    for name, phone in zip("БВГДЕЖ", (NEVER, NO_HOUR, ILL, NOT_ADMITTED, P48, P50), strict=True)
)
SITE = "https://kurs.example.kz"
_DAY = timedelta(days=1)


@dataclass
class Run:
    """The course as it went; learners by phone number, documents by phone number, refusals by phone number."""

    stage: Stage
    cohort: Cohort
    learners: dict[str, Enrolment]
    documents: dict[str, Document] = field(default_factory=dict)
    refusals: dict[str, list[str]] = field(default_factory=dict)


def present(phone: str, day: int) -> bool:
    return {NEVER: False, NO_HOUR: False, ILL: day <= 5, NOT_ADMITTED: day <= 5}.get(phone, True)


def taken_back(stage: Stage, cohort: Cohort, phone: str) -> None:
    """The tutor marks somebody present by mistake and corrects it: the learner has begun, and has no hour."""
    session = sessions_of(cohort.groups.get())[0]
    for presence, reason in ((Presence.PRESENT, "шатасып белгіленді"), (Presence.ABSENT, "түзету")):
        journal = journal_of(session)
        key = str(session.uuid)
        marks = {
            line.enrolment.pk: Mark(key, presence) if line.enrolment.learner.phone == phone else line.mark
            for line in journal.lines
        }
        at = moment(session.day, session.end + 5)
        record_attendance(stage.people["tutor"], session, marks, seen=journal.seen, reason=reason, at=at)


def interrupted(stage: Stage, learner: Enrolment, day: date) -> None:
    change_enrolment(
        stage.people["coordinator"], learner, Act.INTERRUPT, Actor.COORDINATOR, "illness", "", moment(day, 8 * 60)
    )


def issued(run: Run, phone: str, day: date) -> None:
    """The director asks for the document of one learner: it is there, or the reasons are."""
    director, at = run.stage.people["director"], moment(day)
    try:
        (document,) = issue_documents(director, run.cohort, [run.learners[phone]], address=SITE, at=at)
    except NotIssued as refusal:
        run.refusals[phone] = [reason.code for reason in refusal.reasons]
    else:
        run.documents[phone] = document


@pytest.fixture
def run() -> Run:
    stage = stage_of(factories.provider())
    starts_on = stage.monday(4)
    group = GroupPlan("kk", "offline", "204", "", LEARNERS)
    cohort = open_course(stage, LocalText("Алты", "Шестеро"), starts_on, starts_on + 13 * _DAY, (group,))
    join(stage, cohort)
    days = sorted({session.day for session in sessions_of(cohort.groups.get())})
    teach(cohort, present, days[1])
    taken_back(stage, cohort, NO_HOUR)
    teach(cohort, present, days[5])
    learners = {enrolment.learner.phone: enrolment for enrolment in enrolments_of(cohort)}
    interrupted(stage, learners[ILL], days[5])
    teach(cohort, present, days[-1])
    admit(stage, cohort, "14-к", days[-2])
    teach(cohort, present, days[-1] + _DAY)
    sitting = hold_test(stage, cohort, days[-1])
    sit(cohort, days[-1], {P48: 24, P50: 25})
    release(stage, sitting, days[-1])
    decided = working_day(days[-1] + _DAY)
    decide_results(stage, cohort, decided, {P48: (6, None), P50: (7, 9)}, ("chair", "member"))
    found = Run(stage, cohort, {enrolment.learner.phone: enrolment for enrolment in enrolments_of(cohort)})
    for phone in found.learners:
        issued(found, phone, working_day(decided + _DAY))
    return found


def test_six_learners_have_six_right_outcomes(run):
    """One course, run once: states, refusals with their reasons, documents, numbers, what the director reads."""
    assert {phone: (learner.state, learner.state_reason) for phone, learner in run.learners.items()} == {
        NEVER: (State.ENROLLED, ""),
        NO_HOUR: (State.STUDYING, ""),
        ILL: (State.INTERRUPTED, "illness"),
        NOT_ADMITTED: (State.STUDYING, ""),
        P48: (State.COMPLETED, "statement-earned"),
        P50: (State.COMPLETED, "certificate-earned"),
    }
    # Of each: that nothing is earned, and every condition in between; nothing about numbers, which nobody asked for.
    nothing = ["document.nothing", "document.not-admitted", "document.test"]
    assert run.refusals == dict.fromkeys((NEVER, NO_HOUR, ILL, NOT_ADMITTED), nothing)
    documents = {phone: (one.kind, one.specimen, one.number) for phone, one in run.documents.items()}
    year = run.documents[P50].issued_on.year
    assert documents == {
        P48: ("statement", False, f"АН-{year}-004318"),
        P50: ("certificate", False, f"ҮО-{year}-004318"),
    }
    _director_reads_why(run)
    _stranger_verifies(run.documents[P48], "анықтама")
    _stranger_verifies(run.documents[P50], "сертификат")


def _director_reads_why(run: Run) -> None:
    rows = {row.case.enrolment.learner.phone: row.case for row in awaiting(run.cohort, run.stage.today)}
    assert {phone: str(case.facts.admission) for phone, case in rows.items()} == {
        NEVER: "absent",
        NO_HOUR: "absent",
        ILL: "not-admitted",
        NOT_ADMITTED: "not-admitted",
        P48: "admitted",
        P50: "admitted",
    }
    assert rows[ILL].facts.hours_earned == 40
    (reason,) = rows[P48].decision.no_certificate
    assert (reason.code, reason.required, reason.actual) == ("document.test", 50, 48)
    assert rows[P50].decision.unmet == ()


def _stranger_verifies(document: Document, said: str) -> None:
    answer = Client().get(f"/v/{document.token}/")
    text = answer.content.decode().lower()
    assert answer.status_code == 200
    assert said in text
    assert document.number.lower() in text
    assert "слушатель" not in text, "the name is masked"
