"""Practice for the final test: which questions, in which order, and what an answer is told at once.

Questions are those of the self-checks; what stands in the final test never comes here. Pure: nothing is recorded, so
that no practice could be taken for a test. Not here: pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qosyl.packages.model.items import Item, Option
from qosyl.packages.model.package import Package, Topic
from qosyl.rules.drawing import shuffled_options

#: What stands for all modules at once.
MIXED = "all"


@dataclass(frozen=True, slots=True)
class PracticeItem:
    """A question of a self-check and the topic that it belongs to."""

    item: Item
    topic: Topic


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is told at once: the option that was chosen, the right one, and why."""

    chosen: Option
    best: Option

    @property
    def is_right(self) -> bool:
        return self.chosen.key == self.best.key


def practice_items(package: Package, module: str) -> tuple[PracticeItem, ...]:
    """Questions of a module, or of all for `MIXED`; none that the final test holds, by key or by wording."""
    tested = {item.key for item in package.items()} | {item.stem.kk for item in package.items()}
    return tuple(
        PracticeItem(item, topic)
        for each in package.modules
        if module in {MIXED, each.sheet.key}
        for topic in each.topics
        for item in topic.practice_items.items
        if not {item.key, item.stem.kk} & tested
    )


def in_order(items: Sequence[PracticeItem], seed: str) -> tuple[PracticeItem, ...]:
    """The order of one round: another seed gives another."""
    known = {each.item.key: each for each in items}
    return tuple(known[key] for key in shuffled_options(seed, "practice", "order", known))


def options_in_order(item: Item, seed: str) -> tuple[Option, ...]:
    known = {option.key: option for option in item.options}
    return tuple(known[key] for key in shuffled_options(seed, "practice", item.key, known))


def judged(item: Item, chosen: str) -> Judgement | None:
    """What an answer is told; None where nothing, or nothing that the question offers, was chosen."""
    known = {option.key: option for option in item.options}
    return Judgement(known[chosen], known[item.answer]) if chosen in known else None
