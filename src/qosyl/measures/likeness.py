"""Answers of two learners that are improbably alike: one signal for people to look at, never a verdict.

Only wrong answers to the same item count: the same right answer says that both know it. If two learners work apart and
both miss an item, they meet in the same wrong option with the chance that follows from how often everybody who missed
the item chose each option. The sum of such meetings over their common items has a known distribution, and so the
chance of meeting at least that often. A pair is shown where this chance, multiplied by the number of pairs that were
compared (Bonferroni), is at most `ERROR_RATE`: among learners who all work apart, at most so large a share of
sittings shows any pair at all. Learners of one teacher may share a mistake, too: that is why people look.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from qosyl.measures.tallies import NOTHING

#: At most this share of sittings in which everybody works apart shows a pair.
ERROR_RATE = 0.01

#: By learner, the option given for each item.
Answers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two learners: items that both had, that both missed, and that both missed in the same way."""

    one: str
    other: str
    common: int
    both_wrong: int
    same_wrong: int
    #: The chance of at least so many meetings in this pair, and in any pair of the sitting (at most).
    chance: float
    chance_in_all: float


def likenesses(answers: Answers, keys: Mapping[str, Collection[str]]) -> tuple[Likeness, ...]:
    """Pairs whose wrong answers are improbably alike, the least probable first."""
    wrong = {learner: _wrong(given, keys) for learner, given in answers.items()}
    meeting = _chances(wrong.values())
    pairs = _pairs(len(answers))
    found = []
    for (one, other), items in _met(wrong).items():
        # The chance of meeting in just these items is no more than that of meeting at least so often anywhere.
        if math.prod(meeting[item] for item in items) * pairs > ERROR_RATE:
            continue
        both = wrong[one].keys() & wrong[other].keys()
        chance = at_least(len(items), [meeting[item] for item in sorted(both)])
        if chance * pairs <= ERROR_RATE:
            common = len(answers[one].keys() & answers[other].keys())
            found.append(Likeness(one, other, common, len(both), len(items), chance, chance * pairs))
    return tuple(sorted(found, key=lambda pair: (pair.chance, pair.one, pair.other)))


def at_least(many: int, chances: Iterable[float]) -> float:
    """The chance that at least `many` of independent events happen, each with a chance of its own."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            (exactly[count] * (1 - chance) if count < len(exactly) else 0.0)
            + (exactly[count - 1] * chance if count else 0.0)
            for count in range(len(exactly) + 1)
        ]
    return math.fsum(exactly[many:])


def _wrong(given: Mapping[str, str], keys: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {
        item: option
        for item, option in given.items()
        if option != NOTHING and item in keys and option not in keys[item]
    }


def _chances(wrong: Iterable[Mapping[str, str]]) -> dict[str, float]:
    """By item, the share of pairs, among those who missed it, that chose alike.

    The pair that is looked at is one of them: where few missed an item, that makes its meeting look more probable.
    """
    chosen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for given in wrong:
        for item, option in given.items():
            chosen[item][option] += 1
    return {
        item: sum(map(_pairs, counts.values())) / _pairs(counts.total()) if counts.total() > 1 else 0.0
        for item, counts in chosen.items()
    }


def _pairs(many: int) -> int:
    return many * (many - 1) // 2


def _met(wrong: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], list[str]]:
    """By pair, the items that both missed in the same way."""
    chose: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for learner in sorted(wrong):
        for item, option in wrong[learner].items():
            chose[item, option].append(learner)
    met: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for (item, _option), learners in chose.items():
        for pair in combinations(learners, 2):
            met[pair].append(item)
    return met
