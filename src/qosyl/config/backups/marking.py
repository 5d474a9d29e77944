"""The mark of a restore that has begun: a folder in the state folder, there until everything is in its place.

While it stands, the installation is neither empty nor whole: `qosyl serve` and `qosyl backup` refuse it, and the same
`qosyl restore` brings it to an end.
"""

import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from qosyl.config.backups.refusals import Refused

_FOLDER, _FILE = "restoring", "mark.json"


class Mark(BaseModel):
    """Which restore it was: its own name, the digest of its backup, and when it began."""

    model_config = ConfigDict(frozen=True, strict=True)

    restore: uuid.UUID
    backup: str
    begun_at: AwareDatetime


@dataclass(frozen=True)
class Staging:
    """The folder of the mark; what is to come into the installation waits in it."""

    home: Path

    @property
    def folder(self) -> Path:
        return self.home / _FOLDER

    @property
    def file(self) -> Path:
        return self.folder / _FILE

    def begin(self, backup: str, at: datetime) -> Mark:
        """Clear what an interrupted restore has left, and set the mark before anything else is written."""
        self.clear()
        mark = Mark(restore=uuid.uuid4(), backup=backup, begun_at=at)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.file.open("w", encoding="utf-8") as file:
            file.write(mark.model_dump_json())
            file.flush()
            os.fsync(file.fileno())
        return mark

    def mark(self) -> Mark | None:
        """The mark of the restore that has begun; None where there is none, or it fell before it had written one."""
        try:
            return Mark.model_validate_json(self.file.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def clear(self) -> None:
        """Take the mark away, and before it all that waits beside it: a fall in between leaves the mark standing."""
        for folder in self.folder.glob("*/"):
            shutil.rmtree(folder)
        self.file.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self.folder.rmdir()


def refuse_unfinished(home: Path) -> None:
    """:class:`Refused` where a restore has begun and not ended."""
    if Staging(home).file.exists():
        raise Refused(
            f"a restore into {home} was interrupted: run the same `qosyl restore` again, it brings it to an end"
        )
