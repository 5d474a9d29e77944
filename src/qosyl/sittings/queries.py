"""Questions about sittings that ask for no person: states, attempts with their links, the result in force.

A result is told only once its sitting is released; `result_in_force` knows no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Accommodation, Attempt, Basis, Form, Place, Result, Sitting, Supersession
from qosyl.sittings.registers import admitted_attempts
from qosyl.sittings.states import SittingClock, SittingState

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment

__all__ = [
    "Basis",
    "Remade",
    "accommodations_of",
    "admitted_attempts",
    "attempt_of",
    "attempts_of",
    "attempts_with_results",
    "awaits_commission",
    "counts_of",
    "enrolments_with_an_attempt",
    "forms_drawn",
    "in_force_of",
    "met_items",
    "readings_of",
    "remade_results",
    "result_in_force",
    "result_of_attempt",
    "results_of",
    "sitting_clock",
    "state_of",
    "unsettled_attempts",
]

_DRAWING = "form__sitting__drawing"


def sitting_clock(sitting: Sitting) -> SittingClock:
    return SittingClock(
        sitting.opens_at, sitting.closes_at, sitting.ended_at, sitting.released_at, sitting.drawn_at is not None
    )


def unsettled_attempts(sitting: Sitting, at: datetime) -> list[Attempt]:
    """Attempts to which something that counts may still be added."""
    begun = Attempt.objects.filter(form__sitting=sitting, started_at__isnull=False, finished_at=None)
    return [attempt for attempt in begun if not clock_of(attempt).is_settled(at)]


def state_of(sitting: Sitting, at: datetime) -> SittingState:
    """The state of a sitting by the clock."""
    return sitting_clock(sitting).state(at, all_settled=not unsettled_attempts(sitting, at))


def attempts_of(sitting: Sitting) -> QuerySet[Attempt]:
    """Attempts of a sitting with their learners and epochs, in the order of names."""
    return (
        Attempt.objects.filter(form__sitting=sitting)
        .select_related("form__enrolment__learner", "form__enrolment__group")
        .defer("form__content")
        .prefetch_related("epochs", "deadline_changes")
        .order_by("form__enrolment__learner__folded_name", "id")
    )


def counts_of(sittings: Iterable[Sitting], at: datetime) -> dict[int, tuple[int, int, int, int]]:
    """Of each sitting: forms, attempts that began, that are finished, that are not settled."""
    counts: dict[int, list[int]] = {}
    rows = Attempt.objects.filter(form__sitting__in=list(sittings)).select_related("form").defer("form__content")
    for attempt in rows:
        clock = clock_of(attempt)
        one = counts.setdefault(attempt.form.sitting_id, [0, 0, 0, 0])
        one[0] += 1
        one[1] += attempt.started_at is not None
        one[2] += attempt.finished_at is not None
        one[3] += not clock.is_settled(at)
    return {sitting: (one[0], one[1], one[2], one[3]) for sitting, one in counts.items()}


def attempts_with_results(sitting: Sitting) -> QuerySet[Attempt]:
    """Attempts with everything that says what they came to, in the order of names."""
    return (
        Attempt.objects.filter(form__sitting=sitting)
        .select_related("form__sitting", "form__enrolment__learner", "form__enrolment__group")
        .defer("form__content", _DRAWING)
        .prefetch_related(Prefetch("results", Result.objects.order_by("id")), "basis_decisions")
        .order_by("form__enrolment__learner__folded_name", "id")
    )


def forms_drawn(sitting: Sitting) -> tuple[int, int]:
    """How many forms of a sitting are drawn, and how many learners have a place in it."""
    return Form.objects.filter(sitting=sitting).count(), Place.objects.filter(sitting=sitting).count()


def accommodations_of(sitting: Sitting) -> dict[int, Accommodation]:
    """By enrolment."""
    return {row.enrolment_id: row for row in sitting.accommodations.all()}


def enrolments_with_an_attempt(cohort: "Cohort") -> set[int]:
    """Enrolments of a cohort that have a form, or a place in a sitting whose forms are being drawn.

    An attempt that was not started counts until its sitting is over.
    """
    places = Place.objects.filter(sitting__cohort=cohort, sitting__drawn_at=None)
    awaited = places.filter(sitting__ended_at=None, sitting__released_at=None)
    return set(awaited.values_list("enrolment_id", flat=True)) | set(
        Attempt.objects.filter(form__sitting__cohort=cohort)
        .exclude(started_at=None, form__sitting__released_at__isnull=False)
        .values_list("form__enrolment_id", flat=True)
    )


def met_items(cohort: "Cohort", enrolments: Iterable["Enrolment"]) -> dict[str, tuple[str, ...]]:
    """By public reference of the enrolment, items of this programme that the learner met in tests they began before.

    An item keeps its key from version to version; its wording may have changed, what it asks has not.
    """
    awaited = {enrolment.learner_id: str(enrolment.uuid) for enrolment in enrolments}
    forms = Form.objects.filter(
        enrolment__learner__in=awaited,
        attempt__started_at__isnull=False,
        sitting__cohort__publication__version__programme_key=cohort.publication.version.programme_key,
    )
    met: dict[str, set[str]] = {}
    for learner, content in forms.values_list("enrolment__learner", "content"):
        met.setdefault(awaited[learner], set()).update(place["item"] for place in content)
    return {enrolment: tuple(sorted(keys)) for enrolment, keys in sorted(met.items())}


def attempt_of(enrolment: "Enrolment") -> Attempt | None:
    """The latest attempt that was opened for a learner."""
    rows = Attempt.objects.filter(form__enrolment=enrolment).select_related("form__sitting").defer(_DRAWING)
    return rows.order_by("-form__sitting__opens_at", "-id").first()


def result_in_force(enrolment: "Enrolment") -> Result | None:
    """The result that counts, of the latest released sitting in which the learner began; None while one is awaited.

    Where claims lead to another decision, there is none before the commission has said which basis counts.
    """
    return _in_force(_released([enrolment.pk])).get(enrolment.pk)


def results_of(cohort: "Cohort") -> dict[int, Result]:
    """Results in force of a cohort by enrolment; whoever has none is not among them."""
    return _in_force(_released(cohort.enrolments.values_list("pk", flat=True)))


def readings_of(cohort: "Cohort") -> dict[int, tuple[Attempt, dict[Basis, Result]]]:
    """By enrolment, the attempt that counts with its newest result of each basis: what the commission chooses from."""
    latest = {
        attempt.form.enrolment_id: attempt for attempt in _released(cohort.enrolments.values_list("pk", flat=True))
    }
    return {
        enrolment: (attempt, {Basis(result.basis): result for result in attempt.results.all()})
        for enrolment, attempt in latest.items()
        if attempt.results.all()
    }


def result_of_attempt(attempt: Attempt) -> Result | None:
    """The result in force of one attempt, once its sitting is released."""
    return _counted(attempt) if attempt.form.sitting.released_at is not None else None


def awaits_commission(attempt: Attempt) -> bool:
    """Whether the commission has to say first whether claims count."""
    results = list(attempt.results.all())
    return any(result.differs for result in results) and not attempt.basis_decisions.exists()


@dataclass(frozen=True, slots=True)
class Remade:
    """A result that a ruling on a question took out of force: what it was, what counts now, and why."""

    before: Result
    after: Result | None
    grounds: str


def remade_results(cohort: "Cohort") -> dict[UUID, Remade]:
    """By the public reference of each result that rulings made anew and that came to something else."""
    rows = Supersession.objects.filter(before__attempt__form__sitting__cohort=cohort).select_related(
        "ruling", "before__attempt__form"
    )
    found = list(rows.defer("before__attempt__form__content").order_by("id"))
    now = _in_force(_released({row.before.attempt.form.enrolment_id for row in found}))
    remade = {
        row.before.uuid: Remade(row.before, now.get(row.before.attempt.form.enrolment_id), row.ruling.grounds)
        for row in found
    }
    return {uuid: one for uuid, one in remade.items() if _worth(one.before) != _worth(one.after)}


def _worth(result: Result | None) -> tuple[object, ...]:
    return () if result is None else (result.points, result.grade, result.passed)


def _released(enrolments: Iterable[int]) -> QuerySet[Attempt]:
    return (
        Attempt.objects.filter(
            form__enrolment__in=enrolments, form__sitting__released_at__isnull=False, started_at__isnull=False
        )
        .select_related("form__sitting")
        .defer("form__content", _DRAWING)
        .prefetch_related(Prefetch("results", Result.objects.order_by("id")), "basis_decisions")
        .order_by("form__sitting__opens_at", "id")
    )


def _in_force(attempts: Iterable[Attempt]) -> dict[int, Result]:
    latest = {attempt.form.enrolment_id: attempt for attempt in attempts}
    found = {enrolment: _counted(attempt) for enrolment, attempt in latest.items()}
    return {enrolment: result for enrolment, result in found.items() if result is not None}


def _counted(attempt: Attempt) -> Result | None:
    """Of the newest result of each basis, the one that counts."""
    newest = {Basis(result.basis): result for result in attempt.results.all()}
    words = list(attempt.basis_decisions.all())
    return in_force_of(newest, Basis(words[-1].basis) if words else None)


def in_force_of(newest: Mapping[Basis, Result], word: Basis | None) -> Result | None:
    """Which of the newest results counts, by the last word of the commission; None while that word is awaited."""
    if not newest:
        return None
    claimed = newest.get(Basis.WITH_CLAIMS)
    if claimed is None:
        return newest[Basis.IN_TIME]
    if not claimed.differs:
        return claimed
    return None if word is None else newest[word]
