"""Questions about documents that ask for no person: what is there, what hinders, who awaits one."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from qosyl.certificates.facts import Case, cases_of
from qosyl.certificates.models import Document, Kind, Letterhead, RegisterEntry, State, Turn
from qosyl.certificates.numbers import series_for, series_problems
from qosyl.certificates.seal import Flaw, Problem, seal_problems
from qosyl.commissions.queries import superseded_protocols
from qosyl.keys.signing_folder import NoIssuingKey, key_in_force, trust
from qosyl.rules.eligibility import Document as Earned
from qosyl.rules.enrolment import State as EnrolmentState
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment
    from qosyl.commissions.models import Protocol
    from qosyl.people.models import Provider

_WITH = (
    "provider",
    "branch",
    "enrolment__learner",
    "enrolment__cohort__provider",
    "enrolment__cohort__branch",
    "enrolment__cohort__publication__version",
    "enrolment__cohort__publication__provider",
)
_WITHOUT = ("enrolment__cohort__publication__version__content", "enrolment__cohort__publication__difference")


def letterhead_of(provider: "Provider") -> Letterhead | None:
    return Letterhead.objects.filter(provider=provider).first()


def hindrances_of(cohort: "Cohort", kinds: Iterable[str], *, specimen: bool, at: datetime) -> list[Reason]:
    """What keeps the provider from issuing documents of these kinds now, whoever the learners are."""
    reasons = [] if letterhead_of(cohort.provider) else [Reason("letterhead.none")]
    if specimen:
        return reasons
    year = timezone.localdate(at).year
    for kind in sorted(set(kinds)):
        reasons += series_problems(series_for(cohort.provider, cohort.branch, kind, year), kind, year)
    try:
        key_in_force(at, specimen=False)
    except NoIssuingKey:
        reasons.append(Reason("key.none"))
    return reasons


# --- documents -------------------------------------------------------------------------------------------------------
def document_by_uuid(document: UUID) -> Document | None:
    """For background work, which has no user of its own."""
    return Document.objects.select_related(*_WITH).defer(*_WITHOUT).filter(uuid=document).first()


def document_to_follow(enrolment: "Enrolment", kind: str) -> Document | None:
    """A valid document of the learner in this cohort: a certificate, else of the same kind, else what there is."""
    return _to_follow(enrolment.documents.filter(state=State.VALID).order_by("id"), kind)


def _to_follow(valid: Iterable[Document], kind: str) -> Document | None:
    found = list(valid)
    certificates = [one for one in found if one.kind == Kind.CERTIFICATE]
    same = [one for one in found if one.kind == kind]
    ranked = [*found, *same, *certificates]
    return ranked[-1] if ranked else None


def entries_of(document: Document) -> list[RegisterEntry]:
    """The lines of the register about a document, the first one first."""
    return list(document.entries.select_related("actor", "other"))


def has_earned(case: Case) -> bool:
    """Whether the rule says that this learner is to be given a document."""
    return case.decision.document in {Earned.CERTIFICATE, Earned.STATEMENT}


def open_course(case: Case) -> list[Reason]:
    """An interrupted course cannot be completed: it is resumed or ended first."""
    interrupted = case.enrolment.state == EnrolmentState.INTERRUPTED
    return [Reason("document.interrupted", actual=case.enrolment.state)] if interrupted else []


# --- who awaits a document -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Awaiting:
    """A learner with what the rule says, and the document that is there already, if any."""

    case: Case
    there: Document | None

    @property
    def kind(self) -> str:
        return str(self.case.decision.document)

    @property
    def can_be_issued(self) -> bool:
        is_new = self.there is None or self.there.kind not in {self.kind, Kind.CERTIFICATE}
        return is_new and has_earned(self.case) and not open_course(self.case)

    @property
    def unmet(self) -> tuple[Reason, ...]:
        """Everything between the learner and a certificate, and what keeps even the earned document back."""
        return (*self.case.decision.unmet, *(open_course(self.case) if has_earned(self.case) else ()))


def awaiting_in(cohort: "Cohort", enrolments: Iterable["Enrolment"], day: date) -> list[Awaiting]:
    """Every learner of a cohort with what follows from the facts; a fixed number of queries for any number of them."""
    wanted = list(enrolments)
    valid: dict[int, list[Document]] = {one.pk: [] for one in wanted}
    for document in Document.objects.filter(enrolment__in=wanted, state=State.VALID).order_by("id"):
        valid[document.enrolment_id].append(document)
    return [
        Awaiting(case, _to_follow(valid[case.enrolment.pk], str(case.decision.document)))
        for case in cases_of(cohort, wanted, day)
    ]


# --- what a correction leaves behind ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Overtaken:
    """A valid document that rests on a protocol which another corrects, and what the results in force lead to."""

    document: Document
    case: Case
    correction: "Protocol"

    @property
    def kind(self) -> str:
        return str(self.case.decision.document)

    @property
    def is_same_kind(self) -> bool:
        return self.kind == self.document.kind


def overtaken_in(cohort: "Cohort", day: date) -> list[Overtaken]:
    """Valid documents of a cohort that rest on a superseded protocol, for the director to decide on each."""
    corrections = {str(uuid): newer for uuid, newer in superseded_protocols(cohort).items()}
    if not corrections:
        return []
    valid = Document.objects.filter(enrolment__cohort=cohort, state=State.VALID)
    documents = [
        (document, corrections[named])
        for document in valid.select_related("enrolment__learner").order_by("enrolment__learner__folded_name", "id")
        if (named := (json.loads(document.record)["protocol"] or {}).get("uuid")) in corrections
    ]
    enrolments = {document.enrolment_id: document.enrolment for document, _ in documents}
    for enrolment in enrolments.values():
        enrolment.cohort = cohort
    cases = {case.enrolment.pk: case for case in cases_of(cohort, enrolments.values(), day)}
    return [Overtaken(document, cases[document.enrolment_id], newer) for document, newer in documents]


# --- is it what was issued? ------------------------------------------------------------------------------------------
def problems_of(document: Document, entries: Iterable[RegisterEntry]) -> tuple[Problem, ...]:
    """Everything by which a stored document differs from what was sealed, or its state from its register."""
    try:
        record, seal = json.loads(document.record), json.loads(document.seal)
    except ValueError:
        return (Problem(Flaw.UNREADABLE),)
    problems = list(seal_problems(record, seal, trust()))
    if isinstance(record, dict):
        problems += [
            Problem(Flaw.ROW_DIFFERS, field) for field, stored in _columns(document) if record.get(field) != stored
        ]
        if not str(record.get("address", "")).endswith(f"/v/{document.token}/"):
            problems.append(Problem(Flaw.ROW_DIFFERS, "address"))
    if document.state != _state_by(entries):
        problems.append(Problem(Flaw.ROW_DIFFERS, "state"))
    return tuple(dict.fromkeys(problems))


def _columns(document: Document) -> tuple[tuple[str, Any], ...]:
    return (
        ("kind", document.kind),
        ("specimen", document.specimen),
        ("number", document.number),
        ("code", document.code),
        ("issued", document.issued_on.isoformat()),
    )


def _state_by(entries: Iterable[RegisterEntry]) -> str | None:
    turns = [entry.turn for entry in entries]
    if not turns or turns[0] != Turn.ISSUED:
        return None
    return State.VALID.value if turns[-1] == Turn.ISSUED else turns[-1]
