"""`make run`: from a fresh clone to a running Qosyl, and in seconds the next time. Standard library only.

The steps are `qosyl` commands that each know when there is nothing to do; this module only orders them, skips them
where nothing has changed since the last start, and hands over to `qosyl serve`.
"""

import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from scripts.machine import ROOT, call, say, stop
from scripts.prepare import QOSYL, prepare

PROGRAMME = "programmes/inclusion"
_HOST = "127.0.0.1"
_DEFAULT_PORT = 8000
_LAST_PORT = 65_535
#: What a start depends on besides the pins: where one of these changes, the steps run again.
_SOURCES = ("src", "programmes", "requirements/base.txt")

STEPS = (
    ("Bringing the database to this version ...", ["migrate", "--verbosity", "0"]),
    ("Filling in the demonstration: programme, people, cohorts ...", ["demo", "--programme", PROGRAMME]),
)


def main(words: list[str]) -> None:
    port = _port()
    if "--without-server" not in words:
        _refuse_taken(port)
    os.chdir(ROOT)
    prepare("base")
    os.environ.setdefault("QOSYL_DEMO", "1")
    _take_steps()
    if "--without-server" not in words:
        os.environ["PORT"] = str(port)
        _hand_over()


def _hand_over() -> NoReturn:
    """The server takes this process over: one Ctrl-C reaches it and nothing stands between."""
    sys.stdout.flush()
    os.execv(QOSYL, [str(QOSYL), "serve"])  # noqa: S606 - our own command, no shell


def _port() -> int:
    value = os.environ.get("PORT", "").strip() or str(_DEFAULT_PORT)
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= _LAST_PORT):
        stop(f"PORT={value!r} is not a port: choose a number from 1 to {_LAST_PORT}.")
    return int(value)


def _refuse_taken(port: int) -> None:
    """Before any long work: a taken port is no reason to wait a minute."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except PermissionError:
            stop(f"Port {port} needs the rights of root. Choose one above 1023: make run PORT={_DEFAULT_PORT}")
        except OSError:
            other = port + 1 if port < _LAST_PORT else _DEFAULT_PORT
            stop(
                f"Port {port} of {_HOST} is taken: another program, perhaps another Qosyl, answers there.\n"
                f"End it, or start here on another port: make run PORT={other}"
            )


def _take_steps() -> None:
    home = Path(os.environ.get("QOSYL_HOME", "").strip() or ".qosyl")
    home = home if home.is_absolute() else ROOT / home
    stamp, now = home / "prepared.stamp", _fingerprint()
    if _database_is_there(home) and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    for sentence, command in STEPS:
        say(sentence)
        if call([QOSYL, *command]) != 0:
            stop(f"`qosyl {' '.join(command)}` did not succeed; its own words stand above.")
    home.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now, encoding="utf-8")


def _database_is_there(home: Path) -> bool:
    """Only a file can be looked at without loading Django; a server's database is asked by the steps each time."""
    return not os.environ.get("DATABASE_URL") and (home / "qosyl.sqlite3").exists()


def _fingerprint() -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for path in sorted(_files()):
        digest.update(f"{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in _SOURCES:
        found = ROOT / name
        files = found.rglob("*") if found.is_dir() else [found]
        yield from (path for path in files if path.is_file() and path.suffix != ".pyc")


if __name__ == "__main__":
    main(sys.argv[1:])
