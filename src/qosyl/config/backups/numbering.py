"""The counters by which a database numbers its rows: where they stand, and moving them on.

A number that was given once is not given again, even where its row is gone; so the counter itself is kept, not the
highest row.
"""

from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from qosyl.config.backups.tables import Table


def last_number(table: Table, connection: BaseDatabaseWrapper) -> int | None:
    """The highest number ever given to a row of the table; None where rows are not counted."""
    if table.counted is None:
        return None
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX({quoted(table.counted)}) FROM {quoted(table.name)}")  # noqa: S608 - own names
        highest = cursor.fetchone()[0] or 0
    return max(highest, _counter(table.name, table.counted, connection))


def move_on(tables: Iterable[Table], numbers: Mapping[str, int], connection: BaseDatabaseWrapper) -> None:
    """Let each table go on after the number that stands beside its name; a counter never goes back."""
    for table in tables:
        number = numbers.get(table.name, 0)
        if table.counted is not None and number > _counter(table.name, table.counted, connection):
            _set_counter(table.name, table.counted, number, connection)


def _counter(table: str, column: str, connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            return int(found[0] or 0) if found else 0
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [connection.ops.quote_name(table), column])
        sequence = cursor.fetchone()[0]
        if sequence is None:
            return 0
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - quoted by the database itself
        value, is_given = cursor.fetchone()
        return int(value) if is_given else int(value) - 1


def _set_counter(table: str, column: str, number: int, connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            sequence = [connection.ops.quote_name(table), column]
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [*sequence, number])
