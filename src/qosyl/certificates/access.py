"""Who may see which document. A learner sees the own ones without any role; a token opens one page to anybody."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from qosyl.certificates import codes
from qosyl.certificates.models import Document, Kind, NumberSeries, Printout, RegisterEntry, State
from qosyl.certificates.queries import (
    Awaiting,
    Overtaken,
    awaiting_in,
    entries_of,
    hindrances_of,
    letterhead_of,
    overtaken_in,
    problems_of,
)
from qosyl.certificates.regraded import Regraded, regraded_in
from qosyl.certificates.seal import Problem
from qosyl.cohorts.access import cohorts_visible_to
from qosyl.localtext import fold
from qosyl.people.access import Actor, NotVisible, person_behind, scope_of
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment
    from qosyl.people.models import Provider

_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader of the register looks for; empty means everything."""

    words: str = ""
    kind: str = ""
    state: str = ""
    year: int | None = None


EVERYTHING = Filters()


def register_visible_to(user: Actor, act: str, day: date, filters: Filters = EVERYTHING) -> QuerySet[Document]:
    """Documents of providers, branches and cohorts where this person may do ``act``, the newest first."""
    scope = scope_of(user, act, day)
    rows = Document.objects.filter(
        Q(provider__in=scope.providers) | Q(branch__in=scope.branches) | Q(enrolment__cohort__uuid__in=scope.cohorts)
    ).select_related("provider", "branch", "enrolment__cohort")
    words = fold(filters.words).split()
    if len(words) > _MOST_WORDS or "\0" in filters.words:
        return Document.objects.none()
    for word in words:
        rows = rows.filter(folded__contains=word)
    if filters.kind in Kind.values:
        rows = rows.filter(kind=filters.kind)
    if filters.state in State.values:
        rows = rows.filter(state=filters.state)
    return rows.filter(issued_on__year=filters.year) if filters.year else rows


def document_visible_to(user: Actor, act: str, day: date, document: UUID) -> Document:
    """One of them with everything that its page shows, or :class:`NotVisible`."""
    rows = register_visible_to(user, act, day).select_related(
        "enrolment__learner", "enrolment__cohort__provider", "enrolment__cohort__branch", "printout", "issued_by"
    )
    return _found(rows.select_related("enrolment__cohort__publication__version").filter(uuid=document))


def own_documents(user: Actor) -> list[Document]:
    """The person's own, the newest first."""
    person = person_behind(user)
    if person is None:
        return []
    return list(Document.objects.filter(enrolment__learner=person).select_related("provider", "printout"))


def own_document(user: Actor, document: UUID) -> Document:
    """One of the person's own, or :class:`NotVisible`."""
    return _found(
        Document.objects.filter(uuid=document, enrolment__learner=person_behind(user)).select_related("printout")
    )


def document_of_token(token: str) -> Document:
    """The document behind a QR code, for anybody who has it."""
    return _found(Document.objects.filter(token=token))


def document_of_code(typed: str) -> Document | None:
    """The document behind a short code, as somebody typed it."""
    code = codes.typed(typed)
    return Document.objects.filter(code=code).first() if code else None


def document_numbered(typed: str) -> list[Document]:
    """Documents of that number, for the command line; two providers may use one pattern."""
    return list(Document.objects.filter(number=typed.strip())[:2])


def _found(rows: QuerySet[Document]) -> Document:
    found = rows.first()
    if found is None:
        raise NotVisible
    return found


# --- what a page says of one document --------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Shown:
    """A document as it was sealed, with the lines of the register and everything that differs from the seal."""

    document: Document
    record: Mapping[str, Any]
    entries: list[RegisterEntry]
    problems: tuple[Problem, ...]


def shown(document: Document) -> Shown:
    """Checked at each look: what was altered in the database is never shown as valid."""
    entries = entries_of(document)
    problems = problems_of(document, entries)
    try:
        record = json.loads(document.record)
    except ValueError:
        record = {}
    return Shown(document, record, entries, problems)


def record_of_document(document: Document) -> dict[str, Any]:
    """What a document says, without a look at its seal: for lists."""
    record: dict[str, Any] = json.loads(document.record)
    return record


def printout_of(document: Document) -> Printout | None:
    """The PDF as it is known; None while it is being made."""
    return getattr(document, "printout", None)


# --- the director's queue --------------------------------------------------------------------------------------------
def cohorts_awaiting(user: Actor, act: str, day: date) -> QuerySet["Cohort"]:
    """Cohorts with a confirmed protocol of results, where this person may do ``act``; `issued` counts documents."""
    return (
        cohorts_visible_to(user, act, day)
        .filter(commissions__protocols__kind="results", commissions__protocols__confirmed_at__isnull=False)
        .annotate(
            issued=Count("enrolments__documents", filter=Q(enrolments__documents__state=State.VALID), distinct=True),
            learners=Count("enrolments", distinct=True),
        )
        .order_by(F("ends_on").desc(), "-number")
    )


def awaiting(cohort: "Cohort", day: date) -> list[Awaiting]:
    """Everybody who is to study in a cohort, or has a document of it, by group and name, with what the rule says."""
    here = Q(state__in=("enrolled", "studying", "interrupted", "completed"))
    rows = cohort.enrolments.filter(here | Exists(Document.objects.filter(enrolment=OuterRef("pk"))))
    return awaiting_in(cohort, _with_cohort(rows, cohort), day)


def _with_cohort(rows: QuerySet["Enrolment"], cohort: "Cohort") -> Iterable["Enrolment"]:
    ordered = rows.select_related("learner", "group").order_by("group__number", "learner__folded_name", "id")
    for enrolment in ordered:
        enrolment.cohort = cohort  # the one that is read already, with provider and publication
        yield enrolment


def overtaken(cohort: "Cohort", day: date) -> list[Overtaken]:
    """Documents on which the director decides after a protocol was corrected."""
    return overtaken_in(cohort, day)


def regraded(cohort: "Cohort") -> list[Regraded]:
    """Documents on which the director decides after a question of the test was ruled on."""
    return regraded_in(cohort)


def hindrances(cohort: "Cohort", ready: Iterable[Awaiting], *, at: datetime) -> list[Reason]:
    """What keeps the provider from issuing what these learners have earned."""
    rows = list(ready)
    specimen = bool(rows and rows[0].case.decision.specimen)
    return hindrances_of(cohort, [row.kind for row in rows], specimen=specimen, at=at) if rows else []


# --- setting up ------------------------------------------------------------------------------------------------------
def letterhead_lines(provider: "Provider") -> dict[str, str]:
    """What the letterhead says, for its form; nothing while it is empty."""
    letterhead = letterhead_of(provider)
    names = [f"{name}_{language}" for name in ("place", "head_title", "head_name") for language in ("kk", "ru")]
    return {name: getattr(letterhead, name) for name in names} if letterhead else {}


def series_of(provider: "Provider") -> list[NumberSeries]:
    """All series of a provider whom the caller may set up, the latest year first."""
    return list(NumberSeries.objects.filter(provider=provider).select_related("branch"))
