"""F: figures that leave a reader who cannot see with nothing, labels without a place, drawings that do too much."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from qosyl.packages.check.content import Content, topic_folder
from qosyl.packages.findings import Finding
from qosyl.packages.model.package import Figure

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    {
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "defs",
        "marker",
        "title",
        "desc",
        "clipPath",
        "use",
    }
)
_ATTRIBUTES_REFUSED = frozenset({"style", "font-family", "fill", "stroke", "color"})
_CLASSES = frozenset(
    {
        "f-line",
        "f-ink",
        "f-quiet",
        "f-accent",
        "f-warn",
        "f-done",
        "f-harm",
        "f-fill-paper",
        "f-fill-raised",
        "f-fill-accent",
        "f-fill-warn",
        "f-fill-done",
        "f-fill-harm",
        "f-fill-ink",
        "f-fill-quiet",
        "f-wash-accent",
        "f-wash-warn",
        "f-wash-done",
        "f-wash-harm",
        "f-dash",
        "f-arrow",
        "f-text",
        "f-text-quiet",
        "f-text-accent",
        "f-text-strong",
        "f-text-inverse",
        "f-small",
    }
)
#: Values that leave the colour to the classes.
_COLOURLESS = frozenset({"none", "currentColor"})
_VIEW_BOX = re.compile(r"0 0 360 [1-9]\d{0,3}(\.\d+)?")
_LETTER = re.compile(r"[^\W\d_]{2,}")
#: A text alternative says what the figure shows; a title's length does not do.
_SHORTEST_DESCRIPTION = 40


@dataclass(slots=True)
class _Drawing:
    """What is read of an SVG: elements with attributes and line, words of its texts with line, and what stopped it."""

    elements: list[tuple[str, dict[str, str], int]] = field(default_factory=list)
    words: list[tuple[str, int]] = field(default_factory=list)
    broken: int | None = None
    document_type: int | None = None


def check_figures(content: Content) -> Iterator[Finding]:
    """The words and the drawing of every figure."""
    for module in content.package.modules:
        for topic in module.topics:
            for figure in topic.figures:
                stem = f"{topic_folder(module.sheet.key, topic)}/figures/{figure.key}"
                yield from _words(content, f"{stem}.yaml", figure)
                yield from _drawing(content, stem, figure)


def _words(content: Content, file: str, figure: Figure) -> Iterator[Finding]:
    description = figure.sheet.description
    for language in ("kk", "ru"):
        length = len(description.pick(language))
        if length < _SHORTEST_DESCRIPTION:
            words = {"figure": figure.key, "actual": length, "required": _SHORTEST_DESCRIPTION}
            yield content.at("F001", file, ("description", language), **words)
    if figure.sheet.description == figure.sheet.title:
        yield content.at("F002", file, ("description",), figure=figure.key)


def _drawing(content: Content, stem: str, figure: Figure) -> Iterator[Finding]:
    drawing, file = _read(figure.drawing), f"{stem}.svg"
    if drawing.document_type is not None:
        yield Finding(file, drawing.document_type, "F007", {"what": "<!DOCTYPE>"})
        return
    if drawing.broken is not None:
        yield Finding(file, drawing.broken, "F003")
        return
    yield from _labels(content, stem, figure, drawing)
    yield from _root(file, drawing)
    for name, attributes, line in drawing.elements:
        for what in _forbidden(name, attributes):
            yield Finding(file, line, "F007", {"what": what})
        for unknown in set(attributes.get("class", "").split()) - _CLASSES:
            yield Finding(file, line, "F008", {"name": unknown})
    for words, line in drawing.words:
        if _LETTER.search(words):
            yield Finding(file, line, "F009", {"words": words.strip()})


def _labels(content: Content, stem: str, figure: Figure, drawing: _Drawing) -> Iterator[Finding]:
    wanted = {label.key: at for at, label in enumerate(figure.sheet.labels)}
    places = [
        (attributes["data-label"], line) for _, attributes, line in drawing.elements if "data-label" in attributes
    ]
    drawn = Counter(key for key, _ in places)
    for key, at in wanted.items():
        if key not in drawn:
            yield content.at("F004", f"{stem}.yaml", ("labels", at), label=key, figure=figure.key)
    for key, line in places:
        if key not in wanted:
            yield Finding(f"{stem}.svg", line, "F005", {"label": key, "figure": figure.key})


def _root(file: str, drawing: _Drawing) -> Iterator[Finding]:
    name, attributes, line = drawing.elements[0]
    if name != "svg" or not _VIEW_BOX.fullmatch(attributes.get("viewBox", "")):
        yield Finding(file, line, "F006", {"found": attributes.get("viewBox", "–")})
    for key in ("width", "height"):
        if key in attributes:
            yield Finding(file, line, "F007", {"what": f"svg {key}"})


def _forbidden(name: str, attributes: dict[str, str]) -> Iterator[str]:
    if name not in _ELEMENTS:
        yield f"<{name}>"
    for key, value in attributes.items():
        bare = key.rpartition(" ")[2].lower()
        if bare.startswith("on") or (bare in _ATTRIBUTES_REFUSED and value not in _COLOURLESS):
            yield bare
        elif bare == "href" and not value.startswith("#"):
            yield f"href={value}"
        elif "url(" in value and not value.strip().startswith("url(#"):
            yield value


def _read(source: str) -> _Drawing:
    """One pass without a tree; a document type, and with it every entity, ends the reading at once."""
    drawing = _Drawing()
    parser = expat.ParserCreate(namespace_separator=" ")
    depth_of_text = 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth_of_text
        space, _, local = name.rpartition(" ")
        shown = local if space in (_SVG, "") else f"{space}:{local}"
        drawing.elements.append((shown, attributes, parser.CurrentLineNumber))
        depth_of_text += shown in ("text", "tspan", "title", "desc")

    def on_end(name: str) -> None:
        nonlocal depth_of_text
        depth_of_text -= name.rpartition(" ")[2] in ("text", "tspan", "title", "desc")

    def on_words(words: str) -> None:
        if depth_of_text:
            drawing.words.append((words, parser.CurrentLineNumber))

    def on_document_type(*_declared: object) -> None:
        drawing.document_type = parser.CurrentLineNumber
        raise _Stopped

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_words
    parser.StartDoctypeDeclHandler = on_document_type
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        drawing.broken = error.lineno
    except _Stopped:
        pass
    return drawing


class _Stopped(Exception):
    """Leaves the parser at the first sign of a document type."""
