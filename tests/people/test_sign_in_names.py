"""What people type to say who they are, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.people.sign_in_names import CODE_LETTERS, SignInName, new_personal_code, printed_code, read_sign_in_name


@pytest.mark.parametrize(
    "typed",
    ["+7 701 123 45 67", "8 (701) 123-45-67", "87011234567", "77011234567", "7011234567", " +7(701)123.45.67 "],
)
def test_phone_of_kazakhstan_is_one_name_however_it_is_typed(typed):
    assert read_sign_in_name(typed) == SignInName("phone", "+77011234567")


def test_phone_of_another_country_keeps_its_digits():
    assert read_sign_in_name("+44 20 7946 0958") == SignInName("phone", "+442079460958")


def test_email_is_compared_without_case():
    assert read_sign_in_name(" Aigul@Example.KZ ") == SignInName("email", "aigul@example.kz")


@pytest.mark.parametrize("typed", ["A1B2-C3HK", "a1b2c3hk", "А1В2 С3НК", "AlB2-C3HK"])
def test_code_survives_small_letters_spaces_and_cyrillic_twins(typed):
    assert read_sign_in_name(typed) == SignInName("code", "A1B2C3HK")


@pytest.mark.parametrize(
    "typed", ["", "   ", "12345", "a@b", "@", "Айгүл", "+7", "A1B2C3H", "A1B2C3HKK", "9" * 40, "+٧٧٠١١٢٣٤٥٦٧"]
)
def test_nonsense_is_no_name(typed):
    assert read_sign_in_name(typed) is None


@given(st.text(max_size=60))
def test_reading_never_fails_and_is_stable(typed):
    name = read_sign_in_name(typed)
    assert name is None or read_sign_in_name(name.value) == name


@given(st.text(alphabet=CODE_LETTERS, min_size=8, max_size=8))
def test_printed_code_is_read_back(code):
    assert read_sign_in_name(printed_code(code)) == SignInName("code", code)


def test_new_codes_are_codes():
    codes = [new_personal_code() for _ in range(200)]
    assert [read_sign_in_name(code) for code in codes] == [SignInName("code", code) for code in codes]
    assert len(set(codes)) == len(codes)
