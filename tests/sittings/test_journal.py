"""What the journal stores and acknowledges, point by point of the protocol."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qosyl.audit.models import Act
from qosyl.rules.events import canonical, event_of
from qosyl.rules.journal import chained, opened
from qosyl.sittings.models import Epoch, JournalBatch
from tests.sittings.seated import now
from tests.sittings.wire import stored_lines

pytestmark = pytest.mark.django_db


def test_batch_is_stored_as_one_row_and_acknowledged(attempt, device):
    device.answer(1, "b")
    device.answer(2, "a")

    answer = device.send()

    assert answer.status_code == 200
    assert answer.json() == {
        "epoch": 1,
        "writer": 1,
        "through": 2,
        "head": device.head(2),
        "refused": [],
        "ms_left": pytest.approx(80 * 60_000, abs=5_000),
        "lease": answer.json()["lease"],
        "state": "started",
    }
    assert JournalBatch.objects.count() == 1
    assert len(stored_lines(attempt)) == 2


def test_same_batch_again_is_acknowledged_and_stored_once(attempt, device):
    device.answer(1, "b")
    device.answer(2, "a")
    first = device.send()

    again = device.send()

    assert again.json() | {"ms_left": 0} == first.json() | {"ms_left": 0}
    assert JournalBatch.objects.count() == 1


def test_batch_that_repeats_a_part_stores_only_what_is_new(attempt, device):
    for position in (1, 2, 3):
        device.answer(position, "b")
    device.send(1, 2)

    answer = device.send(2, 3)

    assert (answer.status_code, answer.json()["through"]) == (200, 3)
    assert [(row.first, row.last) for row in JournalBatch.objects.all()] == [(1, 2), (3, 3)]
    assert len(stored_lines(attempt)) == 3


def test_empty_batch_asks_how_things_stand_and_stores_nothing(attempt, device):
    device.answer(1, "b")
    device.send()

    answer = device.post("events", {"v": 1, "epoch": 1, "from": 2, "events": [], "head": device.head(1)})

    assert (answer.status_code, answer.json()["through"]) == (200, 1)
    assert JournalBatch.objects.count() == 1


def test_gap_is_told_with_what_isstored_lines(attempt, device):
    for position in (1, 2, 3):
        device.answer(position, "b")
    device.send(1, 1)

    answer = device.send(3, 3)

    assert answer.status_code == 409
    assert answer.json() == {"code": "gap", "epoch": 1, "through": 1, "head": device.head(1)}
    assert len(stored_lines(attempt)) == 1


def test_same_number_with_another_content_is_diverged_and_both_stay_where_they_are(attempt, device):
    device.answer(1, "b")
    device.send()
    device.events[0]["o"] = "c"

    answer = device.send()

    assert (answer.status_code, answer.json()["code"]) == (409, "diverged")
    assert b'"o":"b"' in stored_lines(attempt)[0]


def test_wrong_head_is_diverged(attempt, device):
    device.answer(1, "b")

    answer = device.post("events", device.batch() | {"head": "0" * 64})

    assert (answer.status_code, answer.json()["code"]) == (409, "diverged")
    assert not JournalBatch.objects.exists()


def test_impossible_content_is_stored_as_refused_and_blocks_nothing(attempt, device):
    device.answer(99, "b")
    device.answer(1, "z")
    device.answer(2, "a")

    answer = device.send()

    assert answer.status_code == 200
    assert answer.json()["refused"] == [
        {"n": 1, "code": "journal.unknown-position"},
        {"n": 2, "code": "journal.unknown-option"},
    ]
    assert len(stored_lines(attempt)) == 3


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"v": 2}, 426, "protocol"),
        ({"events": "no"}, 400, "malformed"),
        ({"from": 0}, 400, "malformed"),
        ({"epoch": "1"}, 400, "malformed"),
        ({"head": "short"}, 400, "malformed"),
        ({"epoch": 2}, 401, "capability"),
    ],
)
def test_batch_of_another_shape_is_turned_away(attempt, device, change, status, code):
    device.answer(1, "b")

    answer = device.post("events", device.batch() | change)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not JournalBatch.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"[" * 9_000, b"\xff\xfe", b'{"v":' + b"9" * 6_000]
)
def test_body_that_is_no_batch_is_malformed(attempt, device, body):
    answer = device.post("events", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_batch_of_64_events_is_taken_and_of_65_is_not(attempt, device):
    for place in range(65):
        device.write("blur", t=place)

    too_many = device.send(1, 65)
    enough = device.send(1, 64)

    assert (too_many.status_code, too_many.json()["code"]) == (413, "size")
    assert (enough.status_code, enough.json()["through"]) == (200, 64)


def test_body_of_16_kilobytes_is_read_and_a_longer_one_is_not(attempt, device):
    device.answer(1, "b")
    body = json.dumps(device.batch())

    longer = device.post("events", body + " " * (16 * 1024 - len(body) + 1))
    whole = device.post("events", body + " " * (16 * 1024 - len(body)))

    assert longer.status_code == 413
    assert whole.status_code == 200


def test_attempt_of_5000_events_is_full(attempt, device):
    tail = {"through": 4_999, "head": device.head(0)}
    Epoch.objects.filter(attempt=attempt).update(**tail)
    lines = [b'{"boot":"b","g":"kk","k":"blur","lease":"l","n":%d,"t":0}' % n for n in range(1, 5_000)]
    head = chained(opened(str(attempt.uuid), 1).head, lines)
    Epoch.objects.filter(attempt=attempt).update(head=head)
    last = [{"n": n, "k": "blur", "lease": "l", "t": 0, "boot": "b", "g": "kk"} for n in (5_000, 5_001)]
    heads = [chained(head, [canonical(event_of(event)) for event in last[:count]]) for count in (1, 2)]

    over = device.post("events", {"v": 1, "epoch": 1, "from": 5_000, "events": last, "head": heads[1]})
    full = device.post("events", {"v": 1, "epoch": 1, "from": 5_000, "events": last[:1], "head": heads[0]})

    assert (over.status_code, over.json()["code"]) == (413, "size")
    assert (full.status_code, full.json()["through"]) == (200, 5_000)


@pytest.mark.parametrize(
    "origin",
    ["", "null", "http://elsewhere.example", "https://testserver", "http://testserver:81", "http://testserver.kz"],
)
def test_post_from_another_origin_is_refused(attempt, device, origin):
    device.answer(1, "b")

    answer = device.post("events", device.batch(), origin=origin)

    assert (answer.status_code, answer.json()["code"]) == (403, "origin")
    assert not JournalBatch.objects.exists()


def test_journal_answers_posts_alone(attempt, device):
    assert device.client.get(f"/sit/{attempt.uuid}/events").status_code == 405


# --- what it costs ----------------------------------------------------------------------------------------------------
def test_saving_asks_the_attempt_its_epochs_and_writes_twice(attempt, device):
    """No session, no user, no record of acts: the statements of the protocol and the bounds of their transaction."""
    learner = attempt.form.enrolment.learner
    device.client.force_login(learner, backend="qosyl.people.backends.SignInNameBackend")
    Epoch.objects.update(leased_at=now())
    device.answer(1, "b")
    device.send()
    device.answer(2, "a")

    acts = Act.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert device.send(2).status_code == 200

    words = [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert words == ["SELECT", "SELECT", "INSERT", "UPDATE"]
    assert {table for query in asked for table in re.findall(r"(?:FROM|INTO|UPDATE) (\w+)", query["sql"])} == {
        "sittings_attempt",
        "sittings_epoch",
        "sittings_journalbatch",
    }
    assert Act.objects.count() == acts
