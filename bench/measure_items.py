"""Statistics of items: a million answers counted and described by the pure functions of `qosyl.measures`."""

import random

from bench.figures import Figure, median_seconds
from qosyl.measures.items import item_statistics
from qosyl.measures.reliability import whole_statistics
from qosyl.measures.tallies import Sheet, tallied

LEARNERS, QUESTIONS = 20_000, 50
_OPTIONS = "aaabcd"
_LONGEST = 200


def measure(repeat: int) -> list[Figure]:
    chance = random.Random(2026)  # noqa: S311 - a play of chance, no secret
    keys = {f"{number:064x}": frozenset("a") for number in range(QUESTIONS)}
    sheets = [
        Sheet(
            {key: chance.choice(_OPTIONS) for key in keys},
            {key: chance.randrange(5, _LONGEST) for key in keys},
        )
        for _ in range(LEARNERS)
    ]

    def analysed() -> None:
        tally = tallied(sheets, keys)
        for key, right in keys.items():
            item_statistics(tally.items[key], right)
        whole_statistics(tally, keys)

    return [Figure("item_analysis_1e6_s", median_seconds(analysed, repeat=repeat), "s", limit=2)]
