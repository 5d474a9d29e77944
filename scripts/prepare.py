"""Makes the environment `.venv` and keeps it in step with requirements/*.txt. Standard library only.

`python -m scripts.prepare base` is what runs in production, `dev` adds what checks and tests need. What stands behind
`--` is then run by the environment's Python: `python -m scripts.prepare dev -- -m bench`.
"""

import hashlib
import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path

from scripts.machine import ROOT, answers, call, install_packages, say, stop

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
QOSYL = VENV / "bin" / "qosyl"
LEVELS = ("base", "dev")

# sh reads the first line as a command that hands the file to the Python beside it; Python reads it as a string.
# So no absolute path, however long or full of spaces, has to fit behind "#!".
_COMMAND = """#!/bin/sh
'''exec' "$(dirname "$0")/python" "$0" "$@"
'''
import sys

from qosyl.config.command import main

sys.exit(main())
"""


def prepare(level: str) -> None:
    """Make or mend the environment for `level`; returns at once where its stamp says that nothing has changed."""
    _keep_compiled_code()
    level = "dev" if level == "base" and _stamp("dev").exists() else level  # never take a developer's tools away
    if _is_ready(level):
        return
    say("Preparing the environment .venv ...")
    _make_venv()
    _install(level)
    _link_project()
    for other in LEVELS:
        _stamp(other).unlink(missing_ok=True)
    _stamp(level).write_text(_fingerprint(level), encoding="utf-8")


def _keep_compiled_code() -> None:
    """Many containers forbid compiled files among the sources, and the packages come without: each process would
    compile a thousand modules anew, for seconds.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "compiled"))


def _stamp(level: str) -> Path:
    return VENV / f"qosyl-{level}.stamp"


def _fingerprint(level: str) -> str:
    """Changes with the pins, with Python's version, and when the folder moves (scripts name their folder)."""
    parts = [str(ROOT), f"{sys.version_info.major}.{sys.version_info.minor}", _COMMAND]
    parts += [(ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in (level, "tools")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _is_ready(level: str) -> bool:
    stamp = _stamp(level)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _fingerprint(level) and QOSYL.exists()


def _make_venv() -> None:
    question = "import sys; print(sys.prefix, *sys.version_info[:2], sep='|')"
    expected = f"{VENV}|{sys.version_info.major}|{sys.version_info.minor}"
    known = any(_stamp(level).exists() for level in LEVELS)
    if (answers([PYTHON, "-c", question]) or "").strip() == expected and (not known or _was_made_here()):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        _install_venv_module()
    shutil.rmtree(VENV, ignore_errors=True)
    if call([sys.executable, "-m", "venv", VENV]) != 0:
        stop(f"{sys.executable} -m venv {VENV} failed; its own words stand above.")


def _was_made_here() -> bool:
    pip = VENV / "bin" / "pip"
    return pip.exists() and str(VENV) in pip.read_text(encoding="utf-8", errors="replace")[:400]


def _install_venv_module() -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    importlib.invalidate_caches()
    if not install_packages(package) and not install_packages("python3-venv"):
        stop(f"Python's venv module is missing. Install it and try again:\n    sudo apt-get install {package}")


def _install(level: str) -> None:
    """With uv, itself a pinned package, in seconds; pip alone, which knows every mirror, where uv gets no answer."""
    pins, tools = (ROOT / "requirements" / f"{name}.txt" for name in (level, "tools"))
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    say(f"Installing the pinned packages of requirements/{level}.txt ...")
    if call([*pip, "--no-compile", "-r", tools]) == 0:
        uv = VENV / "bin" / "uv"
        if call([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, pins, tools]) == 0:
            return
        say("uv could not install them; trying pip, which takes a little longer ...")
    if call([*pip, "-r", pins]) != 0:
        stop("The packages could not be installed; pip's own words stand above. Is the package index reachable?")


def _link_project() -> None:
    """Put src/ on the path and the command `qosyl` into the environment: no build, no network, edits are live."""
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path((answers([PYTHON, "-c", question]) or sysconfig.get_path("purelib")).strip())
    (packages / "qosyl.pth").write_text(f"{os.path.relpath(ROOT / 'src', packages)}\n", encoding="utf-8")
    QOSYL.write_text(_COMMAND, encoding="utf-8")
    QOSYL.chmod(0o755)


def main(words: list[str]) -> int:
    if not words or words[0] not in LEVELS or (len(words) > 1 and words[1] != "--"):
        stop(f"usage: python -m scripts.prepare {'|'.join(LEVELS)} [-- ARGUMENTS OF PYTHON]")
    prepare(words[0])
    return call([PYTHON, *words[2:]]) if len(words) > 1 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
