"""Refused requests counted in the memory of a process, so that whoever sends thousands makes it write a dozen times.

Here belongs when a count is due to be written. Writing is done by `actions.refusals`. Time is an argument.
"""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

_MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted as one: an attempt by public reference, and why requests for it were turned away."""

    attempt: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Due:
    """So many refusals of a minute are to be added to its row."""

    key: Key
    minute: datetime
    many: int


@dataclass(slots=True)
class _Count:
    seen: int = 0
    written: int = 0


class RefusalCounter:
    """The first refusal of a minute is due at once, further ones whenever their number has doubled, the rest with the
    first refusal of a later minute.

    Where too many attempts are named at once, all others are counted under `rest`.
    """

    def __init__(self, rest: UUID, most_kept: int = _MOST_KEPT) -> None:
        self._rest, self._most_kept = rest, most_kept
        self._minute: datetime | None = None
        self._counts: dict[Key, _Count] = {}
        self._lock = Lock()

    def add(self, key: Key, minute: datetime, many: int = 1) -> list[Due]:
        """Count, and say what is due to be written now."""
        with self._lock:
            due = self._turn(minute)
            if key not in self._counts and len(self._counts) >= self._most_kept:
                key = Key(self._rest, key.code)
            count = self._counts.setdefault(key, _Count())
            count.seen += many
            if count.seen >= 2 * count.written:
                due.append(Due(key, minute, count.seen - count.written))
                count.written = count.seen
        return due

    def forget(self, key: Key) -> None:
        """Make room: there is no such attempt, and its refusals are counted elsewhere."""
        with self._lock:
            self._counts.pop(key, None)

    def _turn(self, minute: datetime) -> list[Due]:
        """What is left of the minute before, once another has begun."""
        if self._minute == minute:
            return []
        before, self._minute = self._minute, minute
        counts, self._counts = self._counts, {}
        if before is None:
            return []
        return [Due(key, before, one.seen - one.written) for key, one in counts.items() if one.seen > one.written]
