"""A reason is kept in one form, and read again exactly as it was."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.reasons import Reason, reason_of, recorded

amounts = st.none() | st.integers() | st.fractions() | st.text() | st.dates()
reasons = st.builds(Reason, st.text(min_size=1), amounts, amounts, st.text(), st.text())


@given(reasons)
def test_reason_comes_back_exactly(reason):
    again = reason_of(json.loads(json.dumps(recorded(reason))))

    assert again == reason
    # An exact share of one whole is equal to the number and is no number all the same.
    assert [type(amount) for amount in (again.required, again.actual)] == [
        type(amount) for amount in (reason.required, reason.actual)
    ]


@pytest.mark.parametrize("text", ["int:5", "99/2", "2026-11-23", "date:2026-11-23", "", "3", ":"])
def test_text_that_looks_like_another_amount_stays_text(text):
    assert reason_of(recorded(Reason("some.code", text))).required == text


@pytest.mark.parametrize(
    ("bare", "amount"),
    [
        (50, 50),
        ("99/2", Fraction(99, 2)),
        ("-1/3", Fraction(-1, 3)),
        ("2026-11-23", date(2026, 11, 23)),
        ("studying", "studying"),
        ("M3: short", "M3: short"),
        (None, None),
    ],
)
def test_reason_of_the_first_layout_of_results_is_read(bare, amount):
    record = {"code": "test.pass-mark", "required": bare, "actual": bare, "subject": "", "clause": "413"}

    assert reason_of(record) == Reason("test.pass-mark", amount, amount, clause="413")
