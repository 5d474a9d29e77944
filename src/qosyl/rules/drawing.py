"""Drawing a form of a test from a seed, and the order in which a learner meets the options.

Chance is an argument: items are taken in the order of sha256(seed + item key), so that any form can be drawn again
years later. An item is taken if the quotas can still be met with what is left. Where enemies lead this into a dead
end, the form that proves the bank sufficient is repaired by exchanges instead, valid after each of them. So a blueprint
that was found feasible gives a form for every seed, in a bounded number of steps.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from qosyl.rules.blueprint import BankItem, Row, Stock
from qosyl.rules.quotas import Cell, Quotas, chosen_cells


def draw_form(ready: Stock, seed: str) -> tuple[str, ...]:
    """The form of a seed: row by row, within a row in the order of the hashes; the same seed gives the same form."""
    order = sorted(ready.items, key=lambda key: _digest(seed, key))
    taken = _Hand(ready, order).dealt() or _Repair(ready, order).form()
    rank = {row.module: at for at, row in enumerate(ready.rows)}
    place = {key: at for at, key in enumerate(order)}
    return tuple(sorted(taken, key=lambda key: (rank[ready.items[key].module], place[key])))


def shuffled_options(seed: str, learner: str, item: str, options: Iterable[str]) -> tuple[str, ...]:
    """The order in which one learner meets the options of an item; another learner of the same form meets another."""
    return tuple(sorted(options, key=lambda option: _digest(seed, f"{learner}/{item}/{option}")))


def _digest(seed: str, words: str) -> str:
    return sha256(f"{seed}/{words}".encode()).hexdigest()


class _Hand:
    """Items taken in order, each only if the quotas of its module can still be met by the items that follow."""

    def __init__(self, ready: Stock, order: Sequence[str]) -> None:
        self.ready = ready
        self.rows = {row.module: row for row in ready.rows}
        self.taken: dict[str, list[BankItem]] = {module: [] for module in self.rows}
        self.waiting: dict[str, dict[str, BankItem]] = {module: {} for module in self.rows}
        self.order = order
        for key in order:
            self.waiting[ready.items[key].module][key] = ready.items[key]

    def dealt(self) -> set[str]:
        """A whole form, or nothing where enemies among the waiting left a module short."""
        for key in self.order:
            item = self.ready.items[key]
            if self.waiting[item.module].pop(key, None) is not None and self._may_take(item):
                self._take(item)
        whole = all(len(self.taken[row.module]) == row.questions for row in self.ready.rows)
        return {item.key for items in self.taken.values() for item in items} if whole else set()

    def _may_take(self, item: BankItem) -> bool:
        if len(self.taken[item.module]) == self.rows[item.module].questions:
            return False
        enemies = self.ready.enemies[item.key]
        touched = {self.ready.items[enemy].module for enemy in enemies} - {item.module}
        return self._is_open(item.module, [item], enemies) and all(
            self._is_open(module, [], enemies) for module in touched
        )

    def _is_open(self, module: str, more: list[BankItem], without: Collection[str]) -> bool:
        available: Counter[Cell] = Counter(
            item.cell for key, item in self.waiting[module].items() if key not in without
        )
        return chosen_cells(_rest(self.rows[module], [*self.taken[module], *more]), available) is not None

    def _take(self, item: BankItem) -> None:
        self.taken[item.module].append(item)
        for enemy in self.ready.enemies[item.key]:
            self.waiting[self.ready.items[enemy].module].pop(enemy, None)


def _rest(row: Row, taken: Sequence[BankItem]) -> Quotas:
    outcomes, levels = Counter(item.outcome for item in taken), Counter(item.level for item in taken)
    return Quotas(
        row.questions - len(taken),
        {name: max(least - outcomes[name], 0) for name, least in row.outcomes.items()},
        {name: max(least - levels[name], 0) for name, least in row.levels.items()},
    )


class _Repair:
    """A form that satisfies the blueprint at every moment, while items are let in by exchange."""

    def __init__(self, ready: Stock, order: Sequence[str]) -> None:
        self.ready = ready
        self.order = order
        self.keys = set(ready.proof)
        self.settled: set[str] = set()
        self.rows = {row.module: row for row in ready.rows}
        self.counts: Counter[tuple[str, str]] = Counter()
        for key in self.keys:
            self._count(key, 1)

    def form(self) -> set[str]:
        for key in self.order:
            if len(self.settled) == len(self.keys):
                break
            self.let_in(key)
        return self.keys

    def let_in(self, key: str) -> None:
        """Take the item for good if some exchange with items not yet taken for good allows it."""
        if key in self.keys:
            self.settled.add(key)
            return
        rivals = self.ready.enemies[key] & self.keys
        if not rivals & self.settled and self._exchange(key, rivals):
            self.settled.add(key)

    def _exchange(self, key: str, rivals: frozenset[str]) -> bool:
        module = self.ready.items[key].module
        if not rivals:
            return any(self._try({key}, {other}) for other in self._leaving(module))
        if any(self._try({key, *fill}, rivals) for fill in self._fills(key, rivals)):
            return True
        if any(self.ready.items[rival].module == module for rival in rivals):
            return False
        return any(
            self._try({key, *fill}, rivals | {other})
            for other in self._leaving(module)
            if other not in rivals
            for fill in self._fills(key, rivals | {other})
        )

    def _leaving(self, module: str) -> list[str]:
        """Items of a module that may still go, the last in the order first."""
        return [
            key
            for key in reversed(self.order)
            if key in self.keys and key not in self.settled and self.ready.items[key].module == module
        ]

    def _fills(self, key: str, leaving: frozenset[str]) -> list[set[str]]:
        """Ways to restore the number of items where more than one leaves for `key`: none, or one more item."""
        needed = Counter(self.ready.items[gone].module for gone in leaving)
        needed[self.ready.items[key].module] -= 1
        lacking = [module for module, count in needed.items() if count > 0]
        if not lacking:
            return [set()]
        if sum(needed[module] for module in lacking) > 1:
            return []
        staying = (self.keys - leaving) | {key}
        return [
            {other}
            for other in self.order
            if other not in self.keys
            and other != key
            and self.ready.items[other].module == lacking[0]
            and not self.ready.enemies[other] & staying
        ]

    def _try(self, coming: Collection[str], leaving: Collection[str]) -> bool:
        """Exchange, and take it back where a quota breaks."""
        self._move(coming, leaving)
        if all(self._holds(module) for module in {self.ready.items[key].module for key in (*coming, *leaving)}):
            return True
        self._move(leaving, coming)
        return False

    def _move(self, coming: Collection[str], leaving: Collection[str]) -> None:
        for key in leaving:
            self.keys.discard(key)
            self._count(key, -1)
        for key in coming:
            self.keys.add(key)
            self._count(key, 1)

    def _count(self, key: str, step: int) -> None:
        item = self.ready.items[key]
        self.counts[item.module, ""] += step
        self.counts[item.module, item.outcome] += step
        self.counts[item.module, item.level] += step

    def _holds(self, module: str) -> bool:
        row = self.rows[module]
        return self.counts[module, ""] == row.questions and all(
            self.counts[module, name] >= least for name, least in (*row.outcomes.items(), *row.levels.items())
        )
