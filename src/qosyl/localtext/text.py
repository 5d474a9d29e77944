"""The value of a text that exists in Kazakh and in Russian, both or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

Language = Literal["kk", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class LocalText:
    """One text in both languages; neither is a fallback for the other."""

    # Read by pydantic where a package file holds such a text; a plain attribute, so that this room stays pure.
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid", "strict": True}

    kk: str
    ru: str

    def pick(self, language: str) -> str:
        """The text in ``language``: exactly "kk" or "ru"; anything else is a programming error."""
        if language == "kk":
            return self.kk
        if language == "ru":
            return self.ru
        message = f"no text in {language!r}: only kk and ru exist"
        raise ValueError(message)

    def map(self, change: Callable[[str], str]) -> "LocalText":
        """The same change applied to both languages."""
        return LocalText(kk=change(self.kk), ru=change(self.ru))
