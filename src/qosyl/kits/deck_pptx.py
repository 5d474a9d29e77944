"""A deck as a presentation file: 16:9, real titles and tables, pictures with their words, the tutor's notes.

The same slides in the same tone as `deck_html`; nothing here decides what is on a slide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsuri, qn
from pptx.util import Inches, Pt

from qosyl.kits import blocks as b
from qosyl.kits import office as o
from qosyl.kits import words as w
from qosyl.kits.archive import settled
from qosyl.kits.figures import DrawingFault, picture
from qosyl.kits.page import MissingPart, find_topic
from qosyl.kits.typesetting import unbroken
from qosyl.localtext import Language
from qosyl.packages.model.package import Figure, Package, Topic
from qosyl.packages.prose import BOX_KINDS, Slide, parse_deck

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_LEFT, _TOP = Inches(0.8), Inches(1.75)
_AREA = Inches(11.733)
_DEPTH = Inches(4.95)
_GAP = Inches(0.2)
_LOWER = Inches(0.9)  # by how much the first slide begins lower than the others
_ROW_GAP = Inches(0.28)
_BESIDE = Inches(5.9)
#: Letters of a bold title that surely fit one line, and the size at which two lines fit the title's place.
_BESIDE_LETTERS, _WIDE_LETTERS, _TWO_LINES = 16, 38, 25
_PICTURE_TOP, _PICTURE_DEPTH = Inches(0.28), Inches(7.0)
_TITLE_AND_CONTENT, _TITLE_ONLY = 1, 5
_LINE_SIGNS = 62  # signs of the largest size that one full line holds
_SIZES = ((7, 26), (9, 24), (11, 21), (14, 18), (18, 15))  # up to so many lines of words: points
_SMALLEST = 13
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"  # a name, not an address


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of a slide, flattened out of lists and boxes."""

    runs: b.Runs
    bullet: str | None = None
    colour: str = o.INK


def deck_pptx(package: Package, number: str, language: Language, *, notes: bool) -> bytes:
    """The deck of a topic in one language; with `notes` it has the tutor's. Raises MissingPart."""
    _, topic = find_topic(package, number)
    prose = topic.prose.get("deck")
    if prose is None:
        raise MissingPart(f"topic {number} has no deck")
    writer = _DeckWriter(topic, language)
    slides = parse_deck(prose.pick(language))
    start = 0
    for place, slide in enumerate(slides, 1):
        writer.slide(slide, place)
        if notes:
            writer.notes(slide, start)
        start += slide.minutes or 0
    return writer.close()


class _DeckWriter:
    def __init__(self, topic: Topic, language: Language) -> None:
        self.topic = topic
        self.language = language
        self.figures: Mapping[str, Figure] = {figure.key: figure for figure in topic.figures}
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = _WIDTH, _HEIGHT
        self.at: Any = None
        title = f"{topic.sheet.number} {topic.sheet.title.pick(language)}"
        o.name_properties(self.file.core_properties, title, language)

    def close(self) -> bytes:
        target = BytesIO()
        self.file.save(target)
        return settled(target.getvalue())

    # --- a slide --------------------------------------------------------------------------------------------------

    def slide(self, slide: Slide, place: int) -> None:
        found = b.blocks(slide.body)
        lines = [line for block in found for line in _lines(block, self.language)]
        grids = [block for block in _inside(found) if isinstance(block, b.Grid)]
        drawn = [block for block in _inside(found) if isinstance(block, b.Picture)]
        layout = self.file.slide_layouts[_TITLE_AND_CONTENT if lines else _TITLE_ONLY]
        self.at = self.file.slides.add_slide(layout)
        cover = place == 1 and not drawn and not grids
        self._ground(place, beside=bool(drawn))
        self._title(slide.title, beside=bool(drawn), cover=cover)
        width = _BESIDE if drawn else _AREA
        self._stack(lines, grids, width, tables_first=_begins_with_table(found), top=_TOP + _LOWER * cover)
        self._pictures(drawn)
        self._remove_empty_places()

    def _stack(
        self, lines: Sequence[_Line], grids: Sequence[b.Grid], width: int, *, tables_first: bool, top: int
    ) -> None:
        """Words and tables below each other, in the order in which the slide begins."""
        sizes = [_table_size(grid) for grid in grids]
        heights = [_table_height(grid, size, width) for grid, size in zip(grids, sizes, strict=True)]
        free = max(_DEPTH + _TOP - top - sum(heights) - _GAP * len(grids), _DEPTH // 4)
        words = min(free, _words_height(lines, width)) if grids else free
        if lines and not tables_first:
            self._words(lines, (_LEFT, top, width, words))
            top += words + _GAP
        for grid, size, height in zip(grids, sizes, heights, strict=True):
            self._table(grid, size, (_LEFT, top, width, height))
            top += height + _GAP
        if lines and tables_first:
            self._words(lines, (_LEFT, top, width, words))

    def _ground(self, place: int, *, beside: bool) -> None:
        fill = self.at.background.fill
        fill.solid()
        fill.fore_color.rgb = _colour(o.PAPER)
        band = self.at.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, _WIDTH, Inches(0.1))
        band.fill.solid()
        band.fill.fore_color.rgb = _colour(o.ACCENT)
        band.line.fill.background()
        _mark_decorative(band)
        sheet = self.topic.sheet
        self._small(
            f"{sheet.number} {sheet.title.pick(self.language)}", Inches(0.38), _LEFT, _BESIDE if beside else _AREA
        )
        self._small(str(place), Inches(6.95), _LEFT if beside else Inches(11.8), Inches(0.75))

    def _small(self, words: str, top: int, left: int, width: int) -> None:
        frame = self.at.shapes.add_textbox(left, top, width, Inches(0.3)).text_frame
        frame.word_wrap = True  # without it some programs centre the line around its box
        self._write(frame.paragraphs[0], (b.Run(words),), 13, o.QUIET)

    def _title(self, words: str, *, beside: bool, cover: bool) -> None:
        title = self.at.shapes.title
        title.left, title.top, title.width, title.height = (
            _LEFT,
            Inches(0.72) + _LOWER * cover,
            _BESIDE if beside else _AREA,
            Inches(0.95),
        )
        frame = title.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        frame.margin_top = frame.margin_bottom = 0
        on_one_line = len(words) <= (_BESIDE_LETTERS if beside else _WIDE_LETTERS)
        size = (44 if cover else 34) if on_one_line else _TWO_LINES
        self._write(frame.paragraphs[0], (b.Run(words, strong=True),), size, o.INK)
        frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "l")  # noqa: SLF001 - the layout centres it

    def _words(self, lines: Sequence[_Line], place: tuple[int, int, int, int]) -> None:
        body = self.at.placeholders[1]
        body.left, body.top, body.width, body.height = place
        frame = body.text_frame
        frame.word_wrap = True
        size = _size(lines, place[2] / _AREA, place[3] / _DEPTH)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(size * 0.45)
            _set_bullet(paragraph._p.get_or_add_pPr(), line.bullet)  # noqa: SLF001 - bullets have no other way in
            self._write(paragraph, line.runs, size, line.colour)

    def _table(self, grid: b.Grid, size: int, place: tuple[int, int, int, int]) -> None:
        rows, columns = 1 + len(grid.rows), len(grid.header)
        table = self.at.shapes.add_table(rows, columns, *place).table
        table.first_row, table.horz_banding = True, False
        for number, row in enumerate((grid.header, *grid.rows)):
            for column in range(columns):
                cell = table.cell(number, column)
                cell.fill.solid()
                cell.fill.fore_color.rgb = _colour(o.ACCENT_WASH if number == 0 else "FFFFFF")
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                runs = row[column] if column < len(row) else ()
                self._write(cell.text_frame.paragraphs[0], runs, size, o.ACCENT if number == 0 else o.INK)

    def _pictures(self, drawn: Sequence[b.Picture]) -> None:
        """Drawings stand to the right of title and words, as high as the slide."""
        left = _LEFT + _BESIDE + Inches(0.3)
        width = (_WIDTH - left - Inches(0.5)) // max(len(drawn), 1)
        for number, block in enumerate(drawn):
            figure = self.figures.get(block.key)
            if figure is not None:
                self._draw(figure, (left + width * number, _PICTURE_TOP, width, _PICTURE_DEPTH))

    def _draw(self, figure: Figure, place: tuple[int, int, int, int]) -> None:
        left, top, width, depth = place
        description = figure.sheet.description.pick(self.language)
        try:
            drawn = picture(figure, self.language)
        except DrawingFault:
            frame = self.at.shapes.add_textbox(left, top, width, depth).text_frame
            frame.word_wrap = True
            self._write(frame.paragraphs[0], (b.Run(description),), 18, o.QUIET)
            return
        scale = min(width / drawn.width, depth / drawn.height)
        across, down = int(drawn.width * scale), int(drawn.height * scale)
        shape = self.at.shapes.add_picture(BytesIO(drawn.png), left + (width - across) // 2, top, across, down)
        named = shape._element.nvPicPr.cNvPr  # noqa: SLF001 - the text alternative has no other way in
        named.set("descr", description)
        named.set("title", figure.sheet.title.pick(self.language))

    def _remove_empty_places(self) -> None:
        for place in list(self.at.placeholders):
            if place.has_text_frame and not place.text_frame.text:
                place._element.getparent().remove(place._element)  # noqa: SLF001 - a place has no other way out

    # --- notes and words ------------------------------------------------------------------------------------------

    def notes(self, slide: Slide, start: int) -> None:
        frame = self.at.notes_slide.notes_text_frame
        label = w.DECK["notes"].pick(self.language)
        if slide.minutes is not None:
            minutes = w.MINUTES.pick(self.language).format(slide.minutes)
            label += f" · {minutes} ({start}–{start + slide.minutes})"
        self._write(frame.paragraphs[0], (b.Run(label, strong=True),), None, None)
        for line in (line for block in b.blocks(slide.notes) for line in _lines(block, self.language)):
            mark = (b.Run("– "),) if line.bullet else ()
            self._write(frame.add_paragraph(), (*mark, *line.runs), None, None)

    def _write(self, paragraph: Any, runs: b.Runs, size: float | None, colour: str | None) -> None:
        for run in runs:
            if run.words == "\n":
                paragraph.add_line_break()
                continue
            written = paragraph.add_run()
            written.text = unbroken(run.words, self.language)
            written.font.bold = True if run.strong else None
            written.font.italic = True if run.emphasis else None
            if size is not None and colour is not None:
                written.font.size, written.font.name = Pt(size), o.FONT
                written.font.color.rgb = _colour(o.ACCENT if run.strong and colour == o.INK else colour)
            written._r.get_or_add_rPr().set("lang", o.LANGUAGE_TAGS[self.language])  # noqa: SLF001 - nor has a language


def _begins_with_table(found: Sequence[b.Block]) -> bool:
    spoken = [block for block in found if not isinstance(block, b.Picture)]
    return bool(spoken) and isinstance(spoken[0], b.Grid)


def _table_size(grid: b.Grid) -> int:
    rows = 1 + len(grid.rows)
    return 22 if rows <= 5 else 18 if rows <= 8 else _SMALLEST  # noqa: PLR2004 - what fits the slide's height


def _table_height(grid: b.Grid, size: int, width: int) -> int:
    """How high the table will be about: PowerPoint grows rows to their words, the next thing must stand below."""
    signs = max(int(_LINE_SIGNS * (26 / size) * width / _AREA / max(len(grid.header), 1)), 1)
    rows = (grid.header, *grid.rows)
    lines = sum(max((1 + len(b.words_of(cell)) // signs for cell in row), default=1) for row in rows)
    return lines * int(Pt(size) * 1.25) + len(rows) * int(_ROW_GAP)


def _words_height(lines: Sequence[_Line], width: int) -> int:
    signs = max(int(_LINE_SIGNS * width / _AREA), 1)
    return int(Inches(0.2)) + sum((1 + len(b.words_of(line.runs)) // signs) * int(Pt(26) * 1.65) for line in lines)


def _inside(found: Sequence[b.Block]) -> list[b.Block]:
    """All blocks, those in boxes too."""
    flat: list[b.Block] = []
    for block in found:
        flat.append(block)
        if isinstance(block, b.Box):
            flat += _inside(block.blocks)
    return flat


def _lines(block: b.Block, language: Language) -> list[_Line]:
    """What of a block is words; tables and pictures have places of their own on a slide."""
    match block:
        case b.Paragraph(runs):
            lines = [_Line(runs)]
        case b.Heading(runs=runs):
            lines = [_Line((b.Run(b.words_of(runs), strong=True),))]
        case b.Code(words):
            lines = [_Line((b.Run(words),))]
        case b.Listing():
            lines = _listed(block, language)
        case b.Box():
            lines = [_box_line(block, language), *(line for part in block.blocks for line in _lines(part, language))]
        case b.Quote(parts):
            lines = [_Line(line.runs, line.bullet, o.QUIET) for part in parts for line in _lines(part, language)]
        case _:
            lines = []
    return lines


def _listed(block: b.Listing, language: Language) -> list[_Line]:
    lines = []
    for entry in block.entries:
        inner = [line for part in entry.blocks for line in _lines(part, language)]
        mark = "number" if block.start is not None else "☐" if entry.tick else "•"
        lines += [_Line(line.runs, mark if place == 0 else None, line.colour) for place, line in enumerate(inner)]
    return lines


def _box_line(block: b.Box, language: Language) -> _Line:
    kind = block.kind if block.kind in BOX_KINDS else "note"
    words = w.BOX_LABELS[kind].pick(language)
    if block.minutes is not None:
        words += f" · {w.MINUTES.pick(language).format(block.minutes)}"
    if block.title:
        words += f". {block.title}"
    return _Line((b.Run(words, strong=True),), colour=o.BOX_TONES.get(kind, o.OTHER_TONE)[0])


def _size(lines: Sequence[_Line], width: float, depth: float) -> float:
    """The largest size at which the words should fit, by a count of signs; PowerPoint itself measures exactly."""
    needed = sum(1 + len(b.words_of(line.runs)) // max(int(_LINE_SIGNS * width), 1) for line in lines) / depth
    return next((size for most, size in _SIZES if needed <= most), _SMALLEST)


def _set_bullet(properties: Any, bullet: str | None) -> None:
    indent = "0" if bullet is None else "-342900"
    properties.set("marL", "0" if bullet is None else "342900")
    properties.set("indent", indent)
    name, attributes = {
        None: ("a:buNone", {}),
        "number": ("a:buAutoNum", {"type": "arabicPeriod"}),
    }.get(bullet, ("a:buChar", {"char": bullet or ""}))
    mark = properties.makeelement(qn(name), attributes)
    properties.append(mark)


def _colour(digits: str) -> Any:
    return RGBColor.from_string(digits)  # type: ignore[no-untyped-call] # python-pptx leaves it without types


def _mark_decorative(shape: Any) -> None:
    """Screen readers pass over it."""
    shape.name = "band"
    extension = (
        f'<a:extLst xmlns:a="{nsuri("a")}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        f'<d:decorative xmlns:d="{_DECORATIVE}" val="1"/></a:ext></a:extLst>'
    )
    shape._element.nvSpPr.cNvPr.append(parse_xml(extension))  # noqa: SLF001 - the mark has no other way in
