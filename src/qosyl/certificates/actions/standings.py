"""What a document does to the enrolment on which it rests, by the table of changes, in the transaction of its act."""

from datetime import datetime
from typing import TYPE_CHECKING

from qosyl.certificates.models import Document, State
from qosyl.cohorts.actions import change_enrolment
from qosyl.rules.eligibility import Admission
from qosyl.rules.enrolment import Change, Standing, changes_by_annulment, changes_by_document
from qosyl.rules.enrolment import State as EnrolmentState

if TYPE_CHECKING:
    from qosyl.certificates.facts import Case
    from qosyl.cohorts.models import Enrolment
    from qosyl.people.models import User


def end_enrolment(actor: "User", case: "Case", document: Document, at: datetime) -> None:
    """The learner of an issued document has completed the course, or has never come to it."""
    came = case.facts.admission is not Admission.ABSENT
    changes = changes_by_document(_standing(case.enrolment), document.kind, came=came)
    _change(actor, case.enrolment, changes, document, at)


def reopen_enrolment(actor: "User", document: Document, at: datetime) -> None:
    """The completion falls with the last valid document that it rests on."""
    enrolment = document.enrolment
    if not enrolment.documents.filter(state=State.VALID).exists():
        _change(actor, enrolment, changes_by_annulment(_standing(enrolment)), document, at)


def _standing(enrolment: "Enrolment") -> Standing:
    return Standing(EnrolmentState(enrolment.state), enrolment.state_reason)


def _change(
    actor: "User", enrolment: "Enrolment", changes: tuple[Change, ...], document: Document, at: datetime
) -> None:
    for change in changes:
        change_enrolment(actor, enrolment, change.act, change.by, change.reason, document.number or "", at)
