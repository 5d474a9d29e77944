"""What ends a document: it is annulled, or a new one replaces it. The old one stays in the register for good."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.certificates.actions.issuing import (
    Desk,
    NotIssued,
    lock_enrolments,
    numbers_for,
    written_document,
)
from qosyl.certificates.actions.standings import reopen_enrolment
from qosyl.certificates.facts import case_of
from qosyl.certificates.models import Document, RegisterEntry, State, Turn
from qosyl.certificates.queries import hindrances_of, letterhead_of
from qosyl.keys.signing_folder import key_in_force
from qosyl.people.access import require
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.people.models import User


@transaction.atomic
def annul_document(actor: "User", document: Document, *, reason: str, at: datetime) -> RegisterEntry:
    """Say in the register that the document is void, and why; with the last valid one the completion falls.

    :raises NotIssued: it is not valid any more.
    """
    _require(actor, document, at)
    entry = _end(actor, _valid(document), Turn.ANNULLED, None, reason, at)
    reopen_enrolment(actor, document, at)
    return entry


@transaction.atomic
def replace_document(actor: "User", document: Document, *, reason: str, address: str, at: datetime) -> Document:
    """Issue the document anew, with what is recorded today and a number of its own; the old one refers to it.

    :raises NotIssued: the old one is not valid, another kind is earned today, or the provider is not set up.
    """
    _require(actor, document, at)
    old = _valid(document)
    cohort = old.enrolment.cohort
    case = case_of(old.enrolment, timezone.localdate(at))
    reasons = list(hindrances_of(cohort, [old.kind], specimen=bool(case.decision.specimen), at=at))
    if str(case.decision.document) != old.kind:
        reasons.append(Reason("document.other-kind", required=old.kind, actual=str(case.decision.document)))
    letterhead = letterhead_of(cohort.provider)
    if reasons or letterhead is None:
        raise NotIssued(tuple(reasons))
    key = key_in_force(at, specimen=bool(case.decision.specimen))
    desk = Desk(actor, cohort, letterhead, key, address, at)
    new = written_document(desk, case, numbers_for(desk, old.kind, 1, case)[0], old)
    _end(actor, old, Turn.REPLACED, new, reason, at)
    return new


def _require(actor: "User", document: Document, at: datetime) -> None:
    cohort = document.enrolment.cohort
    day = timezone.localdate(at)
    require(actor, "annul_document", day, document.provider, branch=document.branch, cohort=cohort.uuid)


def _valid(document: Document) -> Document:
    """The document as it is now, locked against a second end."""
    lock_enrolments([document.enrolment])
    document.refresh_from_db(fields=["state"])
    if document.state != State.VALID:
        raise NotIssued((Reason("document.ended-already", actual=document.state),))
    return document


def _end(
    actor: "User", document: Document, turn: Turn, other: Document | None, reason: str, at: datetime
) -> RegisterEntry:
    entry = RegisterEntry.objects.create(document=document, turn=turn, reason=reason, other=other, actor=actor, at=at)
    document.state = State(turn.value)
    document.save(update_fields=["state"])
    record_act(
        "annul_document" if turn is Turn.ANNULLED else "replace_document",
        at=at,
        actor=actor.uuid,
        provider=document.provider.uuid,
        thing_kind="document",
        thing=str(document.uuid),
        facts={"number": document.number, "other": str(other.uuid) if other else None},
    )
    return entry
