"""Ordinary pages read fast: the same `Prose` as the Markdown parser gives, or nothing where a page is not ordinary.

A finished programme has three million letters of Markdown, and the parser of CommonMark takes seconds for them. Nearly
all pages keep to headings, boxes, paragraphs, simple lists, tables, links and bold words; these are read here in one
walk over the lines. Whatever else appears (code, quotations, HTML, escapes, nested emphasis), the page is left to the
parser: `ordinary_prose(text)` is either None or equal to `parse(text)`, and tests hold the two together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qosyl.packages.prose import Box, Figure, Heading, Link, Passage, Prose, Table
from qosyl.packages.prose.grammar import box_head
from qosyl.packages.prose.reading import figure_key, split_address

# Signs with which CommonMark does more than is read here: code, HTML, escapes, entities, references, odd line ends.
_EXTRAORDINARY = re.compile(r"[`<\\&\t\x00\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029\ufffd~]|\]\[")
# A line that begins with one of these may be more than a paragraph; `_ODD_LINE` says when.
_MAY_BE_ODD = frozenset(" >=-+*_[0123456789")
_ODD_LINE = re.compile(
    r" {4}| {0,3}(?:>|=+ *$|--? *$|\+|\*(?:[ *]*$| )|-(?!(?:--$| \S))|_(?!__+$))"  # quotations, rules, other bullets
    r"| {0,3}\[[^\]]*\]:| {0,3}\d+\)"  # definitions of links, other numbers
    r"| *(?:[-*]|\d+\.)(?: +(?:[-+>#|]|\* |\*\*\*|\d+[.)]|:::|___| )| *$)"  # items that hold more than words
)
_HEADING = re.compile(r"(#{1,6}) +(\S.*?) *")
_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[A-Za-z0-9][\w.-]*)\}\s*$")
_ITEM = re.compile(r" *(?:-|\d{1,9}\.) (?P<words>\S.*)")
_TICK = "[ ] "
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)\)")
_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+ *")
# Both marks stand between words, not inside one, so that the rules of flanking have nothing to decide.
_BOLD = re.compile(r"(?<![^\s(«–—.,:;!?/])(\*\*?)(?=[^\s*])([^*]+?)(?<=\S)\1(?![^\s)».,:;!?…–—/])")
_BLANK_TO_FILL = re.compile(r"(?<!\S)_{3,}(?!\S)")
_SPACES_AT_BREAK = re.compile(r" *\n *")


class _ExtraordinaryError(Exception):
    """The page holds something that only the parser reads."""


def ordinary_prose(text: str) -> Prose | None:
    """What `parse(text)` gives, if the page is ordinary; None where only the parser can tell."""
    if _EXTRAORDINARY.search(text):
        return None
    lines = text.split("\n")
    if any(line and line[0] in _MAY_BE_ODD and _ODD_LINE.match(line) for line in lines):
        return None
    try:
        return _Walk(lines).read()
    except _ExtraordinaryError:
        return None


@dataclass(slots=True)
class _Walk:
    """One walk over the lines; `read` may be called once."""

    lines: Sequence[str]
    headings: list[Heading] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    ticks: int = 0
    writing_lines: int = 0
    in_box: bool = False
    in_list: bool = False

    def read(self) -> Prose:
        at = 0
        while at < len(self.lines):
            at = self.block(at)
        if self.in_box:
            raise _ExtraordinaryError
        return Prose(
            headings=tuple(self.headings),
            boxes=tuple(self.boxes),
            figures=tuple(self.figures),
            tables=tuple(self.tables),
            links=tuple(self.links),
            passages=tuple(self.passages),
            ticks=self.ticks,
            writing_lines=self.writing_lines,
        )

    def block(self, at: int) -> int:
        """Read the block that begins at a line; the answer is the line after it."""
        line = self.lines[at]
        if not line.strip():
            return at + 1
        if line.startswith(" ") and not self.in_list:
            raise _ExtraordinaryError
        if line.startswith((":::", "#", "|", "___")) or line == "---":
            self.in_list = False
            if self.in_box and line.startswith(("#", "---")):
                raise _ExtraordinaryError
            if line == "---" and at and self.lines[at - 1].strip(": "):  # it may underline what stands above
                raise _ExtraordinaryError
            return self.marked(at, line)
        if match := _ITEM.fullmatch(line):
            self.in_list = True
            return self.item(at, match["words"])
        self.in_list = self.in_list and line.startswith(" ")
        return self.paragraph(at, line.strip())

    def marked(self, at: int, line: str) -> int:
        if line.startswith(":::"):
            return self.box(at, line)
        if line.startswith("#"):
            return self.heading(at, line)
        if line.startswith("|"):
            return self.table(at)
        self.writing_lines += line.startswith("_")
        return at + 1

    def box(self, at: int, line: str) -> int:
        if self.in_box:
            if line != ":::":
                raise _ExtraordinaryError
            self.in_box = False
            return at + 1
        head = None if line[3:4] == ":" else box_head(line[3:])
        if head is None:
            raise _ExtraordinaryError
        self.in_box = True
        kind, minutes, title = head
        self.boxes.append(Box(kind, minutes, title, at + 1, closed=True))
        self.see(title, at + 1)
        return at + 1

    def heading(self, at: int, line: str) -> int:
        match = _HEADING.fullmatch(line)
        if match is None or match[2].endswith("#"):
            raise _ExtraordinaryError
        words, anchor = match[2], None
        if found := _ANCHOR.search(words):
            words, anchor = words[: found.start()], found["anchor"]
        words, _ = self.inline(words, at + 1)
        self.see(words, at + 1)
        self.headings.append(Heading(len(match[1]), words, anchor, at + 1))
        return at + 1

    def table(self, at: int) -> int:
        end = at
        while end < len(self.lines) and self.lines[end].startswith("|"):
            end += 1
        follows = self.lines[end] if end < len(self.lines) else ""
        rule = self.lines[at + 1] if end > at + 1 else ""
        if not _DELIMITER.fullmatch(rule) or (follows.strip() and follows != ":::"):
            raise _ExtraordinaryError
        header = self.cells(at, len(_cells(rule)))
        self.tables.append(Table(tuple(header), end - at - 2, at + 1))
        for row in range(at + 2, end):
            self.cells(row, len(header))
        return end

    def cells(self, row: int, columns: int) -> list[str]:
        cells = _cells(self.lines[row])
        if len(cells) != columns:
            raise _ExtraordinaryError
        seen = []
        for cell in cells:
            words, _ = self.inline(cell, row + 1)
            self.see(words, row + 1)
            seen.append(words)
        return seen

    def item(self, at: int, words: str) -> int:
        if words.startswith(_TICK):
            words = words[len(_TICK) :]
            self.ticks += 1
            if not words.strip() or words.lstrip().startswith("!"):
                raise _ExtraordinaryError
        return self.paragraph(at, words.strip())

    def paragraph(self, at: int, first: str) -> int:
        block, end = [first], at + 1
        while end < len(self.lines) and self.continues(self.lines[end]):
            block.append(self.lines[end].strip())
            end += 1
        words, lone = self.inline("\n".join(block), at + 1)
        if lone and self.figures:
            figure = self.figures[-1]
            self.figures[-1] = Figure(figure.key, figure.caption, figure.line, alone=True)
        self.see(words, at + 1)
        return end

    def continues(self, line: str) -> bool:
        if not line.strip() or line.startswith((":::", "#")):
            return False
        if line.lstrip().startswith(("|", "---", "___", "#", ":::")):
            raise _ExtraordinaryError
        if _ITEM.fullmatch(line):
            if not self.in_list:
                raise _ExtraordinaryError
            return False
        return True

    def inline(self, source: str, line: int) -> tuple[str, bool]:
        """What a reader sees of a block, and whether it is nothing but one image; links and images are noted."""
        if ":::" in source:
            raise _ExtraordinaryError
        lone = False
        if "[" in source or "]" in source:
            for match in _LINK.finditer(source):
                self.note(match, line + source.count("\n", 0, match.start()))
                lone = bool(match[1]) and len(match[0]) == len(source)
            source = _LINK.sub(r"\2", source)
            if "](" in source or "![" in source:
                raise _ExtraordinaryError
        if "\n" in source:
            source = _SPACES_AT_BREAK.sub(" ", source)
        return _unbolded(source).strip(), lone

    def note(self, match: re.Match[str], line: int) -> None:
        words = _unbolded(" ".join(match[2].split("\n"))).strip()
        if match[1]:
            self.figures.append(Figure(figure_key(match[3]), words, line, alone=False))
        else:
            self.links.append(Link(*split_address(match[3]), words, line))

    def see(self, words: str, line: int) -> None:
        if words:
            self.passages.append(Passage(words, line))


def _unbolded(source: str) -> str:
    """Without the marks of emphasis; anything but words in single or double stars is left to the parser."""
    if "*" in source:
        source = _BOLD.sub(r"\2", source)
        if "*" in source:
            raise _ExtraordinaryError
    if "_" in source and "_" in _BLANK_TO_FILL.sub("", source):
        raise _ExtraordinaryError
    return source


def _cells(row: str) -> list[str]:
    trimmed = row.rstrip()
    if not trimmed.endswith("|") or len(trimmed) == 1:
        raise _ExtraordinaryError
    return [cell.strip() for cell in trimmed[1:-1].split("|")]


_SLIDE_LEVEL = 2


@dataclass(frozen=True, slots=True)
class SlideOutline:
    """What checks ask of a slide; `said` tells whether its notes hold any words."""

    title: str
    anchor: str | None
    line: int
    minutes: int | None
    said: bool


def slide_outlines(text: str, prose: Prose) -> Iterator[SlideOutline]:
    """The slides of an ordinary deck from the structure that was read of it, without reading it again."""
    lines = text.split("\n")
    rules = [number for number, line in enumerate(lines, 1) if line.strip() == "---"]
    for start, end in zip([0, *rules], [*rules, len(lines) + 1], strict=True):
        if not any(map(str.strip, lines[start : end - 1])):
            continue
        heading = next((h for h in prose.headings if h.level == _SLIDE_LEVEL and start < h.line < end), None)
        notes = [box for box in prose.boxes if box.kind == "notes" and start < box.line < end]
        written = next(number for number in range(start + 1, end) if lines[number - 1].strip())
        yield SlideOutline(
            title=heading.words if heading else "",
            anchor=heading.anchor if heading else None,
            line=heading.line if heading and heading.words else written,
            minutes=next((box.minutes for box in notes if box.minutes is not None), None),
            said=any(_holds_words(lines, box.line) for box in notes),
        )


def _holds_words(lines: Sequence[str], opening: int) -> bool:
    following = lines[opening:]
    end = next((at for at, line in enumerate(following) if line.strip() == ":::"), len(following))
    return any(map(str.strip, following[:end]))
