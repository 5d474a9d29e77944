"""Each reason that a sitting may give has a sentence, in both languages, and tells what is required and found."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

import qosyl
from qosyl.rules.reasons import Reason, reason_of
from qosyl.sittings.reasons import SENTENCES, sentence_of

SOURCE = Path(qosyl.__file__).parent
ASKED = ("journal", "events", "answers", "receipt", "scoring", "blueprint", "drawing", "register")


def _codes() -> set[str]:
    files = [SOURCE / "rules" / f"{name}.py" for name in ASKED] + sorted((SOURCE / "sittings").rglob("*.py"))
    words = "\n".join(path.read_text(encoding="utf-8") for path in files)
    chosen = re.findall(r'code = "([a-z.-]+)"(?: if \w+ else "([a-z.-]+)")?', words)
    named = re.findall(r'(?:Reason|_twice)\(\s*"([a-z]+\.[a-z-]+)"', words)
    return {*named, *(code for pair in chosen for code in pair if code)}


def test_codes_there_are_some():
    assert {"journal.gap", "test.pass-mark", "blueprint.short", "blueprint.together", "sitting.window-past"} <= _codes()


def test_each_code_has_a_sentence_and_each_sentence_a_code():
    assert _codes() == SENTENCES.keys()


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentence_is_translated_and_whole(code, language):
    with translation.override(language):
        words = sentence_of(Reason(code, 3, Fraction(7, 2), "M3"))

    assert "%(" not in words
    assert re.search("[а-яәғқңөұүһі]", words)
    assert not re.search("[A-Za-z]{4}", words)


def test_share_is_exact_and_a_day_is_in_words():
    with translation.override("ru"):
        assert "99/2" in sentence_of(Reason("test.pass-mark", 50, Fraction(99, 2)))
        assert "23 ноября 2026" in sentence_of(Reason("sitting.uncovered", actual=date(2026, 11, 23)))
        # As results of the first layout keep it.
        kept = {"code": "test.pass-mark", "required": 50, "actual": "99/2", "subject": "", "clause": "413"}
        assert "99/2" in sentence_of(reason_of(kept))
