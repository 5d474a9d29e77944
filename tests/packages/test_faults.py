"""Faults planted in the small package, one at a time: each is found at its file and line, and nothing else is new.

An entry of `faults/*.yaml` says: `code` and `file` of the finding; the text to `change` and what it becomes (`to`), in
`file` or in the file to `edit`, once or at `all` places, within one `item`; files to `remove`; `at`, the first words of
the line where the finding belongs (else the changed text). `also` lists further findings that the change cannot but
bring, each with its `code` and, where they differ, `file` and `at`. `create` names a new file with the text `to`.
`alone`: the fault hides the content, so it is the only finding.
"""

from collections import Counter
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
    "code", "file", "change", "to", "edit", "all", "item", "remove", "create", "at", "also", "alone", "about",
}  # fmt: skip


def _findings(package: Path) -> tuple[Finding, ...]:
    return check_reading(read_package(package))


@pytest.fixture(scope="session")
def sound(tmp_path_factory):
    """What the small package says when nothing is wrong with it."""
    return _findings(write_small(tmp_path_factory.mktemp("sound")))


def _plant(package: Path, fault: dict) -> None:
    for file in fault.get("remove", ()):
        (package / file).unlink()
    if "create" in fault:
        (package / fault["create"]).write_text(fault["to"], encoding="utf-8")
    if "change" not in fault:
        return
    target = package / fault.get("edit", fault["file"])
    text = target.read_text(encoding="utf-8")
    start = text.index(f"key: {fault['item']}\n") if "item" in fault else 0
    head, rest = text[:start], text[start:]
    assert fault["change"] in rest, "the fault no longer fits the small package"
    times = -1 if fault.get("all") else 1
    target.write_text(head + rest.replace(fault["change"], fault["to"], times), encoding="utf-8")


def _line(package: Path, file: str, words: str) -> int:
    text = (package / file).read_text(encoding="utf-8")
    assert words in text, f"no line of {file} holds {words!r}"
    return text.count("\n", 0, text.index(words)) + 1


def _expected(package: Path, fault: dict) -> Counter:
    at = fault.get("at", fault.get("to"))
    places = [(fault["file"], at, fault["code"])]
    places += [(more.get("file", fault["file"]), more.get("at", at), more["code"]) for more in fault.get("also", ())]
    return Counter((file, _line(package, file, words), code) for file, words, code in places)


@pytest.mark.parametrize(
    "fault", [fault for _, fault in FAULTS], ids=[f"{area}-{n}-{f['code']}" for n, (area, f) in enumerate(FAULTS)]
)
def test_fault_is_found_at_its_line_and_nothing_else(fault, sound, tmp_path):
    package = write_small(tmp_path)
    _plant(package, fault)
    before = Counter((finding.file, finding.code, finding.accepted_by) for finding in sound)
    assert not fault.get("alone") or len(_findings(package)) == 1
    new = Counter()
    for finding in _findings(package):
        known = (finding.file, finding.code, finding.accepted_by)
        if before[known]:
            before[known] -= 1
        else:
            new[finding.file, finding.line, finding.code] += 1
    assert new == _expected(package, fault)


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
