"""A topic to carry away: a zip that opens from a memory stick without network.

The tutor's has the key, the sample answer, notes and minute plans; the learner's has none of these. Items of the final
test are in neither. Equal packages give equal bytes; names are ASCII, so that every system unpacks them alike.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qosyl.kits import words as w
from qosyl.kits.archive import packed
from qosyl.kits.deck_html import deck_html
from qosyl.kits.deck_pptx import deck_pptx
from qosyl.kits.figures import DrawingFault, picture
from qosyl.kits.handout import handout_docx
from qosyl.kits.html import element, escape, opening
from qosyl.kits.needs import file_links
from qosyl.kits.page import (
    Audience,
    Page,
    characters_page,
    find_topic,
    glossary_page,
    literature_page,
    parts_of,
    render,
)
from qosyl.kits.shelf import asset
from qosyl.localtext import LANGUAGES, Language, LocalText
from qosyl.packages.model.package import Package, Topic

if TYPE_CHECKING:
    from qosyl.kits.links import FileLinks

_SHELF = ("lecture", "deck", "practice", "handout", "independent", "self-check", "guide", "key", "sample")
# Pages that in the tutor's bundle say more than in the learner's; the others may be handed on as they are.
_NOT_FOR_LEARNERS = frozenset({"lecture", "practice", "independent", "key", "sample"})
_AROUND = ("glossary", "literature", "characters")


def topic_bundle(package: Package, number: str, audience: Audience) -> bytes:
    """Everything of a topic for one audience. Raises LookupError where the package has no such topic."""
    _, topic = find_topic(package, number)
    return packed(dict(_Packer(package, topic, audience).files()))


class _Packer:
    def __init__(self, package: Package, topic: Topic, audience: Audience) -> None:
        self.package = package
        self.topic = topic
        self.audience = audience
        self.number = topic.sheet.number
        self.parts = parts_of(topic, audience)
        self.links: FileLinks = file_links(package, topic, audience)
        self.notes = audience == "tutor"

    def files(self) -> Iterator[tuple[str, bytes]]:
        yield "index.html", self.index().encode()
        yield "kit.css", asset("kit.css").encode()
        if "deck" in self.topic.prose:
            yield "deck.html", deck_html(self.package, self.number, notes=self.notes).encode()
        for language in LANGUAGES:
            yield from self.pages(language)
            yield from self.office_files(language)
            yield from self.figures(language)

    def pages(self, language: Language) -> Iterator[tuple[str, bytes]]:
        for part in self.parts:
            page = render(self.package, self.number, part, language, self.links, audience=self.audience)
            yield f"{language}/{part}.html", self.sheet(page, part, language).encode()
        for part in self.around():
            yield f"{language}/{part}.html", self.sheet(self.surrounding(part, language), part, language).encode()

    def around(self) -> list[str]:
        wanted = {"glossary": self.links.terms, "literature": self.links.works, "characters": self.links.characters}
        return [part for part in _AROUND if wanted[part]]

    def surrounding(self, part: str, language: Language) -> Page:
        if part == "glossary":
            return glossary_page(self.package, language, self.links.terms)
        if part == "literature":
            return literature_page(self.package, language, self.links.works)
        return characters_page(self.package, language, self.links, self.links.characters)

    def office_files(self, language: Language) -> Iterator[tuple[str, bytes]]:
        if "deck" in self.topic.prose:
            yield f"{language}/deck.pptx", deck_pptx(self.package, self.number, language, notes=self.notes)
        if "handout" in self.parts:
            yield f"{language}/handout.docx", handout_docx(self.package, self.number, language)

    def figures(self, language: Language) -> Iterator[tuple[str, bytes]]:
        for figure in self.topic.figures:
            try:
                yield f"{language}/figures/{figure.key}.png", picture(figure, language).png
            except DrawingFault:
                continue  # the pages say in words what the drawing would show

    # --- pages that stand alone -----------------------------------------------------------------------------------

    def sheet(self, page: Page, part: str, language: Language) -> str:
        other: Language = "ru" if language == "kk" else "kk"
        bar = element(
            "nav",
            element("a", escape(w.TO_START.pick(language)), href="../index.html"),
            element("a", w.OTHER_LANGUAGE.pick(language), href=f"../{other}/{part}.html", lang=other, class_="other"),
            class_="sheet-bar",
            aria_label=w.TOPIC_CONTENTS.pick(language),
        )
        stripe = self.stripe(language) if part in _NOT_FOR_LEARNERS else ""
        return _file(page.title, page.html, bar, stripe, language, "../kit.css")

    def stripe(self, language: Language) -> str:
        if not self.notes:
            return ""
        words = f"{w.FOR_TUTOR.pick(language)}. {w.TUTOR_WARNING.pick(language)}"
        return element("div", element("p", escape(words)), class_="stripe", lang=language)

    def index(self) -> str:
        """The first page: both languages beside each other, every file of the bundle in reach."""
        title = self.topic.sheet.title
        heads = "".join(self.shelf(language) for language in LANGUAGES)
        words = f"{self.number} {title.kk} / {title.ru}"
        body = element("div", heads, class_="two-tongues")
        stripe = "".join(self.stripe(language) for language in LANGUAGES)
        return _file(words, body, "", stripe, "kk", "kit.css")

    def shelf(self, language: Language) -> str:
        there = [part for part in _SHELF if part in self.parts or (part == "deck" and "deck" in self.topic.prose)]
        rows = "".join(element("li", self.row(part, language)) for part in [*there, *self.around()])
        audience = w.FOR_TUTOR if self.notes else w.FOR_LEARNER
        eyebrow = f"{w.TOPIC.pick(language).format(self.number)} · {audience.pick(language)}"
        level = "h1" if language == LANGUAGES[0] else "h2"
        return element(
            "section",
            element("p", escape(eyebrow), class_="eyebrow"),
            element(level, escape(self.topic.sheet.title.pick(language), quote=False), class_="shelf-title"),
            element("p", escape(w.OFFLINE.pick(language))),
            element("ul", rows, class_="shelf"),
            lang=language,
            class_="kit",
        )

    def row(self, part: str, language: Language) -> str:
        title = w.PART_TITLES[part].pick(language)
        if part == "deck":
            return _link(title, f"deck.html#{language}-1", main=True) + _file_link(
                title, w.FILE_PPTX, f"{language}/deck.pptx", language
            )
        row = _link(title, f"{language}/{part}.html", main=True)
        return row + (_file_link(title, w.FILE_DOCX, f"{language}/handout.docx", language) if part == "handout" else "")


def _link(words: str, address: str, *, main: bool) -> str:
    return element("a", escape(words, quote=False), href=address, class_="main" if main else None)


def _file_link(title: str, kind: LocalText, address: str, language: Language) -> str:
    """A second form of the same part; screen readers hear of which part it is."""
    unseen = element("span", f"{escape(title, quote=False)}: ", class_="unseen")
    return element("a", unseen, escape(kind.pick(language), quote=False), href=address)


def _file(title: str, body: str, bar: str, stripe: str, language: Language, style: str) -> str:
    head = (
        opening("meta", charset="utf-8")
        + opening("meta", name="viewport", content="width=device-width, initial-scale=1")
        + element("title", escape(title, quote=False))
        + opening("link", rel="stylesheet", href=style)
    )
    skip = element("a", escape(w.SKIP.pick(language)), class_="skip", href="#kit-text")
    top = element("header", bar, stripe, class_="sheet-top")
    main = element("main", body, class_="sheet", id="kit-text")
    shown = element("body", skip, top, main)
    return f"<!doctype html>\n{element('html', element('head', head), shown, lang=language, data_running=title)}\n"
