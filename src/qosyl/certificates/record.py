"""What a document says, as one JSON value: every printed field, the facts and policies on which it rests.

Here belong the shape of a record and how it is filled. Not here: the seal (`seal`), the sheet on paper (`printing`).
Everything is text, whole numbers, yes or no: exact shares are written as «37/2».
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from qosyl.certificates.plain import facts_as_json, rules_as_json
from qosyl.cohorts.queries import package_of_cohort
from qosyl.localtext import LocalText
from qosyl.packages.model.package import Package
from qosyl.programmes.provisions import scoring_rules
from qosyl.rules.eligibility import Recorded
from qosyl.rules.scoring import ScoringRules

if TYPE_CHECKING:
    from qosyl.certificates.facts import Case
    from qosyl.certificates.models import Document, Letterhead
    from qosyl.people.models import User

FORMAT = "qosyl-record/1"


@dataclass(frozen=True, slots=True)
class Issue:
    """What the act of issuing adds to a case; a specimen has no number."""

    code: str
    address: str
    on: date
    number: str | None = None
    #: A document of the same learner that this one replaces, or that it follows after another assessment.
    earlier: "Document | None" = None


def record_of(case: "Case", letterhead: "Letterhead", issue: Issue) -> dict[str, Any]:
    """The record of a document that is about to be issued."""
    cohort = case.enrolment.cohort
    package = package_of_cohort(cohort)
    return {
        "format": FORMAT,
        "kind": str(case.decision.document),
        "specimen": bool(case.decision.specimen),
        "number": issue.number,
        "code": issue.code,
        "address": issue.address,
        "issued": issue.on.isoformat(),
        "provider": {"uuid": str(cohort.provider.uuid)} | _both(cohort.provider.name),
        "branch": _both(cohort.branch.name) if cohort.branch else None,
        "holder": _names_of(case.enrolment.learner),
        "programme": _programme(case, package),
        "hours": _hours(case),
        "period": {"first": cohort.starts_on.isoformat(), "last": cohort.ends_on.isoformat()},
        "place": _both(letterhead.place),
        "head": {"title": _both(letterhead.head_title), "name": _both(letterhead.head_name)},
        "enrolment": str(case.enrolment.uuid),
        "cohort": {"uuid": str(cohort.uuid), "number": cohort.number},
        "protocol": _protocol(case),
        "earlier": _earlier(issue.earlier),
        "annex": {"modules": _modules(package), "results": _results(case, package)},
        "facts": facts_as_json(case.facts),
        "policies": rules_as_json(case.rules),
    }


def _both(words: LocalText) -> dict[str, str]:
    return {"kk": words.kk, "ru": words.ru}


def _names_of(learner: "User") -> dict[str, dict[str, str]]:
    return {
        language: {part: getattr(learner, f"{part}_{language}") for part in ("family", "given", "patronymic")}
        for language in ("kk", "ru")
    }


def _programme(case: "Case", package: Package) -> dict[str, Any]:
    publication = case.enrolment.cohort.publication
    return _both(package.programme.title) | {
        "key": package.programme.key,
        "fingerprint": publication.version.fingerprint,
        "publication": publication.number,
    }


def _hours(case: "Case") -> dict[str, str]:
    """A statement whose policy prints no hours says those of the programme."""
    printed = case.decision.hours if case.decision.hours is not None else case.facts.hours_planned
    return {"printed": str(printed), "of_programme": str(case.facts.hours_planned)}


def _protocol(case: "Case") -> dict[str, str] | None:
    if case.entry is None:
        return None
    return {
        "uuid": str(case.entry.protocol),
        "number": case.entry.number,
        "dated": case.entry.dated.isoformat(),
        "result": str(case.entry.test_result) if case.entry.test_result else "",
    }


def _earlier(document: "Document | None") -> dict[str, str] | None:
    if document is None:
        return None
    return {"uuid": str(document.uuid), "kind": document.kind, "number": document.number or ""}


def _modules(package: Package) -> list[dict[str, Any]]:
    return [
        _both(module.sheet.title) | {"key": module.sheet.key, "hours": str(module.sheet.hours)}
        for module in package.modules
    ]


def _results(case: "Case", package: Package) -> list[dict[str, Any]]:
    """What the protocol says of each form of assessment: exact points, of how many, and the grade of a test."""
    facts, assessment = case.facts, package.assessment
    # The test is scored by the policies of the protocol's day, as the commission saw it.
    scoring = scoring_rules(package, case.entry.dated if case.entry else case.enrolment.cohort.ends_on)
    shown = (
        ("test", facts.test, scoring.maximum.value),
        ("works", facts.works, assessment.independent_work.maximum),
        ("project", facts.project, assessment.project.maximum),
    )
    return [
        {
            "form": form,
            "points": str(points),
            "of": str(full),
            "grade": _grade(points, scoring) if form == "test" else None,
        }
        for form, points, full in shown
        if points is not None
    ]


def _grade(points: Recorded, scoring: ScoringRules) -> int | None:
    """The grade of a test by the scale of percent; none where nothing was presented."""
    if not isinstance(points, int | Fraction):
        return None
    return scoring.scale.value.grade_of(Fraction(points) * 100 / scoring.maximum.value)
