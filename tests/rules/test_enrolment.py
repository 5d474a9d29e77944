"""Histories of an enrolment as a table, and what holds for every history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.enrolment import (
    ALLOWED,
    Act,
    Actor,
    Change,
    Standing,
    State,
    after,
    change_problems,
    changes_by_annulment,
    changes_by_document,
    changes_open,
    standing_after,
)
from qosyl.rules.reasons import Refused
from tests.rules.tables import table


@pytest.mark.parametrize(("shows", "history", "answer"), table("enrolment"))
def test_history_leads_where_the_table_says(shows, history, answer):
    assert _answer([_change(words) for words in history.split("; ") if words]) == answer, shows


def _change(words: str) -> Change:
    act, _, rest = words.partition(" by ")
    actor, _, reason = rest.partition(" for ")
    return Change(Act(act), Actor(actor), reason)


def _answer(history):
    try:
        return standing_after(history).state or ""
    except Refused as refusal:
        return "; ".join(f"{reason.code} {reason.subject}" for reason in refusal.reasons)


def test_refusal_names_what_would_be_allowed():
    with pytest.raises(Refused) as refusal:
        after(Standing(State.COMPLETED, "statement-earned"), Change(Act.REOPEN, Actor.TUTOR, "mood"))
    assert [(reason.required, reason.actual) for reason in refusal.value.reasons] == [
        ("director", "tutor"),
        ("appeal-upheld, closed-by-mistake", "mood"),
    ]


def test_refusal_of_a_first_change_names_where_nothing_has_happened():
    (reason,) = change_problems(Standing(), Change(Act.RESUME, Actor.COORDINATOR))
    assert (reason.required, reason.actual) == ("interrupted", "nobody yet")
    (reason,) = change_problems(Standing(State.STUDYING), Change(Act.ENROL, Actor.COORDINATOR))
    assert (reason.required, reason.actual) == ("nobody yet, invited", "studying")


@pytest.mark.parametrize(
    ("standing", "by", "acts"),
    [
        (Standing(), Actor.COORDINATOR, {Act.INVITE, Act.ENROL, Act.RECEIVE}),
        (Standing(), Actor.LEARNER, set()),
        (Standing(State.INVITED), Actor.LEARNER, {Act.ACCEPT, Act.DECLINE}),
        (Standing(State.WITHDRAWN, "never-came"), Actor.COORDINATOR, {Act.EXCUSE}),
        (Standing(State.WITHDRAWN, "declined"), Actor.COORDINATOR, {Act.INVITE}),
        (Standing(State.WITHDRAWN, "own-wish"), Actor.COORDINATOR, set()),
        (Standing(State.COMPLETED, "statement-earned"), Actor.DIRECTOR, {Act.REOPEN}),
    ],
)
def test_open_changes_are_the_buttons_of_that_person(standing, by, acts):
    assert {row.act for row in changes_open(standing, by)} == acts


def test_table_has_one_row_for_an_act_out_of_a_state():
    """So that there is never a question which row decides."""
    pairs = [(row.act, state) for row in ALLOWED for state in row.before]
    assert len(pairs) == len(set(pairs))


def test_table_reaches_every_state():
    assert {row.after for row in ALLOWED} == set(State)


codes = sorted({"", "mood", *(reason for row in ALLOWED for reason in row.reasons)})
changes = st.builds(Change, st.sampled_from(Act), st.sampled_from(Actor), st.sampled_from(codes))


@st.composite
def histories(draw):
    """Allowed histories: at each step a change of the table, until it ends or we stop."""
    history, standing = [], Standing()
    for _ in range(draw(st.integers(0, 12))):
        rows = [(row, by) for by in Actor for row in changes_open(standing, by)]
        if not rows:
            break
        row, by = draw(st.sampled_from(rows))
        change = Change(row.act, by, draw(st.sampled_from(row.reasons or ("",))))
        history.append(change)
        standing = after(standing, change)
    return history


@given(histories())
def test_open_changes_are_never_refused_and_history_is_replayed_alike(history):
    standing = Standing()
    for change in history:
        assert change_problems(standing, change) == ()
        standing = after(standing, change)
    assert standing_after(history) == standing


@given(histories(), changes)
def test_change_is_refused_exactly_when_it_is_not_open(history, change):
    standing = standing_after(history)
    is_open = any(
        row.act == change.act and change.reason in (row.reasons or ("",)) for row in changes_open(standing, change.by)
    )
    assert (change_problems(standing, change) == ()) == is_open


@given(histories())
def test_transferred_enrolment_never_changes_again(history):
    standing = standing_after(history)
    if standing.state is State.TRANSFERRED:
        assert not any(changes_open(standing, by) for by in Actor)


@given(histories())
def test_nobody_completes_without_having_studied(history):
    states = [standing_after(history[: at + 1]).state for at in range(len(history))]
    if State.COMPLETED in states:
        assert State.STUDYING in states[: states.index(State.COMPLETED)]


@given(histories(), changes)
def test_refusal_leaves_nothing_behind(history, change):
    standing = standing_after(history)
    if change_problems(standing, change):
        with pytest.raises(Refused):
            standing_after([*history, change])
    else:
        assert standing_after([*history, change]).reason == change.reason


@pytest.mark.parametrize(
    ("state", "came", "acts", "end"),
    [
        (State.STUDYING, True, ["complete"], Standing(State.COMPLETED, "certificate-earned")),
        (State.ENROLLED, True, ["begin", "complete"], Standing(State.COMPLETED, "certificate-earned")),
        (State.ENROLLED, False, ["withdraw"], Standing(State.WITHDRAWN, "never-came")),
        (State.COMPLETED, True, [], Standing(State.COMPLETED)),
        (State.WITHDRAWN, False, [], Standing(State.WITHDRAWN)),
        (State.INTERRUPTED, True, [], Standing(State.INTERRUPTED)),
    ],
)
def test_document_ends_an_enrolment_as_the_table_allows(state, came, acts, end):
    standing = Standing(state)
    changes = changes_by_document(standing, "certificate", came=came)
    for change in changes:
        standing = after(standing, change)

    assert [change.act for change in changes] == acts
    assert standing == end


@pytest.mark.parametrize("state", State)
def test_annulment_reopens_what_was_completed_and_nothing_else(state):
    changes = changes_by_annulment(Standing(state, "certificate-earned"))

    assert [change.act for change in changes] == (["reopen"] if state is State.COMPLETED else [])
    for change in changes:
        assert after(Standing(state, "certificate-earned"), change).state is State.STUDYING
