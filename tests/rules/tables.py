"""Reads the scenario tables beside this file: one row, one case, the columns named in the first line."""

import csv
from pathlib import Path

_TABLES = Path(__file__).parent / "scenarios"


def table(name: str) -> list[list[str]]:
    """The rows of a table without its heading."""
    with (_TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    return rows[1:]
