"""Display settings of one reader: what there is to choose, and how a choice travels in a cookie. Pure.

The server writes the choice as ``data-`` attributes on ``<html>``, so that it holds without JavaScript. The module
``static/ui/display.js`` writes the same cookie for an instant preview; both sides read the same simple form,
``text:3.theme:dark``. Not here: the words of the choices (templates and context) and HTTP.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

COOKIE_NAME = "qosyl_display"
COOKIE_SECONDS = 365 * 24 * 3600

# The first value of each is what a reader has who never chose; it is not written anywhere.
CHOICES: Mapping[str, tuple[str, ...]] = {
    "text": ("1", "2", "3", "4"),
    "spacing": ("normal", "wide"),
    "contrast": ("normal", "high"),
    "motion": ("auto", "calm"),
    "theme": ("auto", "light", "dark"),
}


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """What one reader chose; every value is one of ``CHOICES``."""

    text: str = "1"
    spacing: str = "normal"
    contrast: str = "normal"
    motion: str = "auto"
    theme: str = "auto"

    @classmethod
    def from_choices(cls, chosen: Mapping[str, str]) -> Self:
        """Settings from a form or a cookie; whatever is unknown counts as not chosen."""
        return cls(**{name: chosen[name] for name, values in CHOICES.items() if chosen.get(name) in values})

    @classmethod
    def from_cookie(cls, cookie: str) -> Self:
        pairs = (part.partition(":") for part in cookie.split("."))
        return cls.from_choices({name: value for name, _, value in pairs})

    def chosen(self) -> dict[str, str]:
        """Only what differs from the way the site looks by itself."""
        return {name: value for name, value in asdict(self).items() if value != CHOICES[name][0]}

    def as_cookie(self) -> str:
        return ".".join(f"{name}:{value}" for name, value in self.chosen().items())
