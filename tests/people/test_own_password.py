"""An own password: another one than before, and not made of what others know of the person."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

FIRST = "a1b2-c3d4-e5f6"


@pytest.fixture
def person():
    return factories.user(
        FIRST,
        phone="+77011234567",
        email="meruert@example.kz",
        code="A1B2C3HK",
        family_kk="Ахметова",
        given_kk="Меруерт",
        patronymic_ru="Серикбаевна",
        must_change_password=True,
    )


def choose(person, new: str):
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    client.post("/account/password/", {"old": FIRST, "new": new})
    person.refresh_from_db()


def test_first_password_is_not_replaced_by_itself(person):
    choose(person, FIRST)
    assert person.must_change_password


@pytest.mark.parametrize(
    "new", ["Ахметова1", "серикбаевна", "меруерт26", "87011234567", "7011234567", "meruert@example.kz", "a1b2c3hk"]
)
def test_password_made_of_what_others_know_is_refused(person, new):
    choose(person, new)
    assert person.must_change_password


def test_password_of_other_words_is_taken(person):
    choose(person, "қысқы боран 19")
    assert not person.must_change_password
    assert person.check_password("қысқы боран 19")
