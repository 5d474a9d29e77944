"""`make check`: everything that can be said about the code without running its tests. Standard library only.

All checks run even when one fails, so that one run shows everything there is to mend.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from scripts.machine import call, say
from scripts.prepare import PYTHON, VENV, prepare

_BIN = VENV / "bin"
_CODE = ("src", "tests", "bench", "scripts")
CHECKS: tuple[tuple[str, list[str | Path]], ...] = (
    ("style", [_BIN / "ruff", "check", *_CODE]),
    ("format", [_BIN / "ruff", "format", "--check", "--quiet", *_CODE]),
    ("types", [_BIN / "mypy"]),
    ("types of scripts", [_BIN / "mypy", "--explicit-package-bases", "--package", "scripts", "--package", "bench"]),
    ("directions of imports", [_BIN / "lint-imports", "--no-cache"]),
    ("templates", [_BIN / "djlint", "src", "--lint", "--quiet"]),
    ("migrations", [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ("translations", [PYTHON, "-m", "scripts.messages", "--check"]),
)


def main() -> int:
    prepare("dev")
    failed = []
    with tempfile.TemporaryDirectory(prefix="qosyl-check-") as home:
        environment = {"QOSYL_HOME": home, "DJANGO_SETTINGS_MODULE": "qosyl.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        for name, command in CHECKS:
            start = time.monotonic()
            code = call(command, more_environment=environment)
            say(f"{'ok' if code == 0 else 'FAILED':<7} {name} ({time.monotonic() - start:.0f} s)")
            failed += [name] if code else []
    say(f"Checks that failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
