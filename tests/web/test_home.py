"""First pages: what a visitor, a new person and each role find first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qosyl.people.roles import Role
from tests import factories
from tests.cast import PASSWORD
from tests.certificates.scene import scene
from tests.programmes.published import publish_small

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


def test_director_finds_banks_that_wait_for_a_second_person():
    home = factories.provider("home")
    director, methodologist = factories.user(), factories.user()
    for person, role in ((director, Role.DIRECTOR), (methodologist, Role.METHODOLOGIST)):
        factories.role_holding(person, role, home)
    bank = factories.live_bank(home, methodologist)
    way = f'href="{reverse("programmes:confirm-bank", args=[bank.uuid])}"'
    assert way not in at_home(director)

    methodologist.password_renewed_at, methodologist.password_renewed_by = bank.taken_in_at + DAY, factories.user().uuid
    methodologist.save()

    assert way in at_home(director)
    assert way not in at_home(methodologist)


def test_director_finds_documents_that_rest_on_a_corrected_protocol():
    stage = scene()
    learner = stage.learner("50")
    stage.issue()
    correction = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now(), supersedes=stage.protocol)
    factories.protocol_entry(correction, learner, points="60")

    assert "1 құжат түзетілген хаттамаға негізделген" in at_home(stage.director)
