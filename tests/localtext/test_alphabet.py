"""Sorting and folding of the two alphabets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.localtext import collation_key, fold, latin_lookalikes

ALPHABET = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"


def test_forty_two_letters_sort_as_the_alphabet_says():
    assert "".join(sorted(ALPHABET, key=collation_key)) == ALPHABET


def test_russian_letters_keep_their_own_order():
    russian = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    assert "".join(sorted(russian, key=collation_key)) == russian


@pytest.mark.parametrize(
    "words",
    [
        ["адам", "Әлем", "бала"],
        ["Қауымдастық", "Қол жетімділік"],
        ["Инклюзивті білім беру", "Инклюзивті білім беруді бағалау", "Инклюзия педагогикасы"],
        ["Елеуов", "Ёлкин", "Жан"],
        ["1.2", "10", "2", "абай", "zebra"],
    ],
)
def test_words_sort_as_a_reader_expects(words):
    turned = list(reversed(words))
    assert sorted(turned, key=collation_key) == words


def test_official_terms_stand_in_the_order_in_which_the_approved_text_prints_them():
    terms = [
        "Адаптивті оқыту технологиялары",
        "Ата-аналармен ынтымақтастық",
        "Инклюзивті білім беру",
        "Инклюзивті білім беруді бағалау",
        "Инклюзия педагогикасы",
        "Инклюзия психологиясы",
        "Қауымдастық",
        "Қол жетімділік",
        "Мониторинг",
        "Саралап оқыту",
    ]
    assert sorted(terms, key=collation_key) == terms


@given(st.text())
def test_composed_and_decomposed_text_sort_and_fold_alike(text):
    other = unicodedata.normalize("NFD", text)
    assert collation_key(text) == collation_key(other)
    assert fold(text) == fold(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("колжетимди", "Қолжетімді"),
        ("агарту", "ағарту"),
        ("унемдеу", "үнемдеу"),
        ("ёлка", "елка"),
        ("ИHКЛЮЗИЯ", "инклюзия"),
    ],
)
def test_words_typed_without_a_kazakh_keyboard_meet_what_is_meant(typed, meant):
    assert fold(typed) == fold(meant)


def test_short_i_is_not_folded_into_i():
    assert fold("май") != fold("маи")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_latin_letters_inside_cyrillic_words_are_named():
    assert latin_lookalikes("мемлекеттiк бiлiм беру және Index for Inclusion") == ["мемлекеттiк", "бiлiм"]
    assert latin_lookalikes("UDL және ПМПК; 1-модуль") == []
