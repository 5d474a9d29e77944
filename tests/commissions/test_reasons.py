"""Every refusal of this room has a sentence, in both languages."""

import ast
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from qosyl.commissions.reasons import SENTENCES, in_words
from qosyl.rules import admission, protocols
from qosyl.rules.reasons import Reason

ROOM = Path(__file__).resolve().parents[2] / "src" / "qosyl" / "commissions" / "actions"
_CODE = re.compile(r"(commission|protocol)\.[a-z-]+")
#: A proposal that nobody can make of a stored list.
_ELSEWHERE = {"admission.undecided", "admission.percent"}


def _codes(path: Path) -> set[str]:
    """Codes written out in a module; those put together of parts are named below."""
    constants = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
    return {value for value in constants if isinstance(value, str) and _CODE.fullmatch(value)}


RAISED = {code for path in ROOM.glob("*.py") for code in _codes(path)} | _codes(Path(protocols.__file__))
RAISED |= _codes(ROOM.parent / "queries.py")
RAISED |= {f"protocol.{part}-{what}" for part in ("works", "project") for what in ("unrecorded", "range")}
RAISED |= {
    node.value
    for node in ast.walk(ast.parse(Path(admission.__file__).read_text()))
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("admission.")
} - _ELSEWHERE


def test_codes_there_are_many():
    assert len(RAISED) > 25


@pytest.mark.parametrize("code", sorted(RAISED))
def test_reason_has_a_sentence_in_both_languages(code):
    reason = Reason(code, required=date(2026, 11, 22), actual=Fraction(41, 2), subject="x")
    said = set()
    for language in ("kk", "ru"):
        with translation.override(language):
            said.add(in_words(reason, {"x": "Ахметова Айгүл"}))
    assert len(said) == 2
    assert not any("%(" in sentence for sentence in said)


def test_sentence_without_a_reason_there_is_none():
    assert SENTENCES.keys() - RAISED == set()
