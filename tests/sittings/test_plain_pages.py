"""What a page of questions that comes back is worth: only what was changed on it, once, and over nobody else."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.events import canonical
from qosyl.rules.journal import chained, opened
from qosyl.sittings.plain_pages import BrokenPage, Changes, batch_for, changes, pages_of, shown_by, shown_on
from qosyl.sittings.sheets import Sheet
from tests.sittings.scene import Scene

ATTEMPT = UUID("3f0e7f0a-52f4-4f0c-9a35-7f7b2f1f9d11")
POSITIONS = range(1, 6)

options = st.sampled_from(["", "a", "b", "c"])
answers = st.fixed_dictionaries(dict.fromkeys(POSITIONS, options))
flags = st.fixed_dictionaries(dict.fromkeys(POSITIONS, st.booleans()))


class _Question:
    """All that a page asks of a question."""

    def __init__(self, position: int) -> None:
        self.position = position


PAGE = [_Question(position) for position in POSITIONS]


def sheet(given_answers: dict[int, str], flagged: dict[int, bool]) -> Sheet:
    return Sheet(
        epoch=1,
        tails={1: (0, opened(str(ATTEMPT), 1).head)},
        lease="l1",
        leased_ms_ago=7,
        answers={position: option for position, option in given_answers.items() if option},
        flags=frozenset(position for position, is_on in flagged.items() if is_on),
        devices={},
    )


def after(before: Sheet, changed: Changes) -> Sheet:
    """The sheet once the changes are stored."""
    new = {**before.answers, **changed.answers}
    turned_on = {position for position, is_on in changed.flags.items() if is_on}
    return replace(
        before,
        answers={position: option for position, option in new.items() if option},
        flags=(before.flags - set(changed.flags)) | turned_on,
    )


@given(answers, flags, answers, flags, answers, flags)
def test_page_changes_what_its_reader_changed_and_nothing_else(seen, seen_flags, now, now_flags, sent, sent_flags):
    shown = shown_on(sheet(seen, seen_flags), PAGE)
    current = sheet(now, now_flags)
    changed = changes(shown, sent, sent_flags, current)
    clashing = {clash.position for clash in changed.clashes}

    for position in POSITIONS:
        wants = sent[position] != seen[position]
        assert (position in changed.answers) == (wants and now[position] == seen[position])
        assert (position in clashing) == (wants and now[position] not in {seen[position], sent[position]})
        assert (position in changed.flags) == (seen_flags[position] == now_flags[position] != sent_flags[position])


@given(answers, flags, answers, flags)
def test_page_sent_again_changes_nothing_more(seen, seen_flags, sent, sent_flags):
    before = sheet(seen, seen_flags)
    shown = shown_on(before, PAGE)
    first = changes(shown, sent, sent_flags, before)
    stored = after(before, first)

    again = changes(shown, sent, sent_flags, stored)
    assert (not again, again.clashes) == (True, ())
    assert {p: stored.answers.get(p, "") for p in POSITIONS} == sent
    assert {p: p in stored.flags for p in POSITIONS} == sent_flags


@given(answers, flags)
def test_page_knows_again_what_it_showed(seen, flagged):
    shown = shown_on(sheet(seen, flagged), PAGE)

    assert shown_by(shown.token(ATTEMPT), ATTEMPT) == shown


@given(answers, flags, st.integers(0, 400), st.characters(min_codepoint=32, max_codepoint=126))
def test_page_with_any_letter_changed_is_broken(seen, flagged, at, letter):
    token = shown_on(sheet(seen, flagged), PAGE).token(ATTEMPT)
    at %= len(token)
    forged = token[:at] + letter + token[at + 1 :]
    if forged == token:
        return
    with pytest.raises(BrokenPage):
        shown_by(forged, ATTEMPT)


def test_page_of_another_attempt_is_broken():
    token = shown_on(sheet({1: "a"}, {}), PAGE).token(ATTEMPT)
    for other in (token[:40], "", "қ" * 80):
        with pytest.raises(BrokenPage):
            shown_by(other, ATTEMPT)
    with pytest.raises(BrokenPage):
        shown_by(token, UUID(int=7))


@given(answers, flags, answers, flags)
def test_changes_become_one_unbroken_batch(seen, seen_flags, sent, sent_flags):
    before = sheet(seen, seen_flags)
    changed = changes(shown_on(before, PAGE), sent, sent_flags, before)
    batch = batch_for(changed, before, "ru")

    assert [event.n for event in batch.events] == list(range(1, len(changed.answers) + len(changed.flags) + 1))
    assert batch.head == chained(before.head, map(canonical, batch.events))
    assert {event.p: event.o or "" for event in batch.events if event.k in {"answer", "clear"}} == changed.answers
    assert {event.g for event in batch.events} <= {"ru"}


@pytest.mark.parametrize(("questions", "pages"), [(1, [1]), (10, [10]), (11, [10, 1]), (50, [10] * 5)])
def test_pages_hold_ten_questions(questions, pages):
    assert [len(page) for page in pages_of([_Question(position) for position in range(questions)])] == pages


@pytest.mark.django_db
def test_scene_repeats_the_questions_of_a_small_programme():
    """Otherwise the tests of pages would be about fewer questions than they say."""
    assert len(Scene(questions=25).attempt.form.content) == 25
