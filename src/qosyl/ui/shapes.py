"""The values that components are drawn from: tables, trees of contents, charts, steps and links.

A view or a query fills them with words and values; the tags of ``templatetags/ui.py`` draw them.
Not here: HTML, and where the values come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qosyl.ui.lists import Sort

if TYPE_CHECKING:
    # A lazily translated sentence is as good as a str wherever words are shown.
    from django.utils.functional import _StrOrPromise as Words
else:
    Words = str

RowKind = Literal["plain", "section", "total"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Numbers are aligned by their figures; ``sort_key`` makes its heading a link that sorts."""

    label: Words
    numeric: bool = False
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; its first cell names it. A section row divides, a total row sums; ``None`` stands for "does not apply"."""

    cells: Sequence[object]
    kind: RowKind = "plain"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the sentence that says what it holds; on phones each row becomes a card of labelled values.

    ``cards=False`` keeps it a table on phones too: for a few narrow columns of figures.
    """

    caption: Words
    columns: Sequence[Column]
    rows: Sequence[Row]
    sort: Sort | None = None
    caption_hidden: bool = False
    cards: bool = True


@dataclass(frozen=True, slots=True)
class Branch:
    """One place of a tree of contents: a module with its topics, or a topic. ``hours`` are whole academic hours."""

    label: Words
    url: str = ""
    number: str = ""
    hours: int | None = None
    current: bool = False
    done: bool = False
    branches: Sequence["Branch"] = ()

    @property
    def holds_current(self) -> bool:
        return self.current or any(branch.holds_current for branch in self.branches)


@dataclass(frozen=True, slots=True)
class Link:
    """A link among others: breadcrumb, tabs, the pages of one's work."""

    label: Words
    url: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a way that has an order."""

    label: Words
    state: Literal["done", "current", "ahead"]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: Words
    value: int | float
    shown: Words = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from zero. ``unit`` heads the column of figures in the table twin; ``full`` is the length of a whole bar."""

    title: Words
    description: Words
    unit: Words
    bars: Sequence[Bar]
    label_heading: Words = ""
    full: int | float | None = None
    key: str = field(default="chart")
