"""A number that was estimated from people, with the interval in which the true one lies in 95 of 100 cases.

Here belong estimates of a share, a correlation and a reliability. Each says nothing where the data cannot carry it.
"""

import math
from dataclasses import dataclass

#: Below this many learners an item or a test is not described: intervals would be wider than anything they could say.
LEAST_LEARNERS = 30
#: The point of the normal distribution that leaves 2.5 % on each side.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its interval of 95 %."""

    value: float
    low: float
    high: float


def share(part: int, whole: int) -> Estimate:
    """A share with the interval of Wilson (1927), which stays between 0 and 1; `whole` is at least 1."""
    value, spread = part / whole, _Z * _Z / whole
    middle = (value + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(value * (1 - value) / whole + spread / whole / 4)
    return Estimate(value, max(middle - half, 0.0), min(middle + half, 1.0))


@dataclass(frozen=True, slots=True)
class Sums:
    """What a correlation of two whole numbers needs to know: exact, so that sums of many cohorts add up."""

    n: int
    x: int
    y: int
    xx: int
    yy: int
    xy: int


def correlation(sums: Sums) -> Estimate | None:
    """The product-moment correlation with the interval of Fisher's z; None where one of the two does not vary."""
    spread_x, spread_y = sums.n * sums.xx - sums.x**2, sums.n * sums.yy - sums.y**2
    if spread_x <= 0 or spread_y <= 0:
        return None
    value = max(-1.0, min(1.0, (sums.n * sums.xy - sums.x * sums.y) / (math.sqrt(spread_x) * math.sqrt(spread_y))))
    least = 4  # Fisher's z divides by the square root of n - 3
    if sums.n < least or abs(value) == 1:
        return Estimate(value, -1.0, 1.0)
    z, half = math.atanh(value), _Z / math.sqrt(sums.n - 3)
    return Estimate(value, math.tanh(z - half), math.tanh(z + half))


def reliability(value: float, questions: float, learners: int) -> Estimate:
    """A coefficient of the alpha family with the interval of Bonett (2002), by the logarithm of 1 - alpha."""
    if value >= 1:
        return Estimate(value, value, value)
    half = _Z * math.sqrt(2 * questions / ((questions - 1) * (learners - 2)))
    rest = math.log(1 - value)
    return Estimate(value, 1 - math.exp(rest + half), 1 - math.exp(rest - half))
