"""One moment of a database that others go on writing to, held still for as long as it is read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def still_database(live: BaseDatabaseWrapper, folder: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection that sees the database as it is now, whatever is written meanwhile; nobody has to wait for it.

    SQLite is copied into ``folder`` by its own online backup, in one step: a writer would make several begin anew.
    PostgreSQL keeps the moment itself for a transaction that only reads.
    """
    if live.vendor == "sqlite":
        live.ensure_connection()
        path = folder / "snapshot.sqlite3"
        with closing(sqlite3.connect(path)) as copy:
            live.connection.backup(copy)
        still = live.copy()
        still.settings_dict["NAME"] = str(path)
        still.settings_dict["OPTIONS"] = {}
        try:
            yield still
        finally:
            still.close()
            path.unlink()
    else:
        with transaction.atomic(using=live.alias):
            with live.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield live
