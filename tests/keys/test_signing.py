"""Keys that sign: what a root certified holds word for word, and nothing else does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.keys.signing import (
    NotAKey,
    Revocation,
    Root,
    Trust,
    canonical,
    certified,
    is_signed,
    key_name,
    new_pair,
    read_certificate,
    read_trust,
    signature_over,
    written_trust,
)

ROOT, STRANGER, ISSUING = new_pair(), new_pair(), new_pair()
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
CERTIFICATE = certified(ROOT, ISSUING.public, since=AT, until=AT + YEAR)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_signed_content_is_signed_for_its_purpose_alone(content):
    signature = signature_over(ISSUING.private, "record", content)

    assert is_signed(ISSUING.public, "record", content, signature)
    assert not is_signed(ISSUING.public, "file", content, signature)
    assert not is_signed(STRANGER.public, "record", content, signature)
    assert not is_signed(ISSUING.public, "record", [content], signature)


@given(st.binary(min_size=1, max_size=80), st.integers(min_value=0), st.integers(1, 255))
def test_every_altered_byte_of_content_and_signature_is_noticed(content, place, change):
    signature = bytearray(signature_over(ISSUING.private, "file", content))
    altered = bytearray(content)
    altered[place % len(altered)] ^= change
    assert not is_signed(ISSUING.public, "file", bytes(altered), bytes(signature))

    signature[place % len(signature)] ^= change
    assert not is_signed(ISSUING.public, "file", content, bytes(signature))


def test_same_value_has_the_same_bytes_whatever_its_order():
    assert canonical({"б": 1, "а": [2, None]}) == canonical({"а": [2, None], "б": 1}) == '{"а":[2,null],"б":1}'.encode()


def test_certificate_is_of_its_root_alone():
    assert CERTIFICATE.is_of(Root(ROOT.public))
    assert not CERTIFICATE.is_of(Root(STRANGER.public))
    assert not CERTIFICATE.is_of(Root(ROOT.public, specimen=True))


@pytest.mark.parametrize("field", ["public", "root", "since", "until", "specimen", "signature"])
def test_certificate_with_an_altered_field_is_of_no_root(field):
    other = certified(STRANGER, new_pair().public, since=AT + YEAR, until=AT + 2 * YEAR, specimen=True)
    altered = CERTIFICATE.as_json() | {field: other.as_json()[field]}

    assert not any(read_certificate(altered).is_of(Root(ROOT.public, kind)) for kind in (False, True))


def test_certificate_comes_back_from_its_json():
    assert read_certificate(CERTIFICATE.as_json()) == CERTIFICATE


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        CERTIFICATE.as_json() | {"since": "yesterday"},
        CERTIFICATE.as_json() | {"since": "2026-11-22T10:00:00"},
        CERTIFICATE.as_json() | {"more": 1},
        CERTIFICATE.as_json() | {"specimen": 0},
        CERTIFICATE.as_json() | {"public": 5},
        CERTIFICATE.as_json() | {"public": "қ"},
    ],
)
def test_what_is_no_certificate_is_refused(value):
    with pytest.raises(NotAKey):
        read_certificate(value)


@pytest.mark.parametrize(
    ("moment", "covered"),
    [(AT - timedelta(microseconds=1), False), (AT, True), (AT + YEAR, True), (AT + YEAR + timedelta(seconds=1), False)],
)
def test_certificate_covers_both_ends_of_its_time(moment, covered):
    assert CERTIFICATE.covers(moment) is covered


def test_key_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        certified(ROOT, ISSUING.public, since=AT, until=AT)


def test_trust_comes_back_from_its_file_and_finds_roots_and_revocations():
    revocation = Revocation(key_name(ISSUING.public), AT, "ноутбук жоғалды")
    trust = read_trust(written_trust(Trust((Root(ROOT.public), Root(STRANGER.public, specimen=True)), (revocation,))))

    assert trust.root_of(CERTIFICATE) == Root(ROOT.public)
    assert trust.revocation_of(CERTIFICATE.name) == revocation
    assert Trust().root_of(CERTIFICATE) is None
    assert Trust().revocation_of(CERTIFICATE.name) is None


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[" * 10_000, '{"roots": [{}], "revoked": []}', '{"roots": 1, "revoked": []}']
)
def test_what_is_no_trust_file_is_refused(text):
    with pytest.raises(NotAKey):
        read_trust(text)
