"""Fixtures of this room: empty installations, and a filled one with its backup."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.installations import Installation, maker

#: On PostgreSQL both are there; on SQLite only itself.
ON_POSTGRESQL = os.environ.get("QOSYL_TEST_DATABASE") == "postgresql"
OWN_KIND = "postgresql" if ON_POSTGRESQL else "sqlite"


@dataclass(frozen=True)
class Kept:
    """An installation that was filled, and its backup."""

    source: Installation
    file: Path
    contents: dict[str, list[str]]


@pytest.fixture
def new_installation(tmp_path) -> Callable[[str], Installation]:
    return maker(tmp_path)


@pytest.fixture
def empty(new_installation) -> Installation:
    """An empty place on the database that the run is for."""
    return new_installation(OWN_KIND)


@pytest.fixture(scope="session")
def kept_on(tmp_path_factory) -> Callable[[str], Kept]:
    made: dict[str, Kept] = {}

    def keep(kind: str) -> Kept:
        if kind not in made:
            folder = tmp_path_factory.mktemp("kept")
            source = maker(folder)(kind)
            source.run("migrate", "--verbosity=0")
            source.fill()
            source.run("backup", str(folder / "kept.zip"))
            made[kind] = Kept(source, folder / "kept.zip", source.contents())
        return made[kind]

    return keep


@pytest.fixture
def kept(kept_on) -> Kept:
    return kept_on(OWN_KIND)
