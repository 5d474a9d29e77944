"""Answers that are improbably alike: shown where somebody copied, and hardly ever where nobody did."""

import random
from itertools import product

import pytest

from qosyl.measures.likeness import ERROR_RATE, at_least, likenesses
from qosyl.measures.tallies import NOTHING

ITEMS = [f"q{number}" for number in range(1, 51)]
KEYS = {item: frozenset("a") for item in ITEMS}


def _apart(chance: random.Random, learners: int) -> dict[str, dict[str, str]]:
    """Everybody alone: two thirds right, and of the wrong options one is more tempting than the others."""
    return {f"learner {number}": {item: chance.choice("aaaaaaaabbcd") for item in ITEMS} for number in range(learners)}


def test_chance_of_meetings_is_that_of_every_outcome_counted_out():
    chances = [0.5, 0.2, 0.9, 0.4]
    for many in range(5):
        counted = 0.0
        for outcome in product([True, False], repeat=4):
            if sum(outcome) >= many:
                weight = 1.0
                for happens, one in zip(outcome, chances, strict=True):
                    weight *= one if happens else 1 - one
                counted += weight
        assert at_least(many, chances) == pytest.approx(counted)


def test_pair_that_copied_is_shown():
    answers = _apart(random.Random(5), 40)  # noqa: S311 - a play of chance, no secret
    answers["copy"] = answers["learner 7"] | {"q1": "a"}

    found = likenesses(answers, KEYS)

    assert [(pair.one, pair.other) for pair in found] == [("copy", "learner 7")]
    assert found[0].chance_in_all <= ERROR_RATE
    assert found[0].common == 50
    assert found[0].same_wrong >= found[0].both_wrong - 1


def test_sittings_in_which_everybody_works_apart_show_hardly_any_pair():
    """Of 150 sittings 1.5 are allowed by the stated rate; six would happen once in two hundred times."""
    chance = random.Random(2026)  # noqa: S311 - as above

    shown = sum(bool(likenesses(_apart(chance, 16), KEYS)) for _ in range(150))

    assert shown < 6


def test_same_right_answers_and_same_gaps_say_nothing():
    everything_right = dict.fromkeys(ITEMS, "a")
    nothing_at_all = dict.fromkeys(ITEMS, NOTHING)

    assert (
        likenesses({"x": everything_right, "y": everything_right, "z": nothing_at_all, "u": nothing_at_all}, KEYS) == ()
    )


def test_mistake_that_everybody_makes_says_nothing():
    shared = dict.fromkeys(ITEMS, "b")

    assert likenesses({f"learner {number}": shared for number in range(12)}, KEYS) == ()
