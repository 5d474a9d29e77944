"""What a measurement says, and how long something took. Not here: what is measured."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value; `limit` is what the house promises, where it promises anything."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def is_kept(self) -> bool:
        return self.limit is None or self.value <= self.limit


def median_seconds(work: Callable[[], object], *, repeat: int) -> float:
    """The median of some runs, after one that warms up caches and imports."""
    work()
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
