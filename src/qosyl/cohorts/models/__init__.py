"""Tables of the room: cohorts and who is enrolled, what is taught and who came, who is admitted.

Personal data stands in `people` alone: learners are references here. Rows that decide are only added.
"""

from qosyl.cohorts.models.admission import AdmissionDecision, AdmissionEntry, AdmissionList
from qosyl.cohorts.models.cohorts import Cohort, Group
from qosyl.cohorts.models.enrolments import Consent, Enrolment, EnrolmentChange, Invitation
from qosyl.cohorts.models.sessions import AttendanceMark, HandedIn, MadeUp, Session
from qosyl.cohorts.models.study import StudyPlace
from qosyl.cohorts.models.timetables import Laying

__all__ = [
    "AdmissionDecision",
    "AdmissionEntry",
    "AdmissionList",
    "AttendanceMark",
    "Cohort",
    "Consent",
    "Enrolment",
    "EnrolmentChange",
    "Group",
    "HandedIn",
    "Invitation",
    "Laying",
    "MadeUp",
    "Session",
    "StudyPlace",
]
