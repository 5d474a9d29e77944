"""The statements of the answer journal, by hand for both databases: what a save costs stands here, line by line.

Here belongs SQL of attempts, epochs, batches and leases inside a transaction of the caller. Not here: what may be
appended (`rules.journal`) and who may ask (`actions.journal`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from qosyl.rules.journal import StoredBatch, Tail
from qosyl.sittings.states import AttemptClock

# On SQLite the transaction itself holds the only right to write (BEGIN IMMEDIATE): there is no row to lock.
_ATTEMPT = """
    SELECT id, learner, epoch, minutes, changed_minutes, late_minutes, started_at, finished_at, receipt
    FROM sittings_attempt WHERE uuid = %s"""
_LOCK = {"postgresql": " FOR UPDATE"}
# A statement of its own after the lock: only then PostgreSQL sees what the holder before has written.
_EPOCHS = """
    SELECT number, through, head, lease, leased_at, opened_at, device
    FROM sittings_epoch WHERE attempt_id = %s ORDER BY number"""
_BATCHES = """
    SELECT first, last, content, head, received_at
    FROM sittings_journalbatch WHERE attempt_id = %s AND epoch = %s ORDER BY first"""
_LAST_BATCH = """
    SELECT first, last, content, head, received_at
    FROM sittings_journalbatch WHERE attempt_id = %s AND epoch = %s ORDER BY first DESC LIMIT 1"""
_ADD_BATCH = """
    INSERT INTO sittings_journalbatch (attempt_id, epoch, first, last, content, head, received_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)"""
_ADVANCE = """
    UPDATE sittings_epoch SET through = %s, head = %s, lease = %s, leased_at = %s
    WHERE attempt_id = %s AND number = %s"""
_ADD_LEASE = "INSERT INTO sittings_lease (attempt_id, epoch, lease, at) VALUES (%s, %s, %s, %s)"
_ADD_EPOCH = """
    INSERT INTO sittings_epoch (attempt_id, number, through, head, lease, leased_at, opened_at, device)
    VALUES (%s, %s, 0, %s, %s, %s, %s, %s)"""
_START = "UPDATE sittings_attempt SET started_at = %s, epoch = %s WHERE id = %s"
_TAKE_OVER = "UPDATE sittings_attempt SET epoch = %s WHERE id = %s"
_FINISH = "UPDATE sittings_attempt SET finished_at = %s, receipt = %s WHERE id = %s"

#: A row as the driver gives it: what stands in which place, the statement above says.
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt, locked until the end of the transaction."""

    id: int
    learner: UUID
    epoch: int
    clock: AttemptClock
    receipt: str


@dataclass(frozen=True, slots=True)
class EpochRow:
    """An epoch as it is stored."""

    number: int
    through: int
    head: str
    lease: str
    leased_at: datetime
    opened_at: datetime
    device: str

    def tail(self, attempt: str) -> Tail:
        return Tail(attempt, self.number, self.through, self.head)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of the journal and when it was received."""

    stored: StoredBatch
    received_at: datetime


def locked(attempt: UUID) -> AttemptRow | None:
    """The attempt; nobody else changes it or its journal before the transaction ends. None: there is none."""
    row = _one(_ATTEMPT + _LOCK.get(connection.vendor, ""), (_uuid(attempt),))
    if row is None:
        return None
    clock = AttemptClock(row[3], row[4], row[5], _moment(row[6]), _moment(row[7]))
    return AttemptRow(row[0], _read_uuid(row[1]), row[2], clock, row[8])


def epochs(attempt_id: int) -> list[EpochRow]:
    return [
        EpochRow(row[0], row[1], row[2], row[3], _known(row[4]), _known(row[5]), row[6])
        for row in _all(_EPOCHS, (attempt_id,))
    ]


def batches(attempt_id: int, epoch: int) -> list[BatchRow]:
    """All rows of an epoch in their order."""
    return [_batch(row) for row in _all(_BATCHES, (attempt_id, epoch))]


def last_batch(attempt_id: int, epoch: int) -> BatchRow | None:
    row = _one(_LAST_BATCH, (attempt_id, epoch))
    return None if row is None else _batch(row)


def add_batch(attempt_id: int, epoch: int, batch: StoredBatch, received_at: datetime) -> None:
    _run(
        _ADD_BATCH,
        (attempt_id, epoch, batch.first, batch.last, batch.content, batch.head, _written(received_at)),
    )


def advance(attempt_id: int, tail: Tail, lease: str, leased_at: datetime) -> None:
    """The new end of an epoch, and the lease that it carries now."""
    _run(_ADVANCE, (tail.through, tail.head, lease, _written(leased_at), attempt_id, tail.epoch))


def add_lease(attempt_id: int, epoch: int, lease: str, at: datetime) -> None:
    _run(_ADD_LEASE, (attempt_id, epoch, lease, _written(at)))


def add_epoch(attempt_id: int, tail: Tail, lease: str, at: datetime, device: str) -> None:
    """A new writer with nothing written yet; its first lease is issued at once."""
    moment = _written(at)
    _run(_ADD_EPOCH, (attempt_id, tail.epoch, tail.head, lease, moment, moment, device))
    add_lease(attempt_id, tail.epoch, lease, at)


def start(attempt_id: int, epoch: int, at: datetime) -> None:
    _run(_START, (_written(at), epoch, attempt_id))


def take_over(attempt_id: int, epoch: int) -> None:
    _run(_TAKE_OVER, (epoch, attempt_id))


def finish(attempt_id: int, at: datetime, receipt: str) -> None:
    _run(_FINISH, (_written(at), receipt, attempt_id))


def _batch(row: _Row) -> BatchRow:
    first, last, content, head, received_at = row
    return BatchRow(StoredBatch(first, last, bytes(content), head), _known(received_at))


def _run(statement: str, values: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _one(statement: str, values: Sequence[Any]) -> _Row | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: _Row | None = cursor.fetchone()
    return found


def _all(statement: str, values: Sequence[Any]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[_Row] = cursor.fetchall()
    return found


def _uuid(value: UUID) -> object:
    """PostgreSQL has a type for it; Django keeps it in SQLite as 32 letters."""
    return value if connection.features.has_native_uuid_field else value.hex


def _read_uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _written(moment: datetime) -> object:
    """SQLite keeps moments as text of UTC, as Django writes them."""
    return moment if connection.vendor == "postgresql" else str(moment.astimezone(UTC).replace(tzinfo=None))


def _moment(value: object) -> datetime | None:
    """SQLite gives moments of UTC without saying so."""
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _known(value: object) -> datetime:
    moment = _moment(value)
    if moment is None:
        raise ValueError("a moment that is always there is missing")
    return moment
