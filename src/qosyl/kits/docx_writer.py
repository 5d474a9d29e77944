"""Prose as a word file: headings, lists, tables with header rows, pictures with their words, lines to write on.

What is in the file is decided in `qosyl.kits.handout`; this module knows how each block is written.
"""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from qosyl.kits import blocks as b
from qosyl.kits import office as o
from qosyl.kits import words as w
from qosyl.kits.archive import settled
from qosyl.kits.figures import DrawingFault, picture
from qosyl.kits.typesetting import unbroken
from qosyl.localtext import Language
from qosyl.packages.model.package import Figure
from qosyl.packages.prose import BOX_KINDS

_BLANK, _WIDE_BLANK = re.compile("_{3,}"), "_" * 24
_TICK = "☐ "
_NARROWEST, _WIDEST = 14, 30  # letters that the width of a column of a table is reckoned by
_TALL, _TALLER = Cm(1.1), Cm(1.9)  # rows to write in: one answer across, several beside each other
_MANY_COLUMNS, _SMALL = 4, Pt(9.5)


class DocxWriter:
    """Writes one document from top to bottom; `close` gives its bytes."""

    def __init__(self, language: Language, title: str, figures: Mapping[str, Figure]) -> None:
        self.language = language
        self.figures = figures
        self.document = Document()
        self.box: str | None = None
        self.pictures = 0
        self.turned = False
        self._set_page()
        self._set_styles()
        self._number_pages(title)
        o.name_properties(self.document.core_properties, title, language)

    def close(self) -> bytes:
        target = BytesIO()
        self.document.save(target)
        return settled(target.getvalue())

    # --- the page -------------------------------------------------------------------------------------------------

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)

    def _set_styles(self) -> None:
        styles: Any = self.document.styles
        tag = o.LANGUAGE_TAGS[self.language]
        for lang in styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), tag)
            lang.set(qn("w:eastAsia"), tag)
        normal = styles["Normal"]
        normal.font.size = Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        normal.paragraph_format.line_spacing = 1.15
        sizes = {"Title": 22, "Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11.5, "Caption": 9.5}
        for name in ["Normal", *sizes]:
            style = styles[name]
            _set_font(style)
            style.font.color.rgb = RGBColor.from_string(o.QUIET if name == "Caption" else o.INK)
            if name != "Normal":
                style.font.size = Pt(sizes[name])

    def _number_pages(self, title: str) -> None:
        """At the foot of every page the title and, at the other edge, the number."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        style: Any = self.document.styles["Footer"]
        style.font.size = Pt(9)
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(self._room(), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{title}\t")
        before, after = w.PAGE_NUMBER.pick(self.language).split("{}")
        paragraph.add_run(before)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            part.text = text or None
            paragraph.add_run()._r.append(part)  # noqa: SLF001 - python-docx has no fields; its element tree is the documented way
        paragraph.add_run(after)

    # --- blocks ---------------------------------------------------------------------------------------------------

    def heading(self, words: str, level: int) -> Paragraph:
        heading: Paragraph = self.document.add_heading(words, level)
        if self.turned:  # a break in a paragraph of its own would ask for a line, and a full sheet has none
            heading.paragraph_format.page_break_before, self.turned = True, False
        return heading

    def line(self, words: str, *, colour: str = o.INK, strong: bool = False) -> Paragraph:
        """A paragraph of our own words."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(words)
        run.font.color.rgb = RGBColor.from_string(colour)
        run.bold = strong
        return paragraph

    def blocks(self, found: tuple[b.Block, ...]) -> None:
        for block, following in zip_longest(found, found[1:]):
            if self.turned and not isinstance(block, b.Heading | b.Rule):
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                self.turned = False
            write: Callable[[Any], None] = _WRITERS[type(block)].__get__(self)
            write(block)
            if isinstance(block, b.Grid):
                continue
            look = self.document.paragraphs[-1].paragraph_format
            if isinstance(following, b.WritingLine):  # a question and its lines, all at one distance
                look.keep_with_next, look.space_after = True, Pt(0)
            elif isinstance(block, b.WritingLine):
                look.space_after = Pt(5)

    def headed(self, block: b.Heading) -> None:
        self.heading(b.words_of(block.runs), min(max(block.level, 2), 4))

    def paragraph(self, block: b.Paragraph) -> None:
        self.boxed(_add_runs(self.document.add_paragraph(), block.runs, self.language))

    def listing(self, block: b.Listing) -> None:
        numbering = self._new_numbering(block.start) if block.start is not None else None
        for entry in block.entries:
            self.entry(entry, "List Bullet" if numbering is None else "List Number", numbering)

    def entry(self, entry: b.Entry, style: str, numbering: int | None) -> None:
        first, *rest = entry.blocks or (b.Paragraph(()),)
        runs = first.runs if isinstance(first, b.Paragraph) else ()
        paragraph = self.document.add_paragraph(style=None if entry.tick else style)
        if entry.tick:
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
            paragraph.add_run(_TICK).font.name = "Segoe UI Symbol"
        elif numbering is not None:
            properties = self._numbering_of(paragraph)
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbering
        _add_runs(paragraph, runs, self.language)
        self.blocks(tuple(rest) if isinstance(first, b.Paragraph) else entry.blocks)

    def _numbering_of(self, paragraph: Paragraph) -> Any:
        properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - a numbering has no other way in
        return properties.get_or_add_numPr()

    def _new_numbering(self, start: int) -> int:
        """A numbering of its own for each list: python-docx would let one list count on from the last."""
        numbering: Any = self.document.part.numbering_part.element
        style: Any = self.document.styles["List Number"].element
        known = numbering.num_having_numId(style.pPr.numPr.numId.val)
        new = numbering.add_num(known.abstractNumId.val)
        new.add_lvlOverride(0).add_startOverride(start)
        return int(new.numId)

    def grid(self, block: b.Grid) -> None:
        table = self.document.add_table(rows=1 + len(block.rows), cols=len(block.header), style="Table Grid")
        small = _SMALL if len(block.header) >= _MANY_COLUMNS else None
        for cell, runs in zip(table.rows[0].cells, block.header, strict=True):
            _add_runs(cell.paragraphs[0], runs, self.language, strong=True, size=small)
            _shade(cell._tc.get_or_add_tcPr(), o.PAPER)  # noqa: SLF001 - shading has no other way in
        table.autofit = False
        for column, width in zip(table.columns, self._widths(block), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        mark: Any = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - nor has a header row
        mark.append(OxmlElement("w:tblHeader"))
        for row, runs_of_row in zip(table.rows[1:], block.rows, strict=True):
            for cell, runs in zip(row.cells, runs_of_row, strict=False):
                if b.words_of(runs).strip("_ "):
                    _add_runs(cell.paragraphs[0], runs, self.language, size=small)
                else:
                    row.height = _TALLER if sum(not b.words_of(cell).strip("_ ") for cell in runs_of_row) > 1 else _TALL
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _widths(self, block: b.Grid) -> list[int]:
        """Columns as wide as their words ask for; one that is written in by hand takes its full share."""
        asked = []
        for place, head in enumerate(block.header):
            cells = [b.words_of(row[place]).strip("_ ") for row in block.rows if place < len(row)]
            full = all(cells) and bool(cells)
            longest = max((len(cell) for cell in (*cells, b.words_of(head))), default=0)
            asked.append(min(max(longest, _NARROWEST), _WIDEST) if full else _WIDEST)
        return [self._room() * share // sum(asked) for share in asked]

    def _room(self) -> int:
        """The width of the column of words."""
        page = self.document.sections[0]
        return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)

    def framed(self, block: b.Box) -> None:
        kind = block.kind if block.kind in BOX_KINDS else "note"
        outer, self.box = self.box, kind
        tone, _ = o.BOX_TONES.get(kind, o.OTHER_TONE)
        label = w.BOX_LABELS[kind].pick(self.language)
        if block.minutes is not None:
            label += f" · {w.MINUTES.pick(self.language).format(block.minutes)}"
        head = self.boxed(self.line(label, colour=tone, strong=True))
        if block.title:
            head.add_run("\n")
            head.add_run(block.title).bold = True
        head.paragraph_format.keep_with_next = True
        self.blocks(block.blocks)
        self.box = outer

    def boxed(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph inside a box has the box's edge and tone."""
        if self.box is not None:
            tone, wash = o.BOX_TONES.get(self.box, o.OTHER_TONE)
            paragraph.paragraph_format.left_indent = Cm(0.5)
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - borders have no other way in
            _border(properties, "left", tone, 24)
            if wash:
                _shade(properties, wash)
        return paragraph

    def picture(self, block: b.Picture) -> None:
        figure = self.figures.get(block.key)
        self.pictures += 1
        if figure is not None:
            self._draw(figure)
        number = w.FIGURE.pick(self.language).format(self.pictures)
        self.document.add_paragraph(f"{number}. {block.caption}" if block.caption else number, style="Caption")

    def _draw(self, figure: Figure) -> None:
        description = figure.sheet.description.pick(self.language)
        try:
            drawn = picture(figure, self.language)
        except DrawingFault:
            self.line(description, colour=o.QUIET)
            return
        width = min(13.0, 15.0 * drawn.width / drawn.height)
        shape = self.document.add_picture(BytesIO(drawn.png), width=Cm(width))
        named = shape._inline.docPr  # noqa: SLF001 - the text alternative has no other way in
        named.set("descr", description)
        named.set("title", figure.sheet.title.pick(self.language))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def writing_line(self, _block: b.WritingLine) -> None:
        """Word joins neighbours of equal border into one frame, so that a line between them is asked for too."""
        paragraph = self.document.add_paragraph()
        look = paragraph.paragraph_format
        look.space_before, look.space_after, look.line_spacing = Pt(6), Pt(0), Pt(15)
        _border(paragraph._p.get_or_add_pPr(), "bottom between", o.LINE, 6)  # noqa: SLF001 - borders have no other way in

    def rule(self, _block: b.Rule) -> None:
        """What follows a rule is handed out on a sheet of its own; a heading turns the page by itself."""
        self.turned = True

    def quote(self, block: b.Quote) -> None:
        outer, self.box = self.box, "note"
        self.blocks(block.blocks)
        self.box = outer

    def code(self, block: b.Code) -> None:
        self.line(block.words)


def _set_font(style: Any) -> None:
    """One font for all alphabets; theme fonts would win otherwise."""
    style.font.name = o.FONT
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), o.FONT)


def _add_runs(
    paragraph: Paragraph, runs: b.Runs, language: Language, *, strong: bool = False, size: Length | None = None
) -> Paragraph:
    for run in runs:
        written = paragraph.add_run(_BLANK.sub(_WIDE_BLANK, unbroken(run.words, language)))
        written.bold = True if strong or run.strong else None
        written.italic = True if run.emphasis else None
        written.font.size = size
    return paragraph


def _border(properties: Any, sides: str, colour: str, eighths: int) -> None:
    borders = OxmlElement("w:pBdr")
    for side in sides.split():
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", colour)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties.insert_element_before(
        shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


_WRITERS: Mapping[type, Any] = {
    b.Heading: DocxWriter.headed,
    b.Paragraph: DocxWriter.paragraph,
    b.Listing: DocxWriter.listing,
    b.Grid: DocxWriter.grid,
    b.Box: DocxWriter.framed,
    b.Picture: DocxWriter.picture,
    b.WritingLine: DocxWriter.writing_line,
    b.Rule: DocxWriter.rule,
    b.Quote: DocxWriter.quote,
    b.Code: DocxWriter.code,
}
