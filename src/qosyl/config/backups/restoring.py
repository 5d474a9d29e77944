"""Putting a backup into an empty place: beside first, then the database in one transaction, then everything in place.

Until the transaction ends, the place is as empty as it was, with the mark in it; after it only names are changed. So a
restore that was interrupted can always be run again: before that moment it begins anew, after it it ends its work.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from qosyl.audit.access import is_restored
from qosyl.audit.actions import record_restore
from qosyl.config.backups.checking import checked_house, rows_in
from qosyl.config.backups.container import FILES, KEYS, OpenedBackup
from qosyl.config.backups.marking import Mark, Staging
from qosyl.config.backups.numbering import move_on
from qosyl.config.backups.place import Place
from qosyl.config.backups.refusals import Refused
from qosyl.config.backups.tables import MIGRATIONS_TABLE, House, applied_migrations, fill

Tell = Callable[[str], object]
#: Filled by Django itself as soon as there are tables; they say nothing about anybody.
_FILLED_AT_ONCE = {MIGRATIONS_TABLE, "django_content_type", "auth_permission"}
_NAMED = 5


def restore_backup(place: Place, backup: OpenedBackup, *, at: datetime, tell: Tell) -> None:
    """Make ``place`` the installation that the backup was taken of, brought forward to this version.

    :class:`Refused` when the place is not empty or the backup is broken; nothing was written then.
    """
    staging = Staging(place.home)
    mark = staging.mark()
    if mark and _is_committed(place, mark):
        if mark.backup != backup.digest:
            raise Refused("a restore of another backup was interrupted here after its rows were in: end that one first")
        tell("the rows are in since the restore that was interrupted; putting secrets and files in their places …")
    else:
        _refuse_occupied(place)
        house = checked_house(backup, _free_bytes(place.home), tell)
        with _told_in_words():
            mark = staging.begin(backup.digest, at)
            _unpack(backup, staging, tell)
        _fill_database(place.connection, backup, house, mark, at, tell)
    with _told_in_words():
        _put_in_place(place, staging)
        staging.clear()


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        where = problem.filename or "the state folder"
        raise Refused(
            f"the restore stopped at {where} ({problem.strerror}): run it again when that is mended"
        ) from problem


def _is_committed(place: Place, mark: Mark) -> bool:
    return "audit_act" in place.connection.introspection.table_names() and is_restored(mark.restore)


def _refuse_occupied(place: Place) -> None:
    found = [f"rows in {name}" for name in _filled_tables(place.connection)]
    found += [str(path) for name in (KEYS, FILES) for path in place.strangers(name)]
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        raise Refused(f"this place is not empty, it has {', '.join(found[:_NAMED])}{more}: restore into a new one")


def _filled_tables(connection: BaseDatabaseWrapper) -> list[str]:
    filled = []
    for name in sorted(set(connection.introspection.table_names()) - _FILLED_AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608 - names from the database
            if cursor.fetchone():
                filled.append(name)
    return filled


def _free_bytes(home: Path) -> int:
    while not home.exists():
        home = home.parent
    return shutil.disk_usage(home).free


# --- beside ----------------------------------------------------------------------------------------------------------
def _unpack(backup: OpenedBackup, staging: Staging, tell: Tell) -> None:
    """Secrets and files into the folder of the mark; their names were checked when the backup was opened."""
    tell(f"unpacking {backup.bytes_of(KEYS, FILES)} bytes of secrets and files …")
    for name in (KEYS, FILES):
        for note, inside in backup.paths(name):
            target = staging.folder / name / inside
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if name == KEYS else 0o644)
            with os.fdopen(descriptor, "wb") as out:
                for piece in backup.pieces(note):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())


def _put_in_place(place: Place, staging: Staging) -> None:
    for name in (KEYS, FILES):
        waiting = staging.folder / name
        for path in sorted(path for path in waiting.rglob("*") if path.is_file()):
            target = place.folder(name) / path.relative_to(waiting)
            target.parent.mkdir(mode=0o700 if name == KEYS else 0o755, parents=True, exist_ok=True)
            path.replace(target)


# --- the database ----------------------------------------------------------------------------------------------------
def _fill_database(
    connection: BaseDatabaseWrapper, backup: OpenedBackup, house: House, mark: Mark, at: datetime, tell: Tell
) -> None:
    """All or nothing: tables as the backup had them, its rows, its counters, the way to today, and the record of it."""
    # SQLite lets go of references only outside a transaction; Django rebuilds tables on the way to today.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=connection.alias):
            _make_tables(connection, house)
            _fill_tables(connection, backup, house, tell)
            numbers = {note.name: note.last_number or 0 for note in backup.manifest.tables}
            move_on(house.tables, numbers, connection)
            if not house.is_newest:
                tell("bringing the database forward to this version …")
                executor = MigrationExecutor(connection)
                executor.migrate(executor.loader.graph.leaf_nodes())
                # Rebuilding a table lets its counter fall back to its highest row.
                move_on(House(applied_migrations(connection)).tables, numbers, connection)
            record_restore(mark.restore, backup_at=backup.manifest.made_at, digest=backup.digest, at=at)
            connection.check_constraints()
    except DatabaseError as problem:
        raise Refused(f"the database takes the backup not: {problem}") from problem
    finally:
        connection.enable_constraint_checking()


def _make_tables(connection: BaseDatabaseWrapper, house: House) -> None:
    """Fresh tables; those without rows that `qosyl migrate` may have made go, they may be of another version."""
    before = House(applied_migrations(connection))
    if before.migrations:
        with connection.schema_editor() as editor:
            for model in before.models:
                if not model._meta.auto_created:  # noqa: SLF001 - Django's documented way; these go with their owners
                    editor.delete_model(model)
        MigrationExecutor(connection).recorder.flush()
    MigrationExecutor(connection).migrate(house.leaves)
    for table in house.tables:  # a migration may have put rows in; the backup has them too
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 - names of our tables


def _fill_tables(connection: BaseDatabaseWrapper, backup: OpenedBackup, house: House, tell: Tell) -> None:
    # Where tables were just made, PostgreSQL looks at each reference at once; this lets it wait again.
    connection.check_constraints()
    for table in house.tables:
        try:
            count = fill(table, rows_in(backup, table), connection)
        except DatabaseError as problem:
            raise Refused(f"the database refuses a row of {table.name}: {problem}") from problem
        if count:
            tell(f"{table.name}: {count} rows")
    # References are looked at now: PostgreSQL changes no table while some wait to be looked at.
    connection.check_constraints()
