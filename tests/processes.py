"""Processes that a test has started, with all that these started in turn."""

import os
import signal
from contextlib import suppress
from pathlib import Path


def family(pid: int) -> list[int]:
    """The process and all that it started, however deep; those before that started those behind."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended while we looked
        parents.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for member in found:
        found.extend(parents.get(member, []))
    return found


def still_there(pids: list[int]) -> list[int]:
    """Processes that live; one that has ended and waits to be counted does not."""
    living = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        living += [] if state == "Z" else [pid]
    return living


def cut_power(pid: int) -> None:
    """End a process and all that it started at once, without a word to any of them."""
    for member in family(pid):
        with suppress(ProcessLookupError):
            os.kill(member, signal.SIGKILL)
