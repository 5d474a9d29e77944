"""Where a line of Kazakh or Russian may not break: numbers with their nouns, dashes, particles, prepositions.

Here belongs what only a setter of type minds. The words of authors stay as they are: nothing but spaces is exchanged,
and after the hyphen of a number stands a joiner that is never seen. Not here: spelling, which `qosyl check` watches.
"""

import re

from qosyl.localtext import Language

_TAG = re.compile(r"(<[^>]*>)")
_CELL_OPENS, _CELL_ENDS = re.compile(r"<t[dh]\b"), re.compile(r"</t[dh]>")
_NO_BREAK = "\u00a0"
_JOINER = "\u2060"

_ANY_LANGUAGE = (
    (re.compile(r" (?=–(?:\s|$))"), _NO_BREAK),  # a dash ends a line, it begins none
    (re.compile(r"(?<=[№§]) |(?<=\bстать[яиюей]) (?=\d)"), _NO_BREAK),
    (re.compile(r"(?<=\d) (?=[^\W\d_]|\d{3}(?!\d))"), _NO_BREAK),
    (re.compile(r"(?<=\d\)) |(?<=\b[А-ЯӘ]:) "), _NO_BREAK),  # 2) so, А: so
    (re.compile(r"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.|[А-ЯЁӘҒҚҢӨҰҮҺІA-Z])"), _NO_BREAK),  # initials, а. б.
)
_SHORT_BEFORE = re.compile(
    r"(?<![^\s(«„])(в|к|с|у|о|и|а|я|не|ни|на|но|по|за|из|от|до|об|во|ко|со) (?=[^\s–])", re.IGNORECASE
)
_SHORT_AFTER = re.compile(r" (?=(?:ма|ме|ба|бе|па|пе|да|де|та|те)(?:[\s.,;:!?»)]|$))")
_ORDINAL = re.compile(r"(?<=\d-)(?=[^\W\d_])")


def unbroken(words: str, language: Language, *, narrow: bool = False) -> str:
    """`words` with spaces that do not break where a reader would stumble over the break.

    In a `narrow` column short words are let go: a wide gap is worse there than «в» at the end of a line.
    """
    for place, space in _ANY_LANGUAGE:
        words = place.sub(space, words)
    if narrow:
        return words
    if language == "ru":
        return _SHORT_BEFORE.sub(rf"\1{_NO_BREAK}", words)
    return _SHORT_AFTER.sub(_NO_BREAK, words)


def typeset(html: str, language: Language) -> str:
    """The words of `html` unbroken, tags and attributes untouched; «3-сынып» holds together too."""
    written = []
    cells = 0
    for place, piece in enumerate(_TAG.split(html)):
        if place % 2:  # a tag
            cells += bool(_CELL_OPENS.match(piece)) - bool(_CELL_ENDS.match(piece))
            written.append(piece)
        else:
            written.append(_ORDINAL.sub(_JOINER, unbroken(piece, language, narrow=cells > 0)))
    return "".join(written)
