"""Hand-outs and other prose of a topic as word files, to change, print and carry. The HTML twins come from `page`."""

from docx.shared import Pt

from qosyl.kits import blocks as b
from qosyl.kits import office as o
from qosyl.kits import words as w
from qosyl.kits.docx_writer import DocxWriter
from qosyl.kits.page import TUTOR_PARTS, Audience, MissingPart, find_topic
from qosyl.localtext import Language
from qosyl.packages.model.package import Package


def handout_docx(
    package: Package, number: str, language: Language, *, part: str = "handout", audience: Audience = "learner"
) -> bytes:
    """A part of prose as docx: the hand-out, or with `part` any other. Raises MissingPart."""
    _, topic = find_topic(package, number)
    prose = topic.prose.get(part)
    if prose is None or (part in TUTOR_PARTS and audience != "tutor"):
        raise MissingPart(f"topic {number} has no part {part} for a {audience}")
    title = topic.sheet.title.pick(language)
    writer = DocxWriter(language, f"{number} {title}", {figure.key: figure for figure in topic.figures})
    eyebrow = f"{w.TOPIC.pick(language).format(number)} · {w.PART_TITLES[part].pick(language)}"
    writer.line(eyebrow, colour=o.ACCENT, strong=True)
    writer.heading(title, 1).paragraph_format.space_before = Pt(0)
    if part == "handout":
        names = writer.line(f"{w.NAME_LINE.pick(language)}: {'_' * 46}   {w.DATE_LINE.pick(language)}: {'_' * 16}")
        names.paragraph_format.space_before, names.paragraph_format.space_after = Pt(9), Pt(9)
    writer.blocks(b.blocks(prose.pick(language)))
    return writer.close()
