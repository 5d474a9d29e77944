"""Where the parts of a bar chart stand. Pure; lengths in em and percent, so that it grows with the reader's text.

Not here: colours (style sheet) and the table twin (template).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from qosyl.ui.quantities import in_figures, share_of_width
from qosyl.ui.shapes import Bar, BarChart

# So many letters stand beside the figure on a phone of 360 px; the style sheet bounds the letters' size there.
LETTERS_OF_A_LINE = 26
_LINE = 1.3
_BAR = 0.75
_GAP = 0.85


@dataclass(frozen=True, slots=True)
class PlacedLine:
    words: str
    y: str


@dataclass(frozen=True, slots=True)
class PlacedBar:
    lines: Sequence[PlacedLine]
    shown: str
    bar_y: str
    width: str


@dataclass(frozen=True, slots=True)
class PlacedChart:
    bars: Sequence[PlacedBar]
    height: str


def place(chart: BarChart) -> PlacedChart:
    """The geometry of the chart; the longest bar fills the width unless the chart says what a full bar is."""
    full = chart.full or max((bar.value for bar in chart.bars), default=0)
    placed, top = [], 0.0
    for bar in chart.bars:
        lines = textwrap.wrap(str(bar.label), LETTERS_OF_A_LINE, break_long_words=True) or [""]
        at = [PlacedLine(words, _em(top + _LINE * (index + 0.8))) for index, words in enumerate(lines)]
        bar_top = top + _LINE * len(lines) + 0.1
        placed.append(PlacedBar(at, shown_value(bar), _em(bar_top), share_of_width(bar.value, full)))
        top = bar_top + _BAR + _GAP
    return PlacedChart(placed, _em(max(top - _GAP, 0)))


def shown_value(bar: Bar) -> str:
    """The figure beside the bar: the given words, or the number."""
    return str(bar.shown) or in_figures(bar.value)


def _em(length: float) -> str:
    return f"{round(length, 2):g}em"
