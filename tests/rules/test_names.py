"""Masked names, and names compared with what a visitor typed."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qosyl.rules.names import FullName, fold_name, is_same_name, masked
from tests.rules.tables import table


@pytest.mark.parametrize("row", table("typed_names"), ids=lambda row: row[0])
def test_typed_name_is_the_registered_one(row):
    shows, registered, typed, same = row
    forms = [FullName(*form.split(" ")) for form in registered.split(" / ")]
    assert is_same_name(typed, forms) == (same == "yes"), shows


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (FullName("Ахметова", "Сәуле", "Төлегенқызы"), "С. А****а"),
        (FullName("Қуанышбек", "Нұрлан"), "Н. Қ****к"),
        (FullName("Ахметова-Ким", "Сәуле"), "С. А****м"),
        (FullName("Пак", "Алина"), "А. П****"),
        (FullName("Цой", "Алина"), "А. Ц****"),
        (FullName("Ли", "Алина"), "А. Л****"),
        (FullName("Паки", "Алина"), "А. П****и"),
        (FullName("", "Сәуле", "Төлегенқызы"), "С****е"),
        (FullName("Ахметова", ""), "А****а"),
        (FullName(" Ахметова ", " Сәуле "), "С. А****а"),
        (FullName("", ""), "****"),
    ],
)
def test_masked_name(name, shown):
    assert masked(name) == shown


def test_typed_name_with_letters_of_two_code_points_is_the_same():
    """A Mac may write й and ё as a letter and a sign above it."""
    name = FullName("Королёв", "Андрей", "Сергеевич")
    assert is_same_name(unicodedata.normalize("NFD", name.written), [name])


def test_name_of_nobody_is_nobody_s():
    assert not is_same_name("Ким Алина", [])
    assert not is_same_name("", [FullName("", "")])


letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
name_words = st.text(letters, min_size=2, max_size=12).map(str.capitalize)
names = st.builds(FullName, name_words, name_words, name_words | st.just(""))


@given(names)
def test_masked_name_gives_no_more_than_three_letters_away(name):
    shown = masked(name)
    assert sum(sign.isalpha() for sign in shown) <= 3
    assert shown.count("*") == 4
    if name.patronymic:
        assert masked(FullName(name.family, name.given)) == shown


@given(names, name_words)
def test_masked_name_hides_the_middle_and_the_length(name, middle):
    longer = FullName(name.family[0] + middle + name.family[1:], name.given)
    if len(name.family) > 3:
        assert masked(longer) == masked(name)


SWAPS = str.maketrans("асеорху", "aceopxy")


@given(names, st.sampled_from([str.upper, str.lower, str.title, lambda text: f" {text}\u00a0 "]), st.booleans())
def test_levelled_spellings_are_the_same_name(name, spelling, latin):
    typed = spelling(name.written.replace(" ", "  "))
    assert is_same_name(typed.translate(SWAPS) if latin else typed, [name])


@given(names, names)
def test_other_names_are_not_the_same(one, other):
    level = [name.written.lower().replace("ё", "е") for name in (one, other)]
    assert is_same_name(one.written, [other]) == (level[0] == level[1])


@given(st.text(st.characters(max_codepoint=0x5FF), max_size=30))
@example("İ")  # its small form brings a Latin letter along
@example("Ё Ë Ё")
def test_folding_twice_is_folding_once(text):
    assert fold_name(fold_name(text)) == fold_name(text)
