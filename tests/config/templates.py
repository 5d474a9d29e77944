"""A migrated database to start installations from: running every migration for each of them takes seconds each time."""

import os
import shutil
from pathlib import Path

OWN_KIND = "postgresql" if os.environ.get("QOSYL_TEST_DATABASE") == "postgresql" else "sqlite"
#: Workers of one run share a server and keep apart by their process.
_POSTGRESQL_TEMPLATE = f"qosyl_migrated_{os.getpid()}"


def keep_migrated() -> None:
    """Copy the tests' database while it is fresh from its migrations."""
    from django.db import connection

    if OWN_KIND == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(_sqlite_template())])
        return
    source = connection.settings_dict["NAME"]
    connection.close()  # a database is copied while nobody uses it
    _create(_POSTGRESQL_TEMPLATE, template=source)


def new_sqlite(path: Path, *, migrated: bool) -> str:
    """The address of a database at ``path``; an empty one comes into being when it is first used."""
    if migrated:
        shutil.copy(_sqlite_template(), path)
    return f"sqlite:///{path}"


def new_postgresql(name: str, *, migrated: bool) -> str:
    """The address of a new database on the server of this run."""
    _create(name, template=_POSTGRESQL_TEMPLATE if migrated else "template1")
    return os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + name


def _sqlite_template() -> Path:
    return Path(os.environ["QOSYL_HOME"]) / "migrated.sqlite3"


def _create(name: str, template: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
