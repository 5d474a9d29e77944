"""Patterns of registration numbers as a table, and counters that never give a number twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.numbering import (
    CounterState,
    NumberFields,
    next_number,
    pattern_problems,
    register_problems,
    written,
)
from qosyl.rules.reasons import Refused
from tests.rules.tables import table


@pytest.mark.parametrize("row", table("number_patterns"), ids=lambda row: row[0])
def test_number_is_printed_as_the_table_says(row):
    shows, pattern, provider, kind, series, year, number, answer = row
    assert _answer(pattern, NumberFields(int(year), provider, kind, series), int(number)) == answer, shows


def _answer(pattern, fields, number):
    try:
        return written(pattern, fields, number)
    except Refused as refusal:
        return "; ".join(reason.code for reason in refusal.reasons)


def test_pattern_with_several_faults_names_all():
    codes = [reason.code for reason in pattern_problems("{town}{series}{number:13}" + "x" * 60)]
    assert codes == [
        "number.unknown-field",
        "number.unknown-field",
        "number.number",
        "number.year",
        "number.long",
        "number.separator",
        "number.separator",
    ]


@pytest.mark.parametrize(
    ("counter", "number"),
    [
        (CounterState(), 1),
        (CounterState(first=4318), 4318),
        (CounterState(first=4318, last=4318), 4319),
        (CounterState(last=7, highest_in_register=7), 8),
        (CounterState(last=5, highest_in_register=7), 8),  # the counter was restored from an older copy
        (CounterState(last=9, highest_in_register=7), 10),  # the register was
        (CounterState(first=3, last=7), 8),
    ],
)
def test_next_number_on_both_sides(counter, number):
    assert next_number(counter) == number


@pytest.mark.parametrize("first", [0, -1])
def test_counter_that_begins_before_one_is_refused(first):
    with pytest.raises(Refused, match=r"number\.first"):
        next_number(CounterState(first=first))


@pytest.mark.parametrize(
    ("numbers", "first", "reasons"),
    [
        ([], 1, []),
        ([1, 2, 3], 1, []),
        ([3, 1, 2], 1, []),
        ([4318, 4319], 4318, []),
        ([1, 3], 1, ["number.gap 2"]),
        ([2, 3], 1, ["number.gap 1"]),
        ([1, 2, 2], 1, ["number.twice 2"]),
        ([4317, 4318], 4318, ["number.before-first 4317"]),
        ([1, 1, 4], 1, ["number.twice 1", "number.gap 2"]),
    ],
)
def test_register_without_gap_and_without_repetition(numbers, first, reasons):
    found = [f"{reason.code} {reason.subject}" for reason in register_problems(numbers, first=first)]
    assert found == reasons


separators = st.text("-/. №", min_size=1, max_size=2).filter(lambda text: not text.isspace())


@st.composite
def sound_patterns(draw):
    names = draw(st.permutations(["{year}", "{number:04}", "{series}"]))
    return draw(separators).lstrip() + draw(separators).join(names)


words = st.text("АБВ019", min_size=1, max_size=3)


@given(sound_patterns(), st.lists(st.tuples(words, st.integers(2020, 2030), st.integers(1, 10**6)), max_size=8))
def test_pattern_never_prints_two_numbers_alike(pattern, numbers):
    printed = [written(pattern, NumberFields(year, series=series), number) for series, year, number in numbers]
    assert len(set(printed)) == len(set(numbers))


@given(st.text("{}:0179abyearnumberserieskind-/ ", max_size=40))
def test_any_text_is_a_pattern_or_refused_with_reasons(pattern):
    fields = NumberFields(2026, "А", "Б", "В")
    if pattern_problems(pattern):
        with pytest.raises(Refused):
            written(pattern, fields, 1)
    else:
        assert written(pattern, fields, 1) != written(pattern, fields, 2)


@given(st.integers(1, 50), st.lists(st.sampled_from(["issue", "restore counter", "annul"]), max_size=40))
def test_numbers_are_never_given_twice_and_leave_no_gap(first, run):
    """Whatever happens to the counter: the register keeps annulled numbers and is asked as well."""
    register, last, copies = [], None, [None]
    for step in run:
        if step == "issue":
            last = next_number(CounterState(first, last, max(register, default=None)))
            register.append(last)
            copies.append(last)
        elif step == "restore counter":
            last = copies[len(copies) // 2]
    assert register_problems(register, first=first) == ()
