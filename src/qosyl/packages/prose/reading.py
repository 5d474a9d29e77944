"""From tokens to `Prose`: one walk over the blocks, one over the words of each block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from qosyl.packages.prose.grammar import is_box_end, lines_of, markdown_tokens
from qosyl.packages.prose.model import Box, Figure, Heading, Link, Passage, Prose, Table

_FIGURE = re.compile(r"figures/(?P<key>[^/\s]+)\.svg")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<target>.*)", re.DOTALL)
_STRAY = re.compile(r"\s*:{3,}")


def parse(text: str) -> Prose:
    """Read a page; any text is a page, so nothing is raised."""
    return _Reader(lines_of(text)).read(markdown_tokens(text))


def split_address(address: str) -> tuple[str, str]:
    """Scheme and target of a link: ``term:key`` -> ``("term", "key")``, ``#part`` -> ``("#", "part")``."""
    if address.startswith("#"):
        return "#", address[1:]
    match = _SCHEME.fullmatch(address)
    return (match["scheme"].lower(), match["target"]) if match else ("", address)


def figure_key(address: str) -> str:
    """``figures/name.svg`` -> ``name``; another address stays whole, for a finding to quote."""
    match = _FIGURE.fullmatch(address)
    return match["key"] if match else address


def plain_words(children: Sequence[Token] | None) -> str:
    """What a reader sees of inline tokens, breaks as spaces."""
    parts = []
    for child in children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain_words(child.children))
    return "".join(parts).strip()


@dataclass(slots=True)
class _Reader:
    """Collects while walking; `read` may be called once."""

    source: list[str]
    headings: list[Heading] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    raw_html: list[int] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    header: list[str] | None = None
    rows: int = 0
    ticks: int = 0
    writing_lines: int = 0

    def read(self, tokens: Sequence[Token]) -> Prose:
        opener = Token("", "", 0)
        for token in tokens:
            self.block(token, opener)
            opener = token
        return Prose(
            headings=tuple(self.headings),
            boxes=tuple(self.boxes),
            figures=tuple(self.figures),
            tables=tuple(self.tables),
            links=tuple(self.links),
            raw_html=tuple(dict.fromkeys(self.raw_html)),
            stray_marks=tuple(dict.fromkeys(self.stray)),
            passages=tuple(self.passages),
            ticks=self.ticks,
            writing_lines=self.writing_lines,
        )

    def block(self, token: Token, opener: Token) -> None:
        kind = token.type
        if kind == "inline":
            self.words(token, opener)
        elif kind in {"table_open", "tr_open", "table_close"}:
            self.table(token)
        elif kind == "box_open":
            self.box(token)
        elif kind == "html_block":
            self.raw_html.append(_line(token))
        elif kind in {"fence", "code_block"}:
            self.see(token.content, _line(token))
        elif kind == "hr":
            self.writing_lines += token.markup.startswith("_")
        elif kind == "list_item_open":
            self.ticks += bool(token.meta.get("tick"))

    def table(self, token: Token) -> None:
        if token.type == "table_open":
            self.header, self.rows = [], -1  # the header's own row is not counted
            self.tables.append(Table((), 0, _line(token)))
        elif token.type == "tr_open":
            self.rows += 1
        else:
            self.tables[-1] = Table(tuple(self.header or ()), max(self.rows, 0), self.tables[-1].line)
            self.header = None

    def box(self, token: Token) -> None:
        first, end = token.map or (0, 1)  # the end is the closing line, if there is one
        last = self.source[end] if end < len(self.source) else ""
        head = token.meta
        self.boxes.append(Box(head["kind"], head["minutes"], head["title"], first + 1, is_box_end(last)))
        self.see(head["title"], first + 1)

    def words(self, inline: Token, opener: Token) -> None:
        children, line = inline.children or [], _line(inline)
        words = plain_words(children)
        self.see(words, line)
        if opener.type == "heading_open":
            anchor = opener.attrs.get("id")
            self.headings.append(Heading(int(opener.tag[1:]), words, str(anchor) if anchor else None, line))
        elif opener.type == "th_open" and self.header is not None:
            self.header.append(words)
        if ":::" in words:
            self.stray.extend(line + n for n, part in enumerate(inline.content.split("\n")) if _STRAY.match(part))
        if len(children) > 1 or (children and children[0].type != "text"):
            self.inside(children, line, alone=opener.type == "paragraph_open" and len(children) == 1)

    def inside(self, children: list[Token], line: int, *, alone: bool) -> None:
        for place, child in enumerate(children):
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            elif child.type == "link_open":
                self.links.append(_link(children, place, line))
            elif child.type == "image":
                address = str(child.attrs.get("src", ""))
                self.figures.append(Figure(figure_key(address), plain_words(child.children), line, alone))
            elif child.type == "html_inline":
                self.raw_html.append(line)
                line += child.content.count("\n")

    def see(self, words: str, line: int) -> None:
        if words:
            self.passages.append(Passage(words, line))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _link(children: list[Token], place: int, line: int) -> Link:
    scheme, target = split_address(str(children[place].attrs.get("href", "")))
    inner = []
    for child in children[place + 1 :]:
        if child.type == "link_close":
            break
        inner.append(child)
    return Link(scheme, target, plain_words(inner), line)
