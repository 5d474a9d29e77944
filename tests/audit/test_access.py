"""Who reads which acts: those of the providers named, and those of the people named on their own accounts."""

import pytest

from qosyl.audit.access import acts_of
from qosyl.audit.actions import record_act
from qosyl.audit.models import Act
from qosyl.people.models import User
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def own_act(person: User) -> Act:
    return record_act("correct_own_names", at=NOW, actor=person.uuid, thing_kind="user", thing=str(person.uuid))


def test_acts_are_those_of_the_providers_and_of_the_people_named():
    home, other, person, stranger = (*(factories.provider() for _ in "ab"), *(factories.user() for _ in "ab"))
    mine = [factories.act(provider=home.uuid), own_act(person)]
    factories.act(provider=other.uuid)
    own_act(stranger)
    assert list(acts_of([home.uuid], [person.uuid])) == mine[::-1]
    assert list(acts_of([home.uuid], User.objects.filter(pk=person.pk).values_list("uuid", flat=True))) == mine[::-1]


def test_people_given_as_a_question_are_one_query_without_a_list(django_assert_num_queries):
    people = [factories.user() for _ in range(30)]
    own_act(people[7])
    with django_assert_num_queries(1) as asked:
        assert len(acts_of([], User.objects.values_list("uuid", flat=True))) == 1
    assert not any(person.uuid.hex in asked.captured_queries[0]["sql"].replace("-", "") for person in people)
