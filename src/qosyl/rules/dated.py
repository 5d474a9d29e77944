"""Rows that hold from a day on: each day is covered exactly once, and a day before the first row by none.

Here belong the order of dated rows and the question which one holds on a day. The day is always an argument.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from qosyl.rules.reasons import Reason, Refused

Value = TypeVar("Value")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DatedRow(Generic[Value]):
    """A value in force from `since` to `until`, both days included; without `until` it has no end."""

    since: date
    value: Value
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Uncovered(LookupError):
    """No row holds on this day; nothing is guessed from the nearest one."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no row holds on {day.isoformat()}")
        self.day = day


@dataclass(frozen=True, slots=True)
class DatedRows(Generic[Value]):
    """Contiguous rows, oldest first, the last one open; rows with a fault raise `Refused`."""

    rows: tuple[DatedRow[Value], ...]

    def __post_init__(self) -> None:
        if problems := row_problems(self.rows):
            raise Refused(problems)

    def row_on(self, day: date) -> DatedRow[Value]:
        """The one row that holds on `day`; a day before the first row raises `Uncovered`."""
        for row in self.rows:
            if row.covers(day):
                return row
        raise Uncovered(day)


def row_problems(rows: Sequence[DatedRow[Value]]) -> tuple[Reason, ...]:
    """Everything that keeps rows from covering each day from the first one on exactly once.

    `subject` is the position of the row, from 0, where the fault shows.
    """
    if not rows:
        return (Reason("rows.none", required=1, actual=0),)
    reasons = [reason for position, row in enumerate(rows) for reason in _length_problems(position, row)]
    for position, (earlier, later) in enumerate(pairwise(rows), start=1):
        reasons.extend(_seam_problems(position, earlier, later))
    if rows[-1].until is not None:
        reasons.append(Reason("rows.closed", actual=rows[-1].until, subject=str(len(rows) - 1)))
    return tuple(reasons)


def _length_problems(position: int, row: DatedRow[Value]) -> Iterator[Reason]:
    if row.until is not None and row.until < row.since:
        yield Reason("rows.backwards", required=row.since, actual=row.until, subject=str(position))


def _seam_problems(position: int, earlier: DatedRow[Value], later: DatedRow[Value]) -> Iterator[Reason]:
    if earlier.until is None or earlier.until >= later.since:
        yield Reason("rows.overlap", required=earlier.until, actual=later.since, subject=str(position))
    elif earlier.until + _DAY < later.since:
        yield Reason("rows.gap", required=earlier.until + _DAY, actual=later.since, subject=str(position))
