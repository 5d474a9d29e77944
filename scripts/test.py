"""`make test` and `make soak`: prepares what tests need and runs them. Standard library only.

The suite runs twice: all of it on SQLite, then on PostgreSQL what touches a database (tests/conftest.py leaves the
rest out, for a rule decides the same on both). Totals of both runs are printed last.
"""

import json
import os
import shlex
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from scripts import browser
from scripts.machine import ROOT, call, say, stop
from scripts.prepare import PYTHON, prepare

DATABASES = ("sqlite", "postgresql")
#: Variables of an installation that must not leak into tests.
_OF_AN_INSTALLATION = ("QOSYL_HOME", "QOSYL_DEMO", "QOSYL_DEBUG", "QOSYL_HTTPS", "QOSYL_HOSTS", "PORT")
_NO_TESTS = 5


@dataclass(frozen=True)
class Run:
    """How one run of pytest ended."""

    name: str
    exit_code: int
    seconds: float
    totals: dict[str, int]

    @property
    def is_green(self) -> bool:
        return self.exit_code == 0

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {word}" for word, count in self.totals.items()) or "no test"
        return f"{self.name:<12} {'passed' if self.is_green else 'FAILED':<7} {counted}  ({self.seconds:.0f} s)"


def main(words: list[str]) -> int:
    if words not in (["suite"], ["soak"]):
        stop("usage: python -m scripts.test suite|soak")
    prepare("dev")
    os.environ[browser.VARIABLE] = browser.ready_chromium()
    browser.ready_fonts()
    address = os.environ.pop("DATABASE_URL", "")
    for name in _OF_AN_INSTALLATION:
        os.environ.pop(name, None)
    selection = ["-m", "soak" if words == ["soak"] else "not soak"]
    names = [name for name in _chosen_databases() if words != ["soak"] or name == "sqlite"]
    runs = [_run(name, [*selection, *shlex.split(os.environ.get("ARGS", ""))], address) for name in names]
    return _report(runs)


def _chosen_databases() -> list[str]:
    chosen = os.environ.get("DATABASES", "").split() or list(DATABASES)
    unknown = sorted(set(chosen) - set(DATABASES))
    if unknown:
        stop(f"DATABASES={' '.join(unknown)}: choose from {' '.join(DATABASES)}.")
    return chosen


def _run(name: str, arguments: list[str], address: str) -> Run:
    with tempfile.TemporaryDirectory(prefix="qosyl-totals-") as folder:
        totals = Path(folder) / "totals.json"
        pytest: list[str | Path] = [
            PYTHON,
            "-m",
            "pytest",
            "-n",
            os.environ.get("WORKERS", "2"),
            "--durations=10",
            *arguments,
        ]
        command = pytest
        environment = {"QOSYL_TEST_DATABASE": name, "QOSYL_TEST_TOTALS": str(totals)}
        if name == "postgresql" and address.startswith("postgres"):
            environment["DATABASE_URL"] = address
        elif name == "postgresql":
            command = [PYTHON, "-m", "scripts.postgres", *pytest]
        say(f"\n== Tests on {name} ==")
        start = time.monotonic()
        code = call(command, more_environment=environment)
        counted = json.loads(totals.read_text(encoding="utf-8")) if totals.exists() else {}
        # A part of the suite without any database test has nothing to do on PostgreSQL.
        nothing_to_do = code == _NO_TESTS and name == "postgresql" and bool(os.environ.get("ARGS"))
        return Run(name, 0 if nothing_to_do else code, time.monotonic() - start, counted)


def _report(runs: list[Run]) -> int:
    say("")
    for run in runs:
        say(str(run))
    passed, failed, skipped = (
        sum(run.totals.get(word, 0) for run in runs for word in words)
        for words in (("passed", "xfailed"), ("failed", "error", "xpassed"), ("skipped",))
    )
    unexplained = any(not run.is_green for run in runs) and not failed
    if unexplained:
        say("A run ended before it could count its tests; its own words stand above.")
    say(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if all(run.is_green for run in runs) else 1


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
