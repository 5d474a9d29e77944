"""Dates as official papers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.localtext import LocalText, date_in_words, period_in_words, short_date


def test_day_in_both_languages():
    assert date_in_words(date(2026, 11, 22)) == LocalText(kk="2026 жылғы 22 қараша", ru="22 ноября 2026 года")


@pytest.mark.parametrize(
    ("last", "kk", "ru"),
    [
        (date(2026, 11, 16), "2026 жылғы 16 қараша", "16 ноября 2026 года"),
        (date(2026, 11, 27), "2026 жылғы 16–27 қараша", "16–27 ноября 2026 года"),
        (date(2026, 12, 4), "2026 жылғы 16 қараша – 4 желтоқсан", "16 ноября – 4 декабря 2026 года"),
        (date(2027, 1, 9), "2026 жылғы 16 қараша – 2027 жылғы 9 қаңтар", "16 ноября 2026 года – 9 января 2027 года"),
    ],
)
def test_period_is_shortened_where_month_or_year_is_shared(last, kk, ru):
    assert period_in_words(date(2026, 11, 16), last) == LocalText(kk=kk, ru=ru)


def test_period_that_ends_before_it_begins_is_a_mistake():
    with pytest.raises(ValueError, match="ends on"):
        period_in_words(date(2026, 11, 2), date(2026, 11, 1))


@given(st.dates(date(1000, 1, 1)))
def test_short_date_has_ten_signs(day):
    assert len(short_date(day)) == 10


def test_text_in_a_third_language_does_not_exist():
    with pytest.raises(ValueError, match="only kk and ru"):
        LocalText(kk="а", ru="б").pick("en")
