"""Opening an account through the page: once for one form, without telling of people elsewhere, with a way onward."""

from uuid import uuid4

import pytest
from django.test import Client

from qosyl.audit.models import Act
from qosyl.people.models import User
from qosyl.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

NEW, KNOWN = "/account/people/new/", "/account/people/known/"


@pytest.fixture
def home():
    return factories.provider("home")


@pytest.fixture
def administrator(home):
    person = factories.user()
    factories.role_holding(person, Role.ADMINISTRATOR, home)
    return person


@pytest.fixture
def desk(administrator):
    client = Client()
    client.force_login(administrator, backend="qosyl.people.backends.SignInNameBackend")
    return client


def filled(home, **more: str) -> dict[str, str]:
    names = {f"{part}_{language}": "Айгүл" for part in ("family", "given") for language in ("kk", "ru")}
    return names | {"language": "kk", "provider": str(home.uuid), "role": "tutor", "once": str(uuid4())} | more


def first_password(answer) -> str:
    return answer.content.decode().split("<strong>")[1].split("</strong>")[0]


def test_form_sent_twice_opens_one_account_and_the_last_answer_holds_its_password(desk, home):
    form = filled(home, phone="87011234567")
    first, second = desk.post(NEW, form), desk.post(NEW, form)
    opened = User.objects.get(phone="+77011234567")
    assert opened.holdings.count() == 1
    assert not opened.check_password(first_password(first))
    assert opened.check_password(first_password(second))


def test_form_sent_again_after_the_first_sign_in_leaves_the_password(desk, home):
    form = filled(home)
    desk.post(NEW, form)
    opened = User.objects.latest("id")
    User.objects.filter(pk=opened.pk).update(last_login=opened.created_at)
    assert desk.post(NEW, form)["Location"] == f"/account/people/{opened.uuid}/"
    assert User.objects.get(pk=opened.pk).password == opened.password


def test_each_form_has_a_name_of_its_own(desk):
    names = {desk.get(NEW).content.decode().split('name="once" value="')[1].split('"')[0] for _ in range(2)}
    assert len(names) == 2


def test_name_of_somebody_in_sight_leads_to_their_page(desk, home):
    tutor = factories.user(phone="+77011234567")
    factories.role_holding(tutor, Role.TUTOR, home)
    answer = desk.post(NEW, filled(home, phone="87011234567"))
    assert answer.status_code == 422
    assert f'href="/account/people/{tutor.uuid}/"' in answer.content.decode()


def test_name_of_somebody_elsewhere_tells_nothing_of_them_and_shows_a_way_onward(desk, home):
    stranger = factories.user(phone="+77011234567", given_kk="Бөтен", given_ru="Чужой")
    factories.role_holding(stranger, Role.TUTOR, factories.provider("other"))
    text = desk.post(NEW, filled(home, phone="87011234567")).content.decode()
    assert str(stranger.uuid) not in text
    assert "Бөтен" not in text
    assert f'href="{KNOWN}"' in text


def test_asking_after_one_number_after_another_stands_in_the_record_once_a_minute(desk, home, administrator):
    factories.user(phone="+77011234567")
    for _ in range(3):
        desk.post(NEW, filled(home, phone="87011234567"))
    refused = Act.objects.get(refused=True)
    assert (refused.name, refused.actor, refused.thing) == ("open_account", administrator.uuid, "phone")


def test_person_of_another_provider_gets_a_role_by_the_code_that_they_told(desk, home):
    guest = factories.user(code="A1B2C3HK")
    factories.role_holding(guest, Role.TUTOR, factories.provider("other"))
    form = {"code": "a1b2-c3hk", "role": "mentor", "place": str(home.uuid), "since": "2026-11-22"}
    assert desk.post(KNOWN, form)["Location"] == f"/account/people/{guest.uuid}/"
    assert guest.holdings.filter(provider=home, role="mentor").count() == 1


@pytest.mark.parametrize("code", ["ZZZZ-ZZZZ", "+77011234567", "D1B2C3HK"])
def test_code_of_nobody_gives_no_role(desk, home, code):
    factories.user(phone="+77011234567")
    factories.user(code="D1B2C3HK", is_active=False)
    form = {"code": code, "role": "mentor", "place": str(home.uuid), "since": "2026-11-22"}
    assert desk.post(KNOWN, form).status_code == 422
    assert not Act.objects.filter(name="give_role").exists()
