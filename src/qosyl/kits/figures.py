"""Drawings made ready: labels filled in a language, ids unique on a page, a picture where no drawing can stand.

A drawing passes through a list of permitted elements and attributes; what is not on it does not come out. Not here:
findings about a drawing (`qosyl.packages`).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import resvg_py
from lxml import etree

from qosyl.localtext import Language
from qosyl.packages.model.package import Figure

# Names that may come out of a drawing.
_SHAPES = "g rect circle ellipse line polyline polygon path text tspan defs marker clipPath"
_ATTRIBUTES = (
    "x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points d transform viewBox refX refY markerWidth markerHeight "
    "orient markerUnits clip-path marker-start marker-mid marker-end text-anchor dominant-baseline class id "
    "stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity fill-opacity opacity fill-rule "
    "clip-rule font-weight preserveAspectRatio vector-effect paint-order"
)
_PERMITTED_SHAPES, _PERMITTED_ATTRIBUTES = frozenset(_SHAPES.split()), frozenset(_ATTRIBUTES.split())
_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCES = {"clip-path", "marker-start", "marker-mid", "marker-end"}
_OWN_REFERENCE = re.compile(r"url\(#(?P<id>[\w.-]+)\)")
_OWN_CLASS = re.compile(r"f-[a-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DEPTH = 32
_LINE_HEIGHT = "1.25em"


class DrawingFault(ValueError):
    """The drawing cannot be shown; its description in words still can."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as PNG with its proportions."""

    png: bytes
    width: float
    height: float


def drawing(figure: Figure, language: Language, prefix: str) -> str:
    """The drawing as an `<svg>` to stand inside a page; every id begins with `prefix`.

    Raises DrawingFault where the source is no drawing of the permitted kind.
    """
    root = _copied(figure, language, prefix)
    title, description = f"{prefix}title", f"{prefix}desc"
    root.set("role", "img")
    root.set("lang", language)
    root.set("aria-labelledby", title)
    root.set("aria-describedby", description)
    root.set("focusable", "false")
    named = [("title", title, figure.sheet.title), ("desc", description, figure.sheet.description)]
    for place, (name, key, text) in enumerate(named):
        element = etree.Element(name, {"id": key})
        element.text = _clean(text.pick(language))
        root.insert(place, element)
    return etree.tostring(root, encoding="unicode")


@lru_cache(maxsize=64)
def picture(figure: Figure, language: Language, width: int = 1440) -> Picture:
    """The drawing as PNG on white, in the colours of paper, `width` pixels wide. Raises DrawingFault."""
    root = _copied(figure, language, "")
    _, _, across, down = _view(root)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=etree.tostring(root, encoding="unicode"),
            style_sheet=_paper_colours(),
            background="#ffffff",
            width=width,
            skip_system_fonts=True,
            font_dirs=[str(_fonts())],
            font_family="Noto Sans",
            sans_serif_family="Noto Sans",
            languages=[language],
        )
    except ValueError as fault:
        raise DrawingFault(f"figure {figure.key}: {fault}") from fault
    return Picture(bytes(png), across, down)


def _copied(figure: Figure, language: Language, prefix: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        source = etree.fromstring(figure.drawing.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as fault:
        raise DrawingFault(f"figure {figure.key} is not well-formed") from fault
    if b"<!DOCTYPE" in etree.tostring(source.getroottree()) or source.tag != f"{_SVG}svg":
        raise DrawingFault(f"figure {figure.key} is not a plain SVG drawing")
    labels = {label.key: _clean(label.text.pick(language)) for label in figure.sheet.labels}
    root = etree.Element("svg", _attributes(source, prefix))
    _view(root)
    _copy_children(source, root, prefix, labels, _DEPTH)
    for unsized in ("width", "height", "class"):
        root.attrib.pop(unsized, "")
    return root


def _copy_children(
    source: etree._Element, target: etree._Element, prefix: str, labels: dict[str, str], depth: int
) -> None:
    if depth == 0:
        raise DrawingFault("the drawing is nested too deep")
    for child in source:
        name = str(child.tag).removeprefix(_SVG)
        if name not in _PERMITTED_SHAPES:
            continue
        copy = etree.SubElement(target, name, _attributes(child, prefix))
        label = labels.get(child.get("data-label", ""))
        if label is not None:
            _write_label(copy, label)
            continue
        if name in {"text", "tspan"}:
            copy.text = child.text
            copy.tail = child.tail if name == "tspan" else None
        _copy_children(child, copy, prefix, labels, depth - 1)


def _write_label(text: etree._Element, label: str) -> None:
    """A label of several lines becomes one `tspan` for each, below each other."""
    lines = label.split("\n")
    if len(lines) == 1:
        text.text = label
        return
    for number, line in enumerate(lines):
        span = etree.SubElement(text, "tspan", {"x": text.get("x", "0"), "dy": _LINE_HEIGHT if number else "0"})
        span.text = line


def _attributes(element: etree._Element, prefix: str) -> dict[str, str]:
    kept = {}
    for raw_name, raw_value in element.attrib.items():
        name, value = str(raw_name), str(raw_value)
        if name not in _PERMITTED_ATTRIBUTES:
            continue
        if name == "id":
            kept[name] = prefix + value
        elif name == "class":
            kept[name] = " ".join(part for part in value.split() if _OWN_CLASS.fullmatch(part))
        elif name in _REFERENCES:
            reference = _OWN_REFERENCE.fullmatch(value.strip())
            if reference:
                kept[name] = f"url(#{prefix}{reference['id']})"
        elif "url(" not in value:
            kept[name] = value
    return kept


def _view(root: etree._Element) -> tuple[float, float, float, float]:
    try:
        left, top, width, height = (float(part) for part in root.get("viewBox", "").replace(",", " ").split())
    except ValueError as fault:
        raise DrawingFault("the drawing has no viewBox of four numbers") from fault
    if not (0 < width < 10_000 and 0 < height < 10_000):  # noqa: PLR2004 - beyond that no page could hold it
        raise DrawingFault("the drawing's viewBox has no usable size")
    return left, top, width, height


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


@cache
def _paper_colours() -> str:
    return resources.files("qosyl.kits").joinpath("assets/figures-paper.css").read_text(encoding="utf-8")


@cache
def _fonts() -> object:
    return resources.files("qosyl.kits").joinpath("assets/fonts")
