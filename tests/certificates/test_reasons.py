"""Reasons in words: each code that the rules and acts of this room give has its sentence in both languages."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

import qosyl.certificates
from qosyl.certificates.reasons import SENTENCES, all_in_words, in_words
from qosyl.rules import eligibility, numbering
from qosyl.rules.reasons import Reason

ROOM = Path(qosyl.certificates.__file__).parent
CODE = re.compile(r'Reason\(\s*f?"([a-z.\-{}]+)"')


def codes_in(*paths):
    for path in paths:
        for code in CODE.findall(path.read_text(encoding="utf-8")):
            if "{kind}" in code:
                yield from (code.replace("{kind}", kind) for kind in ("certificate", "statement"))
            elif "{name}" in code:
                yield from (code.replace("{name}", name) for name in ("works", "project"))
            else:
                yield code


#: Faults of a whole register are shown by nobody yet.
OF_REGISTERS = {"number.twice", "number.gap", "number.before-first"}
CODES = sorted({*codes_in(Path(eligibility.__file__), Path(numbering.__file__), *ROOM.rglob("*.py"))} - OF_REGISTERS)


def test_codes_there_are_some():
    assert len(CODES) > 25


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("code", CODES)
def test_code_has_a_whole_sentence(code, language):
    with translation.override(language):
        sentence = in_words(Reason(code, required=50, actual=48))
    assert re.search("[а-яәіңғүұқөһ]", sentence)
    assert sentence.endswith((".", "."))
    assert "%" not in sentence.replace("50%", "").replace("48%", "")
    assert "{" not in sentence.replace("{number}", "").replace("{year}", "")


def test_sentence_that_nothing_gives_does_not_stand_there():
    special = {code for code in SENTENCES if code.rsplit(".", 1)[-1] in {"absent", "not-presented"}}

    assert set(SENTENCES) - special == set(CODES)
    assert {code.rsplit(".", 1)[0] for code in special} <= set(CODES)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("document.test", 50, 48), "кемінде 50 балл керек, тыңдаушының балы – 48."),
        (Reason("document.test", 50, None), "Тыңдаушы қорытынды тестілеуге қатысқан жоқ."),
        (Reason("document.test", 50, "not-presented"), "Тыңдаушы қорытынды тестілеуге қатысқан жоқ."),
        (Reason("document.attendance", 90, Fraction(8998, 100)), "кемінде 90% керек, тыңдаушыда – 89,98%."),
        (Reason("document.attendance", 90, Fraction(2699, 30)), "кемінде 90% керек, тыңдаушыда – 89,96%."),
        (Reason("document.not-admitted", "admitted", "absent"), "Тыңдаушы курсқа келген жоқ."),
        (Reason("series.none.certificate", required=2026), "жыл: 2026."),
    ],
)
def test_amounts_stand_in_the_sentence_exactly(reason, words):
    with translation.override("kk"):
        assert in_words(reason).endswith(words)


def test_same_sentence_is_said_once():
    assert len(all_in_words([Reason("letterhead.none"), Reason("letterhead.none", clause="402")])) == 1
