"""Feasibility of a blueprint against every possible form, and what holds for each drawn form."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.rules.blueprint import BankItem, Row, blueprint_problems, stock
from qosyl.rules.drawing import draw_form, shuffled_options
from qosyl.rules.reasons import Refused

LEVELS = ("know", "understand", "apply", "analyse")


def an_item(key, module="M1", outcome="M1-O1", level="apply", enemies=()):
    return BankItem(key, module, outcome, level, frozenset(enemies))


def a_real_bank(of_module=40):
    """Five modules, three outcomes each, four levels, some enemies within and across modules."""
    items = []
    for module in range(1, 6):
        for at in range(of_module):
            key = f"m{module}-{at:02}"
            enemies = {f"m{module}-{at - 1:02}"} if at % 7 == 1 else {f"m1-{at:02}"} if at % 11 == 2 else set()
            level = LEVELS[(at * 7 + module) % 4]
            items.append(an_item(key, f"M{module}", f"M{module}-O{at % 3 + 1}", level, enemies - {key}))
    return items


def the_real_blueprint():
    return [Row(f"M{m}", 10, {f"M{m}-O{n}": 2 for n in (1, 2, 3)}, {"apply": 3, "analyse": 2}) for m in range(1, 6)]


def satisfies(form, rows, items):
    """The blueprint said once more, plainly, for the drawn form."""
    by_key = {item.key: item for item in items}
    chosen = [by_key[key] for key in form]
    counted = Counter()
    for item in chosen:
        counted.update([item.module, (item.module, item.outcome), (item.module, item.level)])
    return (
        len(set(form)) == len(form) == sum(row.questions for row in rows)
        and all(counted[row.module] == row.questions for row in rows)
        and all(counted[row.module, name] >= least for row in rows for name, least in row.outcomes.items())
        and all(counted[row.module, name] >= least for row in rows for name, least in row.levels.items())
        and not any(one.key in other.enemies or other.key in one.enemies for one, other in combinations(chosen, 2))
    )


def draw_many(count):
    items, rows = a_real_bank(), the_real_blueprint()
    ready = stock(rows, items)
    forms = [draw_form(ready, f"seed-{number}") for number in range(count)]
    assert all(satisfies(form, rows, items) for form in forms)
    return forms


def test_five_hundred_forms_satisfy_the_blueprint_and_use_the_whole_bank():
    forms = draw_many(500)
    shown = Counter(key for form in forms for key in form)
    assert len(set(forms)) == 500
    assert len(shown) == 200
    assert max(shown.values()) < 4 * min(shown.values())  # an item with four enemies is rarer by nature


@pytest.mark.soak
def test_ten_thousand_forms_satisfy_the_blueprint_evenly():
    shown = Counter(key for form in draw_many(10_000) for key in form)
    assert len(shown) == 200
    assert max(shown.values()) < 4 * min(shown.values())


def test_form_is_the_same_for_the_same_seed_whatever_the_order_of_the_bank():
    items, rows = a_real_bank(), the_real_blueprint()
    assert draw_form(stock(rows, items), "x") == draw_form(stock(rows, items[::-1]), "x")
    assert draw_form(stock(rows, items), "x") != draw_form(stock(rows, items), "y")


def test_form_comes_row_by_row():
    items, rows = a_real_bank(), the_real_blueprint()
    modules = [key[:2] for key in draw_form(stock(rows, items), "seed")]
    assert modules == sorted(modules)


def test_items_of_other_modules_are_never_drawn():
    items = [an_item("a"), an_item("b"), an_item("stranger", "M9", "M9-O1")]
    assert set(draw_form(stock([Row("M1", 2)], items), "seed")) == {"a", "b"}


@pytest.mark.parametrize(
    ("row", "items", "cell", "required", "actual"),
    [
        (Row("M1", 3), [an_item("a"), an_item("b")], "M1", 3, 2),
        (Row("M1", 2, {"M1-O2": 1}), [an_item("a"), an_item("b")], "M1 M1-O2", 1, 0),
        (Row("M1", 2, {}, {"know": 1}), [an_item("a"), an_item("b")], "M1 know", 1, 0),
        (Row("M1", 2), [an_item("a", enemies={"b"}), an_item("b")], "M1", 2, 1),
        (Row("M1", 1, {"M1-O2": 2}, {"know": 1}), [an_item("a")], "M1 M1-O2", 2, 0),
    ],
)
def test_blueprint_problems_name_the_poorest_cell_first(row, items, cell, required, actual):
    first = blueprint_problems([row], items)[0]
    assert (first.subject, first.required, first.actual) == (cell, required, actual)


def test_blueprint_problems_name_quotas_that_fail_only_together():
    row = Row("M1", 1, {"M1-O1": 1}, {"know": 1})
    items = [an_item("a", level="apply"), an_item("b", outcome="M1-O2", level="know")]
    assert [reason.code for reason in blueprint_problems([row], items)] == ["blueprint.together"]


def test_bank_entangled_beyond_the_search_is_refused_as_such():
    # A ring of five admits two, its cliques are pairs: the bound of three each is honest and never reached.
    rings = [
        an_item(f"{ring:02}{at}", enemies={f"{ring:02}{(at + 1) % 5}"}) for ring, at in product(range(12), range(5))
    ]
    assert [reason.code for reason in blueprint_problems([Row("M1", 25)], rings)] == ["blueprint.entangled"]
    assert blueprint_problems([Row("M1", 24)], rings) == ()


small_items = st.lists(
    st.tuples(
        st.sampled_from(["M1", "M2"]),
        st.sampled_from(["o1", "o2"]),
        st.sampled_from(["know", "apply"]),
        st.sets(st.integers(0, 6), max_size=2),
    ),
    max_size=7,
).map(
    lambda rows: [
        BankItem(str(at), module, outcome, level, frozenset(map(str, enemies)))
        for at, (module, outcome, level, enemies) in enumerate(rows)
    ]
)
shares = st.integers(0, 2)
small_rows = st.tuples(
    *(
        st.builds(
            Row,
            st.just(module),
            st.integers(1, 3),
            st.fixed_dictionaries({}, optional={"o1": shares, "o2": shares}),
            st.fixed_dictionaries({}, optional={"know": shares, "apply": shares}),
        )
        for module in ("M1", "M2")
    )
)


@settings(max_examples=300, deadline=None)
@given(small_rows, small_items, st.text(max_size=5))
def test_blueprint_is_feasible_exactly_when_some_form_exists(rows, items, seed):
    size = sum(row.questions for row in rows)
    items = [BankItem(i.key, i.module, i.outcome, i.level, i.enemies - {i.key}) for i in items]
    exists = any(satisfies(form, rows, items) for form in combinations([item.key for item in items], size))
    if exists:
        assert satisfies(draw_form(stock(rows, items), seed), rows, items)
    else:
        with pytest.raises(Refused):
            stock(rows, items)


def test_every_item_of_an_even_bank_is_shown_about_equally_often():
    items = [an_item(f"i{at}") for at in range(20)]
    ready = stock([Row("M1", 5)], items)
    shown = Counter(key for number in range(400) for key in draw_form(ready, str(number)))
    assert set(shown) == {item.key for item in items}
    assert all(60 <= count <= 140 for count in shown.values())  # 100 expected, 8.7 the standard deviation


def test_options_are_shuffled_for_each_learner_and_stay_the_same():
    orders = {shuffled_options("seed", f"learner-{number}", "item", "abcd") for number in range(200)}
    assert len(orders) == 24
    assert shuffled_options("seed", "one", "item", "abcd") == shuffled_options("seed", "one", "item", "dcba")


def test_key_stands_in_each_place_about_equally_often():
    places = Counter(shuffled_options("s", str(number), "item", "abcd").index("c") for number in range(1000))
    assert all(200 <= places[place] <= 300 for place in range(4))
