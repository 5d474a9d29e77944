"""Keeping the register: by whom, what it asks for, what is shown of it, what it never holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from qosyl.audit.models import Act
from qosyl.people.roles import Role
from qosyl.sittings import actions
from qosyl.sittings.models import RegisterLine
from qosyl.sittings.queries import admitted_attempts
from tests import factories
from tests.sittings.seated import client_of, now, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    made = seated(2)
    made.open(opens_at=now() - timedelta(hours=1))
    return made


@pytest.fixture
def tutor(house):
    made = factories.user(family_kk="Сейтқали", family_ru="Сейткали")
    factories.role_holding(made, Role.TUTOR, house.provider)
    return made


def sent(act: str, **more: str) -> dict[str, str]:
    moment = now()
    words = {"day": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M}"} | more
    return {"act": act} | {f"{act}-{name}": value for name, value in words.items()}


def admit(**more: str) -> dict[str, str]:
    return sent("admit", **{"document": "identity-card", "shown": "room", "note": ""} | more)


def address(house, place: int = 0) -> str:
    return reverse("sittings:register-learner", args=[house.attempt(place).uuid])


def test_learner_is_let_in_by_the_name_of_whoever_looked(house, tutor):
    answer = client_of(tutor).post(address(house), admit())

    row = RegisterLine.objects.get()
    assert answer.status_code == 302
    assert (row.kind, row.document, row.shown, row.actor) == ("admitted", "identity-card", "room", tutor)
    assert admitted_attempts([house.attempt(0).pk, house.attempt(1).pk]) == {house.attempt(0).pk}
    page = client_of(tutor).get(answer["Location"]).content.decode()
    assert "Сейтқали" in page
    act = Act.objects.get(name="keep_register")
    assert "identity" not in str(act.facts)


@pytest.mark.parametrize(
    "words", [{}, sent("admit"), admit(document="birth-mark"), admit(time="25:00"), {"act": "nonsense"}]
)
def test_page_says_what_is_missing_and_writes_nothing(house, tutor, words):
    assert client_of(tutor).post(address(house), words).status_code == 422
    assert not RegisterLine.objects.exists()


def test_learner_is_admitted_once(house, tutor):
    client = client_of(tutor)
    client.post(address(house), admit())
    again = client.post(address(house), admit())
    assert again.status_code == 422
    assert RegisterLine.objects.count() == 1


def test_departure_incident_and_mistake_are_lines_of_their_own(house, tutor):
    client = client_of(tutor)
    client.post(address(house), admit())
    client.post(address(house), sent("incident", note="Телефоны сөніп қалды"))
    client.post(address(house), sent("depart"))
    client.post(address(house), sent("take-back", note="Аттас адам"))
    kinds = list(RegisterLine.objects.values_list("kind", flat=True))
    assert kinds == ["admitted", "incident", "departed", "taken-back"]
    assert admitted_attempts([house.attempt(0).pk]) == set()
    page = client.get(address(house)).content.decode()
    assert "Телефоны сөніп қалды" in page
    assert "Аттас адам" in page


def test_admission_after_the_end_of_the_test_needs_words(house, tutor):
    device = house.device(0)
    device.write("finish")
    device.send()
    device.finish()
    client = client_of(tutor)
    assert client.post(address(house), admit()).status_code == 422
    assert client.post(address(house), admit(note="Есік алдында желі болмады")).status_code == 302


def test_nobody_keeps_the_register_of_the_own_test(house):
    learner = house.enrolments[0].learner
    factories.role_holding(learner, Role.TUTOR, house.provider)
    assert client_of(learner).post(address(house), admit()).status_code == 422
    assert not RegisterLine.objects.exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DIRECTOR, Role.COMMISSION_MEMBER])
def test_readers_read_and_write_nothing(house, role):
    reader = factories.user()
    factories.role_holding(reader, role, house.provider)
    client = client_of(reader)
    listed = client.get(reverse("sittings:register", args=[house.attempt().form.sitting.uuid]))
    assert listed.status_code == 200
    assert address(house) not in listed.content.decode()
    assert client.post(address(house), admit()).status_code == 404


def test_tutor_of_one_cohort_stands_at_no_other_door(house):
    elsewhere = factories.user()
    factories.role_holding(elsewhere, Role.TUTOR, house.provider, cohort=factories.cohort(house.provider).uuid)
    here = factories.user()
    factories.role_holding(here, Role.TUTOR, house.provider, cohort=house.cohort.uuid)
    assert client_of(elsewhere).get(address(house)).status_code == 404
    assert client_of(here).post(address(house), admit()).status_code == 302


def test_sheet_prints_the_invigilator_and_who_was_not_admitted(house, tutor):
    client_of(tutor).post(address(house), admit())
    sitting = house.attempt().form.sitting
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now())
    page = client_of(house.coordinator).get(reverse("sittings:sheet", args=[sitting.uuid])).content.decode()
    assert page.count("Сейтқали") == 2
    assert "тіркелмеген" in page


@pytest.mark.parametrize("learners", [1, 4])
def test_register_costs_the_same_however_many_learners_sit(learners, django_assert_max_num_queries):
    house = seated(learners)
    sitting = house.open()
    for place in range(learners):
        factories.register_line(house.attempt(place))
    client = client_of(house.coordinator)
    with django_assert_max_num_queries(9):
        client.get(reverse("sittings:register", args=[sitting.uuid]))
