"""I (001-012): flaws of a single item that a machine can see, most of them cues for a guesser who knows nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qosyl.localtext import LANGUAGES, fold
from qosyl.packages.check.content import ItemContent, PlacedItem
from qosyl.packages.findings import Finding

_WORD = re.compile(r"[^\W\d_]{5,}")
ALL_OR_NONE = re.compile(
    r"\b(?:все|всё) (?:из )?(?:перечисленн|вышеперечисленн|указанн|варианты)|\bни один из|\bничего из|"
    r"\bнет (?:верного|правильного)|\bверны (?:все|оба)|"
    r"\b(?:жоғарыда(?:ғы|ғының)?|аталған(?:дар(?:дың)?)?|барлық) (?:\w+ ){0,2}(?:барлығы|бәрі|жауап\w* дұрыс)|"
    r"\b(?:ешқайсысы|дұрыс жауап жоқ)\b|\bбәрі дұрыс\b",
    re.IGNORECASE,
)
#: One of these is in whatever `ALL_OR_NONE` finds; tests hold the two together.
PARTS_OF_ALL_OR_NONE = (
    "перечисленн", "указанн", " варианты", "ни один из", "ничего из", "верного", "правильного", "верны ",
    "жоғарыда", "аталған", "барлық", "ешқайсысы", "дұрыс",
)  # fmt: skip
_ABSOLUTE_WORDS = (
    "всегда", "никогда", "никто", "никакой", "никакие", "исключительно", "абсолютно", "безусловно", "в любом случае",
    "әрқашан", "әрдайым", "ешқашан", "ешкім", "ешқандай", "мүлдем", "міндетті түрде", "кез келген жағдайда",
)  # fmt: skip
_ABSOLUTE = re.compile(rf"\b(?:{'|'.join(_ABSOLUTE_WORDS)})\b", re.IGNORECASE)
# A question that asks for the exception, by small letters only: «НЕ» and «ЕМЕС» are emphasis enough.
_HIDDEN_NEGATION = re.compile(
    r"\b(?i:как(?:ой|ая|ое|ие|ого|ую)|что|кто|котор\w+)\b[^?.!]*\bне\b[^?.!]*[?:]?\s*$|"
    r"\b(?i:қайсы\w*|қандай|не|кім)\b[^?.!]*\b(?:емес|жатпайды|болмайды|келмейді|кірмейді|қатысы жоқ)\b[^?.!]*[?:]?\s*$"
)
_NUMBER_OF_ACT = re.compile(r"№\s*\d|\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*(?:жылғы|года)\b")
_DIGIT = re.compile(r"\d")
_TELLING = (*PARTS_OF_ALL_OR_NONE, *_ABSOLUTE_WORDS)
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDING = 2
_LONGEST_TO_SHORTEST = 2
_CLEARLY_LONGER = 25
_SHORTEST_RATIONALE = 15


@dataclass(frozen=True)
class _Side:
    """An item in one language; what several questions ask for is worked out once."""

    language: str
    stem: str
    folded_stem: str
    options: tuple[str, ...]
    answer: int

    @property
    def key(self) -> str:
        return self.options[self.answer]

    @property
    def others(self) -> list[int]:
        return [at for at in range(len(self.options)) if at != self.answer]

    @cached_property
    def folded(self) -> list[str]:
        return [fold(text).strip(" .;,") for text in self.options]


def check_items(content: ItemContent) -> Iterator[Finding]:
    """Structure and cues of every item; items of the self-check are held to the same."""
    options = content.options
    for at, placed in enumerate(content.items):
        item = placed.item
        keys = [option.key for option in item.options]
        if len(keys) != options:
            words = {"name": item.key, "actual": len(keys), "required": options}
            yield content.at("I001", placed.file, (*placed.path, "options"), **words)
        if item.answer not in keys:
            yield content.at("I002", placed.file, (*placed.path, "answer"), name=item.key, answer=item.answer)
        if item.key in item.enemies:
            yield content.at("I012", placed.file, (*placed.path, "enemies"), name=item.key)
        yield from _rationales(content, placed)
        if item.answer in keys and len(keys) > 1:
            for language in LANGUAGES:
                texts = tuple(option.text.pick(language) for option in item.options)
                folded = content.folded_stems[language][at]
                side = _Side(language, item.stem.pick(language), folded, texts, keys.index(item.answer))
                yield from _side(content, placed, side)


def _rationales(content: ItemContent, placed: PlacedItem) -> Iterator[Finding]:
    for language in LANGUAGES:
        seen: set[str] = set()
        for at, option in enumerate(placed.item.options):
            why = option.why.pick(language)
            if len(why) < _SHORTEST_RATIONALE or why in seen:
                path = (*placed.path, "options", at, "why", language)
                yield content.at("I003", placed.file, path, name=placed.item.key, option=option.key)
            seen.add(why)
    if placed.needs_works and not placed.item.works:
        yield content.at("I011", placed.file, placed.path, name=placed.item.key)


def _side(content: ItemContent, placed: PlacedItem, side: _Side) -> Iterator[Finding]:
    for code, at, words in (*_option_flaws(side), *_stem_flaws(side), *_cues(side)):
        path = (*placed.path, "stem") if at is None else (*placed.path, "options", at, "text")
        yield content.at(code, placed.file, (*path, side.language), name=placed.item.key, **words)


#: Code, position of the option (None for the stem), words.
_Flaw = tuple[str, int | None, dict[str, str]]


def _option_flaws(side: _Side) -> Iterator[_Flaw]:
    seen: set[str] = set()
    for at, text in enumerate(side.options):
        if side.folded[at] in seen:
            yield "I004", at, {"text": text}
        seen.add(side.folded[at])
    together = "\n".join(side.options).casefold()
    if any(map(together.__contains__, _TELLING)):  # rare: only then is each option asked
        yield from _telling_words(side)


def _telling_words(side: _Side) -> Iterator[_Flaw]:
    for at, text in enumerate(side.options):
        if match := ALL_OR_NONE.search(text):
            yield "I005", at, {"text": match.group()}
        if match := _ABSOLUTE.search(text):
            yield "I006", at, {"word": match.group()}


def _stem_flaws(side: _Side) -> Iterator[_Flaw]:
    if "**" not in side.stem and _HIDDEN_NEGATION.search(side.stem):
        yield "I007", None, {}
    asked = f"{side.stem} {side.key}"
    if _DIGIT.search(asked) and (match := _NUMBER_OF_ACT.search(asked)):
        yield "I008", None, {"text": match.group()}


def _cues(side: _Side) -> Iterator[_Flaw]:
    if word := _echo(side):
        yield "I009", side.answer, {"word": word}
    lengths = [len(text) for text in side.options]
    longest, shortest = max(lengths), min(lengths)
    if longest > _LONGEST_TO_SHORTEST * shortest and longest - shortest > _CLEARLY_LONGER:
        yield "I010", lengths.index(longest), {"longest": str(longest), "shortest": str(shortest)}
    odd = _odd_one_out(side.options)
    if odd is not None:
        yield "I013", odd, {}
    elif _ends_apart(side):
        yield "I014", side.answer, {}


def _echo(side: _Side) -> str | None:
    """A word of the stem that only the key repeats, where no other option repeats as much of the stem."""
    stem = _stems_of(side.folded_stem)
    key = stem & _stems_of(side.folded[side.answer])
    if not key:
        return None
    others = [stem & _stems_of(side.folded[at]) for at in side.others]
    only = key.difference(*others)
    return min(only) if only and len(key) > max(map(len, others), default=0) else None


def _stems_of(folded: str) -> set[str]:
    """Words by their first six letters: endings change by case and person."""
    return {word[:6] for word in _WORD.findall(folded)}


def _odd_one_out(options: Sequence[str]) -> int | None:
    """The one option that ends with another sign, or begins with another case, than all others."""
    if len(options) <= _ENDING:
        return None
    bare = [text.strip() for text in options]
    for marks in ([text[-1:] in ".;,!?" for text in bare], [text[:1].isupper() for text in bare]):
        for value in (True, False):
            if marks.count(value) == 1:
                return marks.index(value)
    return None


def _ends_apart(side: _Side) -> bool:
    """Whether all wrong options share an ending that the key lacks: the last word in Kazakh, the first in Russian."""
    place = -1 if side.language == "kk" else 0
    if len(side.others) <= _ENDING:
        return False
    shared = _ending(side.options[side.others[0]], place)
    # Asked one by one: the first two options usually differ already.
    if shared is None or any(_ending(side.options[at], place) != shared for at in side.others[1:]):
        return False
    return _ending(side.key, place) not in (None, shared)


def _ending(text: str, place: int) -> str | None:
    words = _LETTERS.findall(text.casefold())
    return words[place][-_ENDING:] if words else None
