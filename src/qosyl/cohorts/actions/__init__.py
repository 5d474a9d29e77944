"""Acts of the room, each checked, done and recorded in one transaction."""

from qosyl.cohorts.actions.admission import confirm_admission, propose_admission, withdraw_admission
from qosyl.cohorts.actions.attendance import (
    JournalChanged,
    make_up,
    record_attendance,
    record_own_study,
    take_back_journal,
)
from qosyl.cohorts.actions.enrolments import change_enrolment
from qosyl.cohorts.actions.timetable import Booked, Slot, TimetableChanged, lay_timetable, move_session

__all__ = [
    "Booked",
    "JournalChanged",
    "Slot",
    "TimetableChanged",
    "change_enrolment",
    "confirm_admission",
    "lay_timetable",
    "make_up",
    "move_session",
    "propose_admission",
    "record_attendance",
    "record_own_study",
    "take_back_journal",
    "withdraw_admission",
]
