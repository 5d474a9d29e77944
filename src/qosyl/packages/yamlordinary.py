"""Ordinary YAML read fast: the same values as the parser gives, or nothing where a text is not ordinary.

A finished programme has a million letters of YAML, and each event of the parser becomes an object. Nearly all files
keep to mappings, lists, texts on one line and blocks; these are read here in one walk over the lines. Whatever else
appears (anchors, tags, escapes, quotes over several lines, tabs, a key twice), and whatever is wrong, the text is left
to the parser: `ordinary_mapping(text)` is either None or equal to what `yamlread` builds from events, and tests hold
the two together. Where values stand is found in a second walk, for the few files that have a finding to place.
Not here: findings.
"""

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

from qosyl.packages.limits import Limits
from qosyl.packages.sheets import Path

# Everything but the letters and signs that need no thought: no tab, no other line end than \n, nothing rare.
_EXTRAORDINARY = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
_LINES = re.compile(r"^( *)(- )?(?:([A-Za-z0-9_][A-Za-z0-9_.-]*):(?: +|$))?(.*)$", re.MULTILINE)
#: Signs that make more of a text than plain words, where it begins with one of them.
_MARKS = frozenset("-?:,[]{}#&*!|>'\"%@`=~ ")
_QUOTED = re.compile(r""""([^"\\]*)"|'([^']*)'""")
_BLOCK_SIGNS = frozenset(">|")
_BLOCKS = frozenset({">", ">-", "|", "|-"})
_FLOW = re.compile(
    r"(?P<sign>[\[\]{},]) *|(?P<quote>[\"'])(?P<quoted>(?:(?!(?P=quote))[^\\])*)(?P=quote) *|"
    r"(?P<key>[A-Za-z0-9_][A-Za-z0-9_.-]*): +|"
    r"(?P<plain>[^\s\[\]{},\"'#:&*!|>%@`?=~-][^\[\]{},\"'#:]*)"
)
#: Where no line is left: no mapping or list goes on there.
_END = -1


class _ExtraordinaryError(Exception):
    """The text holds something that only the parser reads."""


def ordinary_mapping(text: str, limits: Limits, plain: Callable[[str], Any]) -> dict[str, Any] | None:
    """The mapping that a text holds, if the text is ordinary; `plain` turns words without quotes into their value."""
    most_nodes = 1 + 3 * (text.count("\n") + 1) + sum(map(text.count, ",[{"))
    if most_nodes > limits.yaml_nodes or len(text) > limits.yaml_signs or _EXTRAORDINARY.search(text):
        return None
    try:
        return _Walk(text, limits.yaml_depth, plain).read()
    except _ExtraordinaryError:
        return None


def ordinary_lines(text: str, limits: Limits) -> dict[Path, int]:
    """Where the values of an ordinary text stand; those inside brackets stand where the whole does."""
    walk = _Walk(text, limits.yaml_depth, lambda words: words)
    walk.places = {}
    walk.read()
    return walk.places


class _Walk:
    """One walk over the lines; `read` may be called once.

    `indent`, `dash`, `key` and `rest` are those of the line that comes next: `  - key: rest`; empty where it has none.
    `places` is filled with the lines of values if it is there, `path` leads to the value that is being read.
    """

    def __init__(self, text: str, depth: int, plain: Callable[[str], Any]) -> None:
        self.lines = text.split("\n")
        self.parted: list[tuple[str, str, str, str]] = _LINES.findall(text)
        self.plain = plain
        self.depth_left = depth
        self.at = -1
        self.indent = _END
        self.dash = ""
        self.key = ""
        self.rest = ""
        self.places: dict[Path, int] | None = None
        self.path: list[str | int] = []

    def read(self) -> dict[str, Any]:
        self.advance()
        value = self.mapping(0)
        if self.indent != _END:
            raise _ExtraordinaryError
        return value

    def advance(self) -> None:
        """Go to the next line that is neither empty nor a remark."""
        at, parted = self.at + 1, self.parted
        while at < len(parted):
            spaces, dash, key, rest = parted[at]
            if key or dash or (rest and rest[0] != "#"):
                self.at, self.indent, self.dash, self.key, self.rest = at, len(spaces), dash, key, rest
                return
            at += 1
        self.at, self.indent, self.dash, self.key, self.rest = at, _END, "", "", ""

    def mapping(self, indent: int) -> dict[str, Any]:
        self.enter()
        value: dict[str, Any] = {}
        while self.indent == indent and self.key and not self.dash:
            key = self.key
            if key in value:
                raise _ExtraordinaryError
            if self.places is not None:
                self.place(key)
            value[key] = self.value(indent) if self.rest else self.nested(indent)
            if self.places is not None:
                self.path.pop()
        if self.indent >= indent or not value:
            raise _ExtraordinaryError
        self.depth_left += 1
        return value

    def sequence(self, indent: int) -> list[Any]:
        self.enter()
        value: list[Any] = []
        while self.indent == indent and self.dash:
            if self.places is not None:
                self.place(len(value))
            if self.key:
                self.indent, self.dash = indent + 2, ""
                value.append(self.mapping(indent + 2))
            else:
                value.append(self.value(indent))
            if self.places is not None:
                self.path.pop()
        if self.indent > indent:
            raise _ExtraordinaryError
        self.depth_left += 1
        return value

    def place(self, step: str | int) -> None:
        """Note that the value which this step leads to begins on this line."""
        self.path.append(step)
        if self.places is not None:
            self.places.setdefault((), self.at + 1)
            self.places[tuple(self.path)] = self.at + 1

    def enter(self) -> None:
        self.depth_left -= 1
        if self.depth_left < 0:
            raise _ExtraordinaryError

    def nested(self, indent: int) -> Any:
        """What stands below a key without a value of its own."""
        self.advance()
        if self.dash and self.indent >= indent:
            return self.sequence(self.indent)
        return self.mapping(self.indent) if self.indent > indent else self.plain("")

    def value(self, indent: int) -> Any:
        """What stands on the rest of a line, or in the block that it opens."""
        rest = self.rest
        value = self.block(indent, rest) if rest[:1] in _BLOCK_SIGNS else self.on_line(rest)
        self.advance()
        if self.indent > indent:  # the text goes on
            raise _ExtraordinaryError
        return value

    def on_line(self, rest: str) -> Any:
        first = rest[:1]
        if first not in _MARKS and first:
            if ": " in rest or " #" in rest or rest[-1] in ": ":
                raise _ExtraordinaryError
            return self.plain(rest)
        if match := _QUOTED.fullmatch(rest):
            return match[1] if match[2] is None else match[2]
        value, end = self.flow(rest, 0)
        if end != len(rest) or first not in "[{":
            raise _ExtraordinaryError
        return value

    def flow(self, rest: str, at: int) -> tuple[Any, int]:
        """The value in brackets, quotes or plain words that begins at a place, and the place after it."""
        match = _FLOW.match(rest, at)
        if match is None or match["key"]:
            raise _ExtraordinaryError
        if match["quote"]:
            return match["quoted"], match.end()
        if match["plain"]:
            return self.plain(match["plain"].rstrip(" ")), match.end()
        if match["sign"] == "{":
            return self.flow_mapping(rest, match.end())
        if match["sign"] == "[":
            return self.flow_sequence(rest, match.end())
        raise _ExtraordinaryError

    def flow_mapping(self, rest: str, at: int) -> tuple[dict[str, Any], int]:
        self.enter()
        found: dict[str, Any] = {}
        sign = ","
        while sign == ",":
            key = _FLOW.match(rest, at)
            if key is None or not key["key"] or key["key"] in found:
                raise _ExtraordinaryError
            found[key["key"]], at = self.flow(rest, key.end())
            sign, at = _sign(rest, at)
        return found, self.leave(sign, "}", at)

    def flow_sequence(self, rest: str, at: int) -> tuple[list[Any], int]:
        self.enter()
        found: list[Any] = []
        sign = "," if not rest.startswith("]", at) else ""
        while sign == ",":
            part, at = self.flow(rest, at)
            found.append(part)
            sign, at = _sign(rest, at)
        if not found:
            sign, at = _sign(rest, at)
        return found, self.leave(sign, "]", at)

    def leave(self, sign: str, expected: str, at: int) -> int:
        """The place after a bracket that closes what it should."""
        if sign != expected:
            raise _ExtraordinaryError
        self.depth_left += 1
        return at

    def block(self, indent: int, style: str) -> str:
        """A text of several lines below `>`, `>-`, `|` or `|-`; lines that stand out further are left to the parser."""
        lines, start = self.lines, self.at + 1
        if style not in _BLOCKS or lines[-1]:  # the last line of a file without its end counts otherwise
            raise _ExtraordinaryError
        first = lines[start] if start < len(lines) else ""
        depth = len(first) - len(first.lstrip(" "))
        if depth <= indent or not first.strip(" "):
            raise _ExtraordinaryError
        lead = first[:depth]
        end = start
        while end < len(lines) and (not lines[end] or lines[end].startswith(lead)):
            end += 1
        self.at = end - 1
        found = [line[depth:] for line in lines[start:end]]
        while not found[-1]:
            found.pop()
        if any(line and (line[0] == " " or line[-1] == " ") for line in found) or lines[start:end].count(lead):
            raise _ExtraordinaryError
        text = "\n".join(found) if style[0] == "|" else _folded(found)
        return text if style.endswith("-") else text + "\n"


def _sign(rest: str, at: int) -> tuple[str, int]:
    match = _FLOW.match(rest, at)
    if match is None or not match["sign"]:
        raise _ExtraordinaryError
    return match["sign"], match.end()


def _folded(lines: list[str]) -> str:
    """Lines become one, parted by a space; so many empty lines between them, so many ends of line."""
    parts: list[str] = []
    for is_empty, group in groupby(lines, key=lambda line: not line):
        run = list(group)
        parts.append("\n" * len(run) if is_empty else " ".join(run))
    return "".join(parts)
