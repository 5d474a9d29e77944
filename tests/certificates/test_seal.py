"""The seal over a record: each altered field is named, and nobody else's key makes one."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.certificates.seal import Flaw, Problem, Sealing, digest, fields, seal_problems, sealed
from qosyl.keys.signing import Revocation, Root, Trust, signature_over
from tests.certificates.sealed import AT, RECORD, ROOT, STRANGER, TRUST, record, seal_of, sealing
from tests.soak import times

PATHS = [path for path, _ in fields(RECORD)]


def put(said, path, value):
    """The record with another value at a path."""
    *way, last = path.split(".")
    inner = said
    for step in way:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    inner[last] = value
    return said


def flaws(said, seal, trust=TRUST):
    return {(problem.flaw, problem.field) for problem in seal_problems(said, seal, trust)}


def test_untouched_record_has_no_problem():
    assert seal_problems(record(), seal_of(record()), TRUST) == ()


def test_record_has_the_fields_of_the_official_form():
    first = {path.split(".")[0] for path in PATHS}
    assert first >= {"provider", "holder", "programme", "hours", "period", "place", "head", "number", "issued", "annex"}
    assert len(PATHS) > 45


@pytest.mark.parametrize("path", PATHS)
def test_each_altered_field_is_named(path):
    seal = seal_of(record())
    was = dict(fields(RECORD))[path]
    other = (not was) if isinstance(was, bool) else (was + 1) if isinstance(was, int) else f"{was}а"

    assert (Flaw.FIELD_ALTERED, path) in flaws(put(record(), path, other), seal)


@pytest.mark.parametrize("path", PATHS)
def test_each_value_of_another_type_is_named(path):
    named = {field for _, field in flaws(put(record(), path, {"x": dict(fields(RECORD))[path]}), seal_of(record()))}

    assert named >= {path, f"{path}.x"}


def test_field_added_and_field_taken_away_are_named():
    seal, less = seal_of(record()), record()
    del less["place"]

    assert (Flaw.FIELD_ADDED, "remark") in flaws(record(remark="бар"), seal)
    assert flaws(less, seal) == {(Flaw.FIELD_MISSING, "place.kk"), (Flaw.FIELD_MISSING, "place.ru")}


def test_two_fields_that_changed_places_are_named():
    said = record()
    said["holder"]["kk"]["family"], said["holder"]["kk"]["given"] = "Айгүл", "Ахметова"

    assert flaws(said, seal_of(record())) == {
        (Flaw.FIELD_ALTERED, "holder.kk.family"),
        (Flaw.FIELD_ALTERED, "holder.kk.given"),
    }


def test_digest_made_anew_for_an_altered_field_breaks_the_signature():
    said, seal = record(number="БА-2026-000999"), seal_of(record())
    seal["fields"]["number"] = digest("number", "БА-2026-000999")

    assert flaws(said, seal) == {(Flaw.SEAL_ALTERED, "")}


@pytest.mark.parametrize("name", ["format", "at", "certificate", "fields", "signature"])
def test_seal_with_a_part_altered_or_missing_is_noticed(name):
    for value in (None, "", "x", 5, {}, []):
        assert seal_problems(record(), seal_of(record()) | {name: value}, TRUST)
    less = {key: value for key, value in seal_of(record()).items() if key != name}
    assert seal_problems(record(), less, TRUST)


@pytest.mark.parametrize("said", [None, [], "x", 5])
def test_what_is_no_record_is_said_to_be_none(said):
    assert flaws(said, seal_of(record())) == {(Flaw.NO_RECORD, "")}
    assert flaws(record(), said) == {(Flaw.NO_RECORD, "")}


# --- keys ------------------------------------------------------------------------------------------------------------
def test_seal_by_a_strangers_root_is_not_relied_on():
    assert flaws(record(), seal_of(record(), sealing(root=STRANGER))) == {(Flaw.UNKNOWN_ROOT, "")}


def test_seal_signed_by_another_key_than_its_certificate_names_is_noticed():
    own = sealing()
    forged = Sealing(own.certificate, lambda purpose, content: signature_over(STRANGER.private, purpose, content))

    assert flaws(record(), seal_of(record(), forged)) == {(Flaw.SEAL_ALTERED, "")}


def test_revoked_key_is_named():
    trust = Trust(TRUST.roots, (Revocation(sealing().certificate.name, AT, "жоғалды"),))

    assert flaws(record(), seal_of(record()), trust) == {(Flaw.KEY_REVOKED, "")}


@pytest.mark.parametrize(("days", "wrong"), [(-1, False), (1, False), (-1.01, True), (1.01, True)])
def test_seal_outside_the_time_of_its_key_is_noticed(days, wrong):
    seal = sealed(record(), sealing(), AT + timedelta(days=days))

    assert flaws(record(), seal) == ({(Flaw.KEY_OUT_OF_TIME, "")} if wrong else set())


def test_key_of_specimens_makes_no_document():
    trust = Trust((Root(ROOT.public, specimen=True),))
    by = sealing(specimen=True)

    assert flaws(record(), seal_of(record(), by), trust) == {(Flaw.FIELD_ALTERED, "specimen")}
    assert flaws(record(specimen=True), seal_of(record(specimen=True), by), trust) == set()


def test_trust_in_another_kind_of_root_is_no_trust():
    assert flaws(record(), seal_of(record()), Trust((Root(ROOT.public, specimen=True),))) == {(Flaw.UNKNOWN_ROOT, "")}


# --- any alteration --------------------------------------------------------------------------------------------------
@settings(max_examples=times(400, in_ci=60))
@given(st.data())
def test_any_other_text_of_record_and_seal_is_noticed_or_says_the_same(data):
    whole = json.dumps({"record": RECORD, "seal": seal_of(record())}, ensure_ascii=False)
    place = data.draw(st.integers(0, len(whole) - 1))
    altered = whole[:place] + data.draw(st.sampled_from('0123456789abаәқ"{}[],: -')) + whole[place + 1 :]
    try:
        read = json.loads(altered)
    except ValueError:
        return

    same = read == json.loads(whole)
    assert (
        (seal_problems(read.get("record"), read.get("seal"), TRUST) == ()) is same if isinstance(read, dict) else True
    )


@given(
    st.recursive(st.none() | st.text(max_size=4), lambda inner: st.dictionaries(st.text(max_size=4), inner, max_size=3))
)
def test_any_value_in_place_of_a_seal_is_a_problem(value):
    assert seal_problems(record(), value, TRUST)
    assert Problem(Flaw.NO_RECORD) in seal_problems(record(), value, TRUST) or isinstance(value, dict)


def test_record_as_deep_as_none_is_refused():
    deep: dict[str, object] = {}
    for _ in range(2_000):
        deep = {"a": deep}

    assert (Flaw.UNREADABLE, "") in flaws(deep, seal_of(record()))
