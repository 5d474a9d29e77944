"""A deck as one HTML file that needs no network: for a browser, a memory stick, a projector, paper.

Both languages are in the file; the switch keeps the slide. Without scripts it is a page to scroll. The look is in
`assets/deck.css`, the behaviour in `assets/deck.js`; a policy in the file itself lets nothing else run.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate

from qosyl.kits import blocks as b
from qosyl.kits import words as w
from qosyl.kits.html import element, escape, opening
from qosyl.kits.links import NoLinks
from qosyl.kits.page import MissingPart, find_topic
from qosyl.kits.shelf import asset
from qosyl.kits.typesetting import typeset
from qosyl.kits.writer import Writer
from qosyl.localtext import LANGUAGES, Language, LocalText
from qosyl.packages.model.package import Package, Topic
from qosyl.packages.prose import Slide, parse_deck

_ICONS = {
    "back": "M15 5l-7 7 7 7",
    "on": "M9 5l7 7-7 7",
    "full": "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    "speaker": "M4 5h16v10H4zM8 20h8M12 15v5",
    "theme": "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z",
    "print": "M7 8V4h10v4M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "help": "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5",
}


def deck_html(package: Package, number: str, *, notes: bool) -> str:
    """The deck of a topic; with `notes` it has the tutor's notes, minutes and window. Raises MissingPart."""
    _, topic = find_topic(package, number)
    prose = topic.prose.get("deck")
    if prose is None:
        raise MissingPart(f"topic {number} has no deck")
    tongues = "".join(_tongue(topic, parse_deck(prose.pick(language)), language, notes=notes) for language in LANGUAGES)
    title = topic.sheet.title.map(lambda text: f"{number} {text}")
    body = element("main", tongues, _speaker_desk(notes=notes), id="deck") + _bar(notes=notes) + _help(notes=notes)
    return _file(title, body)


def _file(title: LocalText, body: str) -> str:
    style, script = asset("kit.css") + asset("deck.css"), asset("deck.js")
    key = sha256(body.encode()).hexdigest()[:16]
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    head = (
        opening("meta", charset="utf-8")
        + opening("meta", http_equiv="Content-Security-Policy", content=policy)
        + opening("meta", name="viewport", content="width=device-width, initial-scale=1")
        + element("title", escape(title.kk, quote=False))
        + element("style", style)
    )
    said = {name: {"kk": text.kk, "ru": text.ru} for name, text in {**w.DECK, "title": title}.items()}
    words = json.dumps(said, ensure_ascii=False, sort_keys=True)
    shown = element("body", body, element("script", script, type="module"), data_deck=key, data_words=words)
    return f"<!doctype html>\n{element('html', element('head', head), shown, lang='kk')}\n"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _tongue(topic: Topic, slides: Sequence[Slide], language: Language, *, notes: bool) -> str:
    ends = list(accumulate((slide.minutes or 0 for slide in slides), initial=0))
    shown = "".join(
        _slide(topic, slide, (place, len(slides)), (ends[place - 1], ends[place]), language, notes=notes)
        for place, slide in enumerate(slides, 1)
    )
    title = topic.sheet.title.pick(language)
    heading = element("h1", escape(f"{topic.sheet.number} {title}", quote=False), class_="unseen")
    return element(
        "section", heading, shown, class_="tongue kit", lang=language, aria_label=title, data_tongue=language
    )


def _slide(
    topic: Topic, slide: Slide, place: tuple[int, int], clock: tuple[int, int], language: Language, *, notes: bool
) -> str:
    number, count = place
    writer = Writer(
        language,
        NoLinks(),
        {figure.key: figure for figure in topic.figures},
        prefix=f"{language}-{number}-",
        on_slide=True,
        last_heading=slide.title,
    )
    found = b.blocks(slide.body)
    face = element(
        "div",
        element(
            "p", escape(f"{topic.sheet.number} {topic.sheet.title.pick(language)}", quote=False), class_="face-top"
        ),
        element("h2", escape(slide.title, quote=False)),
        _body(writer, found),
        element("p", f"{number}", class_="face-number", aria_hidden="true"),
        class_=f"face {_layout(found, number)}",
    )
    label = f"{w.DECK['slide'].pick(language)} {number} / {count}: {slide.title}"
    whole = element(
        "section",
        element("div", face, class_="frame"),
        _notes(slide, clock, language, number) if notes else "",
        class_="slide",
        id=f"{language}-{number}",
        aria_label=label,
        data_from=clock[0] if notes else None,
        data_to=clock[1] if notes else None,
    )
    return typeset(whole, language)


def _layout(found: Sequence[b.Block], number: int) -> str:
    if number == 1:
        return "face-cover"
    pictures = sum(isinstance(block, b.Picture) for block in found)
    if not pictures:
        return "face-words"
    return "face-picture" if pictures == len(found) else "face-both"


def _body(writer: Writer, found: Sequence[b.Block]) -> str:
    """Words and pictures in two groups, so that a wide slide can set them side by side."""
    pictures = [block for block in found if isinstance(block, b.Picture)]
    words = [block for block in found if not isinstance(block, b.Picture)]
    groups: list[tuple[str, Sequence[b.Block]]] = [("face-text", words), ("face-drawing", pictures)]
    written = "".join(element("div", writer.blocks(group), class_=name) for name, group in groups if group)
    return element("div", writer.settled(written), class_="face-body")


def _notes(slide: Slide, clock: tuple[int, int], language: Language, number: int) -> str:
    writer = Writer(language, NoLinks(), prefix=f"{language}-n{number}-", on_slide=True)
    label = w.DECK["notes"].pick(language)
    if slide.minutes is not None:
        label += f" · {w.MINUTES.pick(language).format(slide.minutes)} ({clock[0]}–{clock[1]})"
    heading = element("h3", escape(label, quote=False))
    return element("aside", heading, writer.prose(slide.notes), class_="notes", aria_label=label)


def _bar(*, notes: bool) -> str:
    """The controls; they appear only where scripts run, and their words come with the language."""
    names = ["back", "on", "full", *(["speaker"] if notes else []), "theme", "print", "help"]
    buttons = {name: _button(name, _icon(name)) for name in names}
    counter = element("output", class_="deck-count", data_count=True)
    tongues = "".join(
        element(
            "button",
            {"kk": "Қазақша", "ru": "Русский"}[language],
            type="button",
            lang=language,
            data_to_tongue=language,
        )
        for language in LANGUAGES
    )
    switch = element("span", tongues, class_="deck-tongues")
    rest = "".join(buttons[name] for name in names[2:])
    inner = buttons["back"] + counter + buttons["on"] + switch + rest
    return element("nav", inner, class_="deck-bar", hidden=True, data_bar=True) + element(
        "p", class_="unseen", aria_live="polite", data_said=True
    )


def _icon(name: str) -> str:
    path = element("path", d=_ICONS[name])
    return element("svg", path, viewBox="0 0 24 24", aria_hidden="true", focusable="false")


def _button(act: str, inner: str) -> str:
    label = f"{w.DECK[act].kk} / {w.DECK[act].ru}"
    return element("button", inner, type="button", data_act=act, aria_label=label, title=label)


def _speaker_desk(*, notes: bool) -> str:
    """What the tutor's window has beside slides and notes: clock, time gone, plan."""
    if not notes:
        return ""
    facts = "".join(
        element("div", element("dt", data_word=name), element("dd", data_fact=name))
        for name in ("clock", "elapsed", "planned")
    )
    acts = "".join(element("button", type="button", data_act=name, data_word=name) for name in ("start", "reset"))
    pace = element("p", class_="deck-pace", data_pace=True, role="status")
    return element(
        "section", element("dl", facts), pace, element("div", acts), class_="deck-desk", hidden=True, data_desk=True
    )


def _help(*, notes: bool) -> str:
    keys = [*w.DECK_KEYS[:3], *([w.DECK_SPEAKER_KEY] if notes else []), *w.DECK_KEYS[3:]]
    tables = []
    for language in LANGUAGES:
        rows = "".join(
            element("div", element("dt", element("kbd", escape(key))), element("dd", escape(text.pick(language))))
            for key, text in keys
        )
        acts = element("button", w.DECK["print"].pick(language), type="button", data_act="print")
        if notes:
            acts += element("button", w.DECK["print-notes"].pick(language), type="button", data_act="print-notes")
        acts += element("button", w.DECK["close"].pick(language), type="button", data_act="close")
        heading = element("h2", w.DECK["help"].pick(language))
        tables.append(
            element("div", heading, element("dl", rows), element("p", acts), lang=language, data_tongue=language)
        )
    return element(
        "dialog", *tables, class_="deck-help", data_help=True, aria_label=f"{w.DECK['help'].kk} / {w.DECK['help'].ru}"
    )
