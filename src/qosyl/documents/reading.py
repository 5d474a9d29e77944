"""What stands in a PDF that somebody brings: its attachments, and the words of its pages.

Files come from anywhere: whatever is wrong with one, the answer is `Unreadable`, in bounded time and memory.
"""

import io
import logging
import warnings
from dataclasses import dataclass

from pypdf import PdfReader

MOST_BYTES = 8 * 1024 * 1024
_MOST_PAGES = 20
_MOST_ATTACHMENTS = 4


class Unreadable(ValueError):
    """Too large, or no PDF that can be opened."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Attachments by name, and the words of all pages without any space."""

    attachments: dict[str, bytes]
    words: str


def is_pdf(content: bytes) -> bool:
    return content[:1024].lstrip().startswith(b"%PDF-")


def contents(content: bytes) -> Contents:
    """What a file holds; :class:`Unreadable` otherwise."""
    if len(content) > MOST_BYTES:
        raise Unreadable(f"larger than {MOST_BYTES} bytes")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _read(PdfReader(io.BytesIO(content)))
        except Unreadable:
            raise
        # A broken file can fail in any way that its reader did not think of.
        except Exception as problem:
            raise Unreadable(f"{type(problem).__name__}: {problem}") from problem


def _read(reader: PdfReader) -> Contents:
    if len(reader.pages) > _MOST_PAGES:
        raise Unreadable(f"more than {_MOST_PAGES} pages")
    attachments: dict[str, bytes] = {}
    for name, versions in list(reader.attachments.items())[:_MOST_ATTACHMENTS]:
        attachments[name] = versions[0]
    words = "".join(page.extract_text() for page in reader.pages)
    return Contents(attachments, without_spaces(words))


def without_spaces(text: str) -> str:
    """Words as they are compared: lines break anywhere, and a file does not say where a space was."""
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "")
