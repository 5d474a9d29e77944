"""First looks of the checks for flaws of items: they may see too much, never too little."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.packages.check.flaws import ALL_OR_NONE, PARTS_OF_ALL_OR_NONE


@settings(max_examples=600, deadline=None)
@given(st.from_regex(ALL_OR_NONE))
def test_first_look_for_all_or_none_misses_nothing(text):
    assert any(part in text.casefold() for part in PARTS_OF_ALL_OR_NONE)
