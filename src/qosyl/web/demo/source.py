"""Whether a folder is still what the demonstration was published from, without reading the package in it.

Checking a package takes seconds, and `qosyl demo` runs at every start: files are compared by their bytes, together with
the code that reads and checks them.
"""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

import qosyl.packages

if TYPE_CHECKING:
    from qosyl.programmes.models import Publication

_STAMP = "demonstration.json"


def is_published(folder: Path, running: "Publication") -> bool:
    """Whether these files gave the running version; False where nothing is known."""
    try:
        known = json.loads(_stamp().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known == _words(folder, running))


def keep_published(folder: Path, running: "Publication") -> None:
    """Remember which files gave the running version."""
    _stamp().write_text(json.dumps(_words(folder, running)), encoding="utf-8")


def _stamp() -> Path:
    return Path(settings.HOME) / _STAMP


def _words(folder: Path, running: "Publication") -> dict[str, str]:
    return {"files": _digest(folder), "version": running.version.fingerprint, "publication": str(running.uuid)}


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for root in (folder, Path(qosyl.packages.__file__).parent):
        for path in sorted(each for each in root.rglob("*") if each.is_file() and each.suffix != ".pyc"):
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
