"""Where lines may not break: Kazakh and Russian, words alone and words among tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.kits.typesetting import typeset, unbroken
from qosyl.localtext import LANGUAGES

_SPACE = "\u00a0"  # a space that does not break


@pytest.mark.parametrize(
    ("language", "words", "held"),
    [
        ("kk", "жетеді – қатысады", "жетеді_– қатысады"),
        ("kk", "№ 4 ескертпе", "№_4_ескертпе"),
        ("kk", "90 шақырым, 1 000 теңге", "90_шақырым, 1_000_теңге"),
        ("kk", "«Әділ ме?» Бала да келді", "«Әділ_ме?» Бала да келді"),
        ("kk", "Қабырға ма, көпір ме – мен білемін", "Қабырға_ма, көпір_ме_– мен білемін"),
        ("ru", "Он в классе и не один", "Он в_классе и_не один"),
        ("ru", "связь есть (d = 0,35)", "связь есть (d_=_0,35)"),
        ("ru", "возьмите (лист 4), статья 3, п. 2", "возьмите (лист_4), статья_3, п._2"),
        ("kk", "Келеді. 3. Қатысады", "Келеді. 3._Қатысады"),
        ("ru", "Линкер Г.Р., Юсупова Ю. М.", "Линкер_Г.Р., Юсупова_Ю._М."),
        ("ru", "работы Л. С. Выготского", "работы Л._С._Выготского"),
        ("ru", "Юсупова Ю.М. Формирование", "Юсупова_Ю.М._Формирование"),
        ("kk", "Webster R., Blatchford P. Making Use", "Webster_R., Blatchford_P._Making Use"),
        ("kk", "А: біріншісі; 1) бір", "А:_біріншісі; 1)_бір"),
        ("ru", "3 из 4, но не всегда – так", "3_из 4, но не всегда_– так"),
    ],
)
def test_line_is_held_together(language, words, held):
    assert unbroken(words, language) == held.replace("_", _SPACE)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "– Не істедің?"),
        ("kk", "мектеп пен бала"),
        ("ru", "они шли домой"),
        ("ru", "– Сидела."),
        ("ru", "не за партой"),
        ("kk", "бала да келді"),
    ],
)
def test_line_that_may_break_anywhere_is_left_alone(language, words):
    assert unbroken(words, language) == words


def test_number_and_its_ending_hold_together_and_tags_stay():
    html = '<p class="a 3-b">3-сынып <a href="#x – y">5 бала</a> – бір топ</p>'
    expected = '<p class="a 3-b">3-\u2060сынып <a href="#x – y">5_бала</a>_– бір топ</p>'
    assert typeset(html, "kk") == expected.replace("_", _SPACE)


def test_short_words_are_let_go_in_the_cells_of_a_table():
    html = "<p>не в классе</p><td>не в классе, 5 детей</td><p>и он</p>"
    expected = "<p>не в_классе</p><td>не в классе, 5_детей</td><p>и_он</p>"
    assert typeset(html, "ru") == expected.replace("_", _SPACE)


def test_key_of_one_capital_holds_to_its_number_and_a_sentence_after_a_dash_does_not():
    assert typeset("6 – Ж, 7 – Ә.", "kk") == "6_–+_Ж, 7_–+_Ә.".replace("_", _SPACE).replace("+", "\u2060")
    assert typeset("Статья 12 – о праве", "ru") == "Статья_12_– о_праве".replace("_", _SPACE)


def test_number_of_an_act_and_its_letter_hold_together():
    assert typeset("№ 94-V, № 184-ө", "ru") == "№_94-\u2060V, №_184-\u2060ө".replace("_", _SPACE)


@given(st.text(alphabet="абв ә5№–.-<>& \"'/=", max_size=60), st.sampled_from(LANGUAGES))
def test_setting_twice_changes_nothing_and_no_letter_is_lost(text, language):
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert once.replace(_SPACE, " ").replace("\u2060", "") == text
