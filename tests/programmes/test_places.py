"""Places of changes in a reader's words, and first sentences of readings."""

import pytest
from django.utils import translation

from qosyl.packages.difference import difference
from qosyl.programmes.pages.places import place_words
from qosyl.programmes.pages.prose import first_sentence
from tests.programmes.published import INCLUSION, package

_PLACES = {
    "programme › title › kk": ("Бағдарлама · атауы · қазақша", "Программа · название · на казахском"),
    "modules › M1 › sheet › hours": ("1-модуль · сағат саны", "Модуль 1 · часы"),
    "modules › M1 › topics › 1.2 › prose › deck › ru": (
        "1.2-тақырып · слайдтар · орысша",
        "Тема 1.2 · слайды · на русском",
    ),
    "assessment › test › pass_mark": (
        "Бағалау · қорытынды тест · шекті балл",
        "Оценивание · итоговый тест · проходной балл",
    ),
    "policies › policies › a › rows › #1 › parameters › b": (
        "Түсіндірмелер · a · № 1 · параметрлері · b",
        "Толкования · a · № 1 · параметры · b",
    ),
}


@pytest.mark.parametrize("path", _PLACES)
def test_place_is_said_in_words(path):
    for language, said in zip(("kk", "ru"), _PLACES[path], strict=True):
        with translation.override(language):
            assert place_words(path) == said


def test_every_part_of_a_programme_has_a_word():
    """Each change between two programmes that share nothing begins with a word, not with the name of a field."""
    paths = {change.path for change in difference(package(), package(INCLUSION)).changes}
    with translation.override("ru"):
        first = {place_words(path).split(" · ")[0] for path in paths}
    assert len(paths) > 1000
    assert [word for word in first if word[0].isascii()] == []


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Бір сөйлем.", "Бір сөйлем", ""),
        ("Первое предложение. Второе.", "Первое предложение", "Второе."),
        ("По ст. 5 так и есть. Дальше.", "По ст. 5 так и есть", "Дальше."),
        ("Можно ли? 50 – можно.", "Можно ли?", "50 – можно."),
        ("", "", ""),
    ],
)
def test_first_sentence_is_a_heading(text, first, rest):
    assert first_sentence(text) == (first, rest)
