"""Whole packages for Hypothesis, made from the annotations of the shapes: a new field is generated without a word here.

Here belongs what a package may hold. Not here: files that are broken on purpose.
"""

import re
import unicodedata
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from qosyl.localtext import LocalText
from qosyl.packages.model.base import Shape
from qosyl.packages.model.items import BankSheet, Item, ItemSheet
from qosyl.packages.model.kit import FigureSheet, TopicSheet
from qosyl.packages.model.package import PROSE_PARTS, Bank, Figure, Module, Package, Topic
from qosyl.packages.model.plan import ModuleSheet
from qosyl.packages.model.programme import ProgrammeSheet
from qosyl.packages.texts import forbidden_sign

#: Texts that YAML would like to take for something else.
TRICKY = (
    "true", "null", "~", "1.10", "0", "-0", "007", "-5", "2020-01-01", "- a", "a: b", "a:", "#x", "x #y", "'", '"',
    "\\", " lead", "trail ", "tab\there", "\tx", "x\n", "\nx", "x\n\n\n", "  x\ny", "x\n  y\n z", "|", ">", "%a", "@a",
    "`a", "!a", "&a", "*a", "? a", "---", "...", "--- a", "<<", "=", "[a", "{a", ", a", "yes", "Off", "1_000", "0x1F",
    "1e3", "é", "қазақша мәтін", "😀", "\u00a0", "\u200b", "x" * 120, "a: b " * 40, "\n" + "y" * 120, "z " * 80,
)  # fmt: skip


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text)


texts = (
    st.sampled_from(TRICKY)
    | st.text(st.characters(exclude_categories=["Cs", "Cn"], include_characters="\n\t"), max_size=40).map(_clean)
).filter(lambda text: forbidden_sign(text) is None and "\r" not in text)
filled = texts.filter(lambda text: bool(text.strip()))
local_texts = st.builds(LocalText, kk=filled, ru=filled)
#: Values of the patterns of the model, the odd ones among them: drawing from a regular expression costs far more.
_MATCHING = {
    r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$": ("335", "0", "007", "176-191", "237, 312", "1,2-3, 4", "99999999999999999999"),
    r"^\d+(\.\d+)?$": ("1.2", "1.10", "1.0", "5", "007", "0.5"),
    r"^[a-z0-9][a-z0-9-]*$": (
        "inclusive-class",
        "a",
        "0",
        "12",
        "1-2",
        "true",
        "null",
        "no",
        "0x1f",
        "2025-09-01",
        "a-",
    ),
    r"^[a-z0-9][a-z0-9.-]*$": ("m1-1.2-01", "1.2", "12", "1.", "a..b", "true", "2025-09-01"),
}
_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
}


def of(annotation: Any, constraints: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Values of an annotation as the shapes use them."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return of(arguments[0], (*constraints, *_constraints(arguments[1:])))
    if origin in (Union, UnionType):
        return st.one_of([of(member, constraints) for member in arguments])
    if origin is tuple:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(of(arguments[0]), of(arguments[1]), max_size=2)
    if origin is Literal:
        return st.sampled_from(arguments)
    return _of_class(annotation, constraints)


def _of_class(kind: Any, constraints: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if issubclass(kind, Shape):
        return shapes(kind)
    if is_dataclass(kind):
        return local_texts
    if kind is int:
        return _whole_numbers(constraints)
    pattern = next((found for found in (getattr(each, "pattern", None) for each in constraints) if found), None)
    return _matching(pattern) if pattern else _SCALARS[kind]


def _constraints(metadata: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = []
    for each in metadata:
        found += each.metadata if isinstance(each, FieldInfo) else [each]
    return found


def _whole_numbers(constraints: tuple[Any, ...]) -> st.SearchStrategy[int]:
    least = max((each.ge for each in constraints if hasattr(each, "ge")), default=-(10**17))
    most = min((each.le for each in constraints if hasattr(each, "le")), default=10**17)
    return st.integers(least, most)


@cache
def _matching(pattern: str) -> st.SearchStrategy[str]:
    if pattern in _MATCHING:
        return st.sampled_from(_MATCHING[pattern])
    compiled = re.compile(pattern, re.ASCII)
    found = st.from_regex(compiled, fullmatch=True).map(str.strip)
    return found.filter(lambda text: len(text) < 60)


def shapes(model: type[Shape], **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a shape; `fixed` replaces the strategies of some fields."""
    return st.builds(model, **{**_fields(model), **fixed})


@cache
def _fields(model: type[Shape]) -> dict[str, st.SearchStrategy[Any]]:
    """Strategies of a shape's fields, made once: building them anew for each draw costs more than the draws."""
    return {name: of(field.annotation, tuple(field.metadata)) for name, field in model.model_fields.items()}


_slugs = st.from_regex(re.compile(r"[a-z0-9][a-z0-9-]{0,20}"), fullmatch=True)
_numbers = st.from_regex(re.compile(r"[1-9]\.[0-9]{1,2}"), fullmatch=True)
_pages = st.dictionaries(_slugs, local_texts, max_size=2)


@st.composite
def _figures(draw: st.DrawFn) -> tuple[Figure, ...]:
    keys = draw(st.lists(_slugs, unique=True, max_size=2).map(sorted))
    return tuple(Figure(key=key, sheet=draw(shapes(FigureSheet)), drawing=draw(filled)) for key in keys)


@st.composite
def _topics(draw: st.DrawFn, number: str) -> Topic:
    return Topic(
        sheet=draw(shapes(TopicSheet, number=st.just(number))),
        prose=draw(st.dictionaries(st.sampled_from(PROSE_PARTS), local_texts, max_size=3)),
        figures=draw(_figures()),
        items=draw(shapes(ItemSheet)),
        practice_items=draw(shapes(ItemSheet)),
    )


@st.composite
def _modules(draw: st.DrawFn, number: int) -> Module:
    numbers = draw(st.lists(_numbers, unique=True, max_size=2))
    sheet = draw(shapes(ModuleSheet, key=st.just(f"M{number}"), topics=st.just(tuple(numbers))))
    return Module(sheet=sheet, topics=tuple(draw(_topics(topic)) for topic in numbers))


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Packages as reading can give them: parts in the order of their names, every key valid, every text filled."""
    surveys = Package.model_fields["surveys"].annotation
    keys = draw(st.lists(_slugs, unique=True, max_size=2).map(sorted))
    modules = draw(st.sets(st.integers(1, 30), max_size=2))
    return Package(
        programme=draw(shapes(ProgrammeSheet)),
        **{
            name: draw(of(Package.model_fields[name].annotation))
            for name in ("glossary", "literature", "policies", "assessment", "support")
        },
        surveys=tuple(draw(shapes(get_args(surveys)[0], key=st.just(key))) for key in keys),
        sections=draw(_pages),
        characters=draw(_pages),
        modules=tuple(draw(_modules(number)) for number in sorted(modules)),
    )


banks = st.builds(Bank, sheet=shapes(BankSheet), items=st.lists(shapes(Item), max_size=3).map(tuple))
