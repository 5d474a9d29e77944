"""Several devices and requests at one moment: each event once, in order, nothing acknowledged but what is stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from qosyl.rules.journal import batch_of
from qosyl.sittings import actions
from qosyl.sittings.capability import Capability
from qosyl.sittings.models import Attempt, Epoch, JournalBatch
from qosyl.sittings.turned_away import Code, TurnedAway
from tests import factories
from tests.sittings.seated import now
from tests.sittings.wire import Device, drawn_form, stored_lines

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def _at_once(work, count: int = THREADS) -> list[object]:
    """Runs `work(place)` in threads that start together, each with a connection of its own."""
    gate = Barrier(count)

    def one(place: int) -> object:
        try:
            gate.wait(30)
            return work(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def _started() -> tuple[Attempt, Device]:
    attempt = factories.started_attempt(drawn_form(), at=now() - timedelta(minutes=5))
    return attempt, Device(attempt.uuid, attempt.learner, attempt.epochs.get().lease)


def _append(device: Device, first: int, last: int) -> actions.Acknowledged | TurnedAway:
    capability = Capability(device.attempt, device.learner, 9, now() + timedelta(days=1))
    try:
        return actions.append_batch(capability, batch_of(device.batch(first, last)), at=now())
    except TurnedAway as turned:
        return turned


def test_same_batch_at_once_is_stored_once_and_acknowledged_to_all():
    attempt, device = _started()
    for position in (1, 2, 3):
        device.answer(position, "b")

    answers = _at_once(lambda _place: _append(device, 1, 3))

    assert {(one.through, one.head) for one in answers} == {(3, device.head(3))}
    assert JournalBatch.objects.count() == 1
    assert len(stored_lines(attempt)) == 3


def test_batches_of_one_epoch_at_once_leave_an_unbroken_journal():
    """Who comes before its turn is told of the gap, and comes again: in the end each event is there once."""
    attempt, device = _started()
    for _ in range(THREADS):
        device.answer(1, "b")

    def until_stored(place: int) -> int:
        for _ in range(400):
            done = _append(device, place + 1, place + 1)
            if isinstance(done, actions.Acknowledged):
                return done.through
            assert done.code is Code.GAP
        raise AssertionError("the gap never closed")

    through = _at_once(until_stored)

    assert sorted(through) == list(range(1, THREADS + 1))
    assert [len(stored_lines(attempt)), JournalBatch.objects.count()] == [THREADS, THREADS]


def test_two_histories_at_once_leave_one_of_them_whole():
    """A copied store: both devices write their own event 1; one is stored, the other is told that it diverged."""
    attempt, device = _started()
    twin = Device(attempt.uuid, attempt.learner, device.lease)
    device.answer(1, "a")
    twin.answer(1, "b")

    answers = _at_once(lambda place: _append((device, twin)[place], 1, 1), 2)

    turned = [one for one in answers if isinstance(one, TurnedAway)]
    assert [one.code for one in turned] == [Code.DIVERGED]
    assert len(stored_lines(attempt)) == 1


def test_taking_over_at_once_gives_each_device_an_epoch_of_its_own():
    attempt, _device = _started()
    learner = attempt.form.enrolment.learner

    writers = _at_once(lambda _place: actions.take_over(learner, attempt.uuid, room_code="", device="phone", at=now()))

    assert sorted(writer.epoch for writer in writers) == list(range(2, THREADS + 2))
    assert Attempt.objects.get().epoch == THREADS + 1
    assert Epoch.objects.count() == THREADS + 1


def test_starting_twice_at_once_starts_once():
    attempt = factories.attempt(drawn_form())
    learner = attempt.form.enrolment.learner

    def start(_place: int) -> object:
        try:
            return actions.start_attempt(learner, attempt.uuid, room_code="", device="", at=now()).epoch
        except TurnedAway as turned:
            return turned.code

    assert sorted(map(str, _at_once(start))) == ["1", *["started"] * (THREADS - 1)]


def test_finishing_and_saving_at_once_keeps_the_receipt_true():
    """Either the event came before the finish and is missing from its claim, or it came after and is not taken."""
    attempt, device = _started()
    device.write("finish")
    _append(device, 1, 1)
    heads = {1: (1, device.head(1))}
    device.answer(1, "b")
    capability = Capability(device.attempt, device.learner, 1, now() + timedelta(days=1))

    def work(place: int) -> object:
        if place:
            return _append(device, 2, 2)
        try:
            return actions.finish_attempt(capability, actions.Claim(heads), at=now())
        except TurnedAway as turned:
            return turned

    finished, saved = _at_once(work, 2)

    outcome = (isinstance(finished, actions.Finished), isinstance(saved, actions.Acknowledged))
    assert outcome in {(True, False), (False, True)}
    assert len(stored_lines(attempt)) == (1 if outcome[0] else 2)
