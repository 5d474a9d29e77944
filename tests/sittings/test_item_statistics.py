"""Counting what was sat, and the pages that tell it to methodologists."""

import pytest
from django.urls import reverse

from qosyl.cohorts.queries import package_of_cohort
from qosyl.measures.estimates import LEAST_LEARNERS
from qosyl.measures.tallies import ItemTally
from qosyl.people.roles import Role
from qosyl.sittings import actions
from qosyl.sittings.actions.counts import ItemCounts
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.counting import counted, kept_counts, tally_of, whole
from qosyl.sittings.models import AlikePair, ItemCount, SatItem, ScoreCount
from tests import factories
from tests.sittings.over import item_at, sat, staff
from tests.sittings.seated import client_of, seated

pytestmark = pytest.mark.django_db
#: However many sittings and items there are.
QUERIES = {"item": 12, "items": 12, "statistics": 12}


def test_counts_hold_what_was_answered_and_stay_the_same_when_counted_again():
    house, sitting = sat({0: 50, 1: 30})

    first = kept_counts(sitting)
    count_sitting.func(str(sitting.uuid))

    assert kept_counts(sitting) == first == counted(sitting).by_language
    assert whole(first).totals == {50: 1, 30: 1}
    assert ScoreCount.objects.get(language="kk").totals == [[30, 1], [50, 1]]
    item = item_at(house, 0, 50)  # the one who had everything right has it right
    chosen = sum((tally_of(row) for row in ItemCount.objects.filter(item=item)), ItemTally()).chosen
    assert chosen[next(key for key in chosen if key[1] == 49)] == 1
    # A view and an answer a second apart by the device's clock.
    assert any(row.seconds == [[2, 1]] for row in ItemCount.objects.filter(sitting=sitting))


def test_sitting_that_is_not_released_is_not_counted():
    house = seated(1)
    sitting = house.open()

    count_sitting.func(str(sitting.uuid))

    assert not SatItem.objects.exists()
    assert (
        client_of(staff(house, Role.METHODOLOGIST)).get(reverse("sittings:statistics", args=[sitting.uuid])).status_code
        == 404
    )


def test_wording_that_two_sittings_share_is_one_item():
    _house, sitting = sat({0: 10})
    before = SatItem.objects.count()

    rows = [ItemCounts(item.fingerprint, item.key, "kk", [["a", 3, 1]], []) for item in SatItem.objects.all()]
    other = factories.sitting(sitting.cohort, released_at=factories.NOW)
    actions.keep_counts(other, rows, {"kk": [[3, 1]]}, [])

    assert SatItem.objects.count() == before
    assert ItemCount.objects.filter(sitting=other).count() == before


def test_pair_of_equal_wrong_answers_is_kept_for_review():
    _house, sitting = sat({0: 20, 1: 20})

    found = counted(sitting)

    # Two learners alone give no chances to compare with: nothing can be improbable.
    assert found.alike == ()
    assert not AlikePair.objects.exists()


def test_pages_say_that_there_is_not_enough_data(django_assert_max_num_queries):
    house, sitting = sat({0: 40})
    client = client_of(staff(house, Role.METHODOLOGIST))
    addresses = {
        "items": reverse("sittings:items"),
        "item": reverse("sittings:item", args=[item_at(house, 0, 1).uuid]),
        "statistics": reverse("sittings:statistics", args=[sitting.uuid]),
    }
    for name, address in addresses.items():
        client.get(address)
        with django_assert_max_num_queries(QUERIES[name]):
            answer = client.get(address, headers={"accept-language": "ru"})
        assert answer.status_code == 200
        assert str(LEAST_LEARNERS) in answer.content.decode(), name


def test_page_of_an_item_tells_easiness_discrimination_and_every_option():
    house, sitting = sat({0: 40})
    item = item_at(house, 0, 1)
    key = next(each for each in house.attempt(0).form.content if each["p"] == 1)
    right = _key_of(house, key["item"])
    other = next(option for option in "abcd" if option != right)
    ItemCount.objects.filter(item=item).delete()
    ItemCount.objects.create(
        sitting=sitting,
        item=item,
        language="kk",
        chosen=[[right, 40, 300], [right, 20, 50], [other, 15, 150]],
        seconds=[[35, 500]],
    )
    ItemCount.objects.create(sitting=sitting, item=item, language="ru", chosen=[[other, 45, 4]], seconds=[])

    answer = client_of(staff(house, Role.METHODOLOGIST)).get(reverse("sittings:item", args=[item.uuid]))
    shown = answer.context["shown"]

    assert [list(row.cells)[1] for row in shown.overview.rows] == [504, 500, 4]
    assert shown.overview.rows[1].cells[2] == "70 (66–74)"
    assert shown.overview.rows[1].cells[4] == "35"
    assert [(option.key, option.learners) for option in shown.options if option.learners] == sorted(
        [(right, 350), (other, 154)]
    )
    assert sum(option.is_right for option in shown.options) == 1
    assert len(shown.cautions) == 2  # two options that nobody chooses


def _key_of(house, key: str) -> str:
    return next(item.answer for item in package_of_cohort(house.cohort).items() if item.key == key)


def test_uncounted_sitting_is_offered_and_counted_on_demand(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    house, sitting = sat({0: 10})
    ScoreCount.objects.all().delete()
    ItemCount.objects.all().delete()
    client = client_of(staff(house, Role.METHODOLOGIST))
    page = reverse("sittings:statistics", args=[sitting.uuid])

    assert list(client.get(reverse("sittings:items")).context["uncounted"]) == [sitting]
    assert client.get(page).context["shown"].items is None
    assert client.post(reverse("sittings:count", args=[sitting.uuid])).status_code == 302

    assert len(client.get(page).context["shown"].items.rows) == 50


def test_alike_pair_is_shown_to_the_commission_with_the_error_rate():
    house, sitting = sat({0: 20, 1: 20})
    attempts = [house.attempt(0), house.attempt(1)]
    factories.alike_pair(*attempts)
    address = reverse("sittings:alike", args=[sitting.uuid])

    answer = client_of(staff(house, Role.COMMISSION_MEMBER)).get(address)

    (shown,) = answer.context["shown"].pairs
    assert (shown.same_wrong, shown.one_in) == (9, 1024)
    words = answer.content.decode()
    assert all(reverse("sittings:replay", args=[attempt.uuid]) in words for attempt in attempts)
    assert "100" in words
    assert client_of(house.coordinator).get(address).status_code == 404


def test_item_whose_words_the_version_does_not_hold_is_on_no_page():
    house, sitting = sat({0: 10})
    item = item_at(house, 0, 1)
    SatItem.objects.filter(pk=item.pk).update(fingerprint="f" * 64)
    client = client_of(staff(house, Role.METHODOLOGIST))

    assert client.get(reverse("sittings:item", args=[item.uuid])).status_code == 404
    assert client.get(reverse("sittings:ruling", args=[item.uuid])).status_code == 404
    told = [client.get(reverse("sittings:items")), client.get(reverse("sittings:statistics", args=[sitting.uuid]))]
    assert [answer.status_code for answer in told] == [200, 200]
    assert all(reverse("sittings:item", args=[item.uuid]) not in answer.content.decode() for answer in told)
