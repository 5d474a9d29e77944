"""The structured parts of a topic as sections of HTML: outcomes, plans, questions, criteria, items, terms, literature.

Each function writes one section; which page shows which sections is decided in `qosyl.kits.page`.
"""

import re
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from qosyl.kits import words as w
from qosyl.kits.citation import citation, marks, numbered, place_in
from qosyl.kits.html import element, escape, opening
from qosyl.kits.writer import opening_questions, table
from qosyl.localtext import Language, LocalText
from qosyl.packages.model.catalogue import Term, Work
from qosyl.packages.model.items import Item
from qosyl.packages.model.kit import (
    CheckQuestion,
    Control,
    CriterionLevels,
    IndependentWork,
    LectureMinutes,
    Reading,
    Step,
)
from qosyl.packages.model.plan import Outcome


def say(text: LocalText, language: Language) -> str:
    return escape(text.pick(language), quote=False)


def titled(title: LocalText, language: Language, key: str, *content: str) -> str:
    """A section under a heading of the second level."""
    heading = element("h2", say(title, language), id=key)
    return element("section", heading, *content, class_=f"part {key}")


def bullets(texts: Iterable[LocalText], language: Language, *, ordered: bool = False) -> str:
    return element("ol" if ordered else "ul", "".join(element("li", say(text, language)) for text in texts))


def name_lines(language: Language) -> str:
    """Where a learner writes the name and the date on paper."""
    labels = [w.NAME_LINE, w.DATE_LINE]
    return element("div", *(element("div", say(label, language)) for label in labels), class_="name-lines")


def outcomes(found: Sequence[Outcome], language: Language) -> str:
    summary = element("p", say(w.OUTCOMES, language), class_="lead-label", id="kit-outcomes")
    listed = bullets((outcome.text for outcome in found), language)
    return (
        element("section", summary, listed, class_="outcomes", role="group", aria_labelledby="kit-outcomes")
        if found
        else ""
    )


def budget(minutes: LectureMinutes, language: Language) -> str:
    """How the minutes of the lecture are spent."""
    parts = [
        (w.READING, minutes.reading),
        (w.TASKS_TIME, minutes.tasks),
        (w.CASE_TIME, minutes.case),
        (w.QUESTIONS_TIME, minutes.questions),
        (w.TOTAL, minutes.total),
    ]
    inner = "".join(
        element("div", element("dt", say(title, language)), element("dd", w.MINUTES.pick(language).format(number)))
        for title, number in parts
    )
    label = element("p", say(w.BUDGET, language), class_="lead-label", id="kit-budget")
    return element("section", label, element("dl", inner), class_="budget", role="group", aria_labelledby="kit-budget")


def questions(
    found: Sequence[CheckQuestion], title: LocalText, language: Language, *, answers: bool, beneath: bool = False
) -> str:
    """Control questions; with `answers` each opens to its model answer, on paper it stands `beneath` or not at all."""
    if not found:
        return ""
    if not answers:
        asked = bullets((one.question for one in found), language, ordered=True)
        return titled(title, language, "kit-questions", asked)
    pairs = [(say(one.question, language), say(one.answer, language)) for one in found]
    return titled(title, language, "kit-questions", opening_questions(pairs, beneath=beneath))


def answers_on_paper(found: Sequence[CheckQuestion], language: Language) -> str:
    """The answers by themselves: paper cannot open a question, and an answer below it would be read with it."""
    if not found:
        return ""
    answered = bullets((one.answer for one in found), language, ordered=True)
    heading = element("h2", say(w.CONTROL_KEY, language))
    return element("section", heading, answered, class_="part paper-only kit-answers")


def minute_plan(steps: Sequence[Step], language: Language) -> str:
    """The minute plan with its running clock, for the tutor."""
    rows, start = [], 0
    for step in steps:
        end = start + step.minutes
        rows.append([f"{start}–{end}", str(step.minutes), say(step.activity, language), say(step.form, language)])
        start = end
    header = [w.FROM_TO, w.MINUTES.map(lambda text: text.format("").strip()), w.ACTIVITY, w.FORM]
    return plain_table(w.MINUTE_PLAN, header, rows, "kit-plan", language)


def controls(found: Sequence[Control], known: Sequence[Outcome], language: Language) -> str:
    texts = {outcome.key: outcome.text for outcome in known}
    rows = [
        [say(texts[one.outcome], language) if one.outcome in texts else escape(one.outcome), say(one.kind, language)]
        for one in found
    ]
    return plain_table(w.CONTROL_KINDS, [w.OUTCOME, w.CONTROL_KIND], rows, "kit-controls", language)


def work_conditions(work: IndependentWork, language: Language) -> str:
    """Form, time and deadline of an independent work."""
    facts = [
        (w.WORK_FORM, say(w.WORK_FORMS[work.form], language)),
        (w.WORK_MINUTES, w.MINUTES.pick(language).format(work.minutes)),
        (w.DEADLINE, _deadline(work.deadline_days, language)),
    ]
    inner = "".join(element("div", element("dt", say(name, language)), element("dd", value)) for name, value in facts)
    marked = element("p", say(w.MARKED, language)) if work.marked else ""
    return element("dl", inner, class_="facts") + marked


def _deadline(days: int, language: Language) -> str:
    singular = days % 10 == 1 and days % 100 != 11  # noqa: PLR2004 - Russian grammar: 1, 21, 31, yet not 11
    return (w.DEADLINE_DAY if singular else w.DEADLINE_DAYS).pick(language).format(days)


def criteria(found: Sequence[CriterionLevels], titles: dict[str, LocalText], language: Language) -> str:
    """The official criteria with what is seen at each level."""
    rows = [
        [
            say(titles[one.criterion], language) if one.criterion in titles else escape(one.criterion),
            say(one.full, language),
            say(one.partial, language),
            say(one.none, language),
        ]
        for one in found
    ]
    header = [w.CRITERION, w.LEVEL_FULL, w.LEVEL_PARTIAL, w.LEVEL_NONE]
    return plain_table(w.CRITERIA, header, rows, "kit-criteria", language)


def plain_table(
    title: LocalText, header: Sequence[LocalText], rows: Sequence[Sequence[str]], key: str, language: Language
) -> str:
    """A section that is one table; the heading names it, so that its caption is heard and not seen twice."""
    if not rows:
        return ""
    caption = element("span", say(title, language), class_="unseen")
    return titled(title, language, key, table(caption, [say(cell, language) for cell in header], rows, f"{key}-table"))


def practice_items(items: Sequence[Item], language: Language) -> str:
    """Items of the self-check: a choice that goes nowhere, and an explanation that opens; no script, no sending.

    On paper nothing opens: there the explanations follow by themselves, under the letters that paper gives to options.
    """
    intro = element("p", say(w.SELF_CHECK_INTRO, language))
    key = element("ol", *(element("li", _explained(item, language)) for item in items))
    heading = element("h2", say(w.SELF_CHECK_KEY, language))
    on_paper = element("section", heading, key, class_="part paper-only kit-key")
    return intro + "".join(_item(item, number, language) for number, item in enumerate(items, 1)) + on_paper


def _explained(item: Item, language: Language) -> str:
    """The letter of the best answer and why; then each other letter and why not."""
    lettered = [(ascii_uppercase[place], option) for place, option in enumerate(item.options)]
    ordered = sorted(lettered, key=lambda pair: pair[1].key != item.answer)
    return "".join(
        element("p", element("strong", f"{letter}."), " ", say(option.why, language)) for letter, option in ordered
    )


def _item(item: Item, number: int, language: Language) -> str:
    legend = element("legend", element("span", f"{number}.", class_="item-number"), " ", say(item.stem, language))
    options = "".join(
        element(
            "label",
            opening("input", type="radio", name=f"item-{item.key}", value=option.key),
            element("span", say(option.text, language)),
            class_="option",
        )
        for option in item.options
    )
    whys = "".join(
        element(
            "li",
            element("p", element("strong", say(option.text, language)), class_="why-option"),
            element("p", say(w.RIGHT_ANSWER, language), class_="why-best") if option.key == item.answer else "",
            element("p", say(option.why, language)),
            class_="why why-right" if option.key == item.answer else "why",
        )
        for option in item.options
    )
    summary = element("summary", say(w.SHOW_ANSWER, language))
    explained = element("details", summary, element("ul", whys), class_="answer")
    return element("form", element("fieldset", legend, options), explained, class_="item", id=f"item-{item.key}")


def term_list(terms: Sequence[Term], language: Language, *, prefix: str | None = "") -> str:
    """Terms with definitions, each described under the id that its links name; without `prefix` it is the glossary
    itself, where ``term:`` links lead.
    """
    entries = []
    for term in terms:
        official = element("span", say(w.OFFICIAL_TERM, language), class_="tag") if term.source else ""
        name = element("dfn", say(term.term, language))
        entries.append(
            element(
                "div",
                element("dt", name, " " if official else "", official, id=term.key if prefix is None else None),
                element(
                    "dd", say(term.definition, language), id=None if prefix is None else f"{prefix}term-{term.key}"
                ),
            )
        )
    return element("dl", "".join(entries), class_="terms")


def literature(found: Sequence[tuple[Work, Reading | None]], language: Language, *, prefix: str = "work-") -> str:
    """Works with the place to read in them; each is a target under `prefix` and its key.

    A work in another language than the page stands as it prints itself; its note says what it is called or means.
    """
    entries = []
    numbers = {work.key: number for number, (work, _) in enumerate(found, 1)}
    for work, reading in found:
        words = escape(citation(work), quote=False)
        shown = element("span", words, lang=work.language if work.language != language else None)
        read = (
            escape(place_in(work, reading.place.pick(language), language), quote=False)
            if reading and reading.place
            else ""
        )
        place = f" – {read}" if read else ""
        tags = "".join(
            " " + element("span", escape(mark), class_="tag tag-warn" if warns else "tag")
            for mark, warns in marks(work, language)
        )
        where = ""
        if work.address and work.address.startswith("https://"):
            # A long address turns its line at a slash, never inside a number.
            seen = re.sub(r"(?<=[^:/])/(?=.)", "/<wbr>", escape(work.address))
            link = element("a", seen, class_="outside", href=work.address, rel="noopener external")
            where = f" {link}"
        note = ""
        if work.note and work.language != language:
            said = numbered(work.note.pick(language), numbers)
            note = element("span", escape(said, quote=False), class_="work-note")
        entries.append(element("li", shown, place, where, tags, note, id=f"{prefix}{work.key}"))
    return element("ol", "".join(entries), class_="literature")
