"""How often one attempt may save: far above what fingers do, far below what would slow the others down.

In the memory of a process; a restart forgets it, several processes count each for itself. Time is an argument.
"""

from collections import OrderedDict
from threading import Lock

BURST = 200
PER_SECOND = 20
_MOST_KEPT = 5_000


class Pace:
    """A bucket of `burst` saves for each name, which fills again by `per_second`; the longest unused are forgotten."""

    def __init__(self, burst: int = BURST, per_second: int = PER_SECOND, most_kept: int = _MOST_KEPT) -> None:
        self._burst, self._per_second, self._most_kept = burst, per_second, most_kept
        self._buckets: OrderedDict[object, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, name: object, at: float) -> bool:
        """Whether one more save of this name may pass at this second of a clock that only goes forward."""
        with self._lock:
            left, last = self._buckets.pop(name, (float(self._burst), at))
            left = min(float(self._burst), left + max(at - last, 0.0) * self._per_second)
            allowed = left >= 1
            self._buckets[name] = (left - 1 if allowed else left, at)
            if len(self._buckets) > self._most_kept:
                self._buckets.popitem(last=False)
        return allowed
