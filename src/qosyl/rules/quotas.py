"""Choosing a number of things from a table of cells so that rows and columns get their least shares.

The arithmetic under the blueprint of a test: exact, without search. Not here: items, enemies, drawing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Outcome and level.
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Quotas:
    """Exactly `total` things, at least so many of a row (first of a cell) and of a column (second of a cell)."""

    total: int
    rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)


def chosen_cells(quotas: Quotas, available: Mapping[Cell, int]) -> dict[Cell, int] | None:
    """How many to take from each cell, or None where no choice satisfies the quotas.

    The fewest things that serve all quotas are those that serve a row and a column at once, as many as can be matched,
    and one more for each share still open. More things never hurt, so the rest is filled up to the total.
    """
    if sum(available.values()) < quotas.total:
        return None
    taken = _matched(quotas, available)
    for cell_side, shares in enumerate((quotas.rows, quotas.columns)):
        for name, least in shares.items():
            if not _top_up(taken, available, cell_side, name, least):
                return None
    missing = quotas.total - sum(taken.values())
    return None if missing < 0 else _filled(taken, available, missing)


def _top_up(taken: dict[Cell, int], available: Mapping[Cell, int], side: int, name: str, least: int) -> bool:
    open_share = least - sum(count for cell, count in taken.items() if cell[side] == name)
    for cell in sorted(available):
        if cell[side] == name and open_share > 0:
            more = min(open_share, available[cell] - taken.get(cell, 0))
            taken[cell] = taken.get(cell, 0) + more
            open_share -= more
    return open_share <= 0


def _filled(taken: dict[Cell, int], available: Mapping[Cell, int], missing: int) -> dict[Cell, int]:
    """Fill from the cells with most left, so that no cell is emptied where another has plenty."""
    for _ in range(missing):
        richest = max(sorted(available), key=lambda cell: available[cell] - taken.get(cell, 0))
        taken[richest] = taken.get(richest, 0) + 1
    return {cell: count for cell, count in taken.items() if count}


def _matched(quotas: Quotas, available: Mapping[Cell, int]) -> dict[Cell, int]:
    """As many things as possible that each serve an open share of their row and of their column: augmenting paths."""
    taken: dict[Cell, int] = {}
    for row, share in sorted(quotas.rows.items()):
        for _ in range(share):
            if not _augmented(row, quotas, available, taken, set()):
                break
    return taken


def _augmented(row: str, quotas: Quotas, available: Mapping[Cell, int], taken: dict[Cell, int], seen: set[str]) -> bool:
    for column, share in sorted(quotas.columns.items()):
        cell = (row, column)
        if column in seen or taken.get(cell, 0) >= available.get(cell, 0):
            continue
        seen.add(column)
        holders = sorted(other for other, count in taken.items() if other[1] == column and count)
        if sum(taken[other] for other in holders) < share:
            taken[cell] = taken.get(cell, 0) + 1
            return True
        for other in holders:
            if other[0] != row and _augmented(other[0], quotas, available, taken, seen):
                taken[other] -= 1
                taken[cell] = taken.get(cell, 0) + 1
                return True
    return False
