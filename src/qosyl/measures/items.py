"""What the counts of an item say: how easy it is, how well it tells the strong from the weak, what each option does.

An item is described in one wording. Here belongs the description; whether an item is faulty, people decide.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from qosyl.measures.estimates import LEAST_LEARNERS, Estimate, Sums, correlation, share
from qosyl.measures.tallies import NOTHING, ItemTally


@dataclass(frozen=True, slots=True)
class OptionStatistics:
    """Of an option: who chose it, how they did elsewhere, and whether the strong choose it (a distractor: the weak)."""

    option: str
    is_right: bool
    n: int
    share: Estimate
    #: Mean of right answers elsewhere among those who chose it; None: nobody did.
    rest: float | None
    discrimination: Estimate | None


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """Of an item, from `n` learners. Where there are too few of them, nothing else is said."""

    n: int
    is_enough: bool
    easiness: Estimate | None = None
    #: Point-biserial correlation of a right answer with the score in all other items.
    discrimination: Estimate | None = None
    options: tuple[OptionStatistics, ...] = ()
    #: The middle of the seconds, and of how many learners they are known.
    median_seconds: float | None = None
    timed: int = 0


def item_statistics(
    tally: ItemTally, right: Collection[str], options: Iterable[str] = (), *, least: int = LEAST_LEARNERS
) -> ItemStatistics:
    """Describe an item; `options` names those that nobody may have chosen."""
    n = tally.chosen.total()
    if n < max(least, 1):
        return ItemStatistics(n, is_enough=False)
    known = {option for option, _rest in tally.chosen} - {NOTHING} | set(options)
    names = [*sorted(known), *([NOTHING] if any(option == NOTHING for option, _rest in tally.chosen) else [])]
    return ItemStatistics(
        n=n,
        is_enough=True,
        easiness=share(sum(count for (option, _rest), count in tally.chosen.items() if option in right), n),
        discrimination=_discrimination(tally, frozenset(right)),
        options=tuple(_option(tally, option, n, is_right=option in right) for option in names),
        median_seconds=median(tally.seconds.items()),
        timed=tally.seconds.total(),
    )


def median(counts: Iterable[tuple[int, int]]) -> float | None:
    """The middle of counted values; None of nothing."""
    ordered = sorted(counts)
    total = sum(count for _value, count in ordered)
    if not total:
        return None
    return (_at(ordered, (total - 1) // 2) + _at(ordered, total // 2)) / 2


def _at(ordered: Iterable[tuple[int, int]], place: int) -> int:
    passed = 0
    for value, count in ordered:
        passed += count
        if passed > place:
            return value
    raise IndexError(place)


def _option(tally: ItemTally, option: str, n: int, *, is_right: bool) -> OptionStatistics:
    chose = [(rest, count) for (name, rest), count in tally.chosen.items() if name == option]
    many = sum(count for _rest, count in chose)
    return OptionStatistics(
        option=option,
        is_right=is_right,
        n=many,
        share=share(many, n),
        rest=sum(rest * count for rest, count in chose) / many if many else None,
        discrimination=_discrimination(tally, frozenset({option})),
    )


def _discrimination(tally: ItemTally, options: frozenset[str]) -> Estimate | None:
    n = x = y = yy = xy = 0
    for (option, rest), count in tally.chosen.items():
        n += count
        y += rest * count
        yy += rest * rest * count
        if option in options:
            x += count
            xy += rest * count
    return correlation(Sums(n, x, y, x, yy, xy))
