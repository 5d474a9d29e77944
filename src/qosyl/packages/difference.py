"""What changed from one package to the next: changes of text apart from changes that decide something.

Deciding is whatever can alter hours, results, documents or rights: numbers, switches, keys, what exists and what
refers to what. Wording in either language, sources and quotations are text.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qosyl.localtext import LANGUAGES
from qosyl.packages.model.base import Shape

#: Fields that only describe, wherever they stand.
_DESCRIBING = {
    "source", "hours_source", "formats_source", "languages_source", "forms_source", "printed", "printed_number",
    "wording", "aliases", "errata", "label", "read_as", "place", "note", "address", "pages", "publisher", "container",
    "authors", "edition_date", "accepts", "works", "terms", "see", "clause", "state",
}  # fmt: skip
#: Whole parts that are text: a learner reads them, nothing is computed from them.
_TEXT_PARTS = {"prose", "figures", "sections", "characters", "glossary", "literature", "surveys", "support"}
_NAMES = ("key", "number", "label", "code", "module", "since", "grade", "points", "work", "criterion")
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One changed place. `path` names it as an author would find it; None means that it was or is not there."""

    path: str
    before: str | None
    after: str | None
    deciding: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one package to another, in the order of their paths."""

    changes: tuple[Change, ...]

    @property
    def deciding(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.deciding)

    @property
    def text(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.deciding)


def difference(before: Shape, after: Shape) -> Difference:
    """Compare two values of the same shape, leaf by leaf; list entries are matched by their names, not their places."""
    old, new = _leaves_of(before), _leaves_of(after)
    changes = []
    for path in sorted(old.keys() | new.keys()):
        was, now = old.get(path, _ABSENT), new.get(path, _ABSENT)
        if was != now:
            changes.append(Change(" › ".join(path), _words(was), _words(now), deciding=_decides(path)))
    return Difference(tuple(changes))


def _leaves_of(value: Shape) -> dict[tuple[str, ...], Any]:
    return dict(_leaves(json.loads(value.model_dump_json()), ()))


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for name, inner in zip(_entry_names(value), value, strict=True):
            yield from _leaves(inner, (*path, name))
    else:
        yield path, value


def _entry_names(entries: list[Any]) -> list[str]:
    """A name for each entry that survives reordering: its key or number where these are unique, else its place."""
    names = [_entry_name(entry) for entry in entries]
    if all(names) and len(set(names)) == len(names):
        return [str(name) for name in names]
    return [f"#{place}" for place in range(1, len(entries) + 1)]


def _entry_name(entry: Any) -> str | None:
    if isinstance(entry, Mapping):
        if "sheet" in entry:
            return _entry_name(entry["sheet"]) or _entry_name({"key": entry.get("key")})
        return next((str(entry[name]) for name in _NAMES if entry.get(name) not in (None, "")), None)
    return str(entry) if isinstance(entry, str | int) else None


def _decides(path: tuple[str, ...]) -> bool:
    return not (path[-1] in LANGUAGES or _TEXT_PARTS.intersection(path) or _DESCRIBING.intersection(path))


def _words(value: Any) -> str | None:
    if value is _ABSENT:
        return None
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
