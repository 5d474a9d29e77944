"""Files that travel with kits: stylesheets, the script of decks, read once."""

from functools import cache
from importlib import resources


@cache
def asset(name: str) -> str:
    """A text file of `assets/`."""
    return resources.files("qosyl.kits").joinpath("assets", name).read_text(encoding="utf-8")
