"""Contrast of every pair of colours that meet on a page, in all four palettes, read from the style sheet itself."""

import re
from pathlib import Path

import pytest

from qosyl.ui import apps

STYLE = (Path(apps.__file__).parent / "static/ui/qosyl.css").read_text(encoding="utf-8")
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\b")
_PAIR = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
GROUNDS = ["paper", "raised", "sunken"]
WASHES = {
    "accent": "accent-wash",
    "accent-strong": "accent-wash",
    "warn": "warn-wash",
    "harm": "harm-wash",
    "done": "done-wash",
}
#: (words, ground): everything that is read.
READ = (
    [(words, ground) for words in ("ink", "quiet", "accent", "accent-strong") for ground in GROUNDS]
    + [(words, ground) for words in ("warn", "harm", "done") for ground in ("paper", "raised")]
    + list(WASHES.items())
    + [("ink", wash) for wash in set(WASHES.values())]
    + [("ink", "mark"), ("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("harm-ink", "harm")]
)
#: Borders of controls, signs and bars: they need less, but they must be seen.
SEEN = (
    [("edge", ground) for ground in GROUNDS]
    + [("paper", tone) for tone in ("accent", "warn", "harm", "done")]
    + [("accent", "sunken")]
)


def _block(start: str) -> str:
    found = re.search(re.escape(start) + r"\s*\{([^}]*)\}", STYLE)
    assert found, start
    return found.group(1)


def palettes() -> dict[str, dict[str, str]]:
    inner = STYLE[STYLE.index("@supports") :]
    usual, high = (
        re.search(start + r" \{([^}]*)\}", inner).group(1) for start in (":root", r'\[data-contrast="high"\]')
    )
    read = {}
    for name, block in (("usual", usual), ("high", high)):
        pairs = _PAIR.findall(block)
        read[f"{name} light"] = {token: light for token, light, _ in pairs}
        read[f"{name} dark"] = {token: dark for token, _, dark in pairs}
    return read


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_known_colours():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", ["usual light", "usual dark", "high light", "high dark"])
def test_words_can_be_read_in_every_palette(palette):
    colours, least = palettes()[palette], 7.0 if palette.startswith("high") else 4.5
    poor = {
        (a, b): round(contrast(colours[a], colours[b]), 2) for a, b in READ if contrast(colours[a], colours[b]) < least
    }
    assert poor == {}


@pytest.mark.parametrize("palette", ["usual light", "usual dark", "high light", "high dark"])
def test_borders_and_signs_can_be_seen_in_every_palette(palette):
    colours = palettes()[palette]
    poor = {(a, b): round(contrast(colours[a], colours[b]), 2) for a, b in SEEN if contrast(colours[a], colours[b]) < 3}
    assert poor == {}


def test_plain_colours_equal_the_light_palettes():
    """A browser without light-dark() sees the same light page."""
    plain = palettes()
    assert dict(_TOKEN.findall(_block(":root"))) == plain["usual light"]
    assert dict(_TOKEN.findall(_block('[data-contrast="high"]'))) == plain["high light"]
