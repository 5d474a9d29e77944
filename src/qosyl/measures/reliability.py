"""What the counts of a whole test say: mean and spread, how far another form would order the learners alike.

Here belongs the description of a test. Not here: points, percent and grades, which the policy decides (`rules`).

Where everybody has the same items, `kr20` is the coefficient of Kuder and Richardson (1937). Where each learner has a
form of their own, the shares of right answers come from all who had an item; the spread of scores then holds the spread
of easiness between forms too, and `kr21`, which takes each form for a draw of its own, is the more careful figure.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qosyl.measures.estimates import LEAST_LEARNERS, Estimate, reliability
from qosyl.measures.tallies import WholeTally


@dataclass(frozen=True, slots=True)
class WholeStatistics:
    """Of a test, from `n` learners; scores are right answers. Of too few learners nothing else is said."""

    n: int
    questions: float
    is_enough: bool
    mean: float = 0.0
    deviation: float = 0.0
    kr20: Estimate | None = None
    kr21: float | None = None
    #: Standard error of measurement, in right answers.
    error: float | None = None


def whole_statistics(
    tally: WholeTally,
    keys: Mapping[str, Collection[str]],
    *,
    uncounted: Collection[str] = (),
    least: int = LEAST_LEARNERS,
) -> WholeStatistics:
    """Describe a test whose items have these right options; `uncounted` items are in nobody's score."""
    n = tally.totals.total()
    counted = {key: item.chosen for key, item in tally.items.items() if key not in uncounted}
    asked = [(chosen.total(), _right(chosen, keys[key])) for key, chosen in counted.items()]
    questions = sum(had for had, _right_ones in asked) / n if n else 0.0
    if n < max(least, 3) or questions <= 1:
        return WholeStatistics(n, questions, is_enough=False)
    total = sum(score * count for score, count in tally.totals.items())
    squares = sum(score * score * count for score, count in tally.totals.items())
    mean, spread = total / n, (n * squares - total**2) / n**2
    deviation = math.sqrt(spread * n / (n - 1))
    if spread <= 0:
        return WholeStatistics(n, questions, is_enough=True, mean=mean)
    single = sum(right * (had - right) / had for had, right in asked if had) / n
    factor = questions / (questions - 1)
    kr20 = factor * (1 - single / spread)
    return WholeStatistics(
        n=n,
        questions=questions,
        is_enough=True,
        mean=mean,
        deviation=deviation,
        kr20=reliability(kr20, questions, n),
        kr21=factor * (1 - mean * (questions - mean) / (questions * spread)),
        error=deviation * math.sqrt(max(1 - kr20, 0.0)),
    )


def _right(chosen: Mapping[tuple[str, int], int], right: Collection[str]) -> int:
    return sum(count for (option, _rest), count in chosen.items() if option in right)
