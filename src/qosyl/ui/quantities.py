"""Numbers as people here write them: no-break space between groups, decimal comma. Pure; the same in both languages.

Figures are never rounded up: 89,98 % does not read as 90 %. Not here: dates (qosyl.localtext) and plural words.
"""

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
Quantity = int | Decimal | Fraction | float


def in_figures(value: Quantity, places: int | None = None) -> str:
    """The number in figures. With ``places`` it is cut to so many decimals; without, it is written as it is."""
    exact = _decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
    digits = f"{abs(exact):,f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return MINUS + digits if exact < 0 else digits


def in_percent(part: Quantity, whole: Quantity, places: int = 0) -> str:
    """The share in percent, cut to ``places`` decimals: only the whole reads as 100%."""
    share = Fraction(str(part)) * 100 / Fraction(str(whole))
    return in_figures(_cut(share, places), places) + "%"


def share_of_width(part: Quantity, whole: Quantity) -> str:
    """The share as a length of SVG, between 0% and 100%, with a point: ``47.5%``."""
    share = Fraction(str(part)) * 100 / Fraction(str(whole)) if whole else Fraction(0)
    return f"{_cut(min(max(share, Fraction(0)), Fraction(100)), 2).normalize():f}%"


def _cut(value: Fraction, places: int) -> Decimal:
    scale = 10**places
    units = abs(value.numerator) * scale // value.denominator
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def _decimal(value: Quantity) -> Decimal:
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal("0.01"), rounding=ROUND_DOWN) if value.denominator > 1 else exact
    return Decimal(str(value))
