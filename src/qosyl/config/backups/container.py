"""The file of a backup: a zip whose members are all named in its manifest, ended by a digest, encrypted if wished.

Reading trusts nothing: the whole is checked before a member is opened, and a member gives no more bytes than it said.
Not here: what the members mean.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Self, cast

from qosyl.config.backups import manifest as notes
from qosyl.config.backups.encryption import MAGIC, DecryptingReader, EncryptingWriter
from qosyl.config.backups.ending import COMMENT, DigestingWriter, checked_digest
from qosyl.config.backups.manifest import Manifest, MemberNote
from qosyl.config.backups.refusals import BrokenBackup, Refused

KEYS, FILES, TABLES = "keys", "files", "tables"
_PIECE = 1024 * 1024
_START = b"PK\x03\x04"
#: A step of a member's path that means the same on every machine, and never one folder up.
_STEP = re.compile(r"[^/\\:\x00-\x1f]+")
_LONGEST_NAME = 1_000
#: The same for all members: when each was packed says nothing, the manifest has the time.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class MemberWriter:
    """Takes the bytes of one member and counts them."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        self._digest.update(content)
        self.size += len(content)
        self._out.write(content)

    def note(self, name: str) -> MemberNote:
        return MemberNote(name=name, size=self.size, sha256=self._digest.hexdigest())


class BackupWriter:
    """Writes members one after another into ``out``; :meth:`finish` adds the manifest and the end."""

    def __init__(self, out: BinaryIO, password: bytes | None) -> None:
        self._sealed = EncryptingWriter(out, password) if password else None
        self._digested = DigestingWriter(cast("BinaryIO", self._sealed) if self._sealed else out)
        self._zip = zipfile.ZipFile(cast("BinaryIO", self._digested), "w")
        self.members: list[MemberNote] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:  # given up: let go of `out` while it is still open, whatever it holds by now
            with suppress(OSError, ValueError):
                self._zip.close()

    @contextmanager
    def member(self, name: str, *, packed: bool = False) -> Iterator[MemberWriter]:
        """A new member; files and secrets stay as they are, since most of them cannot be made smaller."""
        entry = zipfile.ZipInfo(name, _EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as out:
            writer = MemberWriter(out)
            yield writer
        self.members.append(writer.note(name))

    def finish(self, manifest: Manifest) -> None:
        with self.member(notes.NAME, packed=True) as out:
            out.write(notes.written_manifest(manifest))
        self._zip.comment = COMMENT
        self._zip.close()
        self._digested.finish()
        if self._sealed:
            self._sealed.finish()


class OpenedBackup:
    """A backup whose end was checked: its manifest, and its members by name."""

    def __init__(self, file: BinaryIO, password: bytes | None) -> None:
        stream = _unsealed(file, password)
        self.digest = checked_digest(stream)
        try:
            self._zip = zipfile.ZipFile(stream)
            self._entries = _entries(self._zip)
        except _UNREADABLE as problem:
            raise BrokenBackup("the file is no backup: its list of members cannot be read") from problem
        self.manifest = self._read_manifest()
        self.members: Mapping[str, MemberNote] = {note.name: note for note in self.manifest.members}
        self._refuse_contradictions()

    def pieces(self, note: MemberNote) -> Iterator[bytes]:
        """The bytes of a member, piece by piece; at the end they were those of the manifest, or it is broken."""
        digest, left = hashlib.sha256(), note.size
        with self._opened(note.name) as source:
            while piece := _read(source, _PIECE, note.name):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                yield piece
        if left or digest.hexdigest() != note.sha256:
            raise BrokenBackup(f"the member {note.name} is not the one that was written")

    def lines(self, note: MemberNote, longest: int) -> Iterator[bytes]:
        """The lines of a member, each at most ``longest`` bytes, so that no file can fill the memory."""
        waiting = b""
        for piece in self.pieces(note):
            *whole, waiting = (waiting + piece).split(b"\n")
            yield from whole
            if len(waiting) > longest:
                raise BrokenBackup(f"the member {note.name} has a line longer than any row")
        if waiting:
            raise BrokenBackup(f"the member {note.name} ends in the middle of a line")

    def paths(self, folder: str) -> Iterator[tuple[MemberNote, PurePosixPath]]:
        """Members of a folder, each with its path inside the folder."""
        for note in self.manifest.members:
            path = PurePosixPath(note.name)
            if path.parts[0] == folder:
                yield note, path.relative_to(folder)

    def bytes_of(self, *folders: str) -> int:
        return sum(note.size for note in self.manifest.members if note.name.split("/")[0] in folders)

    def _read_manifest(self) -> Manifest:
        entry = self._entries.get(notes.NAME)
        if entry is None or entry.file_size > notes.MOST_BYTES:
            raise BrokenBackup("the file is no backup: it has no manifest")
        with self._opened(notes.NAME) as source:
            return notes.read_manifest(_read(source, notes.MOST_BYTES, notes.NAME))

    def _refuse_contradictions(self) -> None:
        manifest, sizes = self.manifest, {name: entry.file_size for name, entry in self._entries.items()}
        if len(self.members) != len(manifest.members) or {*self.members, notes.NAME} != {*sizes}:
            raise BrokenBackup("the file holds other members than its manifest names")
        if wrong := [name for name, note in self.members.items() if sizes[name] != note.size]:
            raise BrokenBackup(f"the member {wrong[0]} has another size than the manifest says")
        tables = {table.member for table in manifest.tables}
        if len(tables) != len(manifest.tables) or tables != {str(TABLES / path) for _, path in self.paths(TABLES)}:
            raise BrokenBackup("the file holds other tables than its manifest names")

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            source = self._zip.open(self._entries[name])
        except _UNREADABLE as problem:
            raise BrokenBackup(f"the member {name} cannot be read") from problem
        with source:
            yield source


@contextmanager
def opened_backup(path: Path, password: bytes | None) -> Iterator[OpenedBackup]:
    """The backup at ``path``, its digest checked; :class:`BrokenBackup` in words when it is none."""
    try:
        file = path.open("rb")
    except OSError as problem:
        raise Refused(f"{path} cannot be read: {problem.strerror}") from problem
    with file:
        yield OpenedBackup(file, password)


def _unsealed(file: BinaryIO, password: bytes | None) -> BinaryIO:
    start = file.read(len(MAGIC))
    file.seek(0)
    if start == MAGIC:
        if password is None:
            raise Refused("the backup is encrypted: name the file of its password with --password-file")
        return cast("BinaryIO", io.BufferedReader(DecryptingReader(file, password), _PIECE))
    if not start.startswith(_START):
        raise BrokenBackup("the file is no backup")
    if password is not None:
        # Whoever expects a sealed file must not be given an open one in its place.
        raise Refused("the backup is not encrypted: if that is as it should be, leave --password-file out")
    return file


def _entries(file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = {}
    for entry in file.infolist():
        if not _is_plain(entry) or entry.filename in entries:
            raise BrokenBackup(f"the file has a member that no backup has: {entry.filename[:80]!r}")
        entries[entry.filename] = entry
    return entries


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """A regular member under a name that stays inside its folder, packed in a way that we use."""
    name = entry.filename
    steps = name.split("/")
    return (
        entry.orig_filename == name
        and len(name) <= _LONGEST_NAME
        and all(_STEP.fullmatch(step) and step not in {".", ".."} for step in steps)
        and (name == notes.NAME or (len(steps) > 1 and steps[0] in {KEYS, FILES, TABLES}))
        and entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )


def _read(source: IO[bytes], most: int, name: str) -> bytes:
    try:
        return source.read(most)
    except _UNREADABLE as problem:
        raise BrokenBackup(f"the member {name} cannot be read") from problem
