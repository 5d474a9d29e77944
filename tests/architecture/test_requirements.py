"""Pins: every package with hashes, tests on what production runs, and no address of a registry."""

import re

import pytest

from tests.architecture.rooms import ROOT

LEVELS = ("tools", "base", "dev")


def _pins(level: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each pinned package."""
    pins: dict[str, tuple[str, int]] = {}
    name = ""
    for row in _text(level, "txt").splitlines():
        if found := re.match(r"([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==([^\s;]+)", row):
            name = found[1]
            pins[name] = (found[2], 0)
        elif "--hash=sha256:" in row:
            version, hashes = pins[name]
            pins[name] = (version, hashes + 1)
    return pins


def _text(level: str, suffix: str) -> str:
    return (ROOT / "requirements" / f"{level}.{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("level", LEVELS)
def test_pin_has_a_hash(level):
    pins = _pins(level)

    assert pins
    assert [name for name, (_, hashes) in pins.items() if not hashes] == []


@pytest.mark.parametrize("level", LEVELS)
def test_pins_name_no_address(level):
    text = _text(level, "txt") + _text(level, "in")

    assert re.findall(r"(?m)^.*(?:://|--(?:extra-)?index-url|--find-links|file:|git\+).*$", text) == []


@pytest.mark.parametrize("level", LEVELS)
def test_wanted_package_is_pinned(level):
    wanted = {
        re.split(r"[^A-Za-z0-9_.-]", row)[0].lower().replace("_", "-").replace(".", "-")
        for row in _text(level, "in").splitlines()
        if row and not row.startswith(("#", "-"))
    }

    assert wanted
    assert wanted - _pins(level).keys() == set()


def test_tests_run_what_production_runs():
    base, dev = _pins("base"), _pins("dev")

    assert {name: (pin[0], dev.get(name, ("missing",))[0]) for name, pin in base.items() if dev.get(name) != pin} == {}
