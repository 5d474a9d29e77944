"""Events: one form of bytes, what is malformed, and what is possible in a form."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.events import Event, EventKind, canonical, content_problem, event_from, event_of
from qosyl.rules.reasons import Refused

RAW = {"n": 3, "k": "answer", "p": 17, "o": "b", "lease": "1789718400000.x7", "t": 5120, "boot": "k3", "g": "kk"}
FORM = {17: frozenset("abcd")}


def test_canonical_bytes_of_an_answer():
    assert canonical(event_of(RAW)) == (
        b'{"boot":"k3","g":"kk","k":"answer","lease":"1789718400000.x7","n":3,"o":"b","p":17,"t":5120}'
    )


def test_canonical_bytes_leave_out_what_is_absent():
    raw = {name: value for name, value in RAW.items() if name not in {"p", "o"}} | {"k": "blur"}
    assert canonical(event_of(raw)) == b'{"boot":"k3","g":"kk","k":"blur","lease":"1789718400000.x7","n":3,"t":5120}'


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"n": 1}, []),
        ({"n": 0}, ["n"]),
        ({"n": "3"}, ["n"]),
        ({"n": True}, ["n"]),
        ({"t": 0}, []),
        ({"t": -1}, ["t"]),
        ({"t": 1.5}, ["t"]),
        ({"p": 0}, []),
        ({"p": None}, ["p"]),
        ({"p": -1}, ["p"]),
        ({"o": "b" * 64}, []),
        ({"o": "b" * 65}, ["o"]),
        ({"k": "a" * 16, "g": "a" * 8, "lease": "a" * 64, "boot": "a" * 64}, []),
        ({"k": "a" * 17, "g": "a" * 9, "lease": "a" * 65, "boot": "a" * 65}, ["boot", "g", "k", "lease"]),
        ({"n": 10**6, "p": 10**6, "t": 10**12}, []),
        ({"n": 10**6 + 1, "p": 10**6 + 1, "t": 10**12 + 1}, ["n", "p", "t"]),
        ({"o": ""}, ["o"]),
        ({"o": 'b"'}, ["o"]),
        ({"o": "а"}, ["o"]),  # Cyrillic
        ({"boot": "k3\n"}, ["boot"]),
        ({"name": "Aigul"}, ["name"]),
        ({"k": 1, "g": [], "extra": None}, ["extra", "g", "k"]),
    ],
)
def test_malformed_event_names_every_fault(change, faults):
    try:
        event_of(RAW | change)
        found = []
    except Refused as refusal:
        found = [reason.subject for reason in refusal.reasons]
    assert found == faults


@pytest.mark.parametrize("name", ["n", "k", "lease", "t", "boot", "g"])
def test_malformed_event_without_a_needed_name(name):
    with pytest.raises(Refused) as refusal:
        event_of({key: value for key, value in RAW.items() if key != name})
    assert [reason.subject for reason in refusal.value.reasons] == [name]


@pytest.mark.parametrize("raw", [None, [], "event", 7])
def test_malformed_event_that_is_no_object(raw):
    with pytest.raises(Refused, match=r"journal\.malformed"):
        event_of(raw)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"o": "d"}, None),
        ({"o": "e"}, "journal.unknown-option"),
        ({"p": 16}, "journal.unknown-position"),
        ({"k": "clear"}, None),
        ({"k": "clear", "p": 18}, "journal.unknown-position"),
        ({"k": "flag", "o": "on"}, None),
        ({"k": "flag", "o": "off"}, None),
        ({"k": "flag", "o": "b"}, "journal.unknown-option"),
        ({"k": "finish", "o": "lost"}, None),
        ({"k": "shout"}, "journal.unknown-kind"),
        ({"g": "en"}, "journal.unknown-language"),
        ({"k": "lang", "g": "ru"}, None),
    ],
)
def test_content_that_a_form_does_not_have_is_stored_but_named(change, code):
    found = content_problem(event_of(RAW | change), FORM)
    assert (found and found.code) == code


@pytest.mark.parametrize("kind", ["answer", "clear", "flag", "view", "paste"])
def test_content_without_its_position_is_named(kind):
    raw = {name: value for name, value in RAW.items() if name != "p"} | {"k": kind}
    assert content_problem(event_of(raw), FORM).code == "journal.unknown-position"


words = st.text("abcXYZ019._:~+/=-", min_size=1, max_size=8)
well_formed = st.builds(
    Event,
    n=st.integers(1, 10**6),
    k=st.sampled_from(EventKind).map(str) | words,
    lease=words,
    t=st.integers(0, 10**12),
    boot=words,
    g=st.sampled_from(["kk", "ru", "en"]),
    p=st.none() | st.integers(0, 10**6),
    o=st.none() | words,
)


@given(well_formed)
def test_bytes_give_the_event_back(event):
    line = canonical(event)
    assert event_from(line) == event
    assert event_of(json.loads(line)) == event


@given(well_formed)
def test_bytes_are_what_any_json_writer_makes_of_sorted_names(event):
    line = canonical(event)
    assert json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")).encode() == line


@given(well_formed, st.data())
def test_bytes_that_are_not_canonical_are_refused(event, data):
    line = canonical(event)
    at = data.draw(st.integers(0, len(line)))
    for other in (line[:at] + b" " + line[at:], line[:at] + b'"' + line[at:], line + b"\n"):
        with pytest.raises(Refused):
            event_from(other)


@given(well_formed)
def test_every_event_has_an_answer_to_what_it_is(event):
    """Never an exception: one bad event must not block the queue behind it."""
    found = content_problem(event, FORM)
    assert found is None or found.subject == str(event.n)
