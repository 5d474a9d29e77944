"""Fixtures of this room: empty installations, and a filled one with its backup."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.installations import Installation, maker
from tests.config.templates import OWN_KIND

#: On PostgreSQL both are there; on SQLite only itself.
ON_POSTGRESQL = OWN_KIND == "postgresql"


@dataclass(frozen=True)
class Kept:
    """An installation that was filled, and its backup."""

    source: Installation
    file: Path
    contents: dict[str, list[str]]


@pytest.fixture
def new_installation(tmp_path, django_db_setup) -> Callable[..., Installation]:
    return maker(tmp_path)


@pytest.fixture
def empty(new_installation) -> Installation:
    """An empty place on the database that the run is for."""
    return new_installation(OWN_KIND)


@pytest.fixture
def migrated(new_installation) -> Installation:
    """A place without rows, as `qosyl migrate` leaves it."""
    return new_installation(OWN_KIND, migrated=True)


@pytest.fixture(scope="session")
def kept_on(tmp_path_factory, django_db_setup) -> Callable[[str], Kept]:
    made: dict[str, Kept] = {}

    def keep(kind: str) -> Kept:
        if kind not in made:
            folder = tmp_path_factory.mktemp("kept")
            source = maker(folder)(kind, migrated=True)
            source.fill()
            source.run("backup", str(folder / "kept.zip"))
            made[kind] = Kept(source, folder / "kept.zip", source.contents())
        return made[kind]

    return keep


@pytest.fixture(scope="session")
def restored_on(kept_on, tmp_path_factory) -> Callable[[str, str], Installation]:
    """A backup of the one database, restored on the other: for tests that only look at it, once a run."""
    made: dict[tuple[str, str], Installation] = {}

    def restore(kind: str, other: str) -> Installation:
        if (kind, other) not in made:
            place = maker(tmp_path_factory.mktemp("restored"))(other)
            place.run("restore", str(kept_on(kind).file))
            made[kind, other] = place
        return made[kind, other]

    return restore


@pytest.fixture
def restored(restored_on) -> Installation:
    return restored_on(OWN_KIND, OWN_KIND)


@pytest.fixture
def kept(kept_on) -> Kept:
    return kept_on(OWN_KIND)
