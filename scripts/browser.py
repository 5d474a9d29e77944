"""Finds a Chromium that starts, or installs one; and fonts with every Kazakh letter. Standard library only."""

import os
import shutil

from scripts.machine import answers, call, install_packages, say, stop
from scripts.prepare import PYTHON

#: Tests read the path of the browser from here.
VARIABLE = "QOSYL_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OWN = (
    "from playwright.sync_api import sync_playwright as p; q = p().start(); print(q.chromium.executable_path); q.stop()"
)


def ready_chromium() -> str:
    """Path of a Chromium that answers; installs Debian's as root, else Playwright's own, else says what to type."""
    named = os.environ.get(VARIABLE)
    if named:
        return named if _starts(named) else stop(f"{VARIABLE}={named} does not start.")
    found = _found()
    if found is None and install_packages("chromium"):
        found = _found()
    if found is None:
        say("Asking Playwright for its own Chromium ...")
        call([PYTHON, "-m", "playwright", "install", "chromium"])
        found = _found()
    return found or stop(
        "The browser journeys need Chromium, and it could not be installed from here. Install it and try again:\n"
        "    sudo apt-get install chromium"
    )


def ready_fonts() -> None:
    """Pictures of pages need a font with ә, ғ, қ, ң, ө, ұ, ү, һ, і and ₸; without one tests run, but look odd."""
    if (answers(["fc-list", ":lang=kk", "family"]) or "").strip() or install_packages("fontconfig", "fonts-noto-core"):
        return
    say("No font with Kazakh letters was found; for true pictures: sudo apt-get install fontconfig fonts-noto-core")


def _found() -> str | None:
    paths = [path for path in map(shutil.which, _NAMES) if path is not None]
    own = (answers([PYTHON, "-c", _OWN]) or "").strip()
    return next((path for path in [*paths, *filter(None, [own])] if _starts(path)), None)


def _starts(path: str) -> bool:
    return answers([path, "--version"]) is not None
