"""Sums of hours against what modules and the programme state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.hours import HoursByKind, ModuleHours, TopicHours, hours_problems, minutes_of, sum_of
from tests.rules.tables import table


@pytest.mark.parametrize(("shows", "stated", "modules", "reasons"), table("hours"))
def test_hours_problems_name_every_sum_that_disagrees(shows, stated, modules, reasons):
    found = hours_problems(int(stated), _modules(modules))
    words = [f"{reason.code} {reason.subject} {reason.required} {reason.actual}" for reason in found]
    assert "; ".join(words) == reasons, shows


def _modules(words: str) -> list[ModuleHours]:
    modules = []
    for part in words.split("; "):
        head, _, rest = part.partition(": ")
        key, stated = head.split(" ")
        parts = rest.split(" ")
        topics = [
            TopicHours(number, HoursByKind(*map(int, hours.split("+"))))
            for number, hours in zip(parts[::2], parts[1::2], strict=True)
        ]
        modules.append(ModuleHours(key, int(stated), tuple(topics)))
    return modules


def test_hours_are_summed_by_kind():
    total = sum_of([HoursByKind(lecture=2), HoursByKind(2, 2), HoursByKind(assessment=4)])
    assert total == HoursByKind(lecture=4, practice=2, assessment=4)
    assert total.total == 10


def test_hours_of_nothing_are_none():
    assert sum_of([]) == HoursByKind()


def test_minutes_of_two_academic_hours_are_ninety():
    assert minutes_of(2) == 90


kinds = st.builds(HoursByKind, st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
plans = st.lists(st.lists(kinds, min_size=1, max_size=6), min_size=1, max_size=6)


def _stated_as_computed(plan):
    return [
        ModuleHours(f"M{at}", sum_of(topics).total, tuple(TopicHours(f"{at}.{n}", h) for n, h in enumerate(topics, 1)))
        for at, topics in enumerate(plan, 1)
    ]


@given(plans)
def test_hours_stated_as_they_sum_have_no_problem(plan):
    modules = _stated_as_computed(plan)
    assert hours_problems(sum_of(module.computed for module in modules).total, modules) == ()


@given(plans, st.integers(-5, 5).filter(bool))
def test_hours_stated_wrongly_give_one_reason(plan, slip):
    modules = _stated_as_computed(plan)
    stated = sum_of(module.computed for module in modules).total
    assert [reason.code for reason in hours_problems(stated + slip, modules)] == ["hours.programme"]
