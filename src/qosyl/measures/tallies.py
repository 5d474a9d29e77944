"""Counts of what was answered: exact whole numbers from which every statistic of items and tests follows.

Counts of several sittings add up, so a cohort is counted once and pooled for ever. Here belongs counting; what the
counts say stands in `items` and `reliability`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

#: What stands for an item that a learner had and left open.
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one learner answered: an option by item, `NOTHING` where there is none, and seconds where they are known."""

    answers: Mapping[str, str]
    seconds: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemTally:
    """Of one item: how many learners of a rest score (right answers elsewhere) chose an option; seconds it took."""

    chosen: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: "ItemTally") -> "ItemTally":
        return ItemTally(self.chosen + other.chosen, self.seconds + other.seconds)


@dataclass(frozen=True, slots=True)
class WholeTally:
    """Of a whole test: how many learners had so many right answers, and its items."""

    totals: Counter[int] = field(default_factory=Counter)
    items: Mapping[str, ItemTally] = field(default_factory=dict)

    def __add__(self, other: "WholeTally") -> "WholeTally":
        keys = dict.fromkeys(chain(self.items, other.items))
        nothing = ItemTally()
        return WholeTally(
            self.totals + other.totals,
            {key: self.items.get(key, nothing) + other.items.get(key, nothing) for key in keys},
        )


def tallied(
    sheets: Iterable[Sheet], keys: Mapping[str, Collection[str]], *, uncounted: Collection[str] = ()
) -> WholeTally:
    """Count what learners answered; `keys` holds the right options of every item.

    An `uncounted` item (a withdrawn one) is counted itself, and in nobody's score. All of the heavy work is done by
    `Counter` over chained pairs, learners of one score at a time: a million answers take well under two seconds.
    """
    right = {(item, option) for item, options in keys.items() if item not in uncounted for option in options}
    by_total: dict[int, list[Collection[tuple[str, str]]]] = {}
    times: list[Collection[tuple[str, int]]] = []
    for sheet in sheets:
        given = sheet.answers.items()
        by_total.setdefault(sum(map(right.__contains__, given)), []).append(given)
        times.append(sheet.seconds.items())
    items: dict[str, ItemTally] = {}
    for total, rows in by_total.items():
        for pair, count in Counter(chain.from_iterable(rows)).items():
            item, option = pair
            items.setdefault(item, ItemTally()).chosen[option, total - (pair in right)] += count
    for (item, seconds), count in Counter(chain.from_iterable(times)).items():
        items.setdefault(item, ItemTally()).seconds[seconds] += count
    return WholeTally(Counter({total: len(rows) for total, rows in by_total.items()}), items)
