"""Prose written as HTML: semantic, light, without inline style or script; `qosyl.kits.page` lists the classes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from typing import Any

from qosyl.kits import blocks as b
from qosyl.kits import words as w
from qosyl.kits.figures import DrawingFault, drawing
from qosyl.kits.html import element, escape, opening, purified
from qosyl.kits.links import Links, address_of
from qosyl.localtext import Language
from qosyl.packages.model.package import Figure
from qosyl.packages.prose import BOX_KINDS

_MANY_COLUMNS = 3  # with so many a phone held upright has no room for a line of words
_BRIEF = 12  # letters that stand beside the name of their column there, not below it
_ANY_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile("_{3,}")  # a place to write in, inside a line
_WRITE_HERE = '<span class="blank"></span>'
_MARK = "\ue000{}\ue001"  # where a drawing will stand; private signs are taken out of authors' words


@dataclass(slots=True)
class Writer:
    """Writes the prose of one page and remembers what it met: terms, works, characters, headings."""

    language: Language
    links: Links
    figures: Mapping[str, Figure] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    prefix: str = ""
    shift: int = 0
    on_slide: bool = False  # a slide numbers nothing and opens nothing
    numbers: dict[str, int] | None = None  # of works in the list that follows the prose; none where no list follows
    works: frozenset[str] = frozenset()
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)  # to the questions under an anchor, as HTML
    answered: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    drawings: list[str] = field(default_factory=list)
    met: dict[tuple[str, str], None] = field(default_factory=dict)
    headings: list[tuple[str, str]] = field(default_factory=list)
    last_heading: str = ""
    last_anchor: str | None = None
    pictures: int = 0
    tables: int = 0

    def prose(self, text: str) -> str:
        """The whole of `text` as HTML that has passed the white list."""
        return self.settled(self.blocks(b.blocks(text.replace("\ue000", "").replace("\ue001", ""))))

    def settled(self, html: str) -> str:
        """`html` through the white list, drawings in their places."""
        safe = purified(html)
        for number, svg in enumerate(self.drawings):
            safe = safe.replace(_MARK.format(number), svg)
        return safe

    def blocks(self, found: Iterable[b.Block]) -> str:
        return "".join(self.block(block) for block in found)

    def block(self, block: b.Block) -> str:
        write: Callable[[Any], str] = _WRITERS[type(block)].__get__(self)
        return write(block)

    def met_of(self, scheme: str) -> list[str]:
        """The targets of links of one scheme, in order of appearance."""
        return [target for met, target in self.met if met == scheme]

    def say(self, text: str) -> str:
        return escape(text, quote=False)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def heading(self, block: b.Heading) -> str:
        level = min(max(block.level + self.shift, 2), 6)
        words = b.words_of(block.runs)
        anchor = self.fresh(block.anchor)
        self.last_heading, self.last_anchor = words, block.anchor
        if level == 2 and anchor:  # noqa: PLR2004 - the list of contents holds the headings of the second level
            self.headings.append((anchor, words))
        return element(f"h{level}", self.runs(block.runs), id=anchor)

    def paragraph(self, block: b.Paragraph) -> str:
        return element("p", self.runs(block.runs)) if block.runs else ""

    def listing(self, block: b.Listing) -> str:
        answers = self.answers.get(self.last_anchor or "", ())
        if block.start is not None and answers and len(answers) == len(block.entries):
            self.answered.add(self.last_anchor or "")
            return opening_questions(
                list(zip((self.inner(entry) for entry in block.entries), answers, strict=True)), beneath=True
            )
        ticks = any(entry.tick for entry in block.entries)
        entries = "".join(self.entry(entry) for entry in block.entries)
        kind = "ul" if block.start is None else "ol"
        start = block.start if block.start not in {None, 1} else None
        return element(kind, entries, class_="ticks" if ticks else None, start=start)

    def inner(self, entry: b.Entry) -> str:
        return "".join(
            self.runs(block.runs) if isinstance(block, b.Paragraph) and len(entry.blocks) == 1 else self.block(block)
            for block in entry.blocks
        )

    def entry(self, entry: b.Entry) -> str:
        inner = self.inner(entry)
        if not entry.tick:
            return element("li", inner)
        tick = element("span", class_="tick", aria_hidden="true")
        return element("li", tick, element("div", inner), class_="tickable")

    def grid(self, block: b.Grid) -> str:
        self.tables += 1
        rows = [[self.runs(cell) for cell in row] for row in block.rows]
        sides = [f"side-{side}" if side else None for side in block.sides]
        number = w.TABLE.pick(self.language).format(self.tables)
        caption = "" if self.on_slide else element("span", number, class_="table-number")
        if self.last_heading:
            caption += element("span", f". {self.say(self.last_heading)}", class_="unseen")
        header = [self.runs(cell) for cell in block.header]
        return table(caption, header, rows, f"{self.prefix}table-{self.tables}", sides)

    def box(self, block: b.Box) -> str:
        kind = block.kind if block.kind in BOX_KINDS else "note"
        label = w.BOX_LABELS.get(block.kind, w.UNKNOWN_BOX).pick(self.language)
        key = self.numbered("box")
        head = element("span", self.say(label), class_="box-kind")
        if block.minutes is not None:
            head += " " + element("span", w.MINUTES.pick(self.language).format(block.minutes), class_="box-minutes")
        title = element("span", self.say(block.title), class_="box-title") if block.title else ""
        return element(
            "section",
            element("div", element("div", head, class_="box-head"), title, class_="box-top", id=key),
            element("div", self.blocks(block.blocks), class_="box-body"),
            class_=f"box box-{kind}",
            role="group",
            aria_labelledby=key,
        )

    def picture(self, block: b.Picture) -> str:
        figure = self.figures.get(block.key)
        self.pictures += 1
        number = element("span", w.FIGURE.pick(self.language).format(self.pictures), class_="figure-number")
        words = f" {self.say(block.caption)}" if block.caption else ""
        shown, in_words = self.drawn(figure) if figure else ("", "")
        if self.on_slide:
            return element("figure", shown, class_="figure")  # the slide's title says it; the drawing has its own name
        return element("figure", shown, element("figcaption", number, words), in_words, class_="figure")

    def drawn(self, figure: Figure) -> tuple[str, str]:
        """The place of the drawing and its description in words; words alone where it cannot be drawn."""
        description = element("p", self.say(figure.sheet.description.pick(self.language)))
        try:
            svg = drawing(figure, self.language, f"{self.prefix}f{self.pictures}-")
        except DrawingFault:
            return element("div", description, class_="figure-words"), ""
        self.drawings.append(svg)
        summary = element("summary", self.say(w.FIGURE_IN_WORDS.pick(self.language)))
        words = element("details", summary, description, class_="figure-words")
        return _MARK.format(len(self.drawings) - 1), words

    def writing_line(self, _block: b.WritingLine) -> str:
        return element("div", class_="write-line", role="presentation")

    def rule(self, _block: b.Rule) -> str:
        return opening("hr")

    def quote(self, block: b.Quote) -> str:
        return element("blockquote", self.blocks(block.blocks))

    def code(self, block: b.Code) -> str:
        return element("pre", element("code", self.say(block.words)))

    # --- words ----------------------------------------------------------------------------------------------------

    def runs(self, runs: b.Runs) -> str:
        return "".join(self.linked(link, list(group)) for link, group in groupby(runs, key=lambda run: run.link))

    def linked(self, link: tuple[str, str] | None, group: Sequence[b.Run]) -> str:
        inner = "".join(self.styled(run) for run in group)
        if link is None:
            return inner
        scheme, target = link
        if scheme == "term" and target not in self.terms:
            return inner
        self.met[link] = None
        inner += self.cited(scheme, target)
        address = self.address(link)
        if address is None:
            return inner
        if scheme == "term":
            described = f"{self.prefix}term-{target}"
            return element("a", inner, class_="term", href=address, data_term=target, aria_describedby=described)
        if scheme == "https":
            return element("a", inner, class_="outside", href=address, rel="noopener external")
        return element("a", inner, class_=None if scheme == "#" else f"to-{scheme}", href=address)

    def cited(self, scheme: str, target: str) -> str:
        """The number of a work in the list below the prose; works beyond the readings get the next ones."""
        if scheme != "work" or self.numbers is None or target not in self.works:
            return ""
        number = self.numbers.setdefault(target, len(self.numbers) + 1)
        return "\u00a0" + element("span", f"[{number}]", class_="cited")

    def address(self, link: tuple[str, str]) -> str | None:
        """Anchors and listed works are on this page, everything else is elsewhere."""
        scheme, target = link
        if scheme == "#":
            return f"#{self.prefix}{target}"
        if scheme == "work" and self.numbers and target in self.numbers:
            return f"#{self.prefix}work-{target}"
        return address_of(link, self.links)

    def styled(self, run: b.Run) -> str:
        if run.words == "\n":
            return "<br>"
        html = _BLANK.sub(_WRITE_HERE, self.say(run.words))
        for wanted, name in ((run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")):
            if wanted:
                html = element(name, html)
        return html

    # --- ids ------------------------------------------------------------------------------------------------------

    def fresh(self, anchor: str | None) -> str | None:
        """The id of an anchor, once a page."""
        key = f"{self.prefix}{anchor}" if anchor else None
        if key is None or key in self.ids:
            return None
        self.ids.add(key)
        return key

    def numbered(self, stem: str) -> str:
        key = f"{self.prefix}{stem}-{len(self.ids) + 1}"
        self.ids.add(key)
        return key


def opening_questions(pairs: Sequence[tuple[str, str]], *, beneath: bool = False) -> str:
    """Questions that open to their answers, without scripts; on paper the answer stands `beneath` or not at all."""
    opened = "".join(
        element("li", element("details", element("summary", question), element("p", answer), class_="question"))
        for question, answer in pairs
    )
    return element("ol", opened, class_="questions beneath" if beneath else "questions")


def table(
    caption: str, header: Sequence[str], rows: Sequence[Sequence[str]], key: str, sides: Sequence[str | None] = ()
) -> str:
    """A table in a region that scrolls by keyboard too; `caption` and cells are HTML already.

    One of three columns and more is a pile of cards on a phone: there each cell says the name of its column, and the
    roles stand in words, because a browser forgets a table whose rows are no longer laid out as rows.
    """
    classes = [_manner(rows, n, side) for n, side in enumerate([*sides, *([None] * len(header))][: len(header)])]
    labels = [unescape(_ANY_TAG.sub("", cell)) for cell in header]
    head = "".join(
        element("th", cell, scope="col", role="columnheader", class_=classes[n]) if cell else element("td", role="cell")
        for n, cell in enumerate(header)
    )
    named_rows = bool(header) and not header[0]  # an empty corner says that the first column names its rows
    body = "".join(
        element(
            "tr",
            *(
                _cell(cell, label, side, named=named_rows and n == 0)
                for n, (cell, label, side) in enumerate(zip(row, labels, classes, strict=False))
            ),
            role="row",
        )
        for row in rows
    )
    inner = element(
        "table",
        element("caption", caption, id=key),
        element("thead", element("tr", head, role="row"), role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        role="table",
    )
    many = len(header) >= _MANY_COLUMNS
    manner = "table-scroll stacks" if many else "table-scroll"
    return element("div", inner, class_=manner, role="region", tabindex=0, aria_labelledby=key)


def _manner(rows: Sequence[Sequence[str]], column: int, side: str | None) -> str | None:
    """The class of a column's cells: its side, and whether all of them are brief."""
    cells = [_ANY_TAG.sub("", row[column]) for row in rows if column < len(row)]
    brief = bool(cells) and all(0 < len(cell) <= _BRIEF for cell in cells)
    return " ".join(name for name in (side, "brief" if brief else None) if name) or None


def _cell(html: str, label: str, side: str | None, *, named: bool) -> str:
    if named:
        return element("th", html, scope="row", role="rowheader")
    if not html.replace(_WRITE_HERE, "").strip():
        return element("td", class_="write-cell", role="cell", data_label=label or None)
    return element("td", html, class_=side, role="cell", data_label=label or None)


_WRITERS: Mapping[type, Any] = {
    b.Heading: Writer.heading,
    b.Paragraph: Writer.paragraph,
    b.Listing: Writer.listing,
    b.Grid: Writer.grid,
    b.Box: Writer.box,
    b.Picture: Writer.picture,
    b.WritingLine: Writer.writing_line,
    b.Rule: Writer.rule,
    b.Quote: Writer.quote,
    b.Code: Writer.code,
}
