"""A package's folder, walked and read without trusting it: no link is followed, nothing but regular files is opened.

Here belong names, sizes and bytes. Not here: what the files mean.
"""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from qosyl.packages.findings import Finding, printable
from qosyl.packages.limits import Limits

_FILE_ENDINGS = (".yaml", ".md", ".svg")
_OPENING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Folder:
    """The regular files below a root, by path with "/", and their sizes; `whole` is False when a bound cut the walk."""

    root: Path
    files: Mapping[str, int]
    findings: tuple[Finding, ...]
    whole: bool = True


class _CannotReadError(Exception):
    """A file that should have been readable is not; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def walk(root: Path, limits: Limits) -> Folder:
    """All regular files below `root`; hidden ones are passed over, everything odd becomes a finding."""
    files: dict[str, int] = {}
    found: list[Finding] = []
    waiting = [""]
    entries_left = limits.files
    while waiting:
        folder = waiting.pop()
        for entry in _entries(root, folder, entries_left, found):
            if entries_left == 0:
                found.append(Finding(_shown(folder) or ".", 1, "Y006", {"limit": limits.files}))
                return Folder(root, files, tuple(found), whole=False)
            entries_left -= 1
            _sort_entry(entry, folder, files, waiting, found, limits)
    total = sum(files.values())
    if total > limits.package_bytes:
        found.append(Finding(".", 1, "Y005", {"size": total, "limit": limits.package_bytes}))
        return Folder(root, files, tuple(found), whole=False)
    return Folder(root, dict(sorted(files.items())), tuple(found))


def _entries(root: Path, folder: str, entries_left: int, found: list[Finding]) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(root / folder) as entries:
            # One more than may come, so that the caller sees that the bound is passed.
            return sorted(islice(entries, entries_left + 1), key=lambda entry: entry.name)
    except (OSError, ValueError):
        found.append(Finding(_shown(folder) or ".", 1, "Y001"))
        return []


def _sort_entry(
    entry: "os.DirEntry[str]",
    folder: str,
    files: dict[str, int],
    waiting: list[str],
    found: list[Finding],
    limits: Limits,
) -> None:
    if entry.name.startswith("."):
        return
    path = f"{folder}/{entry.name}" if folder else entry.name
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:
        found.append(Finding(_shown(path), 1, "Y001"))
        return
    if stat.S_ISLNK(state.st_mode):
        found.append(Finding(_shown(path), 1, "Y002"))
    elif stat.S_ISREG(state.st_mode):
        files[path] = state.st_size
    elif not stat.S_ISDIR(state.st_mode) or entry.name.endswith(_FILE_ENDINGS):
        found.append(Finding(_shown(path), 1, "Y003"))
    elif path.count("/") + 1 > limits.folder_depth:
        found.append(Finding(_shown(path), 1, "Y007", {"limit": limits.folder_depth}))
    else:
        waiting.append(path)


def _shown(path: str) -> str:
    """A path as a finding may carry it: names that are no UTF-8 are written with escapes."""
    return printable(os.fsencode(path).decode("utf-8", "backslashreplace")) if path else ""


def unknown_file(path: str) -> Finding:
    """The finding that a file has no place in a package."""
    return Finding(_shown(path), 1, "Y008")


def read_bytes(root: Path, file: str, limit: int) -> tuple[bytes | None, list[Finding]]:
    """The bytes of a file of the folder, or the finding why there are none; never more than `limit` are held."""
    try:
        with _opened(root, file) as number:
            return _content(number, file, limit), []
    except _CannotReadError as refusal:
        return None, [refusal.finding]
    except (OSError, ValueError):
        return None, [Finding(file, 1, "Y001")]


def _content(number: int, file: str, limit: int) -> bytes:
    state = os.fstat(number)
    if not stat.S_ISREG(state.st_mode):
        raise _CannotReadError(Finding(file, 1, "Y003"))
    with open(number, "rb", closefd=False) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise _CannotReadError(Finding(file, 1, "Y004", {"size": max(state.st_size, len(content)), "limit": limit}))
    return content


@contextlib.contextmanager
def _opened(root: Path, file: str) -> Iterator[int]:
    """A descriptor reached step by step without following a link, even one that appeared after the walk."""
    *folders, name = PurePosixPath(file).parts
    held = [os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)]
    try:
        for folder in folders:
            held.append(os.open(folder, _OPENING | os.O_DIRECTORY, dir_fd=held[-1]))
        held.append(os.open(name, _OPENING, dir_fd=held[-1]))
        yield held[-1]
    finally:
        for number in held:
            os.close(number)
