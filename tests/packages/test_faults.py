"""Faults planted in the small package, one at a time: each is found at its file and line, and nothing else is new.

An entry of `faults/*.yaml` says: `code` and `file` of the finding; the text to `change` and what it becomes (`to`), in
`file` or in the file to `edit`, once or at `all` places, within one `item`; files to `remove`; `at`, the first words of
the line where the finding belongs (else the changed text). `also` lists further findings that the change cannot but
bring, each with its `code` and, where they differ, `file` and `at` (and `times`, if more than one stands there).
`create` names a new file with the text `to`. `cut` takes the item of that key out of `file`. `then` lists further
changes that the fault needs, each with `edit`, `change`, `to` and perhaps `all` or `item`. `alone`: the fault hides the
content, so it is the only finding.

The small package is written once and put right again after each fault.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from qosyl.packages.check import check_reading
from qosyl.packages.findings import Finding, catalogue
from qosyl.packages.reading import read_package
from tests.packages.small import write_small

_FOLDER = Path(__file__).parent / "faults"
FAULTS = [
    (table.stem, fault)
    for table in sorted(_FOLDER.glob("*.yaml"))
    for fault in yaml.safe_load(table.read_text(encoding="utf-8"))
]
_KNOWN = {
    "code", "file", "change", "to", "edit", "all", "item", "remove", "create", "cut", "then", "at", "also", "alone",
    "about",
}  # fmt: skip


def _findings(package: Path) -> tuple[Finding, ...]:
    return check_reading(read_package(package))


@pytest.fixture(scope="session")
def package(tmp_path_factory):
    return write_small(tmp_path_factory.mktemp("faults"))


@pytest.fixture(scope="session")
def sound(package):
    """What the small package says when nothing is wrong with it."""
    return _findings(package)


@contextmanager
def _planted(package: Path, fault: dict) -> Iterator[None]:
    """The package with the fault in it, and afterwards without it again."""
    changes = [change for change in (fault, *fault.get("then", ())) if "change" in change or "cut" in change]
    files = {package / change.get("edit", fault["file"]) for change in changes}
    files |= {package / file for file in fault.get("remove", ())}
    before = {file: file.read_bytes() for file in files}
    created = [package / fault["create"]] if "create" in fault else []
    try:
        for file in created:
            file.parent.mkdir(exist_ok=True)
            file.write_text(fault["to"], encoding="utf-8")
        for file in fault.get("remove", ()):
            (package / file).unlink()
        for change in changes:
            _change(package / change.get("edit", fault["file"]), change)
        yield
    finally:
        for file, content in before.items():
            file.write_bytes(content)
        for file in created:
            file.unlink()
            if not any(file.parent.iterdir()):
                file.parent.rmdir()


def _change(target: Path, change: dict) -> None:
    text = target.read_text(encoding="utf-8")
    if "cut" in change:
        changed = re.sub(rf"(?m)^  - key: {change['cut']}\n(?:(?!  - key: ).*\n?)*", "", text)
        assert changed != text, "the fault no longer fits the small package"
    else:
        start = text.index(f"key: {change['item']}\n") if "item" in change else 0
        head, rest = text[:start], text[start:]
        assert change["change"] in rest, "the fault no longer fits the small package"
        changed = head + rest.replace(change["change"], change["to"], -1 if change.get("all") else 1)
    target.write_text(changed, encoding="utf-8")


def _line(package: Path, file: str, words: str) -> int:
    text = (package / file).read_text(encoding="utf-8")
    assert words in text, f"no line of {file} holds {words!r}"
    return text.count("\n", 0, text.index(words)) + 1


def _expected(package: Path, fault: dict) -> Counter:
    at = fault.get("at", fault.get("to"))
    places = Counter()
    for finding in ({"at": at, **fault, "times": 1}, *({"at": at, **more} for more in fault.get("also", ()))):
        file = finding.get("file", fault["file"])
        places[file, _line(package, file, finding["at"]), finding["code"]] += finding.get("times", 1)
    return places


@pytest.mark.parametrize(
    "fault", [fault for _, fault in FAULTS], ids=[f"{area}-{n}-{f['code']}" for n, (area, f) in enumerate(FAULTS)]
)
def test_fault_is_found_at_its_line_and_nothing_else(fault, sound, package):
    before = Counter((finding.file, finding.code, finding.accepted_by) for finding in sound)
    with _planted(package, fault):
        found = _findings(package)
        expected = _expected(package, fault)
    new = Counter()
    for finding in found:
        known = (finding.file, finding.code, finding.accepted_by)
        if before[known]:
            before[known] -= 1
        else:
            new[finding.file, finding.line, finding.code] += 1
    assert not fault.get("alone") or len(found) == 1
    assert new == expected


def test_package_is_put_right_after_a_fault(sound, package):
    for fault in (FAULTS[0][1], next(fault for _, fault in FAULTS if "create" in fault)):
        with _planted(package, fault):
            assert _findings(package) != sound
        assert _findings(package) == sound


def test_faults_are_at_least_forty_and_of_every_kind():
    assert len(FAULTS) >= 40
    assert {fault["code"][0] for _, fault in FAULTS} >= set("BCDFHIKLMPQRSTWY")


def test_faults_use_only_known_words():
    assert [sorted(fault) for _, fault in FAULTS if not fault.keys() <= _KNOWN] == []


def test_small_package_has_nothing_but_what_its_policy_accepts(sound):
    assert [(finding.code, finding.accepted_by) for finding in sound] == [("W001", "incomplete-works")]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_finding_of_a_fault_has_its_sentence(language, sound):
    for finding in sound:
        assert "{" not in finding.sentence(language)
        assert catalogue()[finding.code].explanation[language]
