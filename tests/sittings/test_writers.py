"""Who may write: the capability, the epochs of a learner's devices, the code of the room."""

from datetime import timedelta

import pytest

from qosyl.sittings.capability import COOKIE
from qosyl.sittings.limits import Pace
from qosyl.sittings.models import Sitting
from qosyl.sittings.views import journal
from tests import factories
from tests.sittings.seated import now
from tests.sittings.wire import Device, drawn_form, stored_lines, taken_over

pytestmark = pytest.mark.django_db


# --- the capability ---------------------------------------------------------------------------------------------------
def test_without_a_capability_nothing_is_taken(attempt, device):
    device.answer(1, "b")
    device.client.cookies.clear()

    assert device.send().status_code == 401


def test_capability_with_any_sign_changed_is_forged(attempt, device):
    device.answer(1, "b")
    genuine = device.client.cookies[COOKIE].value
    for place in range(len(genuine)):
        other = "0" if genuine[place] != "0" else "1"
        device.client.cookies[COOKIE] = genuine[:place] + other + genuine[place + 1 :]
        assert device.send().status_code == 401, place
    for value in ("", ".", "1.2.3.4.5", genuine + "0", genuine[:-1], "\xe9" * 20, "9" * 500):
        device.client.cookies[COOKIE] = value
        assert device.send().status_code == 401, value
    device.client.cookies[COOKIE] = genuine
    assert device.send().status_code == 200


def test_capability_has_a_last_moment(attempt, device):
    device.answer(1, "b")
    device.hold_capability(until=now() - timedelta(seconds=2))

    assert device.send().status_code == 401


def test_capability_of_another_attempt_opens_nothing(attempt, device):
    device.answer(1, "b")
    device.hold_capability(attempt=factories.started_attempt(drawn_form(), at=now()).uuid)

    assert device.send().status_code == 401


def test_capability_for_another_learner_of_the_attempt_is_not_theirs(attempt, device):
    device.answer(1, "b")
    device.hold_capability(learner=factories.user().uuid)

    assert (device.send().status_code, device.send().json()["code"]) == (404, "not-yours")


def test_attempt_that_was_never_started_takes_nothing():
    attempt = factories.attempt(drawn_form())
    device = Device(attempt.uuid, attempt.learner, "none")
    device.hold_capability()
    device.answer(1, "b")

    assert (device.send().status_code, device.send().json()["code"]) == (409, "not-started")


# --- epochs -----------------------------------------------------------------------------------------------------------
def test_replaced_device_still_hands_over_what_it_holds_and_may_not_finish(attempt, device):
    device.answer(1, "b")
    device.send()
    newer = taken_over(attempt)
    newer.answer(2, "a")
    newer.send()
    device.answer(3, "c")

    late = device.send(2)
    device.write("finish")
    device.send(3)

    assert (late.status_code, late.json()["through"]) == (200, 2)
    assert (device.finish().status_code, device.finish().json()["code"]) == (409, "epoch")
    assert (len(stored_lines(attempt, 1)), len(stored_lines(attempt, 2))) == (3, 1)


def test_newer_device_of_the_same_browser_hands_over_events_of_the_older(attempt, device):
    newer = taken_over(attempt)
    device.answer(1, "b")
    device.client.cookies[COOKIE] = newer.client.cookies[COOKIE].value

    assert device.send().status_code == 200


def test_numbers_of_epochs_are_not_used_twice_after_a_restore(attempt, device):
    assert taken_over(attempt, above=7).epoch == 8
    assert taken_over(attempt, above=10**9).epoch == 59
    assert taken_over(attempt, above=3).epoch == 60


def test_writer_asks_to_sign_in_and_for_the_own_attempt(attempt, device):
    stranger = Device(attempt.uuid, attempt.learner, device.lease)

    assert stranger.post("writer", {"v": 1}).status_code == 401
    stranger.client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    assert stranger.post("writer", {"v": 1}).status_code == 404
    assert attempt.epochs.count() == 1


def test_writer_asks_for_the_code_of_the_room(attempt, device):
    Sitting.objects.update(room_code="123456")
    device.client.force_login(attempt.form.enrolment.learner, backend="qosyl.people.backends.SignInNameBackend")

    assert device.post("writer", {"v": 1}).status_code == 403
    assert device.post("writer", {"v": 1, "room_code": "123456"}).status_code == 200


def test_writer_opens_the_next_epoch_for_the_learner(attempt, device):
    learner = attempt.form.enrolment.learner
    device.client.force_login(learner, backend="qosyl.people.backends.SignInNameBackend")
    device.answer(1, "b")
    device.send()

    answer = device.post("writer", {"v": 1})

    assert answer.status_code == 200
    told = answer.json()
    assert (told["epoch"], told["through"], told["state"]) == (2, 0, "started")
    assert [(one["epoch"], one["through"]) for one in told["before"]] == [(1, 1)]
    cookie = answer.cookies["qosyl_sit"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (f"/sit/{attempt.uuid}/", "Strict", True)


# --- pace -------------------------------------------------------------------------------------------------------------
def test_attempt_saves_200_times_at_once_and_20_times_a_second():
    pace = Pace()

    assert [pace.allows("one", 5.0) for _ in range(201)] == [True] * 200 + [False]
    assert pace.allows("another", 5.0)
    assert [pace.allows("one", 6.0) for _ in range(21)] == [True] * 20 + [False]
    assert [pace.allows("one", 1_000.0) for _ in range(201)].count(True) == 200


def test_pace_forgets_the_longest_unused():
    pace = Pace(burst=1, per_second=1, most_kept=2)
    assert [pace.allows(name, 0.0) for name in ("a", "b", "c")] == [True] * 3

    assert [pace.allows(name, 0.0) for name in ("c", "a")] == [False, True]


def test_device_that_saves_without_end_is_asked_to_wait_and_loses_nothing(attempt, device, monkeypatch):
    monkeypatch.setattr(journal, "_PACE", Pace(burst=3, per_second=0))  # a slow machine refills the usual one
    device.answer(1, "b")

    answers = [device.send() for _ in range(5)]

    slowed = [answer for answer in answers if answer.status_code == 429]
    assert len(slowed) == 2
    assert {(answer.json()["code"], answer["Retry-After"]) for answer in slowed} == {("too-fast", "1")}
    assert len(stored_lines(attempt)) == 1
