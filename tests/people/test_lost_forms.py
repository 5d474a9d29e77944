"""A form that arrives after the session has ended: said so, and a way back to the page of the form."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "жазғы жаңбыр 7"
FORM_PAGE = "http://testserver/account/people/?q=ай"
POST_ONLY = "/account/role/00000000-0000-0000-0000-000000000007/end/"


def lost(client: Client, address: str = POST_ONLY, page: str = FORM_PAGE) -> dict[str, list[str]]:
    answer = client.post(address, headers={"referer": page})
    return parse_qs(urlsplit(answer["Location"]).query)


def test_after_signing_in_the_page_of_the_form_is_there_and_says_what_happened():
    factories.user(PASSWORD, phone="+77011234567")
    client = Client()
    asked = lost(client, page="http://testserver/account/")
    assert asked == {"lost": ["1"], "next": ["/account/"]}
    page = client.get("/account/sign-in/", asked).content.decode()
    assert 'name="lost" value="1"' in page
    words = {"sign_in_name": "87011234567", "password": PASSWORD, "next": "/account/", "lost": "1"}
    answer = client.post("/account/sign-in/", words, follow=True)
    assert answer.status_code == 200
    assert "қабылданбады" in answer.content.decode()


def test_question_of_the_page_is_kept():
    assert lost(Client())["next"] == ["/account/people/?q=ай"]


@pytest.mark.parametrize("page", ["", "https://evil.example/account/", "//evil.example/"])
def test_page_of_another_site_is_no_way_back(page):
    assert lost(Client(), page=page)["next"] == [POST_ONLY]


def test_page_that_was_only_asked_for_is_no_lost_form():
    assert "lost" not in Client().get("/account/")["Location"]


def test_address_that_takes_forms_says_so_when_it_is_opened_as_a_page():
    client = Client()
    client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    answer = client.get("/account/sign-out/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Бұл мекенжай тек пішін қабылдайды" in answer.content.decode()
