"""A second form shares as few items with the first ones as the bank allows, and there always is one."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.rules.blueprint import BankItem, Row, stock
from qosyl.rules.drawing import draw_form
from qosyl.rules.reasons import Refused
from qosyl.rules.resitting import stock_for
from tests.rules.test_blueprint import a_real_bank, satisfies, the_real_blueprint


def items_of(cells):
    return [BankItem(f"i{at}", "M1", outcome, level) for at, (outcome, level) in enumerate(cells)]


def shares(form, met):
    return len(set(form) & set(met))


def fewest(rows, items, met):
    """By trying every form there is."""
    keys = [item.key for item in items]
    forms = (form for form in combinations(keys, rows[0].questions) if satisfies(form, rows, items))
    return min(shares(form, met) for form in forms)


def test_second_and_third_form_of_a_bank_that_suffices_share_nothing_with_the_first():
    rows, items = the_real_blueprint(), a_real_bank()
    ready = stock(rows, items)
    met = set(draw_form(ready, "first"))
    second = draw_form(stock_for(ready, "second", met), "second")
    assert shares(second, met) == 0
    third = draw_form(stock_for(ready, "third", met | set(second)), "third")
    assert shares(third, met | set(second)) == 0
    assert satisfies(second, rows, items)
    assert satisfies(third, rows, items)


def test_whoever_has_met_the_whole_bank_still_gets_a_form():
    rows, items = [Row("M1", 3, {"A": 1}, {"x": 1})], items_of([("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")])
    ready = stock(rows, items)
    assert satisfies(draw_form(stock_for(ready, "s", ready.items), "s"), rows, items)


def test_nothing_met_leaves_the_bank_as_it_is():
    ready = stock(the_real_blueprint(), a_real_bank())
    assert stock_for(ready, "s", ["of another bank"]) is ready


def test_one_item_that_serves_two_shares_is_let_back_in_for_two_that_serve_one_each():
    rows = [Row("M1", 2, {"A": 1}, {"x": 1})]
    items = items_of([("C", "z"), ("C", "z"), ("A", "y"), ("B", "x"), ("A", "x")])
    met = {"i2", "i3", "i4"}
    for seed in map(str, range(8)):
        assert shares(draw_form(stock_for(stock(rows, items), seed, met), seed), met) == 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), min_size=3, max_size=8),
    st.integers(1, 4),
    st.dictionaries(st.sampled_from("ABC"), st.integers(1, 2)),
    st.dictionaries(st.sampled_from("xyz"), st.integers(1, 2)),
    st.sets(st.integers(0, 7)),
    st.text(max_size=3),
)
def test_form_shares_the_fewest_items_that_any_form_does(cells, questions, outcomes, levels, met_at, seed):
    rows, items = [Row("M1", questions, outcomes, levels)], items_of(cells)
    try:
        ready = stock(rows, items)
    except Refused:
        return
    met = {f"i{at}" for at in met_at}
    form = draw_form(stock_for(ready, seed, met), seed)
    assert satisfies(form, rows, items)
    assert shares(form, met) == fewest(rows, items, met)


@pytest.mark.soak
@settings(max_examples=3000, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), min_size=3, max_size=8),
    st.integers(1, 5),
    st.dictionaries(st.sampled_from("ABC"), st.integers(1, 2)),
    st.dictionaries(st.sampled_from("xyz"), st.integers(1, 2)),
    st.sets(st.integers(0, 7)),
)
def test_form_shares_the_fewest_items_however_long_one_looks(cells, questions, outcomes, levels, met_at):
    test_form_shares_the_fewest_items_that_any_form_does.hypothesis.inner_test(
        cells, questions, outcomes, levels, met_at, "s"
    )
