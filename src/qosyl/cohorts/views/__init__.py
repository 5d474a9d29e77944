"""Conversations about cohorts: opening and running one, its learners, joining it."""

from qosyl.cohorts.views.cohorts import cohort, cohorts

__all__ = ["cohort", "cohorts"]
