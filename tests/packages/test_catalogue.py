"""The catalogue of findings: every code that the house can raise is worded in three languages, alike in its parts."""

import re
import string
from pathlib import Path

import pytest

from qosyl.localtext import latin_lookalikes
from qosyl.packages.findings import FINDING_LANGUAGES, Finding, catalogue, printable

PACKAGES = Path(__file__).parents[2] / "src" / "qosyl" / "packages"


@pytest.mark.parametrize("code", catalogue().values(), ids=catalogue())
def test_code_is_worded_in_every_language_with_the_same_placeholders(code):
    assert set(code.sentence) == set(code.explanation) == set(FINDING_LANGUAGES)
    placeholders = {
        frozenset(name for _, name, _, _ in string.Formatter().parse(code.sentence[language]) if name)
        for language in FINDING_LANGUAGES
    }
    assert len(placeholders) == 1
    for language in ("kk", "ru"):
        for text in (code.sentence[language], code.explanation[language]):
            assert latin_lookalikes(text) == []
            assert "  " not in text
            assert text.endswith((".", "!", "?", "…"))


def test_every_code_that_the_rooms_raise_stands_in_the_catalogue():
    raised = {
        code
        for file in PACKAGES.rglob("*.py")
        for code in re.findall(r'"([A-Z]\d{3})"', file.read_text(encoding="utf-8"))
        if file.parent.name != "model"
    }
    assert raised - {"H001"} <= set(catalogue())


def test_findings_are_ordered_by_file_line_and_code():
    found = [Finding("b", 1, "K001"), Finding("a", 2, "K002"), Finding("a", 2, "K001"), Finding("a", 1, "Y001")]
    assert [(each.file, each.line, each.code) for each in sorted(found)] == [
        ("a", 1, "Y001"),
        ("a", 2, "K001"),
        ("a", 2, "K002"),
        ("b", 1, "K001"),
    ]


def test_words_of_a_hostile_file_stay_on_one_line_and_short():
    finding = Finding("x", 1, "Y034", {"key": "a\n\x1b[31m\u202e" + "x" * 1000, "first": 1})
    for language in FINDING_LANGUAGES:
        sentence = finding.sentence(language)
        assert "\n" not in sentence
        assert "\x1b" not in sentence
        assert "\\u202e" in sentence
        assert len(sentence) < 300


def test_printable_keeps_letters_and_spaces():
    assert printable("қазақ мәтіні, ё «1»") == "қазақ мәтіні, ё «1»"
