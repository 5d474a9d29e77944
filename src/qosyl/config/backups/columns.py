"""Values of columns in words that both databases understand: one kind for each type of column, JSON for each value.

A new kind of column has to be entered here before an installation that has one can be backed up.
"""

import base64
import binascii
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from qosyl.config.backups.refusals import BrokenBackup, Refused

_KINDS: Mapping[str, tuple[str, ...]] = {
    "integer": (
        *("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField"),
        *("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"),
    ),
    "text": ("CharField", "TextField", "SlugField", "FileField", "FilePathField", "GenericIPAddressField"),
    "boolean": ("BooleanField",),
    "moment": ("DateTimeField",),
    "date": ("DateField",),
    "time": ("TimeField",),
    "duration": ("DurationField",),
    "decimal": ("DecimalField",),
    "float": ("FloatField",),
    "bytes": ("BinaryField",),
    "uuid": ("UUIDField",),
    "json": ("JSONField",),
}
_KIND_OF = {field: kind for kind, fields in _KINDS.items() for field in fields}
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Kind:
    """How a value that is not NULL is written, in which JSON type it stands, and how it is read."""

    write: Callable[[Any], object]
    shape: type
    read: Callable[[Any], object]


def _same(value: Any) -> Any:
    return value


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found


def _json_text(text: str) -> str:
    json.loads(text)
    return text


KINDS: Mapping[str, Kind] = {
    "integer": Kind(int, int, _same),
    "text": Kind(str, str, _same),
    "boolean": Kind(bool, bool, _same),
    "moment": Kind(lambda value: value.astimezone(UTC).isoformat(), str, _moment),
    "date": Kind(lambda value: value.isoformat(), str, date.fromisoformat),
    "time": Kind(lambda value: value.isoformat(), str, time.fromisoformat),
    "duration": Kind(lambda value: value // _MICROSECOND, int, lambda count: timedelta(microseconds=count)),
    "decimal": Kind(str, str, Decimal),
    "float": Kind(lambda value: float(value).hex(), str, float.fromhex),
    "bytes": Kind(
        lambda value: base64.b64encode(value).decode(), str, lambda text: base64.b64decode(text, validate=True)
    ),
    "uuid": Kind(str, str, uuid.UUID),
    # As text, since a JSON null and no value at all are different things that look the same once they are read.
    "json": Kind(str, str, _json_text),
}


def kind_of(field_type: str, column: str) -> str:
    """The kind of a column by the type of its field, as Django names it."""
    if field_type not in _KIND_OF:
        raise Refused(f"the column {column} is a {field_type}: this version cannot write one into a backup")
    return _KIND_OF[field_type]


def written_row(kinds: list[Kind], values: tuple[Any, ...]) -> bytes:
    """One line: the values in the order of the columns."""
    words = [None if value is None else kind.write(value) for kind, value in zip(kinds, values, strict=True)]
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_row(kinds: list[Kind], line: bytes) -> list[object]:
    """The values of one line; :class:`BrokenBackup` when it is no row of these columns."""
    try:
        words = json.loads(line)
        if not isinstance(words, list) or len(words) != len(kinds):
            raise BrokenBackup("a row has other columns than its table")
        return [None if word is None else _read(kind, word) for kind, word in zip(kinds, words, strict=True)]
    except (ValueError, InvalidOperation, OverflowError, RecursionError, binascii.Error) as problem:
        raise BrokenBackup("a row holds a value that is none of its column") from problem


def _read(kind: Kind, word: object) -> object:
    if type(word) is not kind.shape:  # exactly: true is no integer
        raise ValueError(f"{type(word).__name__} where {kind.shape.__name__} belongs")
    return kind.read(word)
