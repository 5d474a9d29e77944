"""Questions about cohorts that ask for no person: counts, histories, the programme of a cohort."""

from collections import Counter

from django.db.models import Count

from qosyl.cohorts.models import Cohort, Enrolment, EnrolmentChange, Group
from qosyl.packages.model.package import Package
from qosyl.programmes.access import published_package
from qosyl.rules.enrolment import Act, Actor, Change, State


def package_of_cohort(cohort: Cohort) -> Package:
    """The programme of the publication to which the cohort is pinned; read once a process."""
    return published_package(cohort.publication)


def groups_of(cohort: Cohort) -> list[Group]:
    """Groups of a cohort in their order."""
    return list(cohort.groups.all())


def learners_by_state(cohort: Cohort) -> Counter[State]:
    """How many learners of a cohort are in each state."""
    rows = cohort.enrolments.order_by().values_list("state").annotate(many=Count("id"))
    return Counter({State(state): many for state, many in rows})


def changes_of(enrolment: Enrolment) -> list[EnrolmentChange]:
    """The history of an enrolment, the first change first, with who did it."""
    return list(enrolment.changes.select_related("actor"))


def history_of(enrolment: Enrolment) -> list[Change]:
    """The same as the rule reads it."""
    return [
        Change(Act(act), Actor(by), reason) for act, by, reason in enrolment.changes.values_list("act", "by", "reason")
    ]
