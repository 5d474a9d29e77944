"""Every reason that a rule of this room gives has its sentence, in both languages, with exact amounts."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from qosyl.cohorts.reasons import clock_time, exact_figures, sentence_of, sentences_of
from qosyl.rules.reasons import Reason
from tests.architecture.rooms import SOURCE
from tests.cohorts.course import MONDAY

_CODE = re.compile(r"Reason\(\s*\"([a-z]+\.[a-z-]+)\"")
_SOURCES: tuple[Path, ...] = (
    *(SOURCE / "rules" / f"{name}.py" for name in ("timetable", "timetable_faults", "attendance", "admission")),
    *sorted((SOURCE / "cohorts").rglob("*.py")),
)
_GIVEN = sorted({code for path in _SOURCES for code in _CODE.findall(path.read_text(encoding="utf-8"))})


def test_reasons_there_are_some():
    assert len(_GIVEN) > 35
    assert {"timetable.long-day", "attendance.reason", "admission.threshold"} <= set(_GIVEN)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "code", [code for code in _GIVEN if code.split(".")[0] in {"timetable", "attendance", "admission", "access"}]
)
def test_reason_has_a_sentence_without_gaps(code, language):
    with translation.override(language):
        words = sentence_of(Reason(code, 540, 560, "2026-09-07", "402-415"))

    assert words.endswith((".", "!"))
    assert "%(" not in words
    assert re.search("[а-яәіңғүұқөһ]", words)


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (Fraction(8998, 100), "89,98"),
        (Fraction(899999, 10000), "89,99"),
        (Fraction(73, 2), "36,5"),
        (Fraction(60), "60"),
        (Fraction(1, 3), "0,33"),
        (0, "0"),
        (1000, "1\N{NO-BREAK SPACE}000"),
        (-1, "−1"),
    ],
)
def test_figures_are_cut_and_never_rounded_up(share, written):
    assert exact_figures(share) == written


def test_sentence_shows_days_times_topics_and_states_in_words():
    with translation.override("ru"):
        assert "7 сентября 2026 года" in sentence_of(Reason("timetable.day-off", actual=MONDAY))
        assert "1.2, лекция" in sentence_of(Reason("timetable.topic-hours", 2, 4, "1.2 lecture"))
        assert "09:40" in sentence_of(Reason("timetable.overlap", 600, 580, "2026-09-07"))
        assert "прерва" in sentence_of(Reason("admission.state", "studying", "interrupted", "x"))
    assert clock_time(5) == "00:05"


def test_sentence_is_said_once():
    twice = [Reason("attendance.reason"), Reason("attendance.reason")]

    assert len(sentences_of(twice)) == 1
