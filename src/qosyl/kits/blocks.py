"""A page of prose as a tree of blocks: what the writers of HTML, docx and pptx walk, each in its own way.

Here belong the shapes and the building of them from tokens; nothing here knows how a block looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markdown_it.token import Token

from qosyl.packages.prose import markdown_tokens
from qosyl.packages.prose.reading import figure_key, plain_words, split_address


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner; `link` is scheme and target. A line break is one newline."""

    words: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: tuple[str, str] | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    runs: Runs
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list; `tick` where it begins with a box to tick."""

    blocks: "tuple[Block, ...]"
    tick: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the number of the first entry of an ordered one, else nothing."""

    entries: tuple[Entry, ...]
    start: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: cells by row; `sides` holds "", "left", "center" or "right" for each column."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    sides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    kind: str
    minutes: int | None
    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure alone in its paragraph."""

    key: str
    caption: str


@dataclass(frozen=True, slots=True)
class WritingLine:
    """A line to write on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that parts two passages."""


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    words: str


Block: TypeAlias = Heading | Paragraph | Listing | Grid | Box | Picture | WritingLine | Rule | Quote | Code


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a page; raw HTML is shown as the letters that it is written with."""
    return _Builder(markdown_tokens(text)).run("")


def words_of(runs: Runs) -> str:
    """Runs without their manner."""
    return "".join(" " if run.words == "\n" else run.words for run in runs)


class _Builder:
    """Walks the flat tokens once; `place` is the token that is read next."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0

    def next(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def run(self, end: str) -> tuple[Block, ...]:
        """Blocks up to the token of type `end`, which is taken too; up to the last token where it is empty."""
        found: list[Block] = []
        while self.place < len(self.tokens):
            token = self.next()
            if token.type == end:
                break
            block = self.block(token)
            if block is not None:
                found.append(block)
        return tuple(found)

    def block(self, token: Token) -> Block | None:
        kind = token.type
        if kind in {"paragraph_open", "heading_open"}:
            return self.line(token)
        if kind in {"bullet_list_open", "ordered_list_open"}:
            return self.listing(token)
        if kind == "table_open":
            return self.grid()
        if kind == "box_open":
            head = token.meta
            return Box(head["kind"], head["minutes"], head["title"], self.run("box_close"))
        if kind == "blockquote_open":
            return Quote(self.run("blockquote_close"))
        return _leaf(token)

    def line(self, token: Token) -> Block:
        inline = self.next()
        self.place += 1  # the closing token
        if token.type == "heading_open":
            anchor = token.attrs.get("id")
            return Heading(int(token.tag[1:]), runs(inline.children), str(anchor) if anchor else None)
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return Picture(figure_key(str(children[0].attrs.get("src", ""))), plain_words(children[0].children))
        return Paragraph(runs(children))

    def listing(self, token: Token) -> Listing:
        close = token.type.replace("_open", "_close")
        start = int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None
        entries = []
        while self.place < len(self.tokens):
            item = self.next()
            if item.type == close:
                break
            entries.append(Entry(self.run("list_item_close"), bool(item.meta.get("tick"))))
        return Listing(tuple(entries), start)

    def grid(self) -> Grid:
        rows: list[list[Runs]] = []
        sides: list[str] = []
        while self.place < len(self.tokens):
            token = self.next()
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(runs(self.next().children))
                if token.type == "th_open":
                    sides.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
        return Grid(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), tuple(sides))


def _leaf(token: Token) -> Block | None:
    if token.type == "hr":
        return WritingLine() if token.markup.startswith("_") else Rule()
    if token.type in {"fence", "code_block", "html_block"}:
        return Code(token.content.rstrip("\n"))
    return None


def runs(children: Sequence[Token] | None) -> Runs:
    """Inline tokens as runs; an image among words becomes its caption."""
    found: list[Run] = []
    strong = emphasis = 0
    link: tuple[str, str] | None = None
    for child in children or ():
        kind = child.type
        if kind in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif kind in {"em_open", "em_close"}:
            emphasis += child.nesting
        elif kind == "link_open":
            link = split_address(str(child.attrs.get("href", "")))
        elif kind == "link_close":
            link = None
        else:
            words = _inline_words(child)
            if words:
                found.append(Run(words, strong > 0, emphasis > 0, kind == "code_inline", link))
    return tuple(found)


def _inline_words(child: Token) -> str:
    if child.type == "hardbreak":
        return "\n"
    if child.type == "softbreak":
        return " "
    if child.type == "image":
        return plain_words(child.children)
    return child.content
