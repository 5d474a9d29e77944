"""YAML text that becomes plain values and a map of their lines, within bounds and without surprises.

The reading is stricter than YAML: no tags, no second document, no duplicate keys, keys are text, and of the plain
scalars only whole numbers, `true`, `false` and `null` are more than text. Events of the C parser are counted as they
come, so that depth, size and the expansion of aliases are refused before they cost anything. Of ordinary texts the
values are read without events (`yamlordinary`), and the lines only when a finding needs one.
Not here: which keys a file may have (`shapes`).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from qosyl.packages.findings import Finding
from qosyl.packages.limits import Limits
from qosyl.packages.sheets import LinesOnDemand, Path, Sheet
from qosyl.packages.texts import forbidden_sign
from qosyl.packages.yamlordinary import ordinary_lines, ordinary_mapping

if TYPE_CHECKING:
    from collections.abc import Callable

# A number as it is usually written: 007 and -0 stay text, as their digits would be lost.
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_BEGIN_NUMBER = frozenset("-0123456789")
_WORDS = {"true": True, "false": False, "null": None, "": None}
#: What the parser says, and the code that says it in our words; the first that fits.
_SYNTAX_CODES = (
    ("mapping values are not allowed", "Y021"),
    ("could not find expected ':'", "Y022"),
    ("did not find expected ',' or", "Y025"),
    ("did not find expected node content", "Y025"),
    ("did not find expected key", "Y023"),
    ("did not find expected '-' indicator", "Y023"),
    ("found a tab", "Y023"),
    ("found unexpected end of stream", "Y024"),
    ("found unexpected document indicator", "Y024"),
    ("cannot start any token", "Y026"),
    ("unknown escape character", "Y027"),
    ("hexdecimal number", "Y027"),
)


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a YAML file says; `value` is None and `is_read` False when an error prevents reading it."""

    value: Any
    is_read: bool
    sheet: Sheet
    findings: tuple[Finding, ...]


class _RefusedError(Exception):
    """Reading cannot go on; carries line, code and words of the finding."""

    def __init__(self, line: int, code: str, **words: str | int) -> None:
        super().__init__(code)
        self.line, self.code, self.words = line, code, words


@dataclass(frozen=True, slots=True)
class _Weight:
    """What an anchored value costs each time that it is written out."""

    nodes: int
    signs: int
    height: int


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `nodes` and `signs` are the builder's counts at its start."""

    path: Path
    value: list[Any] | dict[str, Any]
    line: int
    anchor: str | None
    nodes: int
    signs: int
    height: int = 1
    key: str | None = None
    key_line: int = 0


def read_yaml(file: str, text: str, limits: Limits) -> YamlText:
    """Read one YAML text; never raises, and costs no more than the limits allow."""
    value = ordinary_mapping(text, limits, plain_value)
    if value is None:
        return read_events(file, text, limits)
    lines = LinesOnDemand(lambda: ordinary_lines(text, limits))
    return YamlText(value, is_read=True, sheet=Sheet(file, lines), findings=())


def read_events(file: str, text: str, limits: Limits) -> YamlText:
    """The same from the events of the parser, whatever the text."""
    builder = _Builder(file, limits, has_escapes="\\" in text)
    try:
        builder.take_all(CParser(text))
    except _RefusedError as refusal:
        builder.refuse(refusal.line, refusal.code, **refusal.words)
    except yaml.MarkedYAMLError as error:
        builder.refuse(*_syntax_error(error))
    except yaml.YAMLError:
        builder.refuse(1, "Y020")
    return builder.result()


def _syntax_error(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    code = next((code for words, code in _SYNTAX_CODES if words in (error.problem or "")), "Y020")
    if code in ("Y024", "Y025") and error.context_mark:
        mark = error.context_mark  # where the quote or bracket opens: the file's end tells nobody anything
    return (mark.line + 1 if mark else 1), code


class _Builder:
    """Puts values together from events; keeps the open lists and mappings on a stack of its own, not Python's.

    A finished programme has a hundred thousand events, so a scalar is taken with as few steps as can be read.
    """

    def __init__(self, file: str, limits: Limits, *, has_escapes: bool) -> None:
        self._file = file
        self._limits = limits
        self._has_escapes = has_escapes
        self._open: list[_Open] = []
        self._top: _Open | None = None
        self._lines: dict[Path, int] = {}
        self._anchors: dict[str, tuple[Any, _Weight] | None] = {}
        self._nodes = 0
        self._signs = 0
        self._documents = 0
        self._value: Any = None
        self._is_read = True
        self._found: list[Finding] = []
        self._takers: dict[type[Event], Callable[[Any], None]] = {
            MappingStartEvent: self._take_start,
            SequenceStartEvent: self._take_start,
            MappingEndEvent: self._take_end,
            SequenceEndEvent: self._take_end,
            AliasEvent: self._take_alias,
            DocumentStartEvent: self._take_document,
        }

    def refuse(self, line: int, code: str, **words: str | int) -> None:
        """Note why the file cannot be read further."""
        self._found.append(Finding(self._file, line, code, words))
        self._is_read = False

    def result(self) -> YamlText:
        value = self._value if self._is_read else None
        return YamlText(value, self._is_read, Sheet(self._file, self._lines), tuple(self._found))

    def take_all(self, parser: CParser) -> None:
        """Every event of the parser, in the order of the text."""
        take_scalar, takers, next_event = self._take_scalar, self._takers, parser.get_event
        while True:
            event: Any = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                take_scalar(event)
            elif kind in takers:
                takers[kind](event)
            elif kind is StreamEndEvent:
                return

    def _take_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _RefusedError(_line(event), "Y036")

    def _take_scalar(self, event: ScalarEvent) -> None:
        line = _line(event)
        if event.tag is not None:
            raise _RefusedError(line, "Y030", tag=event.tag[:80])
        if self._has_escapes and event.style == '"':
            self._look_at_escapes(event.value, line)
        top = self._top
        if top is not None and top.key is None and type(top.value) is dict:
            self._take_key(top, event, line)
            return
        text = event.value
        value = plain_value(text) if event.implicit[0] else text
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, _Weight(1, len(text), 0))
        self._count(1, len(text), line)
        self._place(value, line)

    def _look_at_escapes(self, value: str, line: int) -> None:
        """Escapes can write what the letters of the file may not hold."""
        sign = forbidden_sign(value)
        if sign is not None:
            self.refuse(line, "Y013", sign=sign[1])
        if not unicodedata.is_normalized("NFC", value):
            self.refuse(line, "Y014")

    def _take_key(self, top: _Open, event: ScalarEvent, line: int) -> None:
        key = event.value
        if event.anchor is not None or (not key and event.implicit[0]):
            raise _RefusedError(line, "Y035")
        if key in top.value:
            first = self._lines[(*top.path, key)]
            self._found.append(Finding(self._file, line, "Y034", {"key": key[:80], "first": first}))
        top.key, top.key_line = key, line

    def _take_start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        line = _line(event)
        _refuse_tag(event, line)
        path, line = self._next_place(line)
        if len(self._open) >= self._limits.yaml_depth:
            raise _RefusedError(line, "Y031", limit=self._limits.yaml_depth)
        self._count(1, 0, line)
        if event.anchor is not None:
            self._anchors[event.anchor] = None  # not finished: an alias to it would be a value inside itself
        value: list[Any] | dict[str, Any] = {} if isinstance(event, MappingStartEvent) else []
        self._top = _Open(path, value, line, event.anchor, self._nodes, self._signs)
        self._open.append(self._top)

    def _take_end(self, event: MappingEndEvent | SequenceEndEvent) -> None:
        del event
        closed = self._open.pop()
        self._top = self._open[-1] if self._open else None
        if closed.anchor is not None:
            weight = _Weight(self._nodes - closed.nodes + 1, self._signs - closed.signs, closed.height)
            self._anchors[closed.anchor] = (closed.value, weight)
        self._place(closed.value, closed.line, closed.height)

    def _take_alias(self, event: AliasEvent) -> None:
        line = _line(event)
        name = event.anchor or ""
        known = self._anchors.get(name)
        if known is None:
            raise _RefusedError(line, "Y033", name=name[:80])
        value, weight = known
        if len(self._open) + weight.height > self._limits.yaml_depth:
            raise _RefusedError(line, "Y031", limit=self._limits.yaml_depth)
        self._count(weight.nodes, weight.signs, line)
        self._place(value, line, weight.height)

    def _count(self, nodes: int, signs: int, line: int) -> None:
        self._nodes += nodes
        self._signs += signs
        if self._nodes > self._limits.yaml_nodes or self._signs > self._limits.yaml_signs:
            raise _RefusedError(line, "Y032", limit=self._limits.yaml_nodes)

    def _next_place(self, line: int) -> tuple[Path, int]:
        """Path of the value that comes now, and the line that stands for it: the line of its key if it has one."""
        top = self._top
        if top is None:
            return (), line
        if type(top.value) is list:
            return (*top.path, len(top.value)), line
        if top.key is None:
            raise _RefusedError(line, "Y035")
        return (*top.path, top.key), top.key_line

    def _place(self, value: Any, line: int, height: int = 0) -> None:
        path, line = self._next_place(line)
        self._lines.setdefault(path, line)
        top = self._top
        if top is None:
            self._value = value
            return
        if height >= top.height:
            top.height = height + 1
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value.setdefault(str(top.key), value)  # of duplicate keys the first counts; the finding names both
            top.key = None


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1 if event.start_mark else 1


def _refuse_tag(event: ScalarEvent | MappingStartEvent | SequenceStartEvent, line: int) -> None:
    if event.tag is not None:
        raise _RefusedError(line, "Y030", tag=event.tag[:80])


def plain_value(text: str) -> str | int | bool | None:
    """What words without quotes stand for."""
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if text[:1] in _BEGIN_NUMBER and _WHOLE_NUMBER.fullmatch(text) else text
