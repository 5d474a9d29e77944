"""Groups of a cohort, the people who run and teach it, and learners who move between groups."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.cohorts import actions
from qosyl.cohorts.access import cohorts_visible_to
from qosyl.people.access import NotVisible, Refused
from qosyl.people.models import RoleHolding, User
from qosyl.people.roles import Role
from tests import factories
from tests.cohorts.office import browser_of, office

pytestmark = pytest.mark.django_db
PLAN = actions.GroupPlan("ru", "blended", "204", "https://example.kz/room")


def test_group_gets_the_next_number_of_its_cohort():
    house = office()
    other = factories.cohort(house.provider)

    assert actions.add_group(house.coordinator, house.cohort, PLAN, at=factories.NOW).number == 3
    assert actions.add_group(house.coordinator, other, PLAN, at=factories.NOW).number == 1


def test_group_is_added_and_changed_on_its_page():
    house = office()
    client = browser_of(house.coordinator)
    client.post(
        reverse("cohorts:new-group", args=[house.cohort.uuid]), {"language": "kk", "mode": "online", "link": "a.kz"}
    )
    added = house.cohort.groups.get(number=3)
    assert (added.mode, added.link) == ("online", "https://a.kz")

    client.post(reverse("cohorts:group", args=[added.uuid]), {"language": "ru", "mode": "offline", "room": "7"})
    added.refresh_from_db()
    assert (added.language, added.mode, added.room, added.link) == ("ru", "offline", "7", "")
    assert set(Act.objects.values_list("name", flat=True)) >= {"add_group", "change_group"}


@pytest.mark.parametrize("fields", [{"mode": "by-post"}, {"language": "en"}, {"link": "javascript:alert(1)"}])
def test_group_with_a_fault_is_not_added(fields):
    house = office()
    values = {"language": "kk", "mode": "online"} | fields

    answer = browser_of(house.coordinator).post(reverse("cohorts:new-group", args=[house.cohort.uuid]), values)

    assert answer.status_code == 422
    assert house.cohort.groups.count() == 2


def test_tutor_of_a_cohort_sees_it_and_no_other():
    house = office()
    factories.cohort(house.provider)
    tutor = factories.user()
    elsewhere = factories.provider()
    factories.role_holding(tutor, Role.TUTOR, house.provider, branch=factories.branch(house.provider))
    factories.role_holding(tutor, Role.TUTOR, elsewhere)

    actions.take_on(house.coordinator, house.cohort, tutor, Role.TUTOR, at=factories.NOW)

    tutor = User.objects.get(pk=tutor.pk)
    assert list(cohorts_visible_to(tutor, "read_cohorts", timezone.localdate(factories.NOW))) == [house.cohort]


def test_person_of_another_provider_is_not_taken_on():
    house = office()
    stranger = factories.user()
    factories.role_holding(stranger, Role.TUTOR, factories.provider())

    with pytest.raises(NotVisible):
        actions.take_on(house.coordinator, house.cohort, stranger, Role.TUTOR, at=factories.NOW)
    form = browser_of(house.coordinator).get(reverse("cohorts:staff", args=[house.cohort.uuid])).context["form"]
    assert str(stranger.uuid) not in dict(form.fields["person"].choices)


def test_role_that_runs_no_cohort_is_not_given():
    house = office()
    tutor = house.person(Role.TUTOR)

    with pytest.raises(NotVisible):
        actions.take_on(house.coordinator, house.cohort, tutor, Role.DIRECTOR, at=factories.NOW)


def test_staff_is_named_and_let_go_on_its_page():
    house = office()
    tutor = house.person(Role.METHODOLOGIST)
    address = reverse("cohorts:staff", args=[house.cohort.uuid])
    client = browser_of(house.coordinator)

    client.post(address, {"person": str(tutor.uuid), "role": "tutor"})
    held = RoleHolding.objects.get(user=tutor, cohort=house.cohort.uuid)
    assert held.role == Role.TUTOR

    client.post(address, {"leave": str(held.uuid)})
    held.refresh_from_db()
    assert held.ended_at is not None


def test_holding_of_another_cohort_is_not_ended_here():
    house = office()
    other = factories.cohort(house.provider)
    tutor = house.person(Role.TUTOR)
    actions.take_on(house.coordinator, other, tutor, Role.TUTOR, at=factories.NOW)
    held = RoleHolding.objects.get(user=tutor, cohort=other.uuid)

    browser_of(house.coordinator).post(reverse("cohorts:staff", args=[house.cohort.uuid]), {"leave": str(held.uuid)})

    held.refresh_from_db()
    assert held.ended_at is None


def test_learner_moves_to_another_group_with_a_record():
    house = office()
    learner = factories.enrolment(house.kazakh)

    actions.move_to_group(house.coordinator, learner, house.russian, at=factories.NOW)

    learner.refresh_from_db()
    assert learner.group == house.russian
    assert Act.objects.get(name="move_to_group").facts == {"before": 1, "after": 2}


def test_learner_does_not_move_into_another_cohort():
    house = office()
    learner = factories.enrolment(house.kazakh)
    elsewhere = factories.group(factories.cohort(house.provider))

    with pytest.raises(NotVisible):
        actions.move_to_group(house.coordinator, learner, elsewhere, at=factories.NOW)
    browser_of(house.coordinator).post(
        reverse("cohorts:move-to-group", args=[learner.uuid]), {"group": str(elsewhere.uuid)}
    )
    learner.refresh_from_db()
    assert learner.group == house.kazakh


def test_group_is_changed_by_nobody_whose_role_has_ended():
    house = office()
    day = timezone.localdate(factories.NOW)
    former = factories.user()
    factories.role_holding(
        former, Role.COORDINATOR, house.provider, since=day - timedelta(days=9), until=day - timedelta(days=1)
    )

    with pytest.raises(Refused):
        actions.change_group(former, house.kazakh, PLAN, at=factories.NOW)
