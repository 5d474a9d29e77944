"""Names of people where strangers look: masked on a public page, and compared with what a visitor typed.

Here belong masking and levelling of spellings that look alike. Not here: forms of a name in documents, search by name.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_HIDDEN = "****"
#: A name so short shows its first letter alone: first and last would be all of it, or all but one letter.
_SHORT = 3
_SPACES = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")
#: Letters of Latin alphabets that look like Cyrillic ones; small and capital twins differ, so case is levelled after.
_TWINS = str.maketrans("aceopxyhiəëABCEHIKMOPTXYƏË", "асеорхуһіәёАВСЕНІКМОРТХУӘЁ")


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in one of its two forms, in the order of documents. Family name and patronymic may be absent."""

    family: str
    given: str
    patronymic: str = ""

    @property
    def written(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)


def masked(name: FullName) -> str:
    """«С. А****а»: the initial of the given name, first and last letter of the family name, its length hidden.

    Without a family name the given name is masked instead; the patronymic is never shown.
    """
    family = name.family.strip()
    given = name.given.strip()
    if not family:
        return _masked_word(given)
    return f"{given[0]}. {_masked_word(family)}" if given else _masked_word(family)


def is_same_name(typed: str, registered: Iterable[FullName]) -> bool:
    """Whether what a visitor typed is the whole name in one of its registered forms.

    Only case, spaces, ё for е and Latin look-alikes are levelled: another Kazakh letter is another name.
    """
    folded = fold_name(typed)
    return bool(folded) and folded in {fold_name(name.written) for name in registered}


def fold_name(text: str) -> str:
    """A name as it is compared. A combining ё and й are composed first, so that a Mac writes the same."""
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())
    levelled = unicodedata.normalize("NFC", composed.translate(_TWINS).casefold())
    return levelled.translate(_TWINS).replace("ё", "е")


def _masked_word(word: str) -> str:
    if not word:
        return _HIDDEN
    return f"{word[0]}{_HIDDEN}" if len(word) <= _SHORT else f"{word[0]}{_HIDDEN}{word[-1]}"
