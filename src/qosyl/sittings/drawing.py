"""From a package to the forms of a sitting, and from what a sitting recorded to the same forms again.

No table, no clock, no chance: the seed is an argument. Here belongs what is written down of a
drawing. The rule itself stands in `rules.blueprint` and `rules.drawing`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from qosyl.packages.canonical import fingerprint
from qosyl.packages.model.package import Package
from qosyl.programmes.provisions import blueprint_rows
from qosyl.rules.blueprint import BankItem, Row, Stock, stock
from qosyl.rules.drawing import draw_form, shuffled_options
from qosyl.rules.resitting import stock_for

#: The first layout knew nothing of items that a learner had met in an earlier test.
_FIRST_LAYOUT, _LAYOUT = 1, 2
Content = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An item of the bank as a drawing knows it; no key of an answer is among it."""

    item: BankItem
    fingerprint: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Blueprint and bank of a sitting: with a seed and a learner they give a form.

    `met`: by learner, the items that earlier tests have shown them; a new form takes as few of them as it can.
    """

    rows: tuple[Row, ...]
    bank: tuple[Kept, ...]
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ready(self) -> Stock:
        """Blueprint and bank as forms are drawn from them; raises `Refused` where the bank cannot carry them."""
        return stock(self.rows, [kept.item for kept in self.bank])

    def forms(self, seed: str, learners: Sequence[str]) -> dict[str, Content]:
        """The form of each learner; raises `Refused` with every cell that is short where the bank cannot carry it."""
        ready = self.ready()
        bank = {kept.item.key: kept for kept in self.bank}
        return {
            learner: [
                _place(position, bank[key], seed, learner)
                for position, key in enumerate(self._drawn(ready, f"{seed}/{learner}", learner), start=1)
            ]
            for learner in learners
        }

    def _drawn(self, ready: Stock, seed: str, learner: str) -> tuple[str, ...]:
        return draw_form(stock_for(ready, seed, self.met.get(learner, ())), seed)


def drawing_of(package: Package) -> Drawing:
    """The blueprint of a programme and the items of its final test, in the order of the plan."""
    bank = tuple(
        Kept(
            BankItem(item.key, module.sheet.key, item.outcome, item.level.value, frozenset(item.enemies)),
            fingerprint(item),
            tuple(option.key for option in item.options),
        )
        for module in package.modules
        for topic in module.topics
        for item in topic.items.items
    )
    return Drawing(blueprint_rows(package), bank)


def written(drawing: Drawing) -> dict[str, Any]:
    """A drawing as it is kept with the sitting: JSON."""
    return {
        "layout": _LAYOUT,
        "rows": [
            {
                "module": row.module,
                "questions": row.questions,
                "outcomes": dict(row.outcomes),
                "levels": dict(row.levels),
            }
            for row in drawing.rows
        ],
        "bank": [
            {
                "item": kept.item.key,
                "fingerprint": kept.fingerprint,
                "module": kept.item.module,
                "outcome": kept.item.outcome,
                "level": kept.item.level,
                "enemies": sorted(kept.item.enemies),
                "options": list(kept.options),
            }
            for kept in drawing.bank
        ],
        "met": {learner: sorted(keys) for learner, keys in drawing.met.items()},
    }


def read(words: Mapping[str, Any]) -> Drawing:
    """The same drawing again; another layout than this house writes is a programming error."""
    if words["layout"] not in {_FIRST_LAYOUT, _LAYOUT}:
        raise ValueError(f"a drawing of layout {words['layout']}")
    rows = tuple(Row(row["module"], row["questions"], row["outcomes"], row["levels"]) for row in words["rows"])
    bank = tuple(
        Kept(
            BankItem(kept["item"], kept["module"], kept["outcome"], kept["level"], frozenset(kept["enemies"])),
            kept["fingerprint"],
            tuple(kept["options"]),
        )
        for kept in words["bank"]
    )
    return Drawing(rows, bank, {learner: tuple(keys) for learner, keys in words.get("met", {}).items()})


def digest_of(content: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 of the canonical JSON of a form."""
    return sha256(json.dumps(list(content), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _place(position: int, kept: Kept, seed: str, learner: str) -> dict[str, Any]:
    return {
        "p": position,
        "item": kept.item.key,
        "fingerprint": kept.fingerprint,
        "module": kept.item.module,
        "outcome": kept.item.outcome,
        "options": list(shuffled_options(seed, learner, kept.item.key, kept.options)),
    }
