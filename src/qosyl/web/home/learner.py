"""The learner's section: the next thing to do, sessions, hours, and what the certificate needs, with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from qosyl.certificates.access import own_documents
from qosyl.cohorts.access import own_enrolments
from qosyl.cohorts.queries import admission_facts, ledger_of, next_sessions, package_of_cohort
from qosyl.commissions.queries import confirmed_entry
from qosyl.localtext import LocalText
from qosyl.programmes.provisions import document_rules, hours_in_all
from qosyl.rules.eligibility import Admission, NotPresented, Recorded
from qosyl.rules.enrolment import State
from qosyl.rules.provisions import Provision
from qosyl.sittings.queries import attempt_of, result_in_force, sitting_clock
from qosyl.sittings.states import SittingState
from qosyl.ui.quantities import in_figures

if TYPE_CHECKING:
    from qosyl.certificates.models import Document
    from qosyl.cohorts.models import Enrolment, Session
    from qosyl.people.models import User
    from qosyl.sittings.models import Attempt

_SHOWN = 3
_HERE = (State.INVITED, State.ENROLLED, State.STUDYING, State.INTERRUPTED)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the certificate needs: `key` names it, `state` is met, unmet or open, `shown` the figure."""

    key: str
    state: str
    shown: str = ""
    required: int | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A session on the page: its topic's number and title, and when and where it is."""

    session: "Session"
    number: str
    title: LocalText | None
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class LearnerSection:
    """The present course of a learner; `step` names the next thing to do, `address` leads there."""

    enrolment: "Enrolment"
    title: LocalText
    step: str
    address: str
    attempt: "Attempt | None"
    slots: Sequence[Slot]
    is_today: bool
    earned: Fraction
    missed: Fraction
    planned: int
    needs: Sequence[Need]
    document: "Document | None"
    others: Sequence["Enrolment"]


def learner_section(user: "User", at: datetime) -> LearnerSection | None:
    """The latest course in which the person studies, or the last one; a fixed number of questions."""
    enrolments = own_enrolments(user)
    if not enrolments:
        return None
    found = next((one for one in enrolments if one.state in _HERE), enrolments[0])
    day = timezone.localdate(at)
    package, ledger, attempt = package_of_cohort(found.cohort), ledger_of(found), attempt_of(found)
    documents = [one for one in own_documents(user) if one.enrolment_id == found.pk]
    titles = {topic.sheet.number: topic.sheet.title for topic in package.topics()}
    slots = [_slot(session, titles) for session in next_sessions(found, day)[:_SHOWN]]
    document = documents[0] if documents else None
    step, address = _next_step(found, attempt, slots, document, at)
    return LearnerSection(
        enrolment=found,
        title=package.programme.title,
        step=step,
        address=address,
        attempt=attempt,
        slots=slots,
        is_today=bool(slots) and slots[0].session.day == day,
        earned=ledger.earned,
        missed=ledger.missed,
        planned=hours_in_all(package),
        needs=_needs(found, day),
        document=document,
        others=[one for one in enrolments if one.pk != found.pk],
    )


def _slot(session: "Session", titles: Mapping[str, LocalText]) -> Slot:
    number = session.topic.number
    return Slot(session, number, titles.get(number), _clock(session.start), _clock(session.end))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _next_step(
    found: "Enrolment", attempt: "Attempt | None", slots: Sequence[Slot], document: "Document | None", at: datetime
) -> tuple[str, str]:
    """The one thing that comes first, and where it is done."""
    study = reverse("cohorts:study", kwargs={"enrolment": found.uuid})
    if document is not None:
        return f"document-{document.kind}", reverse("certificates:own-documents")
    if found.state == State.INTERRUPTED:
        return "interrupted", study
    if attempt is not None:
        step = _step_of_test(attempt, at)
        named = {"attempt": attempt.uuid}
        return step, reverse("sittings:result" if step == "result" else "sittings:sit", kwargs=named)
    if slots:
        return "session", study
    return "study", study


def _step_of_test(attempt: "Attempt", at: datetime) -> str:
    sitting = attempt.form.sitting
    if sitting.released_at is not None:
        return "result" if attempt.started_at else "test-missed"
    if attempt.finished_at is not None or attempt.closed_at is not None:
        return "test-counted"
    if attempt.started_at is not None:
        return "test-goes-on"
    state = sitting_clock(sitting).state(at, all_settled=False)
    return {SittingState.OPEN: "test-now"}.get(state, "test-later" if at < sitting.opens_at else "test-missed")


# --- what the certificate needs ---------------------------------------------------------------------------------------
def _needs(found: "Enrolment", day: date) -> list[Need]:
    """Admission, the test against its mark, works and project as the policies of the version ask them."""
    entry, rules = confirmed_entry(found), document_rules(package_of_cohort(found.cohort), day)
    result = result_in_force(found)
    points: Recorded = entry.points if entry else (result.points if result else None)
    return [
        _admission(found),
        _test(points, rules.pass_mark, confirmed=entry is not None),
        _recorded("works", entry.works if entry else None, rules.works_at_least),
        _recorded("project", entry.project if entry else None, rules.project_at_least),
    ]


def _admission(found: "Enrolment") -> Need:
    admission, confirmed = admission_facts(found)
    if not confirmed:
        return Need("admission", "open")
    return Need("admission", "met" if admission is Admission.ADMITTED else "unmet", clause="402-415")


def _test(points: Recorded, mark: Provision[int], *, confirmed: bool) -> Need:
    if isinstance(points, NotPresented):
        return Need("test", "unmet", "", mark.value, mark.clause)
    if points is None:
        return Need("test", "open", "", mark.value, mark.clause)
    state = "unmet" if points < mark.value else "met"
    return Need("test" if confirmed else "test-unconfirmed", state, in_figures(points), mark.value, mark.clause)


def _recorded(key: str, points: Recorded, least: Provision[int | None]) -> Need:
    if points is None:
        return Need(key, "open", "", least.value, least.clause)
    if isinstance(points, NotPresented):
        return Need(f"{key}-absent", "unmet" if least.value is not None else "met", "", least.value, least.clause)
    met = least.value is None or points >= least.value
    return Need(key, "met" if met else "unmet", in_figures(points), least.value, least.clause)
