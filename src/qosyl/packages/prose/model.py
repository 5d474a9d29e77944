"""The shapes of a read page of prose. Lines are counted from 1. Shapes only: no reading, no rendering."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[-‑’'.]\w+)*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `words` are without the anchor, `anchor` is what `{#…}` at its end names."""

    level: int
    words: str
    anchor: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Box:
    """`::: kind [minutes] [Title]`; `kind` as written, known or not; `closed` tells whether its `:::` was found."""

    kind: str
    minutes: int | None
    title: str
    line: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """`![caption](figures/key.svg)`; `key` is the whole address where it is of another form.

    `alone` tells whether it stands alone in its paragraph, as the format asks.
    """

    key: str
    caption: str
    line: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the words of its header cells and the number of rows below."""

    header: tuple[str, ...]
    rows: int
    line: int

    @property
    def columns(self) -> int:
        return len(self.header)


@dataclass(frozen=True, slots=True)
class Link:
    """`[words](scheme:target)`; an anchor of the same page has the scheme `#`, a bare path the scheme ``""``."""

    scheme: str
    target: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader sees of one block: a paragraph, a heading, a cell, a title of a box, a caption."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A page of prose as checks see it. Characters and words are those that a reader sees, without markup."""

    headings: tuple[Heading, ...] = ()
    boxes: tuple[Box, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    links: tuple[Link, ...] = ()
    raw_html: tuple[int, ...] = ()
    stray_marks: tuple[int, ...] = ()
    passages: tuple[Passage, ...] = ()
    ticks: int = 0
    writing_lines: int = 0

    @property
    def characters(self) -> int:
        """Letters and signs that a reader sees."""
        return sum(len(passage.words) for passage in self.passages)

    @property
    def words(self) -> int:
        """Words that a reader sees; counted when asked, as few pages have a size to keep."""
        return sum(len(_WORD.findall(passage.words)) for passage in self.passages)
