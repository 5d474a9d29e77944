"""What a topic leads to: the terms, works and characters that must lie beside it where there is no network."""

from collections.abc import Iterable

from qosyl.kits.links import FileLinks
from qosyl.kits.page import Audience, parts_of
from qosyl.localtext import LANGUAGES
from qosyl.packages.model.package import Package, Topic
from qosyl.packages.prose import Prose, parse


def file_links(package: Package, topic: Topic, audience: Audience) -> FileLinks:
    """The links of a folder that holds this topic alone, for this audience."""
    parts = parts_of(topic, audience)
    pages = {
        part: _read(topic.prose[part].pick(language) for language in LANGUAGES) for part in parts if part in topic.prose
    }
    characters = _characters(package, [page for pair in pages.values() for page in pair])
    everything = [page for pair in pages.values() for page in pair]
    everything += [page for key in characters for page in _read(package.characters[key].pick(x) for x in LANGUAGES)]
    known_terms = {term.key for term in package.glossary.terms}
    known_works = {work.key for work in package.literature.works}
    return FileLinks(
        number=topic.sheet.number,
        parts=frozenset(parts),
        anchors={
            head.anchor: part for part, pair in pages.items() for page in pair for head in page.headings if head.anchor
        },
        terms=frozenset((_targets(everything, "term") | set(topic.sheet.terms)) & known_terms),
        works=frozenset((_targets(everything, "work") | _readings(topic)) & known_works),
        characters=frozenset(characters),
    )


def _read(texts: Iterable[str]) -> list[Prose]:
    return [parse(text) for text in texts]


def _targets(pages: Iterable[Prose], scheme: str) -> set[str]:
    return {link.target for page in pages for link in page.links if link.scheme == scheme}


def _characters(package: Package, pages: list[Prose]) -> list[str]:
    """Characters that the pages lead to, and those that these lead to in turn, in the package's order."""
    found: set[str] = set()
    waiting = _targets(pages, "character")
    while waiting:
        found |= waiting
        texts = [package.characters[key] for key in waiting if key in package.characters]
        waiting = _targets(_read(text.pick(language) for text in texts for language in LANGUAGES), "character") - found
    return [key for key in package.characters if key in found]


def _readings(topic: Topic) -> set[str]:
    sheet = topic.sheet
    kits = [kit for kit in (sheet.lecture, sheet.practice, sheet.independent_work) if kit is not None]
    return {reading.work for kit in kits for reading in kit.literature}
