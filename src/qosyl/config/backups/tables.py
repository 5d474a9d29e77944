"""The tables of the house at a given state of its migrations: read from one database, filled in another.

Rows go by the columns that migrations know, not by today's models, so that a backup taken before an update is restored
after it. Their order does not matter: both databases look at references only when the transaction ends.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import AutoField, F, Field, ForeignKey, Model, TextField
from django.db.models.functions import Cast

from qosyl.config.backups.columns import KINDS, Kind, kind_of, written_row
from qosyl.config.backups.refusals import BrokenBackup, Refused

if TYPE_CHECKING:
    from django.db.migrations.graph import Node

MIGRATIONS_TABLE = "django_migrations"
_AT_ONCE = 1_000

Migration = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """A table as the migrations made it."""

    model: type[Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table  # noqa: SLF001 - Django's documented way to a model's table

    @property
    def fields(self) -> list["Field[Any, Any]"]:
        """Columns that hold values of their own; what the database computes, it computes again."""
        found = self.model._meta.local_concrete_fields  # noqa: SLF001 - as above
        return [field for field in found if not getattr(field, "generated", False)]

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(field.column), self._kind(field)) for field in self.fields)

    @property
    def kinds(self) -> list[Kind]:
        return [KINDS[kind] for _, kind in self.columns]

    @property
    def counted(self) -> str | None:
        """The column that the database numbers by itself."""
        return next((field.column for field in self.fields if isinstance(field, AutoField)), None)

    def _kind(self, field: "Field[Any, Any]") -> str:
        while isinstance(field, ForeignKey):  # a reference is written as what it refers to
            field = field.target_field
        return kind_of(field.get_internal_type(), f"{self.name}.{field.column}")


class House:
    """Which tables there are after some migrations."""

    def __init__(self, migrations: Iterable[Migration]) -> None:
        self.migrations = sorted(set(migrations))
        loader = MigrationLoader(None)
        if unknown := [f"{app}.{name}" for app, name in self.migrations if (app, name) not in loader.graph.nodes]:
            raise Refused(f"{unknown[0]} is not known here: it was made by another, newer version; update first")
        known = set(self.migrations)
        nodes: list[Node] = [loader.graph.node_map[key] for key in self.migrations]
        if any(parent.key not in known for node in nodes for parent in node.parents):
            raise BrokenBackup("the migrations contradict each other: one is there without those that it builds on")
        #: The last migration of each app.
        self.leaves = [
            node.key
            for node in nodes
            if not any(child.key in known and child.key[0] == node.key[0] for child in node.children)
        ]
        self.is_newest = {*self.leaves} == {*loader.graph.leaf_nodes()}
        apps = loader.project_state(self.leaves).apps if self.leaves else None
        self.models = [
            model
            for model in (apps.get_models(include_auto_created=True) if apps else [])
            if model._meta.managed and not model._meta.proxy  # noqa: SLF001 - Django's documented way
        ]
        self.tables = sorted((Table(model) for model in self.models), key=lambda table: table.name)


def applied_migrations(connection: BaseDatabaseWrapper) -> list[Migration]:
    """What the database says; read from this very connection, which may be a snapshot."""
    if MIGRATIONS_TABLE not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {MIGRATIONS_TABLE}")  # noqa: S608 - a constant
        return [(str(app), str(name)) for app, name in cursor.fetchall()]


def rows_of(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """All rows as lines, by their key, read piece by piece."""
    texts = {
        f"text_of_{field.attname}": Cast(F(field.attname), TextField())
        for field, (_, kind) in zip(table.fields, table.columns, strict=True)
        if kind == "json"
    }
    names = [
        f"text_of_{field.attname}" if f"text_of_{field.attname}" in texts else field.attname for field in table.fields
    ]
    rows = table.model._base_manager.annotate(**texts).order_by("pk").values_list(*names)  # noqa: SLF001 - documented
    kinds = table.kinds
    compiler = rows.query.get_compiler(connection=connection)
    for row in compiler.results_iter(tuple_expected=True, chunked_fetch=True, chunk_size=_AT_ONCE):
        yield written_row(kinds, row)


def fill(table: Table, rows: Iterable[Sequence[object]], connection: BaseDatabaseWrapper) -> int:
    """Put rows in as they are, without defaults or times of today; how many there were."""
    kinds = [kind for _, kind in table.columns]
    # Only PostgreSQL tells JSON from text; SQLite keeps the text.
    json_place = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
    places = ", ".join(json_place if kind == "json" else "%s" for kind in kinds)
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(column) for column, _ in table.columns)
    statement = f"INSERT INTO {quoted(table.name)} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own tables
    pairs = list(zip(table.fields, kinds, strict=True))
    count, left = 0, iter(rows)
    with connection.cursor() as cursor:
        while batch := list(itertools.islice(left, _AT_ONCE)):
            cursor.executemany(statement, [_for_database(pairs, row, connection) for row in batch])
            count += len(batch)
    return count


def _for_database(
    pairs: list[tuple["Field[Any, Any]", str]], row: Sequence[object], connection: BaseDatabaseWrapper
) -> list[Any]:
    return [
        value if kind == "json" else field.get_db_prep_save(value, connection=connection)
        for (field, kind), value in zip(pairs, row, strict=True)
    ]
