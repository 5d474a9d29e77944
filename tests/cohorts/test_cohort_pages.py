"""Pages of running a cohort: what they show, whom they are open to, how many questions they ask of the database."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.cohorts import actions
from qosyl.cohorts.access import learners_found, own_enrolment, own_enrolments
from qosyl.people.access import NotVisible
from qosyl.people.models import User
from qosyl.people.roles import Role
from tests import factories
from tests.cohorts.office import browser_of, office

pytestmark = pytest.mark.django_db
#: Session, person, roles, cohort; staff; learners by group and state, groups; the rest is the frame of the page.
COHORT_QUERIES = 7
LEARNERS_QUERIES = 7


def _page(house, route="cohorts:cohort", person=None, **query):
    return browser_of(person or house.coordinator).get(reverse(route, args=[house.cohort.uuid]), query)


@pytest.mark.parametrize("learners", [1, 40])
def test_cohort_page_asks_the_same_number_of_questions_for_any_size(django_assert_num_queries, learners):
    house = office()
    for _ in range(learners):
        factories.enrolment(house.kazakh)
    client, address = browser_of(house.coordinator), reverse("cohorts:cohort", args=[house.cohort.uuid])
    client.get(address)

    with django_assert_num_queries(COHORT_QUERIES):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("learners", [1, 40])
def test_list_of_learners_asks_the_same_number_of_questions_for_any_size(django_assert_num_queries, learners):
    house = office()
    for _ in range(learners):
        factories.enrolment(house.kazakh)
    client, address = browser_of(house.coordinator), reverse("cohorts:learners", args=[house.cohort.uuid])
    client.get(address)

    with django_assert_num_queries(LEARNERS_QUERIES):
        assert client.get(address).status_code == 200


def test_cohort_page_says_what_is_next():
    provider, coordinator = factories.provider(), factories.user()
    factories.role_holding(coordinator, Role.COORDINATOR, provider)
    cohort = factories.cohort(provider)

    def steps():
        page = browser_of(coordinator).get(reverse("cohorts:cohort", args=[cohort.uuid]))
        return [step.address for step in page.context["overview"].next_steps]

    assert steps() == [reverse("cohorts:new-group", args=[cohort.uuid])]
    group = factories.group(cohort)
    assert steps()[0] == reverse("cohorts:add-learners", args=[cohort.uuid])
    learner = factories.enrolment(group, history=factories.INVITED)
    assert steps()[0] == reverse("cohorts:invitations", args=[cohort.uuid])
    tutor = factories.user()
    factories.role_holding(tutor, Role.TUTOR, provider)
    actions.take_on(coordinator, cohort, tutor, Role.TUTOR, at=timezone.now())
    learner.state = "enrolled"
    learner.save()
    assert reverse("cohorts:staff", args=[cohort.uuid]) not in steps()
    assert reverse("cohorts:invitations", args=[cohort.uuid]) not in steps()


def test_next_steps_are_for_those_alone_who_may_take_them():
    house = office()

    assert _page(house, person=house.person(Role.AUDITOR)).context["overview"].next_steps == ()


def test_learners_are_counted_without_those_who_left():
    house = office()
    factories.enrolment(house.kazakh)
    left = factories.enrolment(house.kazakh)
    left.state = "withdrawn"
    left.save()

    overview = _page(house).context["overview"]

    assert overview.learners == 1
    assert {each.many for each in overview.states} == {1}


@pytest.mark.parametrize(
    ("words", "found"),
    [("әлиева", 1), ("АЛИЕВА гуль", 1), ("алиева", 1), ("5551001", 1), ("жоқ", 0), ("\0", 0), ("", 2)],
)
def test_learner_is_found_by_name_in_either_spelling_and_by_phone(words, found):
    from qosyl.localtext import fold

    house = office()
    person = factories.user(phone="+77015551001", folded_name=f"{fold('Әлиева Гүл')} {fold('Алиева Гуль')}")
    factories.enrolment(house.kazakh, person)
    factories.enrolment(house.kazakh, factories.user(folded_name="баска адам"))

    assert learners_found(house.cohort, words).count() == found


def test_list_of_learners_is_narrowed_by_state_and_group():
    house = office()
    studying = factories.enrolment(house.kazakh)
    invited = factories.enrolment(house.russian, history=factories.INVITED)

    def shown(**query):
        return [each.uuid for each in _page(house, "cohorts:learners", **query).context["page"].items]

    assert shown(state="invited") == [invited.uuid]
    assert shown(group="1") == [studying.uuid]
    assert shown(state="invited", group="1") == []
    assert set(shown(state="nonsense", group="9")) == {studying.uuid, invited.uuid}


def test_list_of_learners_comes_in_pages():
    house = office()
    for _ in range(31):
        factories.enrolment(house.kazakh)

    assert [len(_page(house, "cohorts:learners", page=page).context["page"].items) for page in ("1", "2", "x")] == [
        30,
        1,
        30,
    ]


@pytest.mark.parametrize("route", ["cohorts:cohort", "cohorts:learners"])
def test_cohort_is_not_there_for_those_outside(route):
    house = office()
    today = timezone.localdate()
    others = office()
    elsewhere = factories.user()
    actions.take_on(others.coordinator, others.cohort, others.person(Role.TUTOR), Role.COORDINATOR, at=timezone.now())
    own_cohort_only = factories.user()
    factories.role_holding(own_cohort_only, Role.TUTOR, house.provider, branch=factories.branch(house.provider))
    actions.take_on(house.coordinator, factories.cohort(house.provider), own_cohort_only, Role.TUTOR, at=timezone.now())
    former = house.person(Role.COORDINATOR, since=today - timedelta(days=9), until=today - timedelta(days=1))
    learner = factories.enrolment(house.kazakh).learner

    for person in (elsewhere, others.coordinator, own_cohort_only, former, learner):
        assert _page(house, route, person=User.objects.get(pk=person.pk)).status_code == 404


def test_own_enrolment_is_a_learners_without_any_role():
    house = office()
    mine, other = factories.enrolment(house.kazakh), factories.enrolment(house.kazakh)

    assert own_enrolments(mine.learner) == [mine]
    assert own_enrolment(mine.learner, mine.uuid) == mine
    with pytest.raises(NotVisible):
        own_enrolment(mine.learner, other.uuid)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "route",
    [
        "cohorts:cohort",
        "cohorts:learners",
        "cohorts:add-learners",
        "cohorts:invitations",
        "cohorts:staff",
        "cohorts:new-group",
    ],
)
def test_page_opens_in_both_languages_for_an_empty_cohort(route, language):
    provider, coordinator = factories.provider(), factories.user()
    factories.role_holding(coordinator, Role.COORDINATOR, provider)
    cohort = factories.cohort(provider)

    answer = browser_of(coordinator, language).get(reverse(route, args=[cohort.uuid]))

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
