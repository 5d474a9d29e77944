"""What the page that opens a sitting offers: groups, and learners for whom something may be eased."""

from typing import TYPE_CHECKING
from uuid import UUID

from qosyl.cohorts.queries import admitted_enrolments, groups_of
from qosyl.localtext import Language, collation_key
from qosyl.sittings.queries import enrolments_with_an_attempt

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Group


def groups_to_choose(cohort: "Cohort") -> "list[Group]":
    return groups_of(cohort)


def learners_to_ease(cohort: "Cohort", language: Language) -> list[tuple[UUID, str]]:
    """Learners who would sit, by enrolment, in the order of names."""
    taken = enrolments_with_an_attempt(cohort)
    sitting = [enrolment for enrolment in admitted_enrolments(cohort) if enrolment.pk not in taken]
    named = [(enrolment.uuid, enrolment.learner.full_name.pick(language)) for enrolment in sitting]
    return sorted(named, key=lambda pair: collation_key(pair[1]))
