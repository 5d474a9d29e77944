"""What a backup says of itself: format, version, migrations, tables with their rows, members with their SHA-256."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from qosyl.config.backups.refusals import BrokenBackup

FORMAT = 1
NAME = "manifest.json"
MOST_BYTES = 64 * 1024 * 1024
#: What the installation makes again by itself, or holds only for a while.
LEFT_OUT = (
    "files/bundles: zips of topics, made again on request",
    "static: style and scripts, collected at each start",
)

_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Count = Annotated[int, Field(ge=0)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MemberNote(_Shape):
    """One file inside the backup."""

    name: str
    size: _Count
    sha256: _Sha256


class TableNote(_Shape):
    """One table: its columns with the kind of each, how many rows, and the highest number ever given to one."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,63}$")]
    columns: tuple[tuple[str, str], ...]
    rows: _Count
    last_number: _Count | None

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


class Manifest(_Shape):
    """The whole of it; ``migrations`` are those that the database had, as (app, name)."""

    format: Literal[1]
    version: str
    made_at: AwareDatetime
    database: Literal["sqlite", "postgresql"]
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[TableNote, ...]
    members: tuple[MemberNote, ...]
    left_out: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class _FormatOnly(BaseModel):
    format: int


def read_manifest(content: bytes) -> Manifest:
    """The manifest; a format that this version does not know is told apart from nonsense."""
    try:
        known = _FormatOnly.model_validate_json(content).format
        if known != FORMAT:
            raise BrokenBackup(f"the backup has format {known}, this version reads format {FORMAT}: update first")
        return Manifest.model_validate_json(content)
    except ValidationError as problem:
        place = ".".join(str(step) for step in problem.errors()[0]["loc"])
        raise BrokenBackup(f"the manifest cannot be read, at {place or 'its start'}") from problem


def written_manifest(manifest: Manifest) -> bytes:
    return manifest.model_dump_json(indent=1).encode()


def moment_in_words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S %Z}".strip()
