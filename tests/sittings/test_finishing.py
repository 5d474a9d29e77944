"""Leases, the deadline by the server's clock, finishing and the receipt."""

from datetime import timedelta

import pytest

from qosyl.rules.receipt import receipt_problems
from qosyl.sittings.models import Attempt, Epoch, Lease
from tests.sittings.seated import now
from tests.sittings.wire import stored_lines, taken_over

pytestmark = pytest.mark.django_db


# --- leases and time --------------------------------------------------------------------------------------------------
def test_lease_is_renewed_after_a_minute_and_kept(attempt, device):
    before = Epoch.objects.get(attempt=attempt)
    device.answer(1, "b")
    renewed = device.send().json()["lease"]
    device.answer(2, "b")

    assert renewed != before.lease
    assert device.send(2).json()["lease"] == renewed
    assert set(Lease.objects.filter(attempt=attempt).values_list("lease", flat=True)) == {before.lease, renewed}


def test_deadline_has_passed_five_seconds_ago_and_answers_are_stillstored_lines(attempt, device):
    device.answer(1, "b")
    Attempt.objects.update(started_at=now() - timedelta(minutes=90, seconds=6))

    answer = device.send()

    assert (answer.status_code, answer.json()["state"], answer.json()["ms_left"]) == (200, "closed", 0)
    assert len(stored_lines(attempt)) == 1


def test_four_seconds_after_the_deadline_the_attempt_is_still_started(attempt, device):
    device.answer(1, "b")
    Attempt.objects.update(started_at=now() - timedelta(minutes=90, seconds=4))

    assert device.send().json()["state"] == "started"


# --- finishing --------------------------------------------------------------------------------------------------------
def test_finish_is_refused_while_events_are_missing(attempt, device):
    device.answer(1, "b")
    device.write("finish")
    device.send()
    device.answer(2, "a")
    device.write("finish")

    answer = device.finish()

    assert answer.status_code == 409
    told = answer.json()
    assert (told["code"], told["epoch"], told["through"]) == ("missing", 1, 2)
    attempt.refresh_from_db()
    assert attempt.finished_at is None


def test_finish_asks_for_the_learners_own_finish_in_the_journal(attempt, device):
    device.answer(1, "b")
    device.send()

    assert (device.finish().status_code, device.finish().json()["code"]) == (409, "no-finish")


def test_finish_with_another_head_is_diverged(attempt, device):
    device.write("finish")
    device.send()

    answer = device.post("finish", {"v": 1, "heads": {"1": [1, "0" * 64]}})

    assert (answer.status_code, answer.json()["code"]) == (409, "diverged")


def test_finish_that_loses_answers_needs_the_learners_word(attempt, device):
    device.write("finish")
    device.send()

    refused = device.finish(lost=True)
    device.write("finish", option="lost")
    device.send(2)
    agreed = device.finish(lost=True)

    assert (refused.status_code, refused.json()["code"]) == (409, "consent")
    assert agreed.status_code == 200


def test_finish_names_every_epoch(attempt, device):
    device.answer(1, "b")
    device.send()
    newer = taken_over(attempt)
    newer.write("finish")
    newer.send()

    assert (newer.finish().status_code, newer.finish().json()["code"]) == (409, "epoch")
    whole = {"1": [1, device.head(1)], "2": [1, newer.head(1)]}
    assert newer.post("finish", {"v": 1, "heads": whole}).status_code == 200


@pytest.mark.parametrize(
    "heads", [None, [], {"x": [1, "a"]}, {"1": 1}, {"1": [1]}, {"1": ["1", "a"]}, {"1": [True, "a"]}]
)
def test_finish_of_another_shape_is_malformed(attempt, device, heads):
    assert device.post("finish", {"v": 1, "heads": heads}).status_code == 400


def test_after_the_finish_nothing_new_is_taken_and_what_is_known_is_acknowledged(attempt, device):
    device.write("finish")
    device.send()
    device.finish()
    again = device.send()
    device.answer(1, "b")

    refused = device.send(2)

    assert (again.status_code, again.json()["state"], again.json()["ms_left"]) == (200, "finished", 0)
    assert (refused.status_code, refused.json()["code"], refused.json()["through"]) == (409, "ended", 1)
    assert len(stored_lines(attempt)) == 1


def test_after_the_deadline_finishing_only_gives_the_receipt(attempt, device):
    device.answer(1, "b")
    device.send()
    Attempt.objects.update(started_at=now() - timedelta(minutes=91))

    answer = device.finish()

    assert (answer.status_code, answer.json()["state"]) == (200, "closed")
    attempt.refresh_from_db()
    assert (attempt.finished_at, attempt.receipt) == (None, "")


def test_finish_gives_the_same_receipt_each_time(attempt, device):
    device.answer(1, "b")
    device.write("finish")
    device.send()

    first, second = device.finish(), device.finish()

    assert first.status_code == 200
    assert first.json() == second.json()
    assert receipt_problems(first.json()["receipt"]) == ()
    attempt.refresh_from_db()
    assert attempt.finished_at is not None
    assert attempt.receipt == first.json()["receipt"]
