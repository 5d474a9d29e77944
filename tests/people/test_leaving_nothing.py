"""What a shared phone keeps after somebody signed out: nothing of the pages that were seen."""

import pytest
from django.test import Client

from qosyl.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/account/", "/account/people/", "/programmes/"])
def test_page_of_a_signed_in_person_is_stored_nowhere(address):
    person, client = factories.user(), Client()
    factories.role_holding(person, Role.ADMINISTRATOR, factories.provider())
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    assert "no-store" in client.get(address)["Cache-Control"]


def test_page_that_everybody_may_read_can_be_kept_by_the_browser():
    assert "no-store" not in Client().get("/programmes/").get("Cache-Control", "")


def test_signing_out_ends_the_session():
    client = Client()
    client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    client.post("/account/sign-out/")
    assert client.get("/account/").status_code == 302
