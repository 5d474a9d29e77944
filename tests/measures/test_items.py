"""Statistics of items and tests: against published figures, slow formulas, and at the edges."""

import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.measures.items import item_statistics, median
from qosyl.measures.reliability import whole_statistics
from qosyl.measures.tallies import NOTHING, ItemTally, Sheet, WholeTally, tallied
from tests.measures import lsat

KEYS = {item: frozenset("a") for item in ("q1", "q2", "q3")}
_SHEETS = st.lists(
    st.fixed_dictionaries({item: st.sampled_from(["a", "b", "c", NOTHING]) for item in KEYS}).map(Sheet), max_size=40
)


def test_shares_totals_and_reliability_are_those_published():
    tally = tallied(lsat.sheets(), lsat.KEYS)

    shares = {key: item_statistics(tally.items[key], right).easiness.value for key, right in lsat.KEYS.items()}
    whole = whole_statistics(tally, lsat.KEYS)

    assert shares == pytest.approx(lsat.PUBLISHED_SHARES)
    assert dict(tally.totals) == lsat.PUBLISHED_TOTALS
    assert whole.n == 1000
    assert round(whole.kr20.value, 3) == lsat.PUBLISHED_ALPHA
    assert whole.error == pytest.approx(whole.deviation * (1 - whole.kr20.value) ** 0.5)


def test_discrimination_is_the_correlation_with_the_score_in_the_other_items():
    sheets = lsat.sheets()
    tally = tallied(sheets, lsat.KEYS)

    for key, right in lsat.KEYS.items():
        scored = [int(sheet.answers[key] == "r") for sheet in sheets]
        rest = [sum(option == "r" for item, option in sheet.answers.items() if item != key) for sheet in sheets]
        found = item_statistics(tally.items[key], right).discrimination
        assert found.value == pytest.approx(statistics.correlation(scored, rest))
        assert found.low < found.value < found.high


def test_interval_of_a_share_is_wilsons():
    """81 of 263: 0.2553 to 0.3662, a worked example of Newcombe, Statistics in Medicine 17 (1998), table I."""
    chosen = ItemTally()
    chosen.chosen.update({("a", 1): 81, ("b", 1): 182})

    found = item_statistics(chosen, {"a"}).easiness

    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


@settings(max_examples=40)
@given(_SHEETS)
def test_reliability_is_cronbachs_alpha_of_the_scored_answers(sheets):
    whole = whole_statistics(tallied(sheets, KEYS), KEYS, least=3)

    scored = [[int(sheet.answers[item] == "a") for item in KEYS] for sheet in sheets]
    totals = [sum(row) for row in scored]
    if len(sheets) < 3 or len(set(totals)) < 2:
        assert whole.kr20 is None
        return
    single = sum(statistics.pvariance([row[place] for row in scored]) for place in range(3))
    assert whole.kr20.value == pytest.approx(3 / 2 * (1 - single / statistics.pvariance(totals)))
    assert whole.mean == pytest.approx(statistics.mean(totals))
    assert whole.deviation == pytest.approx(statistics.stdev(totals))
    assert whole.kr21 <= whole.kr20.value + 1e-9


@settings(max_examples=40)
@given(_SHEETS, st.integers(0, 40))
def test_tallies_of_two_cohorts_add_up_to_the_tally_of_both(sheets, cut):
    apart = tallied(sheets[:cut], KEYS) + tallied(sheets[cut:], KEYS)
    together = tallied(sheets, KEYS)

    assert apart.totals == together.totals
    assert {key: item.chosen for key, item in apart.items.items()} == {
        key: item.chosen for key, item in together.items.items()
    }


def test_item_of_too_few_learners_is_not_described():
    tally = tallied([Sheet({"q1": "a"})] * 29, KEYS)

    found = item_statistics(tally.items["q1"], {"a"})

    assert (found.n, found.is_enough, found.easiness) == (29, False, None)
    assert not whole_statistics(tally, KEYS).is_enough
    assert whole_statistics(WholeTally(), KEYS).n == 0


def test_distractor_says_who_chose_it_and_how_they_did_elsewhere():
    strong, weak = Sheet({"q1": "a", "q2": "a", "q3": "a"}), Sheet({"q1": "b", "q2": "b", "q3": NOTHING})
    tally = tallied([strong] * 20 + [weak] * 10, KEYS)

    found = item_statistics(tally.items["q1"], {"a"}, "abcd")

    assert [(row.option, row.is_right, row.n, row.rest) for row in found.options] == [
        ("a", True, 20, 2.0),
        ("b", False, 10, 0.0),
        ("c", False, 0, None),
        ("d", False, 0, None),
    ]
    assert found.discrimination.value == pytest.approx(1)
    assert found.options[1].discrimination.value == pytest.approx(-1)
    assert found.options[2].discrimination is None


def test_withdrawn_item_is_in_nobodys_score_and_is_described_itself():
    sheets = [Sheet({"q1": "a", "q2": "b", "q3": "a"})] * 30
    tally = tallied(sheets, KEYS, uncounted={"q1"})

    assert tally.totals == {1: 30}
    assert tally.items["q1"].chosen == {("a", 1): 30}
    assert whole_statistics(tally, KEYS, uncounted={"q1"}).questions == 2


def test_seconds_are_counted_and_their_middle_told():
    tally = tallied([Sheet({"q1": "a"}, {"q1": seconds}) for seconds in range(1, 31)], KEYS)

    found = item_statistics(tally.items["q1"], {"a"})

    assert (found.median_seconds, found.timed) == (15.5, 30)
    assert median([]) is None
