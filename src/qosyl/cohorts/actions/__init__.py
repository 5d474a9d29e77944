"""Acts of the room, each checked, done and recorded in one transaction."""

from qosyl.cohorts.actions.admission import confirm_admission, propose_admission, withdraw_admission
from qosyl.cohorts.actions.attendance import (
    JournalChanged,
    make_up,
    record_attendance,
    record_own_study,
    take_back_journal,
)
from qosyl.cohorts.actions.cohorts import STAFF, GroupPlan, add_group, change_group, let_go, open_cohort, take_on
from qosyl.cohorts.actions.enrolments import begin_enrolment, change_enrolment, move_to_group
from qosyl.cohorts.actions.invitations import (
    Joining,
    LinkClosed,
    MadeInvitation,
    accept_invitation,
    make_invitations,
    withdraw_invitations,
)
from qosyl.cohorts.actions.learners import RosterChanged, add_learners, judge_learners
from qosyl.cohorts.actions.passwords import renew_access
from qosyl.cohorts.actions.study import keep_place
from qosyl.cohorts.actions.timetable import Booked, Slot, TimetableChanged, lay_timetable, move_session

__all__ = [
    "STAFF",
    "Booked",
    "GroupPlan",
    "Joining",
    "JournalChanged",
    "LinkClosed",
    "MadeInvitation",
    "RosterChanged",
    "Slot",
    "TimetableChanged",
    "accept_invitation",
    "add_group",
    "add_learners",
    "begin_enrolment",
    "change_enrolment",
    "change_group",
    "confirm_admission",
    "judge_learners",
    "keep_place",
    "lay_timetable",
    "let_go",
    "make_invitations",
    "make_up",
    "move_session",
    "move_to_group",
    "open_cohort",
    "propose_admission",
    "record_attendance",
    "record_own_study",
    "renew_access",
    "take_back_journal",
    "take_on",
    "withdraw_admission",
    "withdraw_invitations",
]
