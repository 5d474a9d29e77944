"""First pages: what a visitor, a new person and each role find first."""

import pytest
from django.test import Client

from qosyl.people.roles import Role
from tests import factories
from tests.cast import PASSWORD
from tests.programmes.published import publish_small

pytestmark = pytest.mark.django_db


def at_home(person) -> str:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client.get("/").content.decode()


def test_visitor_finds_the_programme_and_the_door():
    publish_small(factories.provider("home"))
    text = Client().get("/").content.decode()
    assert 'href="/programmes/home/small/"' in text
    assert 'href="/account/sign-in/"' in text


@pytest.mark.parametrize("page", ["/", "/programmes/", "/health/", "/account/sign-in/"])
def test_address_can_be_asked_for_its_head_alone(page):
    assert Client().head(page).status_code == 200


@pytest.mark.parametrize(
    ("role", "way"),
    [
        (Role.METHODOLOGIST, "/workroom/hand-in/"),
        (Role.ADMINISTRATOR, "/account/people/"),
        (Role.AUDITOR, "/acts/"),
    ],
)
def test_role_finds_its_work_and_others_do_not(role, way):
    home, holder = factories.provider("home"), factories.user()
    factories.role_holding(holder, role, home)
    assert f'href="{way}"' in at_home(holder)
    assert f'href="{way}"' not in at_home(factories.user())


def test_person_with_a_first_password_is_led_to_choose_an_own_one():
    person = factories.user(PASSWORD, must_change_password=True)
    answer = Client().post(
        "/account/sign-in/", {"sign_in_name": person.phone, "password": PASSWORD, "next": "/programmes/"}
    )
    assert answer["Location"] == "/account/password/"


def test_list_of_people_does_not_search_for_words_that_nobody_typed():
    home, administrator = factories.provider("home"), factories.user()
    factories.role_holding(administrator, Role.ADMINISTRATOR, home)
    client = Client()
    client.force_login(administrator, backend="qosyl.people.backends.SignInNameBackend")
    assert 'name="q" value=""' in client.get("/account/people/").content.decode()
