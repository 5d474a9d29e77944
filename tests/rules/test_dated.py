"""Dated rows: each day exactly once, an uncovered day raises."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.dated import DatedRow, DatedRows, Uncovered, row_problems
from qosyl.rules.reasons import Refused
from tests.rules.tables import table


@pytest.mark.parametrize(("shows", "rows", "day", "answer"), table("dated_rows"))
def test_row_on_a_day_as_the_table_says(shows, rows, day, answer):
    assert _answer(_rows(rows), date.fromisoformat(day)) == answer, shows


def _rows(words: str) -> tuple[DatedRow[str], ...]:
    rows = []
    for position, part in enumerate(words.split()):
        since, _, until = part.partition("..")
        ends = date.fromisoformat(until) if until else None
        rows.append(DatedRow(date.fromisoformat(since), str(position), ends))
    return tuple(rows)


def _answer(rows, day):
    try:
        return DatedRows(rows).row_on(day).value
    except Refused as refusal:
        return "; ".join(f"{reason.code} {reason.subject}".strip() for reason in refusal.reasons)
    except Uncovered as gap:
        return "uncovered" if gap.day == day else f"another day: {gap.day}"


days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def contiguous_rows(draw):
    starts = sorted(draw(st.sets(days, min_size=1, max_size=6)))
    ends = [*(start - timedelta(days=1) for start in starts[1:]), None]
    return tuple(DatedRow(start, at, end) for at, (start, end) in enumerate(zip(starts, ends, strict=True)))


@given(contiguous_rows(), days)
def test_contiguous_rows_cover_each_day_exactly_once(rows, day):
    holding = [row for row in rows if row.covers(day)]
    if day < rows[0].since:
        assert holding == []
        with pytest.raises(Uncovered):
            DatedRows(rows).row_on(day)
    else:
        assert [DatedRows(rows).row_on(day)] == holding


@given(contiguous_rows(), st.data())
def test_rows_with_one_day_moved_are_refused(rows, data):
    position = data.draw(st.integers(0, len(rows) - 1))
    shift = data.draw(st.sampled_from([-1, 1]))
    row = rows[position]
    if row.until is None:
        moved = DatedRow(row.since, row.value, row.since)
    else:
        moved = DatedRow(row.since, row.value, row.until + timedelta(days=shift))
    broken = (*rows[:position], moved, *rows[position + 1 :])
    assert row_problems(broken) != ()
