"""A form for somebody who has sat before: from as few of the items they have met as the blueprint allows.

Here belongs which part of a bank such a form is drawn from. Drawing itself stands in `drawing`. The part always carries
the blueprint, so a bank that gives a form to anybody gives one to whoever has met all of it.
"""

from collections import Counter
from collections.abc import Collection
from hashlib import sha256

from qosyl.rules.blueprint import Row, Stock, stock
from qosyl.rules.reasons import Refused


def stock_for(ready: Stock, seed: str, met: Collection[str]) -> Stock:
    """The bank without items met before, except those without which no form exists; the seed settles which.

    No item that is let back in can be spared; and no two of them can be spared by letting in one other.
    """
    met_here = sorted(ready.items.keys() & set(met), key=lambda key: sha256(f"{seed}/{key}".encode()).hexdigest())
    if not met_here:
        return ready
    pool = _Pool(ready, frozenset(met_here))
    return pool.fresh() or pool.smallest(met_here)


class _Pool:
    """The unmet items of a bank and, beside them, as few of the met ones as need be."""

    def __init__(self, ready: Stock, met: frozenset[str]) -> None:
        self.rows: tuple[Row, ...] = ready.rows
        self.ready = ready
        self.met = met
        unmet = Counter(item.module for key, item in ready.items.items() if key not in met)
        #: No form does with fewer: each module has only so many unmet items.
        self.least = sum(max(row.questions - unmet[row.module], 0) for row in ready.rows)

    def fresh(self) -> Stock | None:
        """The unmet items alone, where they carry the blueprint."""
        return self._with(frozenset())

    def smallest(self, order: Collection[str]) -> Stock:
        """Beginning with what a known form needs of the met items, spare one after another, then two for one."""
        back = self._spared(self.ready.proof & self.met, order)
        better: frozenset[str] | None = back
        while better is not None:
            back, better = better, self._two_for_one(better, order)
        found = self._with(back)
        return self.ready if found is None else found

    def _spared(self, back: frozenset[str], order: Collection[str]) -> frozenset[str]:
        for key in order:
            if len(back) == self.least:
                break
            if key in back and self._with(back - {key}) is not None:
                back -= {key}
        return back

    def _two_for_one(self, back: frozenset[str], order: Collection[str]) -> frozenset[str] | None:
        """Fewer items let back in, by one that is not among them now; None where no single one helps."""
        for key in order:
            if len(back) > self.least and key not in back:
                fewer = self._spared(back | {key}, [other for other in order if other != key])
                if len(fewer) < len(back):
                    return fewer
        return None

    def _with(self, back: frozenset[str]) -> Stock | None:
        items = [item for key, item in self.ready.items.items() if key not in self.met or key in back]
        try:
            return stock(self.rows, items)
        except Refused:
            return None
