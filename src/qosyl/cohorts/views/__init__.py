"""Conversations about cohorts: opening and running one, its learners, joining it."""

from qosyl.cohorts.views.admission import admission, admission_list, propose, withdraw
from qosyl.cohorts.views.attendance import attendance, hours, journal, ledger, make_up_hours, take_back
from qosyl.cohorts.views.cohorts import cohort, cohorts, group, new_group, open_cohort, staff
from qosyl.cohorts.views.enrolments import change_enrolment, enrolment, move_to_group
from qosyl.cohorts.views.invitations import invitations, invite, withdraw_invitations
from qosyl.cohorts.views.joining import join
from qosyl.cohorts.views.learners import add_learners, learners
from qosyl.cohorts.views.passwords import renew_access
from qosyl.cohorts.views.study import lesson, study
from qosyl.cohorts.views.timetable import lay, move, teaching, timetable, timetable_print

__all__ = [
    "add_learners",
    "admission",
    "admission_list",
    "attendance",
    "change_enrolment",
    "cohort",
    "cohorts",
    "enrolment",
    "group",
    "hours",
    "invitations",
    "invite",
    "join",
    "journal",
    "lay",
    "learners",
    "ledger",
    "lesson",
    "make_up_hours",
    "move",
    "move_to_group",
    "new_group",
    "open_cohort",
    "propose",
    "renew_access",
    "staff",
    "study",
    "take_back",
    "teaching",
    "timetable",
    "timetable_print",
    "withdraw",
    "withdraw_invitations",
]
