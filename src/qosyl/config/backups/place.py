"""Where an installation keeps what it cannot make again: its database, its secrets, its files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from qosyl.config.backups.container import FILES, KEYS

#: Folders of files that are made again on request.
_MADE = {"bundles"}
#: Made by every command as it starts, this one too; in an installation without rows it has signed nothing.
_MADE_AT_START = {"session"}


@dataclass(frozen=True)
class Place:
    """One installation."""

    connection: BaseDatabaseWrapper
    home: Path
    keys: Path
    files: Path

    def folder(self, name: str) -> Path:
        return {KEYS: self.keys, FILES: self.files}[name]

    def kept(self, name: str) -> Iterator[tuple[str, Path]]:
        """What a backup holds of a folder: regular files under their path inside it, in a steady order."""
        top = self.folder(name)
        for folder, below, files in os.walk(top):
            if Path(folder) == top and name == FILES:
                below[:] = [step for step in below if step not in _MADE]
            below.sort()
            for path in (Path(folder) / file for file in sorted(files)):
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(top).as_posix(), path

    def strangers(self, name: str) -> list[Path]:
        """Files that stand where a restore wants to put its own."""
        made = _MADE_AT_START if name == KEYS else set()
        return [path for inside, path in self.kept(name) if inside not in made]
