"""Taking a backup: one moment of the database, then secrets and files, into a draft that is named when it is whole."""

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from qosyl.config.backups.container import FILES, KEYS, BackupWriter
from qosyl.config.backups.manifest import LEFT_OUT, Manifest, TableNote
from qosyl.config.backups.marking import refuse_unfinished
from qosyl.config.backups.numbering import last_number
from qosyl.config.backups.place import Place
from qosyl.config.backups.refusals import Refused
from qosyl.config.backups.snapshot import still_database
from qosyl.config.backups.tables import MIGRATIONS_TABLE, House, Table, applied_migrations, rows_of

Tell = Callable[[str], object]
_PIECE = 1024 * 1024
_TOLD_EVERY = 50_000


@dataclass(frozen=True)
class Taken:
    """What a backup holds."""

    rows: int
    tables: int
    keys: int
    files: int
    size: int


def take_backup(place: Place, target: Path, *, at: datetime, password: bytes | None, force: bool, tell: Tell) -> Taken:
    """Write the whole installation into ``target``; a backup that does not end leaves nothing under that name."""
    refuse_unfinished(place.home)
    _refuse_target(target, force=force)
    # Beside the target, since a file takes its name in one step only inside one file system.
    workshop = target.with_name(f".{target.name}.{secrets.token_hex(4)}.draft")
    try:
        workshop.mkdir(mode=0o700)
        draft = workshop / "backup"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            with BackupWriter(out, password) as writer:
                taken = _fill(writer, place, workshop, at, tell)
            out.flush()
            os.fsync(out.fileno())
            size = out.tell()
        _refuse_target(target, force=force)
        draft.replace(target)
    except OSError as problem:
        raise Refused(f"the backup could not be written: {problem.strerror}") from problem
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    _keep_name(target.parent)
    return Taken(*taken, size)


def _refuse_target(target: Path, *, force: bool) -> None:
    if not target.parent.is_dir():
        raise Refused(f"there is no folder {target.parent}")
    if target.is_dir():
        raise Refused(f"{target} is a folder: name a file")
    if target.exists() and not force:
        raise Refused(f"{target} is there already: name another file, or overwrite it with --force")


def _fill(writer: BackupWriter, place: Place, workshop: Path, at: datetime, tell: Tell) -> tuple[int, int, int, int]:
    with still_database(place.connection, workshop) as still:
        house = _house_of(still, tell)
        tables = tuple(_add_table(writer, table, still, tell) for table in house.tables)
    # After the rows: a file is written before the row that names it, so each that a row names is there.
    keys, files = _add_folder(writer, place, KEYS), _add_folder(writer, place, FILES)
    manifest = Manifest(
        format=1,
        version=_version(),
        made_at=at,
        database="sqlite" if place.connection.vendor == "sqlite" else "postgresql",
        migrations=tuple(house.migrations),
        tables=tables,
        members=tuple(writer.members),
        left_out=LEFT_OUT,
    )
    writer.finish(manifest)
    return manifest.rows, len(tables), keys, files


def _house_of(still: BaseDatabaseWrapper, tell: Tell) -> House:
    migrations = applied_migrations(still)
    if not migrations:
        raise Refused("there is no database to back up: `qosyl migrate` makes one")
    house = House(migrations)
    ours = {table.name for table in house.tables} | {MIGRATIONS_TABLE}
    for name in sorted(set(still.introspection.table_names()) - ours):
        tell(f"left out: the table {name}, which is none of this house")
    return house


def _add_table(writer: BackupWriter, table: Table, still: BaseDatabaseWrapper, tell: Tell) -> TableNote:
    count = 0
    with writer.member(f"tables/{table.name}.jsonl", packed=True) as out:
        for line in rows_of(table, still):
            out.write(line)
            count += 1
            if count % _TOLD_EVERY == 0:
                tell(f"{table.name}: {count} rows …")
    if count:
        tell(f"{table.name}: {count} rows")
    return TableNote(name=table.name, columns=table.columns, rows=count, last_number=last_number(table, still))


def _add_folder(writer: BackupWriter, place: Place, name: str) -> int:
    count = 0
    for inside, path in place.kept(name):
        with suppress(FileNotFoundError), path.open("rb") as file:  # removed since the folder was read
            with writer.member(f"{name}/{inside}") as out:
                while piece := file.read(_PIECE):
                    out.write(piece)
            count += 1
    return count


def _keep_name(folder: Path) -> None:
    """A power cut after this does not take the name away again; not every file system can promise it."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _version() -> str:
    try:
        return version("qosyl")
    except PackageNotFoundError:
        return "run from its sources"
