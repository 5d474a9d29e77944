"""Cohorts, groups and enrolments; timetable, attendance and admission to final assessment."""
