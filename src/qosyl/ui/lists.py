"""Long lists, pure: which page, in which order, found by which words, and the addresses that say so.

Every function takes values and gives values; a view or a template tag brings the query of the address.
Not here: database queries. An app that sorts in the database uses ``read_sort`` and orders its queryset itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from qosyl.localtext import collation_key, fold

Item = TypeVar("Item")
Item_co = TypeVar("Item_co", covariant=True)
Query = Mapping[str, Sequence[str]]
GAP = 0
_PAGE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sort:
    """The column by which a list is in order, and whether downwards."""

    key: str
    downwards: bool = False

    def as_parameter(self) -> str:
        return f"-{self.key}" if self.downwards else self.key

    def turned_to(self, key: str) -> "Sort":
        """The order that a press on the heading of ``key`` asks for: upwards first, then the other way round."""
        return Sort(key, downwards=key == self.key and not self.downwards)


def read_sort(parameter: str, allowed: Iterable[str], default: Sort) -> Sort:
    """The order that an address asks for; anything not allowed means the default."""
    key = parameter.removeprefix("-")
    return Sort(key, parameter.startswith("-")) if key in set(allowed) else default


def in_order(items: Iterable[Item], sort: Sort, value_of: Callable[[Item, str], object]) -> list[Item]:
    """The items by the sorted column; text by the Kazakh alphabet, items without a value always last."""
    valued: list[tuple[Item, Any]] = []
    empty: list[tuple[Item, Any]] = []
    for item in items:
        value = value_of(item, sort.key)
        (empty if value is None or value == "" else valued).append((item, value))
    valued.sort(key=lambda pair: _comparable(pair[1]), reverse=sort.downwards)
    return [item for item, _ in valued + empty]


def _comparable(value: object) -> Any:
    return collation_key(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class PageOfItems(Generic[Item]):
    """One page of a list: its items and where they stand in the whole. Pages count from 1; an empty list has one."""

    items: Sequence[Item]
    number: int
    last: int
    total: int
    first_position: int

    @property
    def last_position(self) -> int:
        return self.first_position + len(self.items) - 1


def read_page_number(parameter: str) -> int:
    """The page that an address asks for; nonsense means the first."""
    plain = parameter.isascii() and parameter.isdigit() and len(parameter) <= _PAGE_DIGITS
    return max(1, int(parameter)) if plain else 1


class Sliced(Protocol[Item_co]):
    """What can be counted and cut: a sequence, or a query that the database cuts."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[Item_co]: ...


def page_of(items: Sliced[Item], number: int, size: int, total: int | None = None) -> PageOfItems[Item]:
    """Page ``number`` of ``items``; beyond the end, the last page. ``total`` spares counting a second time."""
    whole = len(items) if total is None else total
    last = max(1, -(-whole // size))
    number = min(max(1, number), last)
    start = (number - 1) * size
    shown = list(items[start : start + size])
    return PageOfItems(shown, number, last, whole, start + 1 if whole else 0)


def page_numbers(number: int, last: int, around: int = 1) -> list[int]:
    """The numbers worth showing: first, last and the neighbours of the current page; ``GAP`` stands for the others."""
    wanted = sorted({1, last, *range(max(1, number - around), min(last, number + around) + 1)})
    shown: list[int] = []
    for page in wanted:
        if shown and page - shown[-1] == 2:  # noqa: PLR2004 - a gap of one page is narrower than the sign for a gap
            shown.append(page - 1)
        elif shown and page - shown[-1] > 1:
            shown.append(GAP)
        shown.append(page)
    return shown


def query_with(query: Query, **changes: str | int | None) -> str:
    """The query of an address with some parameters changed, or left out where the change is ``None``."""
    kept = [(name, value) for name, values in query.items() if name not in changes for value in values]
    kept += [(name, str(value)) for name, value in changes.items() if value is not None]
    return "?" + urlencode(kept)


def matches(text: str, query: str) -> bool:
    """Whether every word of the query occurs in the text, with case and Kazakh letters levelled."""
    folded = fold(text)
    return all(word in folded for word in fold(query).split())
