"""Results on both sides of every boundary, rulings after publication, and what holds for every result."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.dated import DatedRow, DatedRows
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Refused
from qosyl.rules.scales import Band, Scale
from qosyl.rules.scoring import (
    Because,
    FormItem,
    Part,
    Ruling,
    RulingKind,
    ScoringRules,
    decision_differs,
    form_problems,
    score,
)
from tests.rules.tables import table

PERCENT = Scale(100, (Band(2, 0, 50), Band(3, 50, 75), Band(4, 75, 85), Band(5, 85)))
RULES = ScoringRules(
    points_per_question=Provision(2, "629-635"),
    maximum=Provision(100, "412-413"),
    pass_mark=Provision(50, "412-413"),
    mark_itself_passes=Provision(value=True, clause="413-415"),
    withdrawn_counts_right=Provision(value=True, clause="629-635"),
    scale=Provision(PERCENT, "629-635"),
)
FORM = [
    FormItem(at, f"m{module}-{at:02}", f"M{module}", f"M{module}-O{at % 3 + 1}", frozenset("a"))
    for at in range(1, 51)
    for module in [(at - 1) // 10 + 1]
]


@pytest.mark.parametrize("row", table("scores"), ids=lambda row: row[0])
def test_score_on_both_sides_of_every_boundary(row):
    shows, right, wrong, withdrawn, points, percent, grade, passed, reasons = row
    answers = {at: "a" if at <= int(right) else "b" for at in range(1, int(right) + int(wrong) + 1)}
    rulings = [Ruling(item.item, RulingKind.WITHDRAWN) for item in FORM[50 - int(withdrawn) :]]
    found = score(FORM, answers, rulings, RULES)
    assert (found.points, found.percent, found.grade) == (int(points), int(percent), int(grade)), shows
    assert type(found.points) is int  # printed as 48, not as 48/1
    assert found.passed == (passed == "yes")
    said = [f"{reason.code} {reason.required} {reason.actual}" for reason in found.reasons]
    assert "; ".join(said) == reasons
    assert all(reason.clause == "412-413" for reason in found.reasons)


ALL = dict.fromkeys(range(1, 51), "a")


def test_score_by_module_and_by_outcome():
    found = score(FORM, ALL | dict.fromkeys(range(1, 4), "b"), [], RULES)
    assert found.modules == (Part("M1", 7, 10), *(Part(f"M{module}", 10, 10) for module in range(2, 6)))
    assert [part for part in found.outcomes if part.key.startswith("M1")] == [
        Part("M1-O2", 3, 4),
        Part("M1-O3", 2, 3),
        Part("M1-O1", 2, 3),
    ]


@pytest.mark.parametrize(
    ("ruling", "given", "is_right", "because"),
    [
        (None, "a", True, Because.ANSWERED),
        (None, "b", False, Because.ANSWERED),
        (None, None, False, Because.EMPTY),
        (Ruling("m1-01", RulingKind.WITHDRAWN), "b", True, Because.WITHDRAWN),
        (Ruling("m1-01", RulingKind.WITHDRAWN), None, True, Because.WITHDRAWN),
        (Ruling("m1-01", RulingKind.REKEYED, frozenset("b")), "b", True, Because.REKEYED),
        (Ruling("m1-01", RulingKind.REKEYED, frozenset("b")), "a", False, Because.REKEYED),
        (Ruling("m1-01", RulingKind.REKEYED, frozenset("ab")), "a", True, Because.REKEYED),
        (Ruling("m1-01", RulingKind.REKEYED, frozenset("b")), None, False, Because.EMPTY),
        (Ruling("m1-02", RulingKind.REKEYED, frozenset("b")), "a", True, Because.ANSWERED),
    ],
)
def test_ruling_on_one_item(ruling, given, is_right, because):
    found = score(FORM, ALL | {1: given}, [ruling] if ruling else [], RULES).items[0]
    assert (found.is_right, found.because, found.given) == (is_right, because, given)


def test_last_ruling_of_an_item_is_in_force():
    withdrawn = Ruling("m1-01", RulingKind.WITHDRAWN, clause="ruling 1")
    kept = Ruling("m1-01", RulingKind.KEPT, clause="ruling 2")
    answers = ALL | {1: "b"}
    assert score(FORM, answers, [withdrawn], RULES).right == 50
    assert score(FORM, answers, [withdrawn, kept], RULES) == score(FORM, answers, [], RULES)
    assert score(FORM, answers, [kept, withdrawn], RULES).items[0].clause == "ruling 1"


def test_withdrawn_item_left_out_where_the_policy_says_so():
    rules = replace(RULES, withdrawn_counts_right=Provision(value=False, clause="629-635"))
    found = score(FORM, dict.fromkeys(range(2, 26), "a"), [Ruling("m1-01", RulingKind.WITHDRAWN)], rules)
    assert (found.right, found.of, found.points) == (24, 49, Fraction(2400, 49))
    assert not found.passed  # 48.98 is not 50
    assert [item.counts for item in found.items] == [False, *[True] * 49]
    with pytest.raises(Refused, match=r"test\.all-withdrawn"):
        score(FORM, {}, [Ruling(item.item, RulingKind.WITHDRAWN) for item in FORM], rules)


def test_pass_mark_that_does_not_pass_itself_names_that_clause():
    rules = replace(RULES, mark_itself_passes=Provision(value=False, clause="413-415"))
    (reason,) = score(FORM, dict.fromkeys(range(1, 26), "a"), [], rules).reasons
    assert (reason.required, reason.actual, reason.clause) == (50, 50, "413-415")
    assert score(FORM, dict.fromkeys(range(1, 27), "a"), [], rules).passed


def test_scale_of_the_day_of_the_test_gives_the_grade():
    stricter = Scale(100, (Band(2, 0, 60), Band(3, 60, 75), Band(4, 75, 90), Band(5, 90)))
    dated = DatedRows(
        (
            DatedRow(date(2024, 1, 1), RULES, date(2026, 8, 31)),
            DatedRow(date(2026, 9, 1), replace(RULES, scale=Provision(stricter, "a later edition"))),
        )
    )
    grades = [
        score(FORM, dict.fromkeys(range(1, 44), "a"), [], dated.row_on(day).value).grade
        for day in (date(2026, 8, 31), date(2026, 9, 1))
    ]
    assert grades == [5, 4]


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        (FORM, []),
        (FORM[:49], ["test.points-of-form"]),
        ([], ["test.points-of-form"]),
        ([*FORM[:49], FORM[0]], ["test.position-twice", "test.item-twice"]),
        ([*FORM[:49], replace(FORM[49], right=frozenset())], ["test.no-key"]),
    ],
)
def test_form_that_cannot_be_scored_is_refused_with_every_reason(form, codes):
    assert [reason.code for reason in form_problems(form, RULES)] == codes
    if codes:
        with pytest.raises(Refused):
            score(form, {}, [], RULES)


def test_scale_that_does_not_grade_percent_is_refused():
    points = replace(RULES, scale=Provision(Scale(35, (Band(2, 0, 15), Band(3, 15))), "629-635"))
    assert [reason.code for reason in form_problems(FORM, points)] == ["test.scale"]


def test_answer_beside_the_form_and_a_ruling_without_key_are_refused():
    with pytest.raises(Refused, match=r"test\.no-position 51"):
        score(FORM, {51: "a"}, [], RULES)
    with pytest.raises(Refused, match=r"test\.no-key m1-01"):
        score(FORM, {}, [Ruling("m1-01", RulingKind.REKEYED)], RULES)


@pytest.mark.parametrize(
    ("one", "other", "differs"), [(24, 25, True), (25, 26, False), (37, 38, True), (23, 24, False)]
)
def test_decision_differs_where_passing_or_the_grade_does(one, other, differs):
    scores = [score(FORM, dict.fromkeys(range(1, count + 1), "a"), [], RULES) for count in (one, other)]
    assert decision_differs(*scores) == differs


answer_sheets = st.dictionaries(st.integers(1, 50), st.sampled_from([*"abcd", None]), max_size=50)
rulings = st.lists(
    st.builds(
        Ruling,
        st.sampled_from([item.item for item in FORM]),
        st.sampled_from(RulingKind),
        st.frozensets(st.sampled_from("abcd"), min_size=1),
    ),
    max_size=6,
)


@given(answer_sheets, rulings)
def test_every_score_adds_up_and_passes_exactly_from_the_mark(answers, ruled):
    found = score(FORM, answers, ruled, RULES)
    assert found.of == 50
    assert found.points == 2 * found.right == found.percent
    assert sum(part.right for part in found.modules) == sum(part.right for part in found.outcomes) == found.right
    assert sum(item.is_right for item in found.items) == found.right
    assert found.passed == (found.points >= 50) == (found.reasons == ()) == (found.grade > 2)


@given(answer_sheets, rulings, st.integers(1, 50))
def test_withdrawal_of_an_item_never_lowers_a_score(answers, ruled, at):
    withdrawn = [*ruled, Ruling(FORM[at - 1].item, RulingKind.WITHDRAWN)]
    assert score(FORM, answers, withdrawn, RULES).points >= score(FORM, answers, ruled, RULES).points


@given(answer_sheets, st.integers(1, 50))
def test_one_more_right_answer_never_lowers_a_score(answers, at):
    better = score(FORM, answers | {at: "a"}, [], RULES)
    before = score(FORM, answers, [], RULES)
    assert better.points >= before.points
    assert better.grade >= before.grade


@given(answer_sheets, rulings, st.randoms(use_true_random=False))
def test_order_of_the_form_changes_no_sum(answers, ruled, order):
    mixed = list(FORM)
    order.shuffle(mixed)
    one, other = score(FORM, answers, ruled, RULES), score(mixed, answers, ruled, RULES)
    assert (one.points, one.grade, sorted(one.modules, key=str)) == (
        other.points,
        other.grade,
        sorted(other.modules, key=str),
    )
