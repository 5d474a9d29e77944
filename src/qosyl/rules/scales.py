"""How a result becomes a grade: bands that cover a scale from its one end to the other, each value exactly once.

Here belong scales and their faults. Not here: which scale a form of assessment uses, and scoring itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from qosyl.rules.reasons import Reason, Refused

#: Points or percent, exact.
Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """A band from `at_least` (included) to `below` (not included); without `below` it reaches the end of the scale."""

    grade: int
    at_least: Exact
    below: Exact | None = None

    def holds(self, value: Exact) -> bool:
        return self.at_least <= value and (self.below is None or value < self.below)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to `maximum`, total and monotone by construction: bands with a fault raise `Refused`."""

    maximum: Exact
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if problems := scale_problems(self.maximum, self.bands):
            raise Refused(problems)

    def grade_of(self, value: Exact) -> int:
        """The grade of a value between 0 and the maximum, both included; nothing is rounded up."""
        if not 0 <= value <= self.maximum:
            raise Refused((Reason("scale.outside", required=Fraction(self.maximum), actual=Fraction(value)),))
        return next(band.grade for band in self.bands if band.holds(value))

    def grade_of_share(self, part: int, whole: int) -> int:
        """The grade of `part` out of `whole`: 42 right answers of 50 are 84 of 100 exactly, not 84.0."""
        return self.grade_of(Fraction(part * self.maximum, whole))


def scale_problems(maximum: Exact, bands: Sequence[Band]) -> tuple[Reason, ...]:
    """Everything that keeps bands from covering 0 to `maximum` exactly once with rising grades."""
    if not bands:
        return (Reason("scale.empty", required=1, actual=0),)
    ordered = sorted(bands, key=lambda band: (band.at_least, band.grade))
    return (
        *_end_problems(maximum, ordered),
        *(reason for band in ordered for reason in _band_problems(maximum, band)),
        *(reason for lower, upper in pairwise(ordered) for reason in _seam_problems(lower, upper)),
    )


def _end_problems(maximum: Exact, ordered: Sequence[Band]) -> Iterator[Reason]:
    lowest, highest = ordered[0], ordered[-1]
    if lowest.at_least != 0:
        yield Reason("scale.lower-end", required=0, actual=Fraction(lowest.at_least), subject=str(lowest.grade))
    if highest.below is not None and highest.below <= maximum:
        yield Reason(
            "scale.upper-end", required=Fraction(maximum), actual=Fraction(highest.below), subject=str(highest.grade)
        )


def _band_problems(maximum: Exact, band: Band) -> Iterator[Reason]:
    if band.below is not None and band.below <= band.at_least:
        yield Reason(
            "scale.empty-band", required=Fraction(band.at_least), actual=Fraction(band.below), subject=str(band.grade)
        )
    if band.at_least > maximum:
        yield Reason(
            "scale.beyond", required=Fraction(maximum), actual=Fraction(band.at_least), subject=str(band.grade)
        )


def _seam_problems(lower: Band, upper: Band) -> Iterator[Reason]:
    seam = f"{lower.grade}/{upper.grade}"
    if lower.below is None or lower.below > upper.at_least:
        end = None if lower.below is None else Fraction(lower.below)
        yield Reason("scale.overlap", required=Fraction(upper.at_least), actual=end, subject=seam)
    elif lower.below < upper.at_least:
        yield Reason("scale.gap", required=Fraction(upper.at_least), actual=Fraction(lower.below), subject=seam)
    if upper.grade <= lower.grade:
        yield Reason("scale.falling", required=lower.grade + 1, actual=upper.grade, subject=seam)
