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
    #: A new first password for a learner who forgot the own one, and nobody who has any other role.
    "renew_access": frozenset({Role.COORDINATOR}),
    "read_admission": frozenset({Role.COORDINATOR, Role.TUTOR, Role.COMMISSION_MEMBER, Role.DIRECTOR, Role.AUDITOR}),
    "record_attendance": frozenset({Role.COORDINATOR, Role.TUTOR}),
    #: What the table of changes leaves to the director alone, as setting a completion order aside.
    "direct_enrolments": frozenset({Role.DIRECTOR}),
}

#: Open, within it, to a role held in one branch or in one cohort.
NARROW = frozenset(ACTS)

ROUTES: dict[str, str | Door] = {
    "cohorts:cohorts": "read_cohorts",
    "cohorts:cohort": "read_cohorts",
    "cohorts:open-cohort": "open_cohort",
    "cohorts:new-group": "run_cohort",
    "cohorts:group": "run_cohort",
    "cohorts:staff": "run_cohort",
    "cohorts:learners": "read_learners",
    "cohorts:add-learners": "run_cohort",
    "cohorts:invitations": "run_cohort",
    "cohorts:enrolment": "read_learners",
    "cohorts:change-enrolment": "read_learners",
    "cohorts:move-to-group": "run_cohort",
    "cohorts:renew-access": "renew_access",
    "cohorts:invite": "run_cohort",
    "cohorts:withdraw-invitations": "run_cohort",
    "cohorts:teaching": "read_cohorts",
    "cohorts:timetable": "read_cohorts",
    "cohorts:timetable-print": "read_cohorts",
    "cohorts:lay-timetable": "run_cohort",
    "cohorts:move-session": "run_cohort",
    "cohorts:journal": "read_learners",
    "cohorts:hours": "read_learners",
    "cohorts:attendance": "record_attendance",
    "cohorts:take-back-journal": "record_attendance",
    "cohorts:ledger": "read_learners",
    "cohorts:make-up": "record_attendance",
    "cohorts:admission": "read_admission",
    "cohorts:admission-list": "read_admission",
    "cohorts:propose-admission": "run_cohort",
    "cohorts:withdraw-admission": "run_cohort",
    "cohorts:study": Door.SIGNED_IN,
    "cohorts:lesson": Door.SIGNED_IN,
    "cohorts:join": Door.PUBLIC,
}
