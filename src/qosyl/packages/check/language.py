"""L (010-021): the letters and signs of every text, and twins that are no twins."""

import re
from collections.abc import Iterator

from qosyl.localtext import LANGUAGES, LocalText, latin_lookalikes
from qosyl.packages.check.content import Content, ItemContent, Twins
from qosyl.packages.findings import Finding

# One of these is in whatever any of the finer patterns below could find; most texts hold none and are done with.
_SIGNS = re.compile(
    r"[A-Za-z\"\u00ad\u200b-\u200f\u2060"
    r"\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"  # every space but the usual one
)
_DOUBLE_SPACE = re.compile(r"\S[ \u00a0]{2,}\S")
_STRAIGHT_QUOTE = re.compile(r'"')
_HYPHEN_AS_DASH = re.compile(r"(?<=[^\W\d_])[,.»)]?\s-\s(?=\S)")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060]")
_NOT_NORMATIVE = re.compile(r"қол\s+жетімд\w+|педагогтар\w*", re.IGNORECASE)
_NORMATIVE = {"қол": "қолжетімді", "пед": "педагогтер"}
_KAZAKH_LETTERS = "қіңғәүұөһҚІӘҒҢҰҮӨҺ"  # the commonest first
_KAZAKH_LETTER = re.compile(f"[{_KAZAKH_LETTERS}]")
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
_QUOTATION = re.compile(r"«[^»]*»")

#: A text shorter than this may be the same in both languages or lack Kazakh letters by chance.
_LONG_ENOUGH = 40
#: From here on the share of Kazakh letters is steady.
_PROSE = 200
#: So much of a page tells its language.
_BEGINNING = 3000
#: Kazakh prose has a fifth of such letters; a text with less than one in fifty is hardly Kazakh.
_FEW_KAZAKH = 50
#: A Russian text in which every twelfth letter is Kazakh is no Russian text.
_MANY_KAZAKH = 12
#: Twins of three words or more are hardly the same by nature.
_WORDS_OF_A_SENTENCE = 3


def check_language(content: Content) -> Iterator[Finding]:
    """Signs and letters of all texts and pages, the language that each slot holds."""
    yield from check_texts(content)
    for twins in content.twins:
        yield from _pages(twins)


def check_texts(content: ItemContent) -> Iterator[Finding]:
    """The same of the texts in YAML files alone: all that a bank has."""
    for placed in content.texts:
        for language in LANGUAGES:
            text = placed.text.pick(language)
            if _is_suspicious(text):
                for code, words in flaws_of(text, language, quoted=placed.wording == "approved"):
                    yield content.at(code, placed.file, (*placed.path, language), **words)
        for code in slot_flaws(placed.text):
            yield content.at(code, placed.file, placed.path)


def _pages(twins: Twins) -> Iterator[Finding]:
    for page in twins.both:
        for passage in page.prose.passages:
            if _is_suspicious(passage.words):
                for code, words in flaws_of(passage.words, page.language, quoted=False):
                    yield Finding(page.file, passage.line, code, words)
    beginning = LocalText(twins.kk.text, twins.ru.text).map(lambda text: text[:_BEGINNING])
    for code in slot_flaws(beginning):
        yield Finding((twins.ru if code == "L018" else twins.kk).file, 1, code)


def _is_suspicious(text: str) -> bool:
    return _SIGNS.search(text) is not None or "  " in text or " -" in text or "ол жетімд" in text or "едагогтар" in text


def flaws_of(text: str, language: str, *, quoted: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """What is wrong with the letters and signs of one text; a quotation keeps the spelling of its source."""
    for word in dict.fromkeys(latin_lookalikes(text)):
        if not _is_compound(word):
            yield "L010", {"word": word}
    for code, pattern in (("L011", _DOUBLE_SPACE), ("L012", _STRAIGHT_QUOTE), ("L013", _HYPHEN_AS_DASH)):
        if match := pattern.search(text):
            yield code, {"near": _near(text, match.start())}
    if match := _INVISIBLE.search(text):
        yield "L014", {"sign": f"U+{ord(match.group()):04X}", "near": _near(text, match.start())}
    if language == "kk" and not quoted and (match := _NOT_NORMATIVE.search(text)):
        yield "L015", {"word": match.group(), "normative": _NORMATIVE[match.group()[:3].lower()]}


def slot_flaws(text: LocalText) -> Iterator[str]:
    """Twins that are the same text, Russian in the place of Kazakh and the other way round."""
    if text.kk == text.ru:
        if _CYRILLIC.search(text.kk) and len(text.kk.split()) >= _WORDS_OF_A_SENTENCE:
            yield "L016"
        return
    if len(text.kk) >= _LONG_ENOUGH and _lacks_kazakh(text.kk):
        yield "L017"
    if len(text.ru) >= _LONG_ENOUGH and _is_kazakh(text.ru):
        yield "L018"


def _lacks_kazakh(text: str) -> bool:
    """A short Kazakh title may do with one such letter, prose cannot."""
    found = 0
    for letter in _KAZAKH_LETTERS:
        found += text.count(letter)
        if found * _FEW_KAZAKH >= len(text):  # there are at most so many letters; nearly every text ends here
            return False
    letters = len(_CYRILLIC.findall(text))
    return letters >= _LONG_ENOUGH and (not found or (letters >= _PROSE and found * _FEW_KAZAKH < letters))


def _is_kazakh(text: str) -> bool:
    """Whether a text is Kazakh outside its quotations: official titles are quoted in the language of the act."""
    if _KAZAKH_LETTER.search(text) is None:
        return False
    own = _QUOTATION.sub("", text)
    letters = len(_CYRILLIC.findall(own))
    return letters >= _LONG_ENOUGH and _kazakh_letters(own) * _MANY_KAZAKH > letters


def _kazakh_letters(text: str) -> int:
    return sum(map(text.count, _KAZAKH_LETTERS))


def _is_compound(word: str) -> bool:
    """A Latin name with a Cyrillic ending, as Kazakh writes it: «UDLге», «Wordтағы»: one change of alphabet only."""
    kinds = ["latin" if sign.isascii() else "cyrillic" for sign in word]
    first_cyrillic = kinds.index("cyrillic")
    return first_cyrillic > 1 and "latin" not in kinds[first_cyrillic:]


def _near(text: str, place: int) -> str:
    return " ".join(text[max(0, place - 20) : place + 20].split("\n"))
