"""Plain values of a YAML file that become a shape, or findings that say in our own words what does not fit.

Pydantic judges; its English never leaves this room. Not here: what the values mean to each other (`check`).
"""

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from qosyl.packages.fields import known_keys
from qosyl.packages.findings import Finding
from qosyl.packages.model.base import Shape
from qosyl.packages.sheets import Path, Sheet

SomeShape = TypeVar("SomeShape", bound=Shape)

#: How a value that a pattern of the model asks for is written; `tests/packages` holds the two together.
PATTERN_SAMPLES: Mapping[str, str] = {
    r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$": "335, 176-191",
    r"^\d+(\.\d+)?$": "1.2",
    r"^[a-z0-9][a-z0-9-]*$": "inclusive-class",
    r"^[LA]\d{2,3}$": "L01",
    r"^(kk|ru|en)$": "kk",
    r"^M\d+$": "M1",
    r"^M\d+-O\d+$": "M1-O1",
    r"^[a-z0-9][a-z0-9.-]*$": "m1-1.2-01",
    r"^[a-z]$": "a",
    r"^T\d+$": "T1",
    r"^R\d+$": "R1",
    r"^[A-D]\d+$": "A1",
    r"^[A-Z]\d{3}$": "H001",
    r"^(lecture|deck|practice|handout|key|independent|sample|guide)$": "lecture",
}
_TWINS = ("kk", "ru")
#: What an empty text looks like in JSON, blanks and their escapes included; only then it is looked for in the values.
_EMPTY_TWIN = re.compile(r'"(?:kk|ru)": "(?:\s|\\[a-z0-9]+)*"')
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")
#: Findings that leave the shape whole once the key is put aside.
_UNKNOWN_KEY = "K001"


@dataclass(frozen=True, slots=True)
class _Fault:
    """An error of pydantic, placed in the data: `path` leads to a value that is there, or to a key that is not."""

    path: Path
    code: str
    words: Mapping[str, str | int]


def shape_of(model: type[SomeShape], value: Any, sheet: Sheet) -> tuple[SomeShape | None, list[Finding]]:
    """The shape of a file's values and all findings; None when something other than an unknown key is wrong."""
    written = json.dumps(value, ensure_ascii=False)
    faults = _empty_twins(value) if _EMPTY_TWIN.search(written) else []
    shape, errors = _validated(model, written)
    faults += _placed(errors, model, value)
    unknown = [fault.path for fault in faults if fault.code == _UNKNOWN_KEY]
    if shape is None and unknown:
        for path in unknown:
            _put_aside(value, path)
        shape, _ = _validated(model, json.dumps(value, ensure_ascii=False))
    return shape, [_as_finding(fault, value, sheet) for fault in faults]


def _validated(model: type[SomeShape], written: str) -> tuple[SomeShape | None, list[ErrorDetails]]:
    try:
        return model.model_validate_json(written), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _placed(errors: list[ErrorDetails], model: type[Shape], value: Any) -> list[_Fault]:
    """One fault for each place: a union reports every member that did not fit."""
    faults: dict[Path, _Fault] = {}
    for error in errors:
        fault = _fault(error, model, value)
        known = faults.get(fault.path)
        if known is None:
            faults[fault.path] = fault
        elif known.code != fault.code:
            faults[fault.path] = _Fault(fault.path, "K014", {})
    return list(faults.values())


def _fault(error: ErrorDetails, model: type[Shape], value: Any) -> _Fault:
    kind, place = error["type"], error["loc"]
    path = _path_in(value, place)
    if kind in ("missing", "missing_argument"):
        return _missing((*path, place[len(path)]))
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return _unknown(path, model)
    found = _value_at(value, path)
    if path and path[-1] in _TWINS and found is None:
        return _twin_missing(path)
    if found is None and "_type" in kind:
        return _Fault(path, "K013", {})
    if place and place[-1] == "[key]":
        found = path[-1]
    build = _KINDS.get(kind)
    return build(path, error.get("ctx", {}), found) if build else _Fault(path, "K015", {})


def _missing(path: Path) -> _Fault:
    if path[-1] in _TWINS:
        return _twin_missing(path)
    return _Fault(path, "K002", {"key": str(path[-1])})


def _twin_missing(path: Path) -> _Fault:
    return _Fault(path, "L001", {"language": str(path[-1])})


def _unknown(path: Path, model: type[Shape]) -> _Fault:
    key = str(path[-1])
    nearest = difflib.get_close_matches(key[:80], known_keys(model, path[:-1]), n=1, cutoff=0.0)
    return _Fault(path, _UNKNOWN_KEY, {"key": key, "nearest": nearest[0] if nearest else "–"})


def _one_of(path: Path, context: Mapping[str, Any], found: Any) -> _Fault:
    allowed = ", ".join(_QUOTED.findall(str(context.get("expected", ""))))
    return _Fault(path, "K003", {"allowed": allowed, "found": _quoted(found)})


def _pattern(path: Path, context: Mapping[str, Any], found: Any) -> _Fault:
    pattern = str(context.get("pattern", ""))
    return _Fault(path, "K012", {"sample": PATTERN_SAMPLES.get(pattern, pattern), "found": _quoted(found)})


def _limited(code: str, bound: str) -> Callable[[Path, Mapping[str, Any], Any], _Fault]:
    return lambda path, context, found: _Fault(
        path, code, {"limit": str(context.get(bound, "")), "found": _quoted(found)}
    )


def _plain(code: str) -> Callable[[Path, Mapping[str, Any], Any], _Fault]:
    return lambda path, context, found: _Fault(path, code, {})  # noqa: ARG005 - one signature for all kinds


_KINDS: Mapping[str, Callable[[Path, Mapping[str, Any], Any], _Fault]] = {
    "enum": _one_of,
    "literal_error": _one_of,
    "string_pattern_mismatch": _pattern,
    "string_type": _plain("K004"),
    "int_type": _plain("K005"),
    "int_parsing": _plain("K005"),
    "int_from_float": _plain("K005"),
    "greater_than_equal": _limited("K006", "ge"),
    "less_than_equal": _limited("K007", "le"),
    "bool_type": _plain("K008"),
    "tuple_type": _plain("K009"),
    "list_type": _plain("K009"),
    "dict_type": _plain("K010"),
    "model_type": _plain("K010"),
    "dataclass_type": _plain("K016"),
    "date_type": _plain("K011"),
    "date_parsing": _plain("K011"),
    "date_from_datetime_parsing": _plain("K011"),
    "date_from_datetime_inexact": _plain("K011"),
}


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)[:80] if isinstance(value, str | int) else "…"


def _path_in(value: Any, place: tuple[int | str, ...]) -> Path:
    """The part of pydantic's location that leads through the data; the rest names members of unions or absent keys."""
    path: list[int | str] = []
    for step in place:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        path.append(step)
    return tuple(path)


def _value_at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _put_aside(value: Any, path: Path) -> None:
    holder = _value_at(value, path[:-1])
    holder.pop(path[-1], None)


def _empty_twins(value: Any) -> list[_Fault]:
    """Bilingual texts with an empty language: a valid shape, and yet no text."""
    faults = []
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, inner = waiting.pop()
        if isinstance(inner, list):
            waiting += (((*path, index), child) for index, child in enumerate(inner) if isinstance(child, dict | list))
        elif isinstance(inner, dict):
            faults += [
                _twin_missing((*path, twin))
                for twin in _TWINS
                if isinstance(inner.get(twin), str) and not inner[twin].strip()
            ]
            waiting += (((*path, key), child) for key, child in inner.items() if isinstance(child, dict | list))
    return faults


def _as_finding(fault: _Fault, value: Any, sheet: Sheet) -> Finding:
    shown = fault.path[:-1] if fault.code in (_UNKNOWN_KEY, "K002", "L001") else fault.path
    words = {"place": place_in_words(value, shown) or sheet.file, **fault.words}
    return Finding(sheet.file, sheet.line(*fault.path), fault.code, words)


def place_in_words(value: Any, path: Path) -> str:
    """A path as an author reads it: list entries by their key or number, else counted from 1; the whole is empty."""
    shown = ""
    for step in path:
        value = value[step] if _leads(value, step) else None
        if isinstance(step, int):
            shown += f"[{_name_of(value) or step + 1}]"
        else:
            shown += f".{step[:80]}" if shown else step[:80]
    return shown


def _leads(value: Any, step: int | str) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, list) and isinstance(step, int) and step < len(value)


def _name_of(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    name = value.get("key", value.get("number", ""))
    return str(name)[:80] if isinstance(name, str | int) else ""
