"""The two alphabets: sorting, folding for search, and Latin letters that pose as Cyrillic ones."""

import re
import unicodedata

KAZAKH_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: rank for rank, letter in enumerate(KAZAKH_ALPHABET)}
_BEFORE_LETTERS, _AFTER_LETTERS = 0, 1

# What people type without a Kazakh keyboard; both sides of a search are folded alike, so the loss is symmetrical.
_FOLDED = tuple(zip("әғқңөұүһіё", "агкноуухие", strict=True))
# Small and capital twins differ: Latin H looks like Н, Latin h like һ.
_LATIN_TWINS = str.maketrans("aceopxyhiABCEHIKMOPTXY", "асеорхуһіАВСЕНІКМОРТХУ")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")


def collation_key(text: str) -> tuple[tuple[int, int], ...]:
    """Sorting key by the 42 letters of the Kazakh alphabet; it contains the Russian one in its usual order.

    Letters of other alphabets come after, everything else (spaces, digits, signs) before.
    """
    key = []
    for sign in unicodedata.normalize("NFC", text).casefold():
        rank = _RANK.get(sign)
        if rank is not None:
            key.append((_AFTER_LETTERS, rank))
        elif sign.isalpha():
            key.append((_AFTER_LETTERS + 1, ord(sign)))
        else:
            key.append((_BEFORE_LETTERS, ord(sign)))
    return tuple(key)


def fold(text: str) -> str:
    """Text as search compares it: case, Kazakh letters, ё and Latin look-alikes inside Cyrillic words are levelled."""
    composed = unicodedata.normalize("NFC", text)
    if _LATIN.search(composed):  # most texts have no Latin letter at all
        composed = _WORD.sub(lambda word: _cyrillic(word.group()), composed)
    folded = unicodedata.normalize("NFC", composed.casefold())
    for letter, plain in _FOLDED:  # several times as fast as `translate` on the short texts that are folded
        folded = folded.replace(letter, plain)
    return folded


def _cyrillic(word: str) -> str:
    return word.translate(_LATIN_TWINS) if _is_mixed(word) else word


def _is_mixed(word: str) -> bool:
    return not word.isascii() and bool(_LATIN.search(word.casefold()) and _CYRILLIC.search(word))


def latin_lookalikes(text: str) -> list[str]:
    """Words that mix Latin and Cyrillic letters, in order of appearance: nearly always a typing slip."""
    if text.isascii():
        return []
    return [word for word in _WORD.findall(text) if _is_mixed(word)]
