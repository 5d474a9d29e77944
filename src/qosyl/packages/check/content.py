"""A package as the checks walk through it: every text with its place, every page with its structure, read once.

Here belong the indexes that several checks share. Not here: any judgement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Protocol

from qosyl.localtext import LANGUAGES, Language, LocalText, fold
from qosyl.packages.check.ordinary import SlideOutline, ordinary_prose, slide_outlines
from qosyl.packages.findings import Finding
from qosyl.packages.model.base import Shape
from qosyl.packages.model.catalogue import Work
from qosyl.packages.model.items import Item
from qosyl.packages.model.kit import KitState
from qosyl.packages.model.package import Bank, Module, Package, Topic
from qosyl.packages.prose import Prose, parse, parse_deck
from qosyl.packages.reading import Reading
from qosyl.packages.sheets import Path, Sheet

#: One best answer of four: a bank has no blueprint that could ask for another number.
_OPTIONS_OF_A_BANK = 4


# A page that did not change is not read again: a methodologist checks after each small change.
@lru_cache(maxsize=1024)
def _parsed(text: str) -> tuple[Prose, bool]:
    """The structure of a page, and whether the page is ordinary."""
    ordinary = ordinary_prose(text)
    return (parse(text), False) if ordinary is None else (ordinary, True)


def _slides(text: str) -> tuple[SlideOutline, ...]:
    prose, is_ordinary = _parsed(text)
    if is_ordinary:
        return tuple(slide_outlines(text, prose))
    return tuple(
        SlideOutline(slide.title, slide.anchor, slide.line, slide.minutes, bool(slide.notes.strip()))
        for slide in parse_deck(text)
    )


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A bilingual text of a YAML file with its place; `wording` is that of the statement it stands in."""

    file: str
    path: Path
    text: LocalText
    wording: str = ""


@dataclass(frozen=True)
class Page:
    """One Markdown file in one language."""

    file: str
    language: Language
    part: str
    text: str

    @cached_property
    def prose(self) -> Prose:
        return _parsed(self.text)[0]

    @cached_property
    def slides(self) -> tuple[SlideOutline, ...]:
        return _slides(self.text)


@dataclass(frozen=True, slots=True)
class Twins:
    """A page in both languages; `topic` is None for sections and characters."""

    kk: Page
    ru: Page
    topic: Topic | None = None

    @property
    def part(self) -> str:
        return self.kk.part

    @property
    def both(self) -> tuple[Page, Page]:
        return (self.kk, self.ru)


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item with its file and position."""

    item: Item
    file: str
    position: int

    @property
    def path(self) -> Path:
        return ("items", self.position)

    @property
    def needs_works(self) -> bool:
        """Whether the item must name the literature on which its answer rests."""
        return True


@dataclass(frozen=True, slots=True)
class TopicItem(PlacedItem):
    """An item of a topic, and whether it belongs to the self-check."""

    practice: bool
    module: str
    topic: Topic

    @property
    def needs_works(self) -> bool:
        """Items of the self-check and of drafts may do without."""
        return not self.practice and self.topic.sheet.state is KitState.FINISHED


class ItemContent(Protocol):
    """What the checks of items ask: a package and a provider's live bank both have it."""

    @property
    def items(self) -> Sequence[PlacedItem]: ...

    @property
    def folded_stems(self) -> Mapping[Language, Sequence[str]]:
        """The stems of the items by language, in the order of the items, as search compares them."""

    @property
    def options(self) -> int:
        """How many options an item offers."""

    @property
    def texts(self) -> Sequence[PlacedText]:
        """Every bilingual text of the YAML files."""

    def at(self, code: str, file: str, path: Path, /, **words: object) -> Finding:
        """A finding at a value of a YAML file; words that are no whole numbers are shown as text."""


@dataclass(frozen=True)
class Content:
    """A readable package and everything in it by place."""

    package: Package
    sheets: Mapping[str, Sheet] = field(repr=False)

    def at(self, code: str, file: str, path: Path, /, **words: object) -> Finding:
        """A finding at a value of a YAML file; words that are no whole numbers are shown as text."""
        return _finding_at(self.sheets, code, file, path, words)

    @cached_property
    def files(self) -> dict[str, Shape]:
        """The YAML files of the package with what they hold."""
        return dict(_files(self.package))

    @cached_property
    def texts(self) -> tuple[PlacedText, ...]:
        """Every bilingual text of the YAML files."""
        return tuple(text for file, shape in self.files.items() for text in _texts(file, shape))

    @cached_property
    def twins(self) -> tuple[Twins, ...]:
        """Every Markdown page in both languages."""
        return tuple(_twins(self.package))

    def pages_of(self, topic: Topic) -> dict[str, Twins]:
        """The pages of a topic by part."""
        return self._pages_by_topic.get(topic.sheet.number, {})

    @cached_property
    def _pages_by_topic(self) -> dict[str, dict[str, Twins]]:
        pages: dict[str, dict[str, Twins]] = {}
        for twins in self.twins:
            if twins.topic is not None:
                pages.setdefault(twins.topic.sheet.number, {})[twins.part] = twins
        return pages

    @property
    def options(self) -> int:
        return self.package.assessment.test.options

    @cached_property
    def items(self) -> tuple[TopicItem, ...]:
        """Items of the final test and of the self-checks, in the order of the plan."""
        return tuple(_items(self.package))

    @cached_property
    def folded_stems(self) -> dict[Language, tuple[str, ...]]:
        """The stems of the items by language, in the order of the items, as search compares them."""
        return _folded_stems(self.items)

    @cached_property
    def topics(self) -> dict[str, Topic]:
        return {topic.sheet.number: topic for topic in self.package.topics()}

    @cached_property
    def outcomes(self) -> dict[str, str]:
        """The module of every outcome."""
        return {outcome.key: module.sheet.key for module in self.package.modules for outcome in module.sheet.outcomes}

    @cached_property
    def works(self) -> dict[str, Work]:
        return {work.key: work for work in self.package.literature.works}

    @cached_property
    def terms(self) -> frozenset[str]:
        return frozenset(term.key for term in self.package.glossary.terms)


@dataclass(frozen=True)
class BankContent:
    """A provider's live bank and everything in it by place."""

    bank: Bank
    sheets: Mapping[str, Sheet] = field(repr=False)
    sizes: Mapping[str, int]
    options: int = _OPTIONS_OF_A_BANK

    def at(self, code: str, file: str, path: Path, /, **words: object) -> Finding:
        return _finding_at(self.sheets, code, file, path, words)

    @cached_property
    def items(self) -> tuple[PlacedItem, ...]:
        places = [(file, position) for file, size in self.sizes.items() for position in range(size)]
        return tuple(PlacedItem(item, *place) for item, place in zip(self.bank.items, places, strict=True))

    @cached_property
    def folded_stems(self) -> dict[Language, tuple[str, ...]]:
        return _folded_stems(self.items)

    @cached_property
    def texts(self) -> tuple[PlacedText, ...]:
        found = list(_texts("bank.yaml", self.bank.sheet))
        for placed in self.items:
            _gather(placed.file, placed.item, placed.path, "", found)
        return tuple(found)


def _finding_at(sheets: Mapping[str, Sheet], code: str, file: str, path: Path, words: Mapping[str, object]) -> Finding:
    sheet = sheets.get(file)
    shown = {name: word if type(word) is int else str(word) for name, word in words.items()}
    return Finding(file, sheet.line(*path) if sheet else 1, code, shown)


def _folded_stems(items: Sequence[PlacedItem]) -> dict[Language, tuple[str, ...]]:
    return {language: tuple(fold(p.item.stem.pick(language)) for p in items) for language in LANGUAGES}


def content_of(reading: Reading) -> Content | None:
    """The content of a reading, unless an error keeps the package from having a shape."""
    return None if reading.package is None else Content(reading.package, reading.sheets)


def module_file(module: Module) -> str:
    return f"modules/{module.sheet.key.lower()}/module.yaml"


def topic_folder(module_key: str, topic: Topic) -> str:
    return f"modules/{module_key.lower()}/{topic.sheet.number}"


def placed_topics(package: Package) -> Iterator[tuple[Module, Topic, str]]:
    """Every topic with its module and the path of its `topic.yaml`."""
    for module in package.modules:
        for topic in module.topics:
            yield module, topic, f"{topic_folder(module.sheet.key, topic)}/topic.yaml"


def _files(package: Package) -> Iterator[tuple[str, Shape]]:
    yield "programme.yaml", package.programme
    yield "glossary.yaml", package.glossary
    yield "literature.yaml", package.literature
    yield "policies.yaml", package.policies
    yield "assessment.yaml", package.assessment
    yield "support.yaml", package.support
    for survey in package.surveys:
        yield f"surveys/{survey.key}.yaml", survey
    for module in package.modules:
        yield module_file(module), module.sheet
        for topic in module.topics:
            yield from _topic_files(topic_folder(module.sheet.key, topic), topic)


def _topic_files(folder: str, topic: Topic) -> Iterator[tuple[str, Shape]]:
    yield f"{folder}/topic.yaml", topic.sheet
    yield f"{folder}/items.yaml", topic.items
    yield f"{folder}/practice.yaml", topic.practice_items
    for figure in topic.figures:
        yield f"{folder}/figures/{figure.key}.yaml", figure.sheet


def _texts(file: str, shape: Shape) -> Iterator[PlacedText]:
    found: list[PlacedText] = []
    _gather(file, shape, (), "", found)
    return iter(found)


def _gather(file: str, value: object, path: Path, wording: str, found: list[PlacedText]) -> None:
    if isinstance(value, LocalText):
        found.append(PlacedText(file, path, value, wording))
        return
    if isinstance(value, Shape):
        wording = str(getattr(value, "wording", "")) if "wording" in _fields_of(type(value)) else ""
    for step, part in _parts(value):
        if not isinstance(part, str | int | None):  # most values are: they hold no text in two languages
            _gather(file, part, (*path, step), wording, found)


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, Shape):
        return [(name, getattr(value, name)) for name in _fields_of(type(value))]
    if isinstance(value, tuple):
        return enumerate(value)
    return [(str(key), part) for key, part in value.items()] if isinstance(value, dict) else ()


@cache
def _fields_of(kind: type[Shape]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


def _twins(package: Package) -> Iterator[Twins]:
    for module, topic, _ in placed_topics(package):
        folder = topic_folder(module.sheet.key, topic)
        yield from (_pair(f"{folder}/{part}", part, text, topic) for part, text in topic.prose.items())
    yield from (_pair(f"sections/{key}", "section", text) for key, text in package.sections.items())
    yield from (_pair(f"characters/{key}", "character", text) for key, text in package.characters.items())


def _pair(stem: str, part: str, text: LocalText, topic: Topic | None = None) -> Twins:
    return Twins(Page(f"{stem}.kk.md", "kk", part, text.kk), Page(f"{stem}.ru.md", "ru", part, text.ru), topic)


def _items(package: Package) -> Iterator[TopicItem]:
    for module, topic, _ in placed_topics(package):
        folder = topic_folder(module.sheet.key, topic)
        for name, sheet in (("items", topic.items), ("practice", topic.practice_items)):
            for position, item in enumerate(sheet.items):
                practice = name == "practice"
                yield TopicItem(item, f"{folder}/{name}.yaml", position, practice, module.sheet.key, topic)


def bank_items(items: Iterable[TopicItem]) -> list[TopicItem]:
    """Only the items of the final test."""
    return [placed for placed in items if not placed.practice]
