"""Which files make a package or a bank, and how they are put together.

The conventions of `docs/package-format.md` as code. Not here: how a file is read (`shelf`).
"""

import re
from collections.abc import Iterable
from itertools import chain

from qosyl.localtext import LANGUAGES, LocalText
from qosyl.packages.findings import Finding
from qosyl.packages.model.assessment import AssessmentSheet
from qosyl.packages.model.catalogue import GlossarySheet, LiteratureSheet, SupportSheet, SurveySheet
from qosyl.packages.model.items import BankSheet, ItemSheet
from qosyl.packages.model.kit import FigureSheet, TopicSheet
from qosyl.packages.model.package import PROSE_PARTS, Bank, Figure, Module, Package, Topic
from qosyl.packages.model.plan import ModuleSheet
from qosyl.packages.model.policies import PolicySheet
from qosyl.packages.model.programme import ProgrammeSheet
from qosyl.packages.shelf import Shelf

_SLUG = "[a-z0-9][a-z0-9-]*"
_PROSE_FILE = re.compile(rf"({_SLUG})\.({'|'.join(LANGUAGES)})\.md")
_YAML_FILE = re.compile(rf"({_SLUG})\.yaml")
_FIGURE_FILE = re.compile(rf"({_SLUG})\.(?:svg|yaml)")
_MODULE_FOLDER = re.compile(r"m([1-9]\d{0,3})")


def package_from(shelf: Shelf) -> Package | None:
    """The package on a shelf; None when a part that it cannot be without is absent or has no shape."""
    programme = shelf.sheet("programme.yaml", ProgrammeSheet)
    glossary = shelf.sheet("glossary.yaml", GlossarySheet)
    literature = shelf.sheet("literature.yaml", LiteratureSheet)
    policies = shelf.sheet("policies.yaml", PolicySheet)
    assessment = shelf.sheet("assessment.yaml", AssessmentSheet)
    support = shelf.sheet("support.yaml", SupportSheet)
    surveys = _surveys(shelf)
    sections, characters = _pages(shelf, "sections"), _pages(shelf, "characters")
    modules = _modules(shelf)
    # `whole` is False exactly when one of these is None; said twice because the type checker reads only the latter.
    if not (programme and glossary and literature and policies and assessment and support and shelf.whole):
        return None
    _match_sections(shelf, programme, sections)
    return Package(
        programme=programme,
        glossary=glossary,
        literature=literature,
        policies=policies,
        assessment=assessment,
        support=support,
        surveys=surveys,
        sections=sections,
        characters=characters,
        modules=modules,
    )


def bank_from(shelf: Shelf) -> tuple[Bank | None, dict[str, int]]:
    """The provider's live bank on a shelf, and how many items each of its files holds."""
    sheet = shelf.sheet("bank.yaml", BankSheet)
    files = [f"items/{name}" for name in shelf.names_in("items") if _YAML_FILE.fullmatch(name)]
    read = {file: shelf.sheet(file, ItemSheet) for file in files}
    parts = {file: part.items for file, part in read.items() if part}
    sizes = {file: len(items) for file, items in parts.items()}
    if sheet is None or not shelf.whole:
        return None, sizes
    return Bank(sheet=sheet, items=tuple(chain.from_iterable(parts.values()))), sizes


def _surveys(shelf: Shelf) -> tuple[SurveySheet, ...]:
    surveys = []
    for name in shelf.names_in("surveys"):
        match = _YAML_FILE.fullmatch(name)
        survey = shelf.sheet(f"surveys/{name}", SurveySheet) if match else None
        if match and survey:
            _match_name(shelf, f"surveys/{name}", "key", survey.key, match[1])
            surveys.append(survey)
    return tuple(surveys)


def _pages(shelf: Shelf, folder: str) -> dict[str, LocalText]:
    """Bilingual pages of a folder by their key."""
    names = [match[1] for match in map(_PROSE_FILE.fullmatch, shelf.names_in(folder)) if match]
    pages = {}
    for name in dict.fromkeys(names):
        page = shelf.prose(f"{folder}/{name}")
        if page is not None:
            pages[name] = page
    return pages


def _match_sections(shelf: Shelf, programme: ProgrammeSheet, pages: dict[str, LocalText]) -> None:
    """Every section of the programme has its prose, and every prose its section."""
    sheet = shelf.sheets["programme.yaml"]
    listed = {section.key: place for place, section in enumerate(programme.sections)}
    for key, place in listed.items():
        if not any(f"sections/{key}.{language}.md" in shelf for language in LANGUAGES):
            shelf.note(Finding("programme.yaml", sheet.line("sections", place), "Y045", {"key": key}))
    for key in pages:
        if key not in listed:
            shelf.note(Finding(f"sections/{key}.kk.md", 1, "Y046", {"key": key}))


def _modules(shelf: Shelf) -> tuple[Module, ...]:
    folders = [match for match in map(_MODULE_FOLDER.fullmatch, shelf.folders_in("modules")) if match]
    modules = []
    for match in sorted(folders, key=lambda match: int(match[1])):
        module = _module(shelf, f"modules/{match[0]}")
        if module is not None:
            modules.append(module)
    return tuple(modules)


def _module(shelf: Shelf, folder: str) -> Module | None:
    file = f"{folder}/module.yaml"
    sheet = shelf.sheet(file, ModuleSheet)
    present = shelf.folders_in(folder)
    if sheet is None:
        for number in present:  # read all the same: one run shows the findings of all files
            _topic(shelf, f"{folder}/{number}", number)
        return None
    _match_name(shelf, file, "key", sheet.key.lower(), folder.rpartition("/")[2])
    for number in present:
        if number not in sheet.topics:
            shelf.note(Finding(f"{folder}/{number}", 1, "Y041", {"topic": number}))
            shelf.pass_over(f"{folder}/{number}")
    topics = [_listed_topic(shelf, folder, number, place) for number, place in _places(sheet.topics)]
    return Module(sheet=sheet, topics=tuple(topic for topic in topics if topic))


def _places(numbers: Iterable[str]) -> list[tuple[str, int]]:
    """Each number once, with its first place in the list."""
    places: dict[str, int] = {}
    for place, number in enumerate(numbers):
        places.setdefault(number, place)
    return list(places.items())


def _listed_topic(shelf: Shelf, folder: str, number: str, place: int) -> Topic | None:
    if number in shelf.folders_in(folder):
        return _topic(shelf, f"{folder}/{number}", number)
    file = f"{folder}/module.yaml"
    shelf.note(Finding(file, shelf.sheets[file].line("topics", place), "Y040", {"topic": number}))
    shelf.whole = False
    return None


def _topic(shelf: Shelf, folder: str, number: str) -> Topic | None:
    file = f"{folder}/topic.yaml"
    sheet = shelf.sheet(file, TopicSheet)
    prose = {part: shelf.prose(f"{folder}/{part}") for part in PROSE_PARTS}
    figures = _figures(shelf, f"{folder}/figures")
    items = shelf.optional_sheet(f"{folder}/items.yaml", ItemSheet)
    practice_items = shelf.optional_sheet(f"{folder}/practice.yaml", ItemSheet)
    if sheet is None:
        return None
    _match_name(shelf, file, "number", sheet.number, number)
    return Topic(
        sheet=sheet,
        prose={part: text for part, text in prose.items() if text is not None},
        figures=figures,
        items=items or ItemSheet(items=()),
        practice_items=practice_items or ItemSheet(items=()),
    )


def _figures(shelf: Shelf, folder: str) -> tuple[Figure, ...]:
    names = [match[1] for match in map(_FIGURE_FILE.fullmatch, shelf.names_in(folder)) if match]
    figures = [_figure(shelf, folder, name) for name in dict.fromkeys(names)]
    return tuple(figure for figure in figures if figure)


def _figure(shelf: Shelf, folder: str, name: str) -> Figure | None:
    """A figure that has both its drawing and its words; a half of one is a finding."""
    svg, words = f"{folder}/{name}.svg", f"{folder}/{name}.yaml"
    sheet = shelf.optional_sheet(words, FigureSheet)
    drawing = shelf.drawing(svg) if svg in shelf else None
    if svg not in shelf:
        shelf.note(Finding(words, 1, "Y043", {"name": name}))
    if words not in shelf:
        shelf.note(Finding(svg, 1, "Y044", {"name": name}))
    return Figure(key=name, sheet=sheet, drawing=drawing) if sheet and drawing is not None else None


def _match_name(shelf: Shelf, file: str, key: str, value: str, name: str) -> None:
    """A file or folder is named after the key that it holds."""
    if value != name:
        shelf.note(Finding(file, shelf.sheets[file].line(key), "Y042", {"key": value, "name": name}))
