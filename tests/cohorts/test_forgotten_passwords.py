"""A learner forgot the password: who runs the cohort makes a new first one, of learners alone, told once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.cohorts.actions import renew_access
from qosyl.people.access import NotVisible
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.actions import renew_learners_password
from qosyl.people.roles import Role
from qosyl.rules.enrolment import Act as EnrolmentAct
from qosyl.rules.enrolment import Actor, Change
from qosyl.rules.reasons import Refused
from tests import factories
from tests.cast import PASSWORD
from tests.cohorts.office import browser_of, office
from tests.factories import STUDYING

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return office()


@pytest.fixture
def learner(house):
    """Somebody who studies, and has a password and a phone number."""
    person = factories.user(PASSWORD, phone="+77015550101", language="kk")
    enrolment = factories.enrolment(house.kazakh, person, names_confirmed_at=timezone.now())
    factories.role_holding(person, Role.LEARNER, house.provider, cohort=house.cohort.uuid)
    return enrolment


def _address(enrolment) -> str:
    return reverse("cohorts:renew-access", args=[enrolment.uuid])


def _codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_slip_with_the_new_password_is_shown_once_and_signs_the_learner_in(house, learner):
    client = browser_of(house.coordinator)
    card = reverse("cohorts:enrolment", args=[learner.uuid])
    assert _address(learner) in client.get(card).content.decode()
    assert client.get(_address(learner)).status_code == 200
    learner.learner.refresh_from_db()
    assert learner.learner.check_password(PASSWORD), "asking changes nothing"

    answer = client.post(_address(learner))

    slip = answer.content.decode()
    password = slip.split('<strong class="slip-password">')[1].split("</strong>")[0]
    assert "no-store" in answer["Cache-Control"]
    assert password not in client.get(card).content.decode()
    assert "+77015550101" in slip
    assert "<svg" in slip
    entered = Client().post(reverse("people:sign-in"), {"sign_in_name": "87015550101", "password": password})
    assert entered["Location"] == reverse("people:own-password")


def test_old_password_and_old_sessions_end_and_the_first_password_must_be_replaced(house, learner):
    phone = browser_of(learner.learner)
    assert phone.get("/account/").status_code == 200

    password = renew_access(house.coordinator, learner, at=timezone.now())

    learner.learner.refresh_from_db()
    assert phone.get("/account/").status_code == 302
    assert not learner.learner.check_password(PASSWORD)
    assert learner.learner.check_password(password)
    assert learner.learner.must_change_password


def test_renewal_is_recorded_with_its_cohort_and_stays_with_the_account(house, learner):
    at = timezone.now()
    password = renew_access(house.coordinator, learner, at=at)

    act = Act.objects.get(name="renew_learners_password")
    assert (act.actor, act.thing) == (house.coordinator.uuid, str(learner.learner.uuid))
    assert act.provider == house.provider.uuid
    assert password not in str(act.facts)
    learner.learner.refresh_from_db()
    assert (learner.learner.password_renewed_at, learner.learner.password_renewed_by) == (at, house.coordinator.uuid)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.LEARNER, Role.COORDINATOR}])
def test_account_of_somebody_who_works_here_is_not_touched(house, learner, role):
    factories.role_holding(learner.learner, role, house.provider)

    with pytest.raises(Refused) as refusal:
        renew_access(house.coordinator, learner, at=timezone.now())
    assert _codes(refusal) == ["access.more-than-learning"]
    with pytest.raises(NotVisible):
        renew_learners_password(house.coordinator, learner.learner, house.provider, learner.uuid, at=timezone.now())
    learner.learner.refresh_from_db()
    assert learner.learner.check_password(PASSWORD)


def test_role_that_begins_tomorrow_or_stands_elsewhere_protects_the_account_too(house, learner):
    other = factories.provider()
    tomorrow = factories.role_holding(
        learner.learner, Role.METHODOLOGIST, house.provider, since=timezone.localdate() + timedelta(days=1)
    )
    with pytest.raises(Refused):
        renew_access(house.coordinator, learner, at=timezone.now())
    tomorrow.delete()
    factories.role_holding(learner.learner, Role.LEARNER, other)
    with pytest.raises(Refused):
        renew_access(house.coordinator, learner, at=timezone.now())


def test_learner_who_never_joined_gets_a_link_and_no_password(house, learner):
    learner.learner.set_unusable_password()
    learner.learner.save()

    with pytest.raises(Refused) as refusal:
        renew_access(house.coordinator, learner, at=timezone.now())
    assert _codes(refusal) == ["access.never-joined"]


def test_closed_account_stays_closed(house, learner):
    learner.learner.is_active = False
    learner.learner.save()

    with pytest.raises(Refused) as refusal:
        renew_access(house.coordinator, learner, at=timezone.now())
    assert _codes(refusal) == ["access.closed"]


def test_learner_who_has_left_is_nobody_of_this_cohort_any_more(house):
    left = (*STUDYING, Change(EnrolmentAct.WITHDRAW, Actor.COORDINATOR, "own-wish"))
    learner = factories.enrolment(house.kazakh, factories.user(PASSWORD), history=left)

    with pytest.raises(Refused) as refusal:
        renew_access(house.coordinator, learner, at=timezone.now())
    assert _codes(refusal) == ["access.gone"]
    answer = browser_of(house.coordinator).post(_address(learner), follow=True)
    assert "покинул поток" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.TUTOR, Role.DIRECTOR, Role.AUDITOR, Role.COMMISSION_MEMBER])
def test_nobody_but_a_coordinator_of_the_cohort_renews(house, learner, role):
    person = house.person(role)

    with pytest.raises(NotAllowed):
        renew_access(person, learner, at=timezone.now())
    assert browser_of(person).post(_address(learner)).status_code == 404


def test_coordinator_of_this_cohort_alone_renews_within_it(house, learner):
    narrow = house.person(Role.COORDINATOR, cohort=house.cohort.uuid)
    elsewhere = factories.enrolment(factories.group(factories.cohort(house.provider)), factories.user(PASSWORD))

    assert renew_access(narrow, learner, at=timezone.now())
    assert browser_of(narrow).get(_address(elsewhere)).status_code == 404
    assert Client().get(_address(learner)).status_code == 302
