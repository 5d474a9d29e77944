"""Numbers in figures: grouping, decimal comma, and never rounded up."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.ui.quantities import in_figures, in_percent, share_of_width


@pytest.mark.parametrize(
    ("value", "places", "figures"),
    [
        (0, None, "0"),
        (1234567, None, "1\u00a0234\u00a0567"),
        (Decimal("12345.60"), None, "12\u00a0345,60"),
        (-5, None, "\u22125"),
        (0.1, None, "0,1"),
        (Decimal("89.98"), 0, "89"),
        (Decimal("89.98"), 1, "89,9"),
        (Fraction(2, 3), 2, "0,66"),
        (Fraction(2, 3), None, "0,66"),
        (Fraction(6, 3), None, "2"),
    ],
)
def test_figures_of_a_value(value, places, figures):
    assert in_figures(value, places) == figures


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percent_is_whole_only_when_everything_is_there(part, whole):
    part = min(part, whole)
    assert (in_percent(part, whole) == "100%") == (part == whole)
    assert int(in_percent(part, whole)[:-1]) == part * 100 // whole


def test_percent_is_cut_and_not_rounded():
    assert in_percent(8998, 10_000) == "89%"
    assert in_percent(8998, 10_000, 1) == "89,9%"


@given(st.integers(-10, 1000), st.integers(0, 900))
def test_width_stays_inside_the_whole(part, whole):
    assert 0 <= Decimal(share_of_width(part, whole)[:-1]) <= 100
