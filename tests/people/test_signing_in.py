"""Signing in through the page: by each name, slowed down after five failures, and never telling who exists."""

import pytest
from axes.models import AccessAttempt
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from qosyl.people.models import User
from qosyl.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "жазғы жаңбыр 7"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def person():
    return factories.user(PASSWORD, phone="+77011234567", email="aigul@example.kz", code="A1B2C3HK")


def sign_in(name: str, password: str = PASSWORD, **more: str):
    client = Client()
    answer = client.post(SIGN_IN, {"sign_in_name": name, "password": password, **more})
    return client, answer


@pytest.mark.parametrize("name", ["8 701 123 45 67", "AIGUL@example.kz", "a1b2-c3hk"])
def test_each_name_signs_the_same_person_in(person, name):
    client, answer = sign_in(name)
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_unknown_name_and_wrong_password_read_the_same(person):
    pages = [sign_in("87770000000")[1], sign_in("87011234567", "тағы бір сөз")[1]]
    texts = {page.content.decode().replace("87770000000", "").replace("87011234567", "") for page in pages}
    assert {page.status_code for page in pages} == {200}
    assert len({text[text.index("<main") : text.index("</main")].replace(csrf(text), "") for text in texts}) == 1


def csrf(text: str) -> str:
    return text.split('name="csrfmiddlewaretoken" value="')[1].split('"', maxsplit=1)[0]


def test_fifth_failure_rests_the_name_however_it_is_typed(person):
    for name in ("87011234567", "+77011234567", "aigul@example.kz", "A1B2C3HK", "8 701 1234567"):
        sign_in(name, "қате сөз")
    _, answer = sign_in("87011234567")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_success_forgets_earlier_failures(person):
    for _ in range(3):
        for _ in range(4):
            sign_in("87011234567", "қате сөз")
        _, answer = sign_in("87011234567")
        assert answer.status_code == 302


def test_failures_of_one_name_do_not_rest_another(person):
    other = factories.user(PASSWORD, phone="+77019999999")
    for _ in range(6):
        sign_in("87011234567", "қате сөз")
    client, answer = sign_in("87019999999")
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(other.pk))


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_way_onward_never_leaves_the_site(person, address):
    _, answer = sign_in("87011234567", next=address)
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ["nonsense", "people:people", "?a=1", "..", "/a\r\nX: 1"])
def test_way_onward_that_is_no_address_never_breaks_signing_in(person, address):
    client, answer = sign_in("87011234567", next=address)
    assert answer.status_code == 302
    assert "X" not in answer.headers
    assert client.session["_auth_user_id"] == str(person.pk)


def test_count_of_failures_keeps_no_name_that_was_typed(person):
    sign_in("87011234567", "қате сөз")
    sign_in("сырым сөзім", "қате сөз")
    sign_in("stranger@example.kz", "қате сөз")
    kept = " ".join(str(row) for row in AccessAttempt.objects.values())
    assert AccessAttempt.objects.count() == 3
    assert not any(word in kept for word in ("7011234567", "сырым", "stranger", "қате"))


def test_way_onward_leads_back_to_the_page_that_was_asked_for(person):
    _, answer = sign_in("87011234567", next="/account/password/")
    assert answer["Location"] == "/account/password/"


def test_first_password_opens_nothing_but_the_page_that_replaces_it(person):
    User.objects.filter(pk=person.pk).update(must_change_password=True)
    client, _ = sign_in("87011234567")
    assert client.get("/account/")["Location"] == reverse("people:own-password")
    answer = client.post("/account/password/", {"old": PASSWORD, "new": "қысқы боран 19"})
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200


def test_closed_account_does_not_sign_in(person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    _, answer = sign_in("87011234567")
    assert answer.status_code == 200


def test_demonstration_signs_in_nobody_where_there_is_none(settings, person):
    settings.DEMO = False
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/reader/").status_code == 404


def test_demonstration_signs_in_nobody_who_only_has_the_number_of_its_cast(settings):
    settings.DEMO = True
    factories.user(phone="+77000000005")
    assert Client().post("/demo/reader/").status_code == 404
    User.objects.all().delete()
    call_command("demo")
    assert Client().post("/demo/reader/").status_code == 302


def test_own_name_is_kept_exactly_as_written(person):
    client, _ = sign_in("87011234567")
    client.post(
        "/account/",
        {"family_kk": "Өтеген", "given_kk": "Һадиша", "patronymic_kk": "", "family_ru": "", "given_ru": "Хадиша"},
    )
    person.refresh_from_db()
    assert (person.full_name.kk, person.full_name.ru) == ("Өтеген Һадиша", "Хадиша")


def test_new_password_is_shown_once_to_the_administrator_and_works(person):
    home, administrator = factories.provider("home"), factories.user(PASSWORD)
    factories.role_holding(administrator, Role.ADMINISTRATOR, home)
    factories.role_holding(person, Role.TUTOR, home)
    client = Client()
    client.force_login(administrator, backend="qosyl.people.backends.SignInNameBackend")
    text = client.post(f"/account/people/{person.uuid}/password/").content.decode()
    password = text.split("<strong>")[1].split("</strong>")[0]
    assert sign_in("87011234567", password)[1].status_code == 302
    assert password not in client.get(f"/account/people/{person.uuid}/").content.decode()
