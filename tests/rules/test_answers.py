"""Timeliness to the millisecond, the answer in force across devices, and what holds for all journals."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.answers import (
    IN_TIME_ONLY,
    Received,
    Timeliness,
    Window,
    answers_in_force,
    differences,
    judged,
    timeliness,
)
from qosyl.rules.events import Event
from tests.rules.tables import table

DEADLINE = int(datetime(2026, 9, 18, 12, 0, tzinfo=UTC).timestamp()) * 1000
WINDOW = Window(DEADLINE, DEADLINE + 600_000)
FORM = {position: frozenset("abcd") for position in (1, 2, 3)}


@pytest.mark.parametrize("row", table("timeliness"), ids=lambda row: row[0])
def test_timeliness_on_both_sides_of_every_boundary(row):
    shows, received, lease, t, late, answer = row
    window = Window(DEADLINE, DEADLINE + int(late))
    leased_at = DEADLINE + int(lease) if lease else None
    assert timeliness(DEADLINE + int(received), window, leased_at=leased_at, t=int(t)) == answer, shows


@pytest.mark.parametrize("row", table("answers_in_force"), ids=lambda row: row[0])
def test_answers_in_force_as_the_table_says(row):
    shows, events, in_force, without_claims, shown = row
    found = judged(
        [_received(words) for words in events.split("; ")], leases={"l": DEADLINE - 1000}, window=WINDOW, form=FORM
    )
    assert _said(answers_in_force(found)) == in_force, shows
    assert _said(answers_in_force(found, IN_TIME_ONLY)) == without_claims, shows
    said = [f"{one.position}: {one.in_force.option or '-'} not {one.other.option or '-'}" for one in differences(found)]
    assert "; ".join(said) == shown


def _received(words):
    number, kind, *more = words.split(" ")
    epoch, n = map(int, number.split("."))
    named = {}
    while len(more) >= 2 and more[-2] in {"at", "t"}:
        named[more[-2]] = int(more[-1])
        more = more[:-2]
    position, option = int(more[0]), more[1] if len(more) > 1 else None
    event = Event(n, kind, "l", named.get("t", 0), "b", "kk", position, option)
    return Received(epoch, event, DEADLINE + named.get("at", -100))


def _said(answers):
    return " ".join(f"{position}={answers[position].option or '-'}" for position in sorted(answers))


def test_lease_that_the_server_never_gave_claims_nothing():
    late = Received(1, Event(1, "answer", "forged", 0, "b", "kk", 1, "a"), DEADLINE + 6000)
    (found,) = judged([late], leases={"l": DEADLINE - 1000}, window=WINDOW, form=FORM)
    assert found.timeliness is Timeliness.LATE


def test_extension_of_the_deadline_makes_a_late_answer_timely():
    """Events keep when they came; how timely that is follows from the deadline in force."""
    late = [Received(1, Event(1, "answer", "l", 0, "b", "kk", 1, "a"), DEADLINE + 900_000)]
    before = judged(late, leases={}, window=WINDOW, form=FORM)
    then = judged(late, leases={}, window=Window(DEADLINE + 900_000, DEADLINE + 999_000), form=FORM)
    assert (before[0].timeliness, then[0].timeliness) == (Timeliness.LATE, Timeliness.IN_TIME)


def test_cut_leaves_out_what_came_after_it():
    events = [
        Received(1, Event(n, "answer", "l", 0, "b", "kk", 1, option), DEADLINE) for n, option in enumerate("abc", 1)
    ]
    found = judged(events, leases={}, window=WINDOW, form=FORM)
    assert answers_in_force(found, cut={1: 2})[1].option == "b"
    assert answers_in_force(found, cut={1: 3})[1].option == "c"
    assert answers_in_force(found, cut={2: 3}) == {}


kinds = st.sampled_from(["answer", "answer", "answer", "clear", "view", "flag"])


@st.composite
def journals(draw):
    events = []
    for epoch in range(1, draw(st.integers(1, 3)) + 1):
        for n in range(1, draw(st.integers(0, 6)) + 1):
            kind = draw(kinds)
            position, option = draw(st.integers(1, 4)), draw(st.sampled_from("abcdz"))
            event = Event(n, kind, "l", draw(st.integers(0, 2000)), draw(st.sampled_from("xy")), "kk", position, option)
            events.append(Received(epoch, event, DEADLINE + draw(st.integers(-10_000, 700_000))))
    return events


def _judge(events):
    return judged(events, leases={"l": DEADLINE - 1000}, window=WINDOW, form=FORM)


@given(journals(), st.randoms(use_true_random=False))
def test_order_of_arrival_in_storage_changes_nothing(events, order):
    mixed = list(events)
    order.shuffle(mixed)
    assert answers_in_force(_judge(mixed)) == answers_in_force(_judge(events))
    assert differences(_judge(mixed)) == differences(_judge(events))


@given(journals())
def test_answer_in_force_is_the_last_that_counts(events):
    counting = [
        one
        for one in _judge(events)
        if one.event.k in {"answer", "clear"} and one.refused is None and one.timeliness is not Timeliness.LATE
    ]
    for position, answer in answers_in_force(_judge(events)).items():
        last = max((one for one in counting if one.event.p == position), key=lambda one: (one.epoch, one.event.n))
        assert (answer.epoch, answer.n) == (last.epoch, last.event.n)
        assert answer.option == (last.event.o if last.event.k == "answer" else None)
    assert {one.event.p for one in counting} == set(answers_in_force(_judge(events)))


@given(journals(), journals())
def test_replaced_epoch_never_overrides(older, newer):
    moved = [Received(one.epoch + 3, one.event, one.received) for one in newer]
    alone, together = answers_in_force(_judge(moved)), answers_in_force(_judge([*older, *moved]))
    assert {position: together[position] for position in alone} == alone


@given(journals())
def test_answers_without_claims_differ_only_where_a_claim_was_made(events):
    found = _judge(events)
    claimed = {one.event.p for one in found if one.timeliness is Timeliness.CLAIMED}
    with_claims, without = answers_in_force(found), answers_in_force(found, IN_TIME_ONLY)
    for position in {*with_claims, *without} - claimed:
        assert with_claims[position] == without[position]


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_longer_deadline_never_makes_an_event_less_timely(received, lease, t, longer):
    rank = [Timeliness.LATE, Timeliness.CLAIMED, Timeliness.IN_TIME]
    before = timeliness(received, Window(0, 10**5), leased_at=lease, t=t)
    then = timeliness(received, Window(longer, longer + 10**5), leased_at=lease, t=t)
    assert rank.index(then) >= rank.index(before)
