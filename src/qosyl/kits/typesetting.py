"""Where a line of Kazakh or Russian may not break: numbers with their nouns, initials, dashes, words of one letter.

Here belongs what only a setter of type minds. The words of authors stay as they are: nothing but spaces is exchanged,
and a joiner that is never seen stands after the hyphen of a number. Few words are held: every space that does not break
makes the edge of a column more ragged. Not here: spelling, which `qosyl check` watches.
"""

import re

from qosyl.localtext import Language

_TAG = re.compile(r"(<[^>]*>)")
_CELL_OPENS, _CELL_ENDS = re.compile(r"<t[dh]\b"), re.compile(r"</t[dh]>")
_NO_BREAK = "\u00a0"
_JOINER = "\u2060"
_CAPITAL = "[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]"

_SPACES = (
    re.compile(r" (?=–(?:\s|$))"),  # a dash ends a line, it begins none
    re.compile(r"(?<=[=<>≤≥≈×]) (?=\d)|(?<=[^\W_]) (?=[=<>≤≥≈×]\s)"),  # d = 0,35
    re.compile(r"(?<=[№§]) "),
    re.compile(r"(?<=\d) (?=[^\W\d_]|\d{3}(?!\d))"),
    re.compile(r"(?<=\d\)) |(?<=\b[А-ЯӘ]:) |(?<=(?<![^\s(«„])\d\.) (?=[^\W\d_])"),  # 2) so, А: so, 3. So
    re.compile(rf"(?<=\b[^\W\d_]\.) (?=[^\W\d_]\.|{_CAPITAL})"),  # initials before a name, а. б.
    re.compile(rf"(?<=[^\W\d_]) (?={_CAPITAL}\.\s?{_CAPITAL}\.(?!\s?{_CAPITAL}))"),  # and after it: Линкер Г.Р.
)
_NOUN_OF_NUMBER = re.compile(
    r"\b(стат(?:ь[яиюе]|ей)|пункт[аеу]?|лист[аеу]?|тем[аеуы]|шаг[аеу]?|стр\.|ст\.|п\.|рис\.|табл\.) (?=\d)",
    re.IGNORECASE,
)
_SURNAME = re.compile(rf"({_CAPITAL}[^\W\d_]+) (?={_CAPITAL}\.)")  # Blatchford P. Making Best Use
_SHORT_BEFORE = re.compile(r"(?<![^\s(«„])([вксуоиая]) (?=[^\s–])", re.IGNORECASE)
_SHORT_AFTER = re.compile(r" (?=[мбп][ае](?![^\W_]))")  # Әділ ме? Көпір ме, қабырға ма
# After a dash a line may break even before a space that does not break: only the joiner holds. 6 – Ж
_KEY = re.compile(rf"(?<=[^\W_]\s–) (?={_CAPITAL}(?![^\W_]))")
_ORDINAL = re.compile(r"(?<=\d-)(?=[^\W\d_])")


def unbroken(words: str, language: Language, *, narrow: bool = False) -> str:
    """`words` with spaces that do not break where a reader would stumble over the break.

    In a `narrow` column short words are let go: a wide gap is worse there than «в» at the end of a line.
    """
    for space in _SPACES:
        words = space.sub(_NO_BREAK, words)
    words = _SURNAME.sub(rf"\1{_NO_BREAK}", _NOUN_OF_NUMBER.sub(rf"\1{_NO_BREAK}", words))
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
            words = _ORDINAL.sub(_JOINER, unbroken(piece, language, narrow=cells > 0))
            written.append(_KEY.sub(_JOINER + _NO_BREAK, words))
    return "".join(written)
