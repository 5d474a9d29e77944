"""What all shapes of a package share: frozen, no unknown keys, anchors to the approved text."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qosyl.localtext import LocalText

SLUG = r"^[a-z0-9][a-z0-9-]*$"
_LINES = r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$"


class Shape(BaseModel):
    """A frozen value of a package; a key that it does not know is an error, not a remark.

    Validated as JSON (`model_validate_json`): strict, and yet lists become tuples and words become dates and enums.
    """

    # Of some sixty shapes a dozen are read from files: only those need a validator of their own.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


#: Lines of the approved text: `335`, `176-191` or `237, 312`.
Source = Annotated[str, BeforeValidator(_as_text), Field(pattern=_LINES)]
#: A number as the plan prints it: `1.2`; kept as text, so that 1.10 stays 1.10.
Number = Annotated[str, BeforeValidator(_as_text), Field(pattern=r"^\d+(\.\d+)?$")]
#: An author's stable name of a thing.
Slug = Annotated[str, Field(pattern=SLUG)]
Day = date
Positive = Annotated[int, Field(ge=1)]
NotNegative = Annotated[int, Field(ge=0)]


class Wording(StrEnum):
    """Whose words a text is in."""

    APPROVED = "approved"  # kk is quoted from the approved text, ru is our translation of it
    RETOLD = "retold"  # both languages are our own words for what the approved text says
    ADDED = "added"  # the approved text does not say it


class Statement(Shape):
    """A sentence of the approved text, with its place in it."""

    text: LocalText
    source: Source
    wording: Wording = Wording.RETOLD


class Named(Shape):
    """A thing that the approved text names and describes."""

    key: Slug
    title: LocalText
    description: LocalText
    source: Source


def source_lines(source: str) -> list[range]:
    """The line ranges of a source, both ends included: "237, 312-314" -> [range(237, 238), range(312, 315)]."""
    ranges = []
    for part in source.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        ranges.append(range(int(first), int(last or first) + 1))
    return ranges
