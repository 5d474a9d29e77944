"""Opening a cohort: on whose programme, where, with which number and threshold, and who may."""

from datetime import date

import pytest
from django.urls import reverse

from qosyl.audit.models import Act
from qosyl.cohorts import actions
from qosyl.cohorts.access import cohorts_found, cohorts_visible_to, places_where
from qosyl.cohorts.models import Cohort
from qosyl.localtext import LocalText, fold
from qosyl.people.access import NotVisible, Refused
from qosyl.people.roles import Role
from qosyl.rules.admission import Threshold
from tests import factories
from tests.cohorts.office import browser_of, office
from tests.programmes.published import INCLUSION, publish_small

pytestmark = pytest.mark.django_db
TODAY = factories.NOW.date()


def _values(house, **fields):
    """The small programme sets a threshold of 1 % itself, the real one leaves it to the organisation."""
    return {
        "place": str(house.provider.uuid),
        "publication": str(house.cohort.publication.uuid),
        "starts_on": "2026-11-16",
        "ends_on": "2026-12-11",
        "threshold": "percent",
        "percent": "1",
    } | fields


def _post(house, **fields):
    return browser_of(house.coordinator).post(reverse("cohorts:open-cohort"), _values(house, **fields))


def test_cohort_is_opened_with_the_next_number_of_its_provider():
    house = office()
    house.cohort.number = 4318
    house.cohort.save()

    answer = _post(house, title_kk="Қысқы ағын", title_ru="Зимний поток")

    opened = Cohort.objects.latest("id")
    assert answer["Location"] == reverse("cohorts:cohort", args=[opened.uuid])
    assert (opened.number, opened.threshold_percent, opened.threshold_clause) == (4319, 1, "416")
    assert opened.title == LocalText("Қысқы ағын", "Зимний поток")
    assert Act.objects.filter(name="open_cohort", thing=str(opened.uuid)).count() == 1


def test_cohort_without_a_title_takes_the_title_of_the_programme():
    house = office()

    _post(house, title_kk="Тек қазақша")

    opened = Cohort.objects.latest("id")
    assert opened.title_kk == "Тек қазақша"
    assert opened.title_ru


def _on_the_real_programme():
    house = office()
    return house, str(publish_small(house.provider, INCLUSION).uuid)


def test_threshold_may_expressly_be_none():
    house, publication = _on_the_real_programme()

    _post(house, publication=publication, threshold="none", percent="")

    opened = Cohort.objects.latest("id")
    assert (opened.threshold_percent, opened.threshold_clause) == (None, "402-415")
    page = browser_of(house.coordinator).get(reverse("cohorts:cohort", args=[opened.uuid]))
    assert "Порога прямо нет" in page.text
    assert "402-415" in page.text


@pytest.mark.parametrize("percent", ["0", "100"])
def test_percentage_at_its_ends_is_a_threshold(percent):
    house, publication = _on_the_real_programme()

    _post(house, publication=publication, percent=percent)

    assert Cohort.objects.latest("id").threshold_percent == int(percent)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"percent": "2"}, "threshold"),
        ({"threshold": "none"}, "threshold"),
        ({"percent": "101"}, "percent"),
        ({"percent": "-1"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"threshold": ""}, "threshold"),
        ({"ends_on": "2026-11-15"}, "ends_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"publication": "00000000-0000-0000-0000-000000000007"}, "publication"),
        ({"place": "00000000-0000-0000-0000-000000000007"}, "place"),
    ],
)
def test_cohort_with_a_fault_is_not_opened(fields, wrong):
    house = office()

    answer = _post(house, **fields)

    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors
    assert Cohort.objects.count() == 1


def test_cohort_of_a_single_day_is_one():
    house = office()

    _post(house, starts_on="2026-11-16", ends_on="2026-11-16")

    assert Cohort.objects.count() == 2


def test_programme_of_another_provider_is_not_offered():
    house = office()
    foreign = publish_small(factories.provider())

    answer = _post(house, publication=str(foreign.uuid))

    assert answer.status_code == 422
    with pytest.raises(NotVisible):
        actions.open_cohort(
            house.coordinator,
            house.provider,
            None,
            foreign,
            title=LocalText("а", "а"),
            starts_on=date(2026, 11, 16),
            ends_on=date(2026, 12, 11),
            threshold=Threshold(None),
            at=factories.NOW,
        )


def test_coordinator_of_a_branch_opens_there_alone():
    house = office()
    branch = factories.branch(house.provider)
    factories.branch(house.provider)
    person = house.person(Role.COORDINATOR, branch=branch)
    client = browser_of(person)

    form = client.get(reverse("cohorts:open-cohort")).context["form"]
    assert [value for value, _words in form.fields["place"].choices] == [str(branch.uuid)]

    assert client.post(reverse("cohorts:open-cohort"), _values(house)).status_code == 422
    client.post(reverse("cohorts:open-cohort"), _values(house, place=str(branch.uuid)))
    opened = Cohort.objects.latest("id")
    assert opened.branch == branch
    assert list(cohorts_visible_to(person, "read_cohorts", TODAY)) == [opened]
    with pytest.raises(Refused):
        actions.add_group(person, house.cohort, actions.GroupPlan("kk", "offline"), at=factories.NOW)


def test_whoever_runs_one_cohort_opens_no_other():
    house = office()
    person = house.person(Role.TUTOR)
    actions.take_on(house.coordinator, house.cohort, person, Role.COORDINATOR, at=factories.NOW)

    assert places_where(person, "open_cohort", TODAY) == []
    assert browser_of(person).get(reverse("cohorts:open-cohort")).status_code == 404


def test_provider_without_a_programme_is_told_what_to_do():
    provider, person = factories.provider(), factories.user()
    factories.role_holding(person, Role.COORDINATOR, provider)

    answer = browser_of(person).get(reverse("cohorts:open-cohort"))

    assert "Методист публикует" in answer.text


@pytest.mark.parametrize("words", ["зимний", "ҚЫСҚЫ ағын", "кыскы", "№7", "7"])
def test_cohort_is_found_by_number_and_by_words_of_either_title(words):
    house = office()
    number = house.cohort.number + 100
    words = words.replace("7", str(number))
    found = factories.cohort(house.provider, number=number, folded_title=fold("Қысқы ағын Зимний поток"))
    factories.cohort(house.provider, number=number + 1, folded_title="баска")

    assert found in cohorts_found(cohorts_visible_to(house.coordinator, "read_cohorts", TODAY), words)
    assert cohorts_found(cohorts_visible_to(house.coordinator, "read_cohorts", TODAY), words).count() == 1


@pytest.mark.parametrize("words", ["\0", "жоқ", "9" * 30])
def test_words_that_no_cohort_holds_find_none(words):
    house = office()

    assert not cohorts_found(cohorts_visible_to(house.coordinator, "read_cohorts", TODAY), words).exists()
