"""The register of a sitting read back: how each learner's lines stand together, and who was admitted at all.

Here belong questions alone. Writing a line is an act; what a page says of it stands in `pages.register`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qosyl.rules.register import LineKind, presence
from qosyl.sittings.models import Attempt, RegisterLine, Sitting

if TYPE_CHECKING:
    from django.db.models import QuerySet


def admitted_attempts(attempts: Iterable[int]) -> set[int]:
    """Keys of those of the attempts that the register of their sitting admits. One question."""
    rows = RegisterLine.objects.filter(attempt__in=list(attempts))
    by_attempt: dict[int, list[RegisterLine]] = {}
    for row in rows.order_by("id"):
        by_attempt.setdefault(row.attempt_id, []).append(row)
    return {key for key, lines in by_attempt.items() if presence(row.line for row in lines).admitted is not None}


def register_of(sitting: Sitting) -> "QuerySet[Attempt]":
    """Attempts of a sitting with learners and the lines of the register. Two questions."""
    return (
        Attempt.objects.filter(form__sitting=sitting)
        .select_related("form__enrolment__learner", "form__enrolment__group")
        .defer("form__content")
        .prefetch_related("register_lines__actor")
        .order_by("form__enrolment__learner__folded_name", "id")
    )


def admission_in_force(lines: Iterable[RegisterLine]) -> RegisterLine | None:
    """The row behind the admission that stands."""
    found: RegisterLine | None = None
    for row in lines:
        if row.kind == LineKind.ADMITTED:
            found = row
        elif row.kind == LineKind.TAKEN_BACK:
            found = None
    return found
