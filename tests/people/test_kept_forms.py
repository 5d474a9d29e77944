"""What somebody typed into a form outlives the session: it comes back after signing in, to be sent by a button."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone

from qosyl.people.kept_forms import MOST_LETTERS, opened_form
from qosyl.people.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "жазғы жаңбыр 7"
SIGN_IN = "/account/sign-in/"
NAMES = {
    "family_kk": "Өтеген",
    "given_kk": "Һадиша",
    "patronymic_kk": "",
    "family_ru": "Утеген",
    "given_ru": "Хадиша",
    "patronymic_ru": "",
}
#: Longer than a name, on two lines, with signs of HTML.
TEXT = 'Бір жол "<b>" & &amp;\nекінші жол, ұзағырақ сөйлем тұрсын деген мақсатпен жазылған'


@pytest.fixture
def person() -> User:
    return factories.user(PASSWORD, phone="+77011234567")


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(found[1]) if found else ""


def _typed(page: str) -> dict[str, str]:
    """Fields of the page after signing in, as a browser would send them."""
    found = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def _enter(client: Client, page: str, phone: str = "87011234567", password: str = PASSWORD):
    words = {name: _hidden(page, name) for name in ("next", "lost", "kept")}
    return client.post(SIGN_IN, words | {"sign_in_name": phone, "password": password})


def _lost(client: Client, data: dict[str, object] | None = None, **headers: str) -> str:
    answer = client.post(
        "/account/", NAMES if data is None else data, headers={"referer": "http://testserver/account/"} | headers
    )
    return answer.content.decode()


def test_typed_form_comes_back_after_signing_in_and_is_sent_by_a_button(person):
    client = Client()
    page = _lost(client)
    assert "Өтеген" not in page, "sealed, not only hidden"

    back = _enter(client, page).content.decode()

    assert _typed(back) == NAMES
    assert 'action="/account/"' in back
    person.refresh_from_db()
    assert person.family_kk != "Өтеген", "nothing is sent by itself"
    client.post("/account/", _typed(back))
    person.refresh_from_db()
    assert (person.family_kk, person.given_ru) == ("Өтеген", "Хадиша")


def test_form_outlives_wrong_passwords(person):
    client = Client()
    wrong = _enter(client, _lost(client), password="қате құпиясөз").content.decode()

    assert _typed(_enter(client, wrong).content.decode()) == NAMES


def test_text_of_several_lines_comes_back_exactly_and_is_shown(person):
    client = Client()
    back = _enter(client, _lost(client, {"reason": TEXT, "learners": ["a", "b"]})).content.decode()

    assert _typed(back)["reason"] == TEXT
    assert re.findall(r'<textarea name="learners" hidden>\n(.)</textarea>', back) == ["a", "b"]
    assert "readonly" in back


def test_passwords_do_not_travel(person):
    client = Client()
    back = _enter(client, _lost(client, NAMES | {"password": "құпия", "New-Password": "құпия2"})).content.decode()

    assert _typed(back) == NAMES
    assert "құпия2" not in back


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({}, {}),
        ({"text": "я" * (MOST_LETTERS + 1)}, {}),
        ({"text": "x", "file": SimpleUploadedFile("a.txt", b"x")}, {}),
        ({"text": "x"}, {"sec-fetch-mode": "cors"}),
    ],
    ids=["nothing typed", "too long", "a file", "a script"],
)
def test_what_is_not_kept_is_told_as_lost(data, headers):
    answer = Client().post("/account/", data, headers=headers)

    assert answer.status_code == 302
    assert "lost" in answer["Location"]


def test_somebody_else_who_signs_in_on_a_shared_phone_does_not_see_it(person):
    factories.user(PASSWORD, phone="+77017654321")
    client = Client()
    _enter(client, client.get(SIGN_IN).content.decode())
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    page = _lost(client)
    assert _hidden(page, "kept")

    other = _enter(client, page, phone="87017654321")

    assert other.status_code == 302
    assert "Өтеген" not in client.get(other["Location"]).content.decode()


def test_person_whose_session_ran_out_gets_the_own_form_back(person):
    client = Client()
    _enter(client, client.get(SIGN_IN).content.decode())
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    assert _typed(_enter(client, _lost(client)).content.decode()) == NAMES


def test_seal_opens_in_its_own_browser_unaltered_and_in_time(person):
    client = Client()
    kept = _hidden(_lost(client), "kept")
    secret = client.cookies["csrftoken"].value

    def opened(text: str, of: str, later: timedelta = timedelta()):
        request = RequestFactory().post(SIGN_IN, {"kept": text})
        request.META["CSRF_COOKIE"] = of
        return opened_form(request, timezone.now() + later)

    assert opened(kept, secret).typed[0] == ("family_kk", "Өтеген")
    assert opened(kept, "x" * 32) is None
    assert opened(kept[:-8] + "AAAAAAAA", secret) is None
    assert opened("not base64 at all!", secret) is None
    assert opened("", secret) is None
    assert opened(kept, secret, timedelta(hours=13)) is None


def test_first_password_is_replaced_before_anything_is_sent(person):
    person.must_change_password = True
    person.save()
    client = Client()

    assert _enter(client, _lost(client))["Location"] == "/account/password/"
