"""What word and presentation files have in common: colours of paper, language tags, dates that never change."""

from datetime import UTC, datetime
from typing import Final, Protocol

from qosyl.localtext import Language

LANGUAGE_TAGS: Final[dict[Language, str]] = {"kk": "kk-KZ", "ru": "ru-RU"}
FONT: Final = (
    "Calibri"  # has the Kazakh letters and is where the files are opened; elsewhere its twin Carlito stands in
)

INK: Final = "1A232B"
QUIET: Final = "56616B"
LINE: Final = "B9B09C"
PAPER: Final = "FBFAF6"
ACCENT: Final = "0B5F66"
ACCENT_WASH: Final = "E3F0EF"
WARN: Final = "8A5508"
WARN_WASH: Final = "FBF0DC"

BOX_TONES: Final = {
    "case": (ACCENT, None),
    "task": (ACCENT, ACCENT_WASH),
    "tomorrow": (WARN, WARN_WASH),
    "preschool": (WARN, None),
}
OTHER_TONE: Final = (QUIET, None)

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class Properties(Protocol):
    """The part of an office file's core properties that is set here."""

    title: str
    language: str
    author: str
    last_modified_by: str
    comments: str
    revision: int
    created: datetime
    modified: datetime


def name_properties(properties: Properties, title: str, language: Language) -> None:
    """Title and language; nobody's name and no clock, so that equal content gives equal bytes."""
    properties.title = title
    properties.language = LANGUAGE_TAGS[language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = _NO_DATE.replace(tzinfo=None)
