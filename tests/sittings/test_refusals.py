"""Requests that the journal turns away are counted by the minute and told to the record of acts, never one by one."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.audit.models import Act
from qosyl.sittings import actions
from qosyl.sittings.models import RefusalTally
from qosyl.sittings.models.refusals import NO_ATTEMPT
from qosyl.sittings.refusals import Key, RefusalCounter
from qosyl.sittings.views.journal import MOST_BYTES
from tests import factories
from tests.sittings.seated import client_of, now
from tests.sittings.wire import ORIGIN, Device, drawn_form, taken_over

MINUTE = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = timedelta(minutes=3)


def _counts(attempt) -> dict[str, int]:
    """By code, what is written; a turn of the minute in the middle of a test gives two rows."""
    found: dict[str, int] = {}
    for row in RefusalTally.objects.filter(attempt=attempt):
        found[row.code] = found.get(row.code, 0) + row.count
    return found


# --- counting in memory ----------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=300))
def test_nothing_is_lost_and_little_is_written(steps):
    counter, written = RefusalCounter(NO_ATTEMPT, most_kept=3), []
    minute = MINUTE
    for attempt, turn in steps:
        minute += timedelta(minutes=turn == 0)
        written += counter.add(Key(uuid.UUID(int=attempt + 1), "capability"), minute)
    rest = counter.add(Key(uuid.UUID(int=9), "gap"), minute + timedelta(minutes=1))

    assert sum(due.many for due in [*written, *rest]) == len(steps) + 1
    assert all(due.many > 0 for due in written)


def test_thousands_of_one_minute_are_written_a_dozen_times():
    counter = RefusalCounter(NO_ATTEMPT)
    key = Key(uuid.uuid4(), "capability")

    writes = sum(len(counter.add(key, MINUTE)) for _ in range(4_000))

    assert writes <= 13


# --- the wire ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_each_kind_of_refusal_is_counted_by_its_code(attempt, device):
    stranger = Device(attempt.uuid, uuid.uuid4(), "lease")
    stranger.hold_capability()
    device.answer(1, "a")
    device.answer(2, "a")

    device.client.post(f"/sit/{attempt.uuid}/events", "{}", content_type="text/plain")  # no origin
    Device(attempt.uuid, attempt.learner, "").post("events", {})
    stranger.write("blur")
    stranger.send()
    device.post("events", "x" * (MOST_BYTES + 1))
    device.post("events", "{")
    device.send(2)
    assert device.send().status_code == 200, "the journal itself is untouched"
    taken_over(attempt)
    device.finish()

    told = {"origin", "capability", "not-yours", "size", "malformed", "gap", "epoch"}
    assert _counts(attempt.uuid) == dict.fromkeys(told, 1)


@pytest.mark.django_db
def test_saved_answer_counts_nothing(attempt, device):
    device.answer(1, "a")
    assert device.send().status_code == 200

    assert not RefusalTally.objects.exists()


@pytest.mark.django_db
def test_attack_leaves_one_line_a_minute_in_the_record_with_its_count(attempt):
    forger = Device(attempt.uuid, attempt.learner, "")
    for _ in range(64):
        assert forger.post("events", {}).status_code == 401
    assert not Act.objects.filter(name="refuse_journal").exists(), "the minute is not over"

    actions.record_refusals(at=now() + LATER)
    actions.record_refusals(at=now() + LATER)

    acts = list(Act.objects.filter(name="refuse_journal"))
    assert sum(act.facts["count"] for act in acts) >= 32, "half of a minute may still be in memory"
    assert len(acts) == RefusalTally.objects.count() <= 2
    assert {(act.thing, act.facts["code"], act.actor) for act in acts} == {(str(attempt.uuid), "capability", None)}
    assert {act.provider for act in acts} == {attempt.form.sitting.cohort.provider.uuid}


@pytest.mark.django_db
def test_what_is_counted_later_is_told_as_a_line_of_its_own(attempt):
    tally = factories.refusal_tally(attempt, count=5, recorded=0)
    actions.record_refusals(at=tally.minute + LATER)
    RefusalTally.objects.update(count=9)

    actions.record_refusals(at=tally.minute + LATER)

    assert sorted(act.facts["count"] for act in Act.objects.filter(name="refuse_journal")) == [4, 5]


@pytest.mark.django_db
def test_attempts_that_do_not_exist_share_one_row(attempt):
    for _ in range(5):
        Device(uuid.uuid4(), attempt.learner, "").post("events", {})

    assert {row.attempt for row in RefusalTally.objects.all()} == {NO_ATTEMPT}
    assert RefusalTally.objects.count() <= 2


@pytest.mark.django_db
def test_whoever_reaches_for_an_attempt_of_another_stands_in_the_record(attempt):
    person = factories.user()
    client = client_of(person)
    for _ in range(3):
        answer = client.post(f"/sit/{attempt.uuid}/writer", "{}", content_type="text/plain", headers={"origin": ORIGIN})
        assert answer.status_code == 404
    client.post(f"/sit/{uuid.uuid4()}/writer", "{}", content_type="text/plain", headers={"origin": ORIGIN})

    act = Act.objects.get(name="take_over_attempt", refused=True)
    assert (act.actor, act.thing) == (person.uuid, str(attempt.uuid))


@pytest.mark.django_db
def test_tallies_of_yesterday_go_once_they_are_told():
    attempt = factories.attempt(drawn_form())
    factories.refusal_tally(attempt, minute=now() - timedelta(days=2))
    untold = factories.refusal_tally(attempt, minute=now() - timedelta(days=2), code="gap", recorded=0)

    actions.record_refusals(at=now())

    assert list(RefusalTally.objects.all()) == []
    assert Act.objects.get(name="refuse_journal").facts["code"] == untold.code
