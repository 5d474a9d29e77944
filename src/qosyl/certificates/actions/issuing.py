"""Issuing: nothing issues itself. The rule says what was earned, a director approves; number, seal and entry follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.certificates import codes
from qosyl.certificates.actions.standings import end_enrolment
from qosyl.certificates.facts import Case, cases_of
from qosyl.certificates.models import Document, Kind, RegisterEntry, Turn
from qosyl.certificates.numbers import locked, series_for, take_numbers
from qosyl.certificates.plain import names_in
from qosyl.certificates.queries import document_to_follow, has_earned, hindrances_of, letterhead_of, open_course
from qosyl.certificates.record import Issue, record_of
from qosyl.certificates.seal import Sealing, sealed
from qosyl.keys.signing import canonical
from qosyl.keys.signing_folder import IssuingKey, key_in_force
from qosyl.localtext import fold
from qosyl.people.access import require
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.certificates.models import Letterhead
    from qosyl.cohorts.models import Cohort, Enrolment
    from qosyl.people.models import User

_FOLDED_LENGTH = 700


class NotIssued(Exception):
    """Nothing was issued; all reasons, each once, those of the provider and those of the learners."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__("; ".join(reason.code for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Desk:
    """What is the same for all documents of one act; `address` is where the site is reached, with its scheme."""

    actor: "User"
    cohort: "Cohort"
    letterhead: "Letterhead"
    key: IssuingKey
    address: str
    at: datetime


@transaction.atomic
def issue_documents(
    actor: "User", cohort: "Cohort", enrolments: Sequence["Enrolment"], *, address: str, at: datetime
) -> list[Document]:
    """Issue to each of these learners of one cohort what the rule says was earned: all of them, or none.

    The enrolment of each ends with it, by the table of changes.

    :raises NotIssued: somebody has earned nothing (yet), has the document already, or the provider is not set up.
    """
    day = timezone.localdate(at)
    require(actor, "issue_documents", day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    # Two directors who press the button at once queue here; the second finds the documents there.
    lock_enrolments(enrolments)
    cases = cases_of(cohort, enrolments, day)
    earlier = {case.enrolment.pk: document_to_follow(case.enrolment, _kind(case)) for case in cases}
    reasons = [reason for case in cases for reason in _refusals(case, earlier[case.enrolment.pk])]
    kinds = [_kind(case) for case in cases if has_earned(case) and not case.decision.specimen]
    specimen = bool(cases and cases[0].decision.specimen)
    reasons += hindrances_of(cohort, kinds, specimen=specimen, at=at)
    letterhead = letterhead_of(cohort.provider)
    if reasons or letterhead is None:
        raise NotIssued(tuple(dict.fromkeys(reasons)))
    desk = Desk(actor, cohort, letterhead, key_in_force(at, specimen=specimen), address, at)
    return [written_document(desk, case, number, earlier[case.enrolment.pk]) for case, number in _numbered(desk, cases)]


def _kind(case: Case) -> str:
    return str(case.decision.document)


def lock_enrolments(enrolments: Sequence["Enrolment"]) -> None:
    """Let acts on the documents of the same learners queue until the end of the transaction, and read their states."""
    for enrolment in sorted(enrolments, key=lambda one: one.pk):
        now = type(enrolment).objects.select_for_update().only("state", "state_reason").get(pk=enrolment.pk)
        enrolment.state, enrolment.state_reason = now.state, now.state_reason


def _refusals(case: Case, earlier: Document | None) -> list[Reason]:
    if not has_earned(case):
        return list(case.decision.awaited) or [Reason("document.nothing"), *case.decision.unmet]
    if earlier is not None and earlier.kind in {_kind(case), Kind.CERTIFICATE}:
        return [Reason("document.issued-already", actual=earlier.number or str(earlier.uuid))]
    return open_course(case)


def _numbered(desk: Desk, cases: Sequence[Case]) -> list[tuple[Case, "Numbered"]]:
    """Each case with its number, counted in the order of the list; each series is locked once."""
    numbers: dict[int, Numbered] = {}
    for kind in sorted({_kind(case) for case in cases}):
        of_kind = [case for case in cases if _kind(case) == kind]
        numbers |= {
            case.enrolment.pk: number
            for case, number in zip(of_kind, numbers_for(desk, kind, len(of_kind), of_kind[0]), strict=True)
        }
    return [(case, numbers[case.enrolment.pk]) for case in cases]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number within its series; nothing of it for a specimen."""

    series: Any = None
    counted: int | None = None
    text: str | None = None


def numbers_for(desk: Desk, kind: str, many: int, case: Case) -> list[Numbered]:
    """So many numbers of a kind; specimens have none."""
    year = timezone.localdate(desk.at).year
    series = None if case.decision.specimen else series_for(desk.cohort.provider, desk.cohort.branch, kind, year)
    if series is None:
        return [Numbered()] * many
    held = locked(series)
    return [Numbered(held, counted, text) for counted, text in take_numbers(held, many)]


def written_document(desk: Desk, case: Case, number: Numbered, earlier: Document | None) -> Document:
    """The document with its sealed record, its entry in the register, and the record of the act."""
    token, code = codes.new_token(), codes.new_code()
    day = timezone.localdate(desk.at)
    issue = Issue(code, f"{desk.address}/v/{token}/", day, number.text, earlier)
    record = record_of(case, desk.letterhead, issue)
    seal = sealed(record, Sealing(desk.key.certificate, desk.key.sign), desk.at)
    document = Document.objects.create(
        provider=desk.cohort.provider,
        branch=desk.cohort.branch,
        enrolment=case.enrolment,
        kind=record["kind"],
        specimen=record["specimen"],
        series=number.series,
        number=number.text,
        counted=number.counted,
        record=canonical(record).decode(),
        seal=canonical(seal).decode(),
        key=desk.key.name,
        token=token,
        code=code,
        issued_on=day,
        issued_at=desk.at,
        issued_by=desk.actor,
        folded=folded_for_search(record),
    )
    RegisterEntry.objects.create(document=document, turn=Turn.ISSUED, other=earlier, actor=desk.actor, at=desk.at)
    record_act(
        "issue_document",
        at=desk.at,
        actor=desk.actor.uuid,
        provider=desk.cohort.provider.uuid,
        thing_kind="document",
        thing=str(document.uuid),
        facts={"kind": document.kind, "number": number.text, "enrolment": str(case.enrolment.uuid)},
    )
    end_enrolment(desk.actor, case, document, desk.at)
    return document


def folded_for_search(record: dict[str, Any]) -> str:
    """Both spellings of the name and the number, as the register looks for them."""
    words = [*(name.written for name in names_in(record)), record["number"] or "", record["code"]]
    return fold(" ".join(words))[:_FOLDED_LENGTH]
