"""Appending to the journal as a table, finishing, and a device on a bad network that never loses an answer."""

import hashlib
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.events import Event, canonical
from qosyl.rules.journal import (
    Batch,
    StoredBatch,
    Tail,
    append,
    batch_of,
    chained,
    finish_problems,
    needs_history,
    opened,
    stored_problems,
)
from qosyl.rules.reasons import Refused
from tests.rules.tables import table

ATTEMPT = "3f0e7f0a-52f4-4f0c-9a35-7f7b2f1f9d11"
FORM = {position: frozenset("abcd") for position in range(1, 51)}


@cache
def _event(n, option="a"):
    return Event(n, "answer", "l", n, "b", "kk", (n - 1) % 50 + 1, option)


@cache
def _lines(through, other_at=0):
    return tuple(canonical(_event(n, "b" if n == other_at else "a")) for n in range(1, through + 1))


@cache
def _head(through, other_at=0):
    return chained(opened(ATTEMPT, 1).head, _lines(through, other_at))


def _tail(through):
    return Tail(ATTEMPT, 1, through, _head(through))


@pytest.mark.parametrize("row", table("journal_append"), ids=lambda row: row[0])
def test_append_as_the_table_says(row):
    shows, stored, first, count, chain, appended, refused = row
    stored, first, count = int(stored), int(first), int(count)
    other = {"other-before": 1, "other-at-3": 3}.get(chain, 0)
    events = tuple(_event(n, "b" if n == other else "a") for n in range(first, first + count))
    head = "0" * 64 if chain == "wrong-head" else _head(first + count - 1, other)
    assert _answer(_tail(stored), Batch(1, first, events, head)) == (appended, refused), shows


def _answer(tail, batch):
    try:
        found = append(tail, batch, FORM, known=_lines(tail.through) if needs_history(tail, batch) else ())
    except Refused as refusal:
        (reason,) = refusal.reasons
        amounts = "" if reason.code == "journal.diverged" else f" {reason.required} {reason.actual}"
        return "", f"{reason.code}{amounts}"
    assert found.tail.head == _head(found.tail.through)
    return f"{found.row.first}-{found.row.last}" if found.row else "", ""


def test_chain_is_what_the_contract_says():
    """Written once more with nothing but SHA-256, as a device in another language would."""
    head = hashlib.sha256((ATTEMPT + "1").encode()).digest()
    for line in _lines(2):
        head = hashlib.sha256(head + line).digest()
    assert _head(2) == head.hex()


def test_append_to_another_epoch_is_refused():
    with pytest.raises(Refused, match=r"journal\.epoch"):
        append(opened(ATTEMPT, 2), Batch(1, 1, (), _head(0)), FORM)


def test_append_counts_events_of_other_epochs():
    batch = Batch(1, 1, (_event(1),), _head(1))
    assert append(_tail(0), batch, FORM, elsewhere=4999).tail.through == 1
    with pytest.raises(Refused, match=r"journal\.attempt-size"):
        append(_tail(0), batch, FORM, elsewhere=5000)


def test_append_without_the_history_that_it_needs_is_refused():
    with pytest.raises(Refused, match=r"journal\.history"):
        append(_tail(3), Batch(1, 3, (_event(3),), _head(3)), FORM, known=_lines(2))


def test_impossible_content_is_stored_and_named_again_when_repeated():
    events = (_event(1), replace(_event(2), o="z"), replace(_event(3), p=51))
    lines = [canonical(event) for event in events]
    batch = Batch(1, 1, events, chained(_head(0), lines))
    found = append(_tail(0), batch, FORM)
    assert found.row.lines == tuple(lines)
    codes = [(reason.subject, reason.code) for reason in found.refused]
    assert codes == [("2", "journal.unknown-option"), ("3", "journal.unknown-position")]
    again = append(found.tail, batch, FORM, known=lines)
    assert (again.row, again.tail, again.refused) == (None, found.tail, found.refused)


# --- the request -----------------------------------------------------------------------------------------------------
def _raw(**change):
    event = {"n": 1, "k": "view", "p": 1, "lease": "l", "t": 0, "boot": "b", "g": "kk"}
    return {"v": 1, "epoch": 1, "from": 1, "events": [event], "head": "0" * 64} | change


def test_batch_of_a_request():
    found = batch_of(_raw())
    assert (found.epoch, found.first, found.events[0].k, found.head) == (1, 1, "view", "0" * 64)


def _many(count):
    return [{"n": n, "k": "blur", "lease": "l", "t": 0, "boot": "b", "g": "kk"} for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        (_raw(events=[]), []),
        (_raw(events=_many(64)), []),
        (_raw(events=_many(65)), ["journal.batch-size"]),
        (_raw(v=2), ["journal.protocol"]),
        (_raw(v=True), ["journal.protocol"]),
        ({}, ["journal.protocol"]),
        ([], ["journal.malformed"]),
        (_raw(epoch=0), ["journal.malformed"]),
        (_raw(epoch=0, head="F" * 64), ["journal.malformed", "journal.malformed"]),
        (_raw(head="0" * 63), ["journal.malformed"]),
        (_raw(**{"from": 0}), ["journal.malformed"]),
        (_raw(**{"from": 2}), ["journal.malformed"]),
        (_raw(events=[_many(1)[0], _many(1)[0]]), ["journal.malformed"]),
        (_raw(events=[{"n": 1}]), ["journal.malformed"] * 5),
        (_raw(events="view"), ["journal.malformed"]),
    ],
)
def test_request_on_both_sides_of_every_boundary(raw, codes):
    try:
        batch_of(raw)
        found = []
    except Refused as refusal:
        found = [reason.code for reason in refusal.reasons]
    assert found == codes


# --- finishing -------------------------------------------------------------------------------------------------------
TWO = [_tail(3), opened(ATTEMPT, 2)]
EQUAL = {1: (3, _head(3)), 2: (0, opened(ATTEMPT, 2).head)}


@pytest.mark.parametrize(
    ("claimed", "known_loss", "consent", "reasons"),
    [
        (EQUAL, False, False, []),
        (EQUAL | {1: (4, _head(4))}, False, False, [("journal.missing", 4, 3, "1")]),
        (EQUAL | {1: (2, _head(2))}, False, False, [("journal.missing", 2, 3, "1")]),
        (EQUAL | {1: (3, _head(3, 2))}, False, False, [("journal.diverged", _head(3), _head(3, 2), "1")]),
        ({1: (3, _head(3))}, False, False, [("journal.epoch", "both", "server", "2")]),
        (EQUAL | {3: (1, "0" * 64)}, False, False, [("journal.epoch", "both", "device", "3")]),
        (EQUAL, True, False, [("journal.consent", 1, 0, "")]),
        (EQUAL, True, True, []),
        (
            {1: (4, "")},
            True,
            False,
            [("journal.missing", 4, 3, "1"), ("journal.epoch", "both", "server", "2"), ("journal.consent", 1, 0, "")],
        ),
    ],
)
def test_finish_only_when_both_sides_hold_the_same(claimed, known_loss, consent, reasons):
    found = finish_problems(TWO, claimed, loss_is_known=known_loss, consent=consent)
    said = [(reason.code, reason.required, reason.actual, reason.subject) for reason in found]
    assert sorted(said, key=str) == sorted(reasons, key=str)


# --- rows as stored --------------------------------------------------------------------------------------------------
def _rows(*sizes):
    rows, first = [], 1
    for size in sizes:
        last = first + size - 1
        rows.append(StoredBatch(first, last, b"\n".join(_lines(last)[first - 1 :]), _head(last)))
        first = last + 1
    return rows


def test_rows_of_an_unbroken_journal_have_no_problem():
    assert stored_problems(ATTEMPT, 1, _rows(3, 1, 5)) == ()
    assert _rows(2, 3)[1].events == tuple(_event(n) for n in (3, 4, 5))


def test_rows_with_one_left_out_or_turned_round_are_found():
    first, second, third = _rows(3, 1, 5)
    assert "journal.gap" in {reason.code for reason in stored_problems(ATTEMPT, 1, [first, third])}
    assert stored_problems(ATTEMPT, 1, [second, first, third])
    assert stored_problems(ATTEMPT, 2, [first, second, third])


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.data())
def test_rows_with_any_byte_altered_are_found(sizes, data):
    rows = _rows(*sizes)
    at = data.draw(st.integers(0, len(rows) - 1))
    content = bytearray(rows[at].content)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    rows[at] = replace(rows[at], content=bytes(content))
    assert "journal.diverged" in {reason.code for reason in stored_problems(ATTEMPT, 1, rows)}


# --- a device on a bad network ---------------------------------------------------------------------------------------
class Server:
    """Keeps rows as a table would, and can be restored to an earlier state."""

    def __init__(self):
        self.rows = []

    @property
    def tail(self):
        return Tail(ATTEMPT, 1, self.rows[-1].last, self.rows[-1].head) if self.rows else opened(ATTEMPT, 1)

    def receive(self, batch):
        known = [line for row in self.rows for line in row.lines]
        found = append(self.tail, batch, FORM, known=known if needs_history(self.tail, batch) else ())
        if found.row:
            self.rows.append(found.row)
        return found.tail.through


class Device:
    """Keeps its whole journal, and sends from where the server was last heard to be."""

    def __init__(self):
        self.events, self.heard = [], 0

    def answer(self, option):
        n = len(self.events) + 1
        self.events.append(Event(n, "answer", "l", n, "b", "kk", n % 50 + 1, option))

    def batch(self, size):
        events = tuple(self.events[self.heard : self.heard + size])
        lines = [canonical(event) for event in self.events[: self.heard + len(events)]]
        return Batch(1, self.heard + 1, events, chained(opened(ATTEMPT, 1).head, lines))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from("abcdz")),
        st.tuples(st.just("send"), st.integers(0, 8)),
        st.tuples(st.just("send, answer lost"), st.integers(0, 8)),
        st.tuples(st.just("send, request lost"), st.integers(0, 8)),
        st.tuples(st.just("send twice"), st.integers(0, 8)),
        st.tuples(st.just("an old batch arrives"), st.integers(0, 8)),
        st.tuples(st.just("restore"), st.integers(0, 3)),
    ),
    max_size=30,
)


@given(steps)
def test_device_on_a_bad_network_loses_nothing(run):
    server, device, old = Server(), Device(), []
    for step, value in run:
        if step == "answer":
            device.answer(value)
        elif step == "restore":
            del server.rows[max(len(server.rows) - value, 0) :]
        elif step == "an old batch arrives":
            _deliver(server, old[value % len(old)] if old else device.batch(value))
        else:
            _send(server, device, step, device.batch(value), old)
        assert stored_problems(ATTEMPT, 1, server.rows) == ()
    while device.heard < len(device.events) or server.tail.through < len(device.events):
        _send(server, device, "send", device.batch(64), old)
    assert [event for row in server.rows for event in row.events] == device.events


def _send(server, device, step, batch, old):
    old.append(batch)
    if step == "send, request lost":
        return
    through = _deliver(server, batch)
    if step == "send twice":
        through = _deliver(server, batch)
    if step != "send, answer lost":
        device.heard = through


def _deliver(server, batch):
    """What the device hears: how far the server is; after a restore this goes down, and it sends again from there."""
    try:
        return server.receive(batch)
    except Refused as refusal:
        if refusal.reasons[0].code != "journal.gap":
            raise
        return refusal.reasons[0].required - 1


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 12))
def test_second_writer_of_an_epoch_is_always_found(stored, first, other_at):
    """Two tabs that wrote different events under one number: nothing is overwritten, whatever they send."""
    events = tuple(_event(n, "b" if n == other_at else "a") for n in range(first + 1, first + 4))
    batch = Batch(1, first + 1, events, _head(first + 3, other_at))
    differs_in_what_is_stored = other_at <= min(stored, first + 3)
    expected = "journal.gap" if first > stored else "journal.diverged" if differs_in_what_is_stored else ""
    assert _refusal(_tail(stored), batch, _lines(stored)) == expected


def _refusal(tail, batch, known):
    try:
        found = append(tail, batch, FORM, known=known)
    except Refused as refusal:
        return refusal.reasons[0].code
    assert found.tail.through == max(tail.through, batch.first + len(batch.events) - 1)
    return ""
