"""Opens an archive that somebody handed in: inside limits, never outside its folder, never following a link.

Here belongs distrust of zip files only; what the files say is read by `qosyl.packages`.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

_MOST_FILES = 5_000
_MOST_BYTES = 64 * 1024 * 1024
_CHUNK = 64 * 1024
_MARKERS = {"programme.yaml", "bank.yaml"}


class BadArchive(Exception):
    """The archive cannot be taken; `reason` names one of the known refusals."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def unpack_archive(content: bytes, folder: Path) -> Path:
    """Unpack into ``folder`` (empty) and return the root of the package in it.

    :raises BadArchive: "not-a-zip", "too-large", "too-many-files", "bad-path", "encrypted" or "no-package".
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry, target in _entries(archive, folder):
                _write(archive, entry, target)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as problem:
        raise BadArchive("not-a-zip") from problem
    except RuntimeError as problem:  # how zipfile names a password-protected entry
        raise BadArchive("encrypted") from problem
    return _root(folder)


def _entries(archive: zipfile.ZipFile, folder: Path) -> Iterator[tuple[zipfile.ZipInfo, Path]]:
    if not all(entry.filename for entry in archive.infolist()):
        raise BadArchive("not-a-zip")  # a name that begins with NUL; asking whether it is a folder would fail
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > _MOST_FILES:
        raise BadArchive("too-many-files")
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise BadArchive("too-large")
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadArchive("not-a-zip")
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or is_link:
            raise BadArchive("bad-path")
        if any(part.startswith(("__MACOSX", ".")) for part in path.parts):
            continue
        yield entry, folder.joinpath(*path.parts)


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Write one entry; an archive that lies about its sizes is stopped at the size that it stated."""
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with archive.open(entry) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BadArchive("too-large")
            file.write(chunk)


def _root(folder: Path) -> Path:
    """The folder that holds the package: the top, or the only folder in it, as archives are usually made."""
    for candidate in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if any((candidate / marker).is_file() for marker in _MARKERS):
            return candidate
    raise BadArchive("no-package")
