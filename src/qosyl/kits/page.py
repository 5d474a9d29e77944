"""The pages of a topic as safe HTML in one language: what the web, the memory stick and the printer all show.

`render(package, number, part, language, links)` gives a `Page`; `glossary_page` and `literature_page` give the pages
around a topic, `render_prose` the rest. Nothing here has inline style or script; the stylesheet is `assets/kit.css`.
A structured part of `topic.yaml` is not repeated where the prose has a heading of its own for it: the anchors ``aim``,
``questions``, ``control`` and ``check`` in the practical class; ``aim``, ``tasks``, ``criteria`` and ``check`` in the
independent work. What this stylesheet and every other may rely on:

* page: ``kit`` (article), ``kit-head``, ``eyebrow``, ``outcomes``, ``budget``, ``facts``, ``lead-label``, ``part``,
  ``part kit-questions|kit-terms|kit-literature|kit-plan|kit-controls|kit-criteria|kit-aim|kit-tasks|kit-main``
* boxes: ``box box-case|box-task|box-tomorrow|box-preschool|box-example|box-note``, ``box-top``, ``box-head``,
  ``box-kind``, ``box-minutes``, ``box-title``, ``box-body``
* tables: ``table-scroll``, ``table-number``, ``side-left|side-center|side-right``, ``write-cell``
* figures: ``figure``, ``figure-number``, ``figure-words``, in drawings the ``f-…`` classes of the package format
* links: ``term`` (with ``data-term``, ``aria-describedby``), ``to-topic``, ``to-work``, ``to-character``, ``outside``
* lists: ``ticks``, ``tickable``, ``tick``, ``terms``, ``literature``, ``questions``, ``beneath``, ``question``
* paper: ``paper-only`` (shown there only), ``kit-answers``, ``kit-key``; ``cited`` (the number of a work in the list)
* self-check: ``item``, ``item-number``, ``option``, ``answer`` (details), ``why``, ``why-right``, ``why-option``,
  ``why-best``
* the rest: ``write-line``, ``blank``, ``name-lines``, ``tag``, ``tag-warn``, ``unseen`` (for screen readers only),
  ``work-note`` (what a work in another language is called)
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from qosyl.kits import sections as s
from qosyl.kits import words as w
from qosyl.kits.html import element, escape
from qosyl.kits.links import Links
from qosyl.kits.typesetting import typeset
from qosyl.kits.writer import Writer
from qosyl.localtext import Language, LocalText
from qosyl.packages.model.kit import CheckQuestion, Reading
from qosyl.packages.model.package import Module, Package, Topic

Audience = Literal["learner", "tutor"]
#: Pages of a topic in the order of its table of contents.
PARTS: Final = ("lecture", "practice", "handout", "independent", "self-check", "guide", "key", "sample")
#: Pages that learners never get.
TUTOR_PARTS: Final = frozenset({"key", "sample"})


class MissingPart(LookupError):
    """The topic has no such part, or not for this audience."""


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: `html` is one `<article>` with its heading; `contents` are anchors and words of its sections."""

    title: str
    html: str
    contents: tuple[tuple[str, str], ...]
    terms: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What is at hand while one page of a topic is written."""

    package: Package
    module: Module
    topic: Topic
    language: Language
    audience: Audience
    writer: Writer

    def number(self, readings: Sequence[Reading], check: Sequence[CheckQuestion] = ()) -> None:
        """Before the prose is written: numbers of the readings that its citations name, answers to its questions."""
        self.writer.numbers = {key: place for place, key in enumerate(self.listed(readings), 1)}
        if self.audience == "tutor" and check:
            self.writer.answers = {"check": [s.say(one.answer, self.language) for one in check]}

    def listed(self, readings: Sequence[Reading]) -> dict[str, Reading]:
        return {reading.work: reading for reading in readings if reading.work in self.writer.works}

    def prose(self, part: str) -> str:
        text = self.topic.prose.get(part)
        return self.writer.prose(text.pick(self.language)) if text else ""

    def titled(self, title: LocalText, key: str, *content: str) -> str:
        return s.titled(title, self.language, key, *content)

    def unless(self, anchor: str, section: str) -> str:
        """A structured section, unless the prose has its own under that anchor: nothing is said twice."""
        return "" if anchor in self.writer.ids else section

    def asked(self, check: Sequence[CheckQuestion]) -> str:
        """Questions of control, if the prose does not ask them: the tutor's with answers, the learner's without."""
        if self.audience == "tutor" and "check" not in self.writer.answered:
            return s.questions(check, w.CONTROL_ANSWERS, self.language, answers=True, beneath=True)
        return self.unless("check", s.questions(check, w.CONTROL, self.language, answers=False))

    def literature(self, readings: Sequence[Reading]) -> str:
        """The readings of the part, and below them other works that its prose leads to."""
        works = {work.key: work for work in self.package.literature.works}
        wanted = self.listed(readings)
        keys = dict.fromkeys([*wanted, *(self.writer.numbers or self.writer.met_of("work"))])
        found = [(works[key], wanted.get(key)) for key in keys if key in works]
        if not found:
            return ""
        self.writer.met.update({("work", work.key): None for work, _ in found})
        return self.titled(w.PART_TITLES["literature"], "kit-literature", s.literature(found, self.language))

    def terms(self) -> str:
        """Definitions of the terms that the prose links to: readable without scripts, heard from each link."""
        met = self.writer.met_of("term")
        found = [term for term in self.package.glossary.terms if term.key in met]
        return self.titled(w.TERMS_HERE, "kit-terms", s.term_list(found, self.language)) if found else ""


def parts_of(topic: Topic, audience: Audience) -> tuple[str, ...]:
    """The parts that the topic has and this audience may read, in order."""
    there = {
        "lecture": "lecture" in topic.prose,
        "practice": "practice" in topic.prose or topic.sheet.practice is not None,
        "independent": "independent" in topic.prose or topic.sheet.independent_work is not None,
        "self-check": bool(topic.practice_items.items),
    }
    allowed = [part for part in PARTS if audience == "tutor" or part not in TUTOR_PARTS]
    return tuple(part for part in allowed if there.get(part, part in topic.prose))


def find_topic(package: Package, number: str) -> tuple[Module, Topic]:
    """The topic of that number with its module; raises LookupError."""
    for module in package.modules:
        for topic in module.topics:
            if topic.sheet.number == number:
                return module, topic
    raise LookupError(f"the package has no topic {number}")


def render(
    package: Package, number: str, part: str, language: Language, links: Links, *, audience: Audience = "learner"
) -> Page:
    """One part of a topic as a page. Raises MissingPart where there is none for this audience."""
    module, topic = find_topic(package, number)
    if part not in parts_of(topic, audience):
        raise MissingPart(f"topic {number} has no part {part} for a {audience}")
    writer = Writer(
        language,
        links,
        {figure.key: figure for figure in topic.figures},
        frozenset(term.key for term in package.glossary.terms),
        works=frozenset(work.key for work in package.literature.works),
    )
    desk = _Desk(package, module, topic, language, audience, writer)
    body = _PARTS.get(part, _prose_only)(desk, part)
    eyebrow = _eyebrow(desk, part)
    return Page(
        title=f"{topic.sheet.number} {topic.sheet.title.pick(language)}",
        html=_article(topic.sheet.title.pick(language), eyebrow, body, language, part),
        contents=tuple(writer.headings),
        terms=tuple(writer.met_of("term")),
        works=tuple(writer.met_of("work")),
        characters=tuple(writer.met_of("character")),
    )


def render_prose(
    package: Package, text: str, language: Language, links: Links, *, prefix: str = "", shift: int = 0
) -> str:
    """Prose that belongs to no topic (a section, a character) as safe HTML, definitions of its terms below.

    `prefix` begins every id where several texts stand on one page; `shift` lowers the level of headings.
    """
    terms = frozenset(term.key for term in package.glossary.terms)
    writer = Writer(language, links, terms=terms, prefix=prefix, shift=shift)
    html = typeset(writer.prose(text), language)
    met = set(writer.met_of("term"))
    found = [term for term in package.glossary.terms if term.key in met]
    if not found:
        return html
    shown = s.term_list(found, language, prefix=prefix)
    heading = element(f"h{2 + shift}", s.say(w.TERMS_HERE, language))
    return html + typeset(element("section", heading, shown, class_="part"), language)


def glossary_page(package: Package, language: Language, keys: Iterable[str]) -> Page:
    """The terms of `keys` with their definitions; each is a target of ``term:`` links."""
    wanted = set(keys)
    found = [term for term in package.glossary.terms if term.key in wanted]
    return _list_page("glossary", s.term_list(found, language, prefix=None), language)


def literature_page(package: Package, language: Language, keys: Iterable[str]) -> Page:
    """The works of `keys`; each is a target of ``work:`` links."""
    wanted = set(keys)
    found = [(work, None) for work in package.literature.works if work.key in wanted]
    return _list_page("literature", s.literature(found, language, prefix=""), language)


def characters_page(package: Package, language: Language, links: Links, keys: Iterable[str]) -> Page:
    """The characters of `keys`; each is a target of ``character:`` links."""
    wanted = set(keys)
    shown = "".join(
        element(
            "section",
            render_prose(package, text.pick(language), language, links, prefix=f"{key}-", shift=1),
            id=key,
            class_="part character",
        )
        for key, text in package.characters.items()
        if key in wanted
    )
    return _list_page("characters", shown, language)


def _list_page(part: str, body: str, language: Language) -> Page:
    title = w.PART_TITLES[part].pick(language)
    return Page(title, _article(title, "", body, language, part), ())


def _article(title: str, eyebrow: str, body: str, language: Language, part: str) -> str:
    head = element(
        "header",
        element("p", eyebrow, class_="eyebrow") if eyebrow else "",
        element("h1", escape(title, quote=False)),
        class_="kit-head",
    )
    return typeset(element("article", head, body, class_=f"kit kit-page-{part}", lang=language), language)


def _eyebrow(desk: _Desk, part: str) -> str:
    sheet, language = desk.topic.sheet, desk.language
    words = [w.TOPIC.pick(language).format(sheet.number), w.PART_TITLES[part].pick(language)]
    hours = {"lecture": sheet.hours.lecture, "practice": sheet.hours.practice}.get(part, 0)
    if hours:
        words.append(w.HOURS.pick(language).format(hours))
    return escape(" · ".join(words), quote=False)


def _lecture(desk: _Desk, _part: str) -> str:
    sheet, language = desk.topic.sheet, desk.language
    outcomes = [outcome for outcome in desk.module.sheet.outcomes if outcome.key in sheet.outcomes]
    lecture = sheet.lecture
    minutes = s.budget(lecture.minutes, language) if lecture and desk.audience == "tutor" else ""
    readings, check = (lecture.literature, lecture.questions) if lecture else ((), ())
    desk.number(readings)
    prose = desk.prose("lecture")
    asked = s.questions(check, w.CONTROL_QUESTIONS, language, answers=True)
    around = desk.terms() + desk.literature(readings) + s.answers_on_paper(check, language)
    return s.outcomes(outcomes, language) + minutes + prose + asked + around


def _practice(desk: _Desk, _part: str) -> str:
    language, practice, tutor = desk.language, desk.topic.sheet.practice, desk.audience == "tutor"
    desk.number(practice.literature if practice else (), practice.check if practice else ())
    prose = desk.prose("practice")
    if practice is None:
        return prose + desk.terms() + desk.literature(())
    before = [
        desk.unless("aim", desk.titled(w.AIM, "kit-aim", element("p", s.say(practice.aim, language)))),
        desk.unless("aim", desk.titled(w.TASKS, "kit-tasks", s.bullets(practice.tasks, language))),
        desk.unless("questions", desk.titled(w.MAIN_QUESTIONS, "kit-main", s.bullets(practice.questions, language))),
        s.minute_plan(practice.plan, language) if tutor else "",
    ]
    after = [
        desk.unless("control", s.controls(practice.controls, desk.module.sheet.outcomes, language)),
        desk.asked(practice.check),
        desk.terms(),
        desk.literature(practice.literature),
    ]
    return "".join([*before, prose, *after])


def _independent(desk: _Desk, _part: str) -> str:
    language, work = desk.language, desk.topic.sheet.independent_work
    desk.number(work.literature if work else (), work.check if work else ())
    prose = desk.prose("independent")
    if work is None:
        return prose + desk.terms() + desk.literature(())
    titles = {criterion.key: criterion.text for criterion in desk.package.assessment.independent_work.criteria}
    tasks = s.bullets(work.tasks, language, ordered=True)
    return "".join(
        [
            s.work_conditions(work, language),
            desk.unless("aim", desk.titled(w.AIM, "kit-aim", element("p", s.say(work.aim, language)))),
            desk.unless("tasks", desk.titled(w.WORK_TASKS, "kit-tasks", tasks)),
            prose,
            desk.unless("criteria", s.criteria(work.criteria, titles, language)),
            desk.asked(work.check),
            desk.terms(),
            desk.literature(work.literature),
        ]
    )


def _self_check(desk: _Desk, _part: str) -> str:
    return s.practice_items(desk.topic.practice_items.items, desk.language)


def _prose_only(desk: _Desk, part: str) -> str:
    desk.number(())
    return desk.prose(part) + desk.terms() + desk.literature(())


def _handout(desk: _Desk, _part: str) -> str:
    return s.name_lines(desk.language) + desk.prose("handout")


_PARTS: Final[dict[str, Callable[[_Desk, str], str]]] = {
    "lecture": _lecture,
    "practice": _practice,
    "independent": _independent,
    "self-check": _self_check,
    "handout": _handout,
}
