"""What every script asks of this machine: where the repository is, running a command, installing a system package.

Standard library only. Not here: anything about Qosyl's own environment (`prepare`) or its browser (`browser`).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
_APT_SECONDS = 600


def say(sentence: str) -> None:
    """One line of progress for the person who waits."""
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with exit code 1 and say why; the sentence names what to do next."""
    sys.stdout.flush()
    raise SystemExit(f"\n{sentence}")


def call(command: Sequence[str | Path], *, more_environment: Mapping[str, str] | None = None) -> int:
    """Run in the repository with our input and output; the exit code. Ctrl-C reaches the child, which ends first."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, cwd=ROOT, env={**os.environ, **(more_environment or {})}) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.wait()
            raise SystemExit(130) from None


def answers(command: Sequence[str | Path], *, seconds: int = 30) -> str | None:
    """What the command prints, or None where it is missing, fails or does not end in time."""
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def may_install() -> bool:
    """Whether system packages can be installed here without asking: as root, with apt."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(*names: str) -> bool:
    """Install Debian packages as root; False where that is not ours to do or did not work."""
    if not may_install():
        return False
    say(f"Installing {', '.join(names)} with apt-get ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    return _succeeds(install, quiet) or (_succeeds(["apt-get", "update", "-qq"], quiet) and _succeeds(install, quiet))


def _succeeds(command: Sequence[str], more_environment: Mapping[str, str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **more_environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_APT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
