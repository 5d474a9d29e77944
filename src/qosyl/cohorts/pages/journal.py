"""The attendance journal of a group as paper shows it: learners in rows, sessions in columns, a few to a sheet."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.attendances import marks_of_group
from qosyl.cohorts.pages.timetable import Line, line_of, titles_of
from qosyl.cohorts.reasons import exact_figures
from qosyl.localtext import LocalText
from qosyl.rules.attendance import Mark, Presence, Study

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import Group, Session

#: Columns that fit on A4 beside the names.
_COLUMNS = 12
#: Signs of the journal; what they mean stands below it.
PRESENT, ABSENT, ALONE, EMPTY = "+", "–", "·", ""


@dataclass(frozen=True, slots=True)
class Column:
    """A session as a column."""

    day: "date"
    line: Line


@dataclass(frozen=True, slots=True)
class Sheet:
    """Some sessions with a mark of each learner, in words for who listens."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[LocalText, tuple[tuple[str, "_StrPromise | str"], ...]], ...]


def journal_sheets(group: "Group") -> tuple[Sheet, ...]:
    """The journal in sheets of a few sessions; four queries."""
    sessions, learners, marks = marks_of_group(group)
    titles = titles_of(group.cohort)
    sheets = []
    for at in range(0, len(sessions), _COLUMNS):
        part: Sequence[Session] = sessions[at : at + _COLUMNS]
        columns = tuple(Column(session.day, line_of(session, titles)) for session in part)
        rows = tuple(
            (one.learner.full_name, tuple(_cell(session, marks.get((one.pk, session.pk))) for session in part))
            for one in learners
        )
        sheets.append(Sheet(columns, rows))
    return tuple(sheets)


def _cell(session: "Session", mark: Mark | None) -> "tuple[str, _StrPromise | str]":
    if mark is None:
        return (ALONE, _("own study")) if session.study == Study.ALONE else (EMPTY, _("no mark"))
    if mark.presence is Presence.ABSENT:
        return ABSENT, _("absent")
    missed = Fraction(mark.late) + Fraction(mark.left_early)
    if missed:
        return exact_figures(session.hours - missed), _("present for a part of the hours")
    return PRESENT, _("present")
