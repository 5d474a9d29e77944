"""PDF by typst: a template of ours and values as JSON, tagged (PDF/UA-1) and for keeping (PDF/A-3a), fonts inside.

Values reach a template as data, never as markup: whatever somebody is called stays text. Not here: what a document
says (the template of its room) and seals (`whole_file` keeps the place for one).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from qosyl.documents.whole_file import EMPTY_MARK

_FONTS = Path(__file__).resolve().parent / "fonts"
#: Tagged throughout for those who listen; kept readable for decades, with data attached.
STANDARDS: tuple[Literal["a-3a"], Literal["ua-1"]] = ("a-3a", "ua-1")


class NotPrintable(ValueError):
    """The template cannot be filled with these values: a sign that no font of ours has, or a value that is missing."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """Data that travels inside the file, for machines; the template names it in its own words."""

    name: str
    content: bytes


def pdf(
    template: Path, values: Mapping[str, object], *, made_at: datetime, attachment: Attachment | None = None
) -> bytes:
    """The file that the template makes of the values: the same arguments give the same bytes.

    The template reads ``json(bytes(sys.inputs.values))``, puts ``sys.inputs.mark`` among the keywords of its document,
    and attaches ``sys.inputs.attachment`` under ``sys.inputs.attachment-name`` where there is one.

    :raises NotPrintable: with the sentence of typst, or with the signs that it warns of.
    """
    inputs = {"values": json.dumps(values, ensure_ascii=False), "mark": EMPTY_MARK}
    if attachment is not None:
        inputs |= {"attachment": attachment.content.decode(), "attachment-name": attachment.name}
    try:
        content, warnings = _compiler(template).compile_with_warnings(
            sys_inputs=inputs, format="pdf", pdf_standards=list(STANDARDS), timestamp=int(made_at.timestamp())
        )
    except typst.TypstError as problem:
        raise NotPrintable(problem.diagnostic or problem.message) from problem
    if warnings:
        raise NotPrintable("; ".join(warning.message for warning in warnings))
    if not isinstance(content, bytes):
        raise NotPrintable("the template made no file")
    return content


@lru_cache(maxsize=8)
def _compiler(template: Path) -> typst.Compiler:
    """One for each template and process: it has read template and fonts, and remembers what did not change."""
    return typst.Compiler(str(template), root=str(template.parent), font_paths=[str(_FONTS)], ignore_system_fonts=True)
