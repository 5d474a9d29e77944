"""An attempt replayed: the learner's own order of options, every device, both clocks, what came late apart, no key."""

from datetime import timedelta

import pytest
from django.urls import reverse

from qosyl.people.roles import Role
from qosyl.rules.answers import Timeliness
from qosyl.sittings import actions
from qosyl.sittings.models import Attempt, JournalBatch
from qosyl.sittings.papers import questions_of
from qosyl.sittings.replaying import OPENED, screen_after, steps_of
from tests import factories
from tests.programmes.published import INCLUSION, package
from tests.sittings.over import staff
from tests.sittings.seated import client_of, now, seated
from tests.sittings.wire import taken_over

pytestmark = pytest.mark.django_db
QUERIES = 13


def _sat():
    """Answers, changes her mind, marks, leaves the page, changes the language; goes on with another device."""
    house = seated(1)
    sitting = house.open()
    device = house.device()
    order = [choice.key for choice in questions_of(house.attempt().form)[0].options]
    device.write("view", 1)
    device.answer(1, order[0])
    device.answer(1, order[2])
    device.write("flag", 1, "on")
    device.write("blur")
    device.write("lang", g="ru")
    assert device.send().status_code == 200
    attempt = Attempt.objects.select_related("form__enrolment__learner").get()
    other = taken_over(attempt)
    other.answer(2, "a", g="ru")
    assert other.send().status_code == 200
    return house, sitting, order


def _release(house, sitting):
    JournalBatch.objects.filter(epoch=2).update(received_at=now() + timedelta(days=1))
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now() + timedelta(days=2))


def test_steps_tell_everything_in_order_with_both_clocks():
    house, _sitting, order = _sat()
    steps = steps_of(house.attempt())

    assert [(step.epoch, step.kind, step.position) for step in steps] == [
        (1, OPENED, None),
        (1, "view", 1),
        (1, "answer", 1),
        (1, "answer", 1),
        (1, "flag", 1),
        (1, "blur", None),
        (1, "lang", None),
        (2, OPENED, None),
        (2, "answer", 2),
    ]
    assert steps[2].claimed - steps[1].claimed == timedelta(seconds=1)
    assert [screen_after(steps, number).answers for number in (2, 3, 4)] == [{}, {1: order[0]}, {1: order[2]}]
    last = screen_after(steps, len(steps))
    assert (last.position, last.language, last.flags) == (2, "ru", {1})
    assert last.answers == {1: order[2], 2: "a"}


def test_what_came_late_is_told_apart_and_changes_no_screen():
    house, sitting, order = _sat()
    _release(house, sitting)

    steps = steps_of(house.attempt())

    assert [step.timeliness for step in steps if step.is_late] == [Timeliness.LATE]
    assert screen_after(steps, len(steps)).answers == {1: order[2]}


def test_page_shows_the_question_as_it_stood_and_no_key(django_assert_max_num_queries):
    house, sitting, order = _sat()
    _release(house, sitting)
    attempt = house.attempt()
    client = client_of(staff(house, Role.COMMISSION_MEMBER))
    address = reverse("sittings:replay", args=[attempt.uuid])
    client.get(address)

    with django_assert_max_num_queries(QUERIES):
        answer = client.get(address, {"step": "4"})

    shown = answer.context["shown"]
    question = questions_of(attempt.form)[0]
    assert [choice.text for choice in shown.screen.choices] == [choice.text.kk for choice in question.options]
    assert [choice.is_chosen for choice in shown.screen.choices] == [key == order[2] for key in order]
    assert len(shown.late.rows) == 1
    words = answer.content.decode()
    assert 'class="tag done"' not in words

    item = next(item for item in package(INCLUSION).items() if item.key == attempt.form.content[0]["item"])
    assert not any(option.why.kk in words for option in item.options)
    assert client.get(address, {"step": "999"}).context["shown"].number == shown.total


def test_replay_opens_with_the_release_to_those_entitled():
    house, sitting, _order = _sat()
    attempt = house.attempt()
    staff_address = reverse("sittings:replay", args=[attempt.uuid])
    own_address = reverse("sittings:own-replay", args=[attempt.uuid])
    learner, member = client_of(house.enrolments[0].learner), client_of(staff(house, Role.COMMISSION_MEMBER))

    assert [learner.get(own_address).status_code, member.get(staff_address).status_code] == [404, 404]
    _release(house, sitting)

    assert [learner.get(own_address).status_code, member.get(staff_address).status_code] == [200, 200]
    for person in (house.coordinator, staff(house, Role.TUTOR), factories.user()):
        assert client_of(person).get(staff_address).status_code == 404
        assert client_of(person).get(own_address).status_code == 404


def test_attempt_that_never_began_has_nothing_to_replay():
    house = seated(1)
    sitting = house.open()
    sitting.released_at = now()
    sitting.save()

    answer = client_of(house.enrolments[0].learner).get(reverse("sittings:own-replay", args=[house.attempt().uuid]))

    assert answer.status_code == 200
    assert answer.context["shown"] is None
