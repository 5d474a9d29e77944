"""The cohorts' part of the permission matrix. Learners reach their own enrolments without any of these acts."""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "open_cohort": frozenset({Role.COORDINATOR}),
    "run_cohort": frozenset({Role.COORDINATOR}),
    "read_cohorts": frozenset(
        {
            Role.COORDINATOR,
            Role.TUTOR,
            Role.COMMISSION_MEMBER,
            Role.DIRECTOR,
            Role.METHODOLOGIST,
            Role.AUDITOR,
        }
    ),
    "read_learners": frozenset({Role.COORDINATOR, Role.TUTOR, Role.DIRECTOR, Role.AUDITOR}),
    "record_attendance": frozenset({Role.COORDINATOR, Role.TUTOR}),
    #: What the table of changes leaves to the director alone, as setting a completion order aside.
    "direct_enrolments": frozenset({Role.DIRECTOR}),
}

#: Open, within it, to a role held in one branch or in one cohort.
NARROW = frozenset(ACTS)

ROUTES: dict[str, str | Door] = {
    "cohorts:cohorts": "read_cohorts",
    "cohorts:cohort": "read_cohorts",
}
