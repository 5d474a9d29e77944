"""Acts of the room, each checked, done and recorded in one transaction."""

from qosyl.cohorts.actions.enrolments import change_enrolment

__all__ = ["change_enrolment"]
