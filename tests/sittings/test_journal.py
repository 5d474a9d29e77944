"""The answer journal over the wire, point by point of the protocol."""

from datetime import datetime, timedelta

import pytest

from qosyl.rules.journal import StoredBatch, stored_problems
from qosyl.rules.receipt import receipt_problems
from qosyl.sittings.models import Attempt, JournalBatch
from tests import factories
from tests.sittings.wire import Device

pytestmark = pytest.mark.django_db


def _now() -> datetime:
    return datetime.now().astimezone()


def _form():
    group = factories.group(factories.cohort(factories.provider()))
    return factories.form(
        factories.sitting(group.cohort, opens_at=_now() - timedelta(hours=1), closes_at=_now() + timedelta(hours=3)),
        factories.enrolment(group),
    )


@pytest.fixture
def attempt() -> Attempt:
    """Started ten minutes ago."""
    return factories.started_attempt(_form(), at=_now() - timedelta(minutes=10))


@pytest.fixture
def device(attempt) -> Device:
    made = Device(attempt.uuid, attempt.learner, attempt.epochs.get().lease)
    made.hold_capability()
    return made


def _stored(attempt: Attempt, epoch: int = 1) -> list[bytes]:
    rows = [
        StoredBatch(row.first, row.last, bytes(row.content), row.head)
        for row in JournalBatch.objects.filter(attempt=attempt, epoch=epoch)
    ]
    assert stored_problems(str(attempt.uuid), epoch, rows) == ()
    return [line for row in rows for line in row.lines]


def test_batch_is_stored_as_one_row_and_acknowledged(attempt, device):
    device.answer(1, "b")
    device.answer(2, "a")

    answer = device.send()

    assert answer.status_code == 200
    assert answer.json() == {
        "epoch": 1,
        "through": 2,
        "head": device.head(2),
        "refused": [],
        "ms_left": pytest.approx(80 * 60_000, abs=5_000),
        "lease": answer.json()["lease"],
        "state": "started",
    }
    assert JournalBatch.objects.count() == 1
    assert len(_stored(attempt)) == 2


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
