"""Whether a bank can satisfy the blueprint of a test, and which cell is poorest where it cannot.

Here belong quotas, enemies and the search for a first form. Not here: drawing (`drawing`), what an item says, scoring.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qosyl.rules.quotas import Cell, Quotas, chosen_cells
from qosyl.rules.reasons import Reason, Refused

#: How many branches the search for a first form may take. Banks of real life take a handful; a bank so entangled by
#: enemies that this does not suffice is refused as such, never drawn from by luck.
SEARCH_LIMIT = 500


@dataclass(frozen=True, slots=True)
class BankItem:
    """What drawing knows of an item; enmity is mutual, whichever of the two names it."""

    key: str
    module: str
    outcome: str
    level: str
    enemies: frozenset[str] = frozenset()

    @property
    def cell(self) -> Cell:
        return (self.outcome, self.level)


@dataclass(frozen=True, slots=True)
class Row:
    """Exactly `questions` items of a module, at least so many of them of an outcome and of a level."""

    module: str
    questions: int
    outcomes: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)

    @property
    def quotas(self) -> Quotas:
        return Quotas(self.questions, self.outcomes, self.levels)


@dataclass(frozen=True, slots=True)
class Stock:
    """A bank that satisfies a blueprint, with the form that proves it."""

    rows: tuple[Row, ...]
    items: Mapping[str, BankItem]
    enemies: Mapping[str, frozenset[str]]
    proof: frozenset[str]


def stock(rows: Sequence[Row], bank: Iterable[BankItem]) -> Stock:
    """The bank ready for drawing; raises `Refused` with every cell that is short, the poorest first."""
    items = {item.key: item for item in bank if item.module in {row.module for row in rows}}
    enemies = _mutual_enemies(items)
    search = _Search(rows, items, enemies)
    proof = search.first_form(frozenset(items))
    if proof is None:
        raise Refused(_shortages(rows, items, enemies, exhausted=search.left <= 0))
    return Stock(tuple(rows), items, enemies, proof)


def blueprint_problems(rows: Sequence[Row], bank: Iterable[BankItem]) -> tuple[Reason, ...]:
    """Why no form can be drawn, the poorest cell first; empty where every seed gives a form.

    `subject` is the cell: `M3`, `M3 M3-O2` or `M3 apply`.
    """
    try:
        stock(rows, bank)
    except Refused as refusal:
        return refusal.reasons
    return ()


def _mutual_enemies(items: Mapping[str, BankItem]) -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = {key: set() for key in items}
    for key, item in items.items():
        for enemy in item.enemies & items.keys() - {key}:
            named[key].add(enemy)
            named[enemy].add(key)
    return {key: frozenset(enemies) for key, enemies in named.items()}


@dataclass(slots=True)
class _Search:
    """Looks for a first form: quotas without enemies are exact; where two enemies meet, one of them is given up."""

    rows: Sequence[Row]
    items: Mapping[str, BankItem]
    enemies: Mapping[str, frozenset[str]]
    left: int = SEARCH_LIMIT

    def first_form(self, allowed: frozenset[str]) -> frozenset[str] | None:
        """A form among the allowed items. Complete: a form holds an item or none of the item's enemies, or neither.

        Of two enemies that meet, either the first is given up, or everything that the first excludes.
        """
        waiting = [allowed]
        while waiting and self.left > 0:
            self.left -= 1
            free = waiting.pop()
            form = self._without_enmity(free)
            if form is None:
                continue
            clash = next((key for key in sorted(form) if self.enemies[key] & form), None)
            if clash is None:
                return form
            waiting.append(free - {clash})
            waiting.append(free - self.enemies[clash])
        return None

    def _without_enmity(self, free: frozenset[str]) -> frozenset[str] | None:
        """Items that satisfy all quotas, enemies disregarded but shunned; None where the free items cannot."""
        form: set[str] = set()
        for row in self.rows:
            cells = self._cells(row, free)
            counts = chosen_cells(row.quotas, {cell: len(keys) for cell, keys in cells.items()})
            if counts is None or self._is_short(row, free):
                return None
            for cell, count in counts.items():
                form.update(self._least_entangled(cells[cell], form, count))
        return frozenset(form)

    def _is_short(self, row: Row, free: frozenset[str]) -> bool:
        items = [self.items[key] for key in sorted(free)]
        return any(_peaceful_count(keys, self.enemies) < required for _, required, keys in _needs(row, items))

    def _cells(self, row: Row, free: frozenset[str]) -> dict[Cell, list[str]]:
        cells: dict[Cell, list[str]] = {}
        for key in sorted(free):
            item = self.items[key]
            if item.module == row.module:
                cells.setdefault(item.cell, []).append(key)
        return cells

    def _least_entangled(self, keys: Sequence[str], form: Collection[str], count: int) -> list[str]:
        taken: list[str] = []
        rest = sorted(keys, key=lambda key: (len(self.enemies[key]), key))
        while len(taken) < count:
            met = {*form, *taken}
            best = min(rest, key=lambda key: len(self.enemies[key] & met))
            rest.remove(best)
            taken.append(best)
        return taken


def _needs(row: Row, items: Iterable[BankItem]) -> list[tuple[str, int, list[str]]]:
    """Every cell of a row by name, with what it requires and the keys of the items that may fill it."""
    own = [item for item in items if item.module == row.module]
    return [
        (row.module, row.questions, [item.key for item in own]),
        *(
            (f"{row.module} {outcome}", count, [item.key for item in own if item.outcome == outcome])
            for outcome, count in row.outcomes.items()
        ),
        *(
            (f"{row.module} {level}", count, [item.key for item in own if item.level == level])
            for level, count in row.levels.items()
        ),
    ]


def _peaceful_count(keys: Sequence[str], enemies: Mapping[str, frozenset[str]]) -> int:
    """At most so many of the items can meet in a form: cliques of enemies, gathered greedily, give one each."""
    cliques: list[set[str]] = []
    for key in keys:
        home = next((clique for clique in cliques if clique <= enemies[key]), None)
        if home is None:
            cliques.append({key})
        else:
            home.add(key)
    return len(cliques)


def _shortages(
    rows: Sequence[Row],
    items: Mapping[str, BankItem],
    enemies: Mapping[str, frozenset[str]],
    *,
    exhausted: bool,
) -> tuple[Reason, ...]:
    found = []
    for row in rows:
        for cell, required, keys in _needs(row, items.values()):
            peaceful = _peaceful_count(keys, enemies)
            if peaceful < required:
                found.append((peaceful - required, Reason("blueprint.short", required, peaceful, cell)))
    if found:
        return tuple(reason for _, reason in sorted(found, key=lambda pair: (pair[0], pair[1].subject)))
    return (_tightest(rows, items, exhausted=exhausted),)


def _tightest(rows: Sequence[Row], items: Mapping[str, BankItem], *, exhausted: bool) -> Reason:
    """No cell is short alone, the quotas together or the enemies are; the cell with the least to spare is named."""
    code = "blueprint.entangled" if exhausted else "blueprint.together"
    spare = [
        (len(keys) - required, cell, required, len(keys))
        for row in rows
        for cell, required, keys in _needs(row, items.values())
    ]
    _, cell, required, actual = min(spare)
    return Reason(code, required, actual, cell)
