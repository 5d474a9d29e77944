"""Certificate, statement or nothing, as a table; every unmet condition; and what holds for all learners."""

from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.eligibility import NOT_PRESENTED, Admission, Document, DocumentRules, LearnerFacts, eligibility
from qosyl.rules.provisions import Provision
from tests.rules.tables import table

USUAL = DocumentRules(
    pass_mark=Provision(50, "412-413"),
    mark_itself_passes=Provision(value=True, clause="413-415"),
    results_recorded=Provision(value=True, clause="402-415"),
    project_at_least=Provision(None, "402-415"),
    works_at_least=Provision(None, "402-415"),
    attendance_percent=Provision(None, "402-415"),
    commission_confirms=Provision(value=True, clause="402-415"),
    absent_gets_document=Provision(value=False, clause="402-415"),
    statement_prints_hours=Provision(value=True, clause="402-415"),
)
SWITCHES = {
    "mark fails": ("mark_itself_passes", False),
    "no records": ("results_recorded", False),
    "no list": ("commission_confirms", False),
    "absent gets": ("absent_gets_document", True),
    "no hours": ("statement_prints_hours", False),
    "project 6": ("project_at_least", 6),
    "works 5": ("works_at_least", 5),
    "hours 90": ("attendance_percent", 90),
}


@pytest.mark.parametrize("row", table("eligibility"), ids=lambda row: row[0])
def test_document_on_both_sides_of_every_condition(row):
    shows, admission, confirmed, test, works, project, hours, policies, document, printed, awaited, unmet = row
    facts = LearnerFacts(
        admission=Admission(admission),
        admission_confirmed="list" in confirmed,
        test=_recorded(test),
        results_confirmed="results" in confirmed,
        works=_recorded(works),
        project=_recorded(project),
        hours_earned=Fraction(hours),
        hours_planned=80,
        name_confirmed="name" in confirmed,
        version_approved=True,
    )
    found = eligibility(facts, _rules(policies))
    assert found.document == document, shows
    assert found.hours == (Fraction(printed) if printed else None)
    assert "; ".join(_name(reason) for reason in found.awaited) == awaited
    said = [f"{_name(reason)} {reason.required} {reason.actual}" for reason in found.no_certificate]
    assert "; ".join(said) == unmet
    assert all(reason.clause for reason in found.no_certificate)
    assert found.specimen == ()


def _recorded(words):
    if words == "not-presented":
        return NOT_PRESENTED
    return Fraction(words) if words else None


def _rules(policies):
    switched = (SWITCHES[name] for name in policies.split("; ") if name)
    return replace(USUAL, **{name: Provision(value, getattr(USUAL, name).clause) for name, value in switched})


def _name(reason):
    return reason.code.removeprefix("document.")


PASSED = LearnerFacts(
    admission=Admission.ADMITTED,
    admission_confirmed=True,
    test=50,
    results_confirmed=True,
    works=8,
    project=9,
    hours_earned=76,
    hours_planned=80,
    name_confirmed=True,
    version_approved=True,
)


@pytest.mark.parametrize(
    ("approved", "demo", "codes"),
    [
        (True, False, []),
        (False, False, ["version-is-a-trial"]),
        (True, True, ["demo"]),
        (False, True, ["version-is-a-trial", "demo"]),
    ],
)
@pytest.mark.parametrize("points", [48, 50])
def test_document_of_a_trial_or_a_demo_is_a_specimen(approved, demo, codes, points):
    found = eligibility(replace(PASSED, version_approved=approved, demo=demo, test=points), USUAL)
    assert [_name(reason) for reason in found.specimen] == codes
    assert found.document is (Document.CERTIFICATE if points == 50 else Document.STATEMENT)


def test_unmet_names_each_condition_once():
    found = eligibility(replace(PASSED, admission=Admission.ABSENT, test=None), USUAL)
    assert [_name(reason) for reason in found.unmet] == ["not-admitted", "test"]


points_of = st.none() | st.just(NOT_PRESENTED)
all_facts = st.builds(
    LearnerFacts,
    admission=st.sampled_from(Admission),
    admission_confirmed=st.booleans(),
    test=points_of | st.integers(0, 50).map(lambda right: 2 * right),
    results_confirmed=st.booleans(),
    works=points_of | st.integers(0, 10),
    project=points_of | st.integers(0, 12),
    hours_earned=st.fractions(0, 80, max_denominator=2),
    hours_planned=st.just(80),
    name_confirmed=st.booleans(),
    version_approved=st.booleans(),
)
all_rules = st.builds(lambda names: _rules("; ".join(names)), st.lists(st.sampled_from(sorted(SWITCHES)), unique=True))


@given(all_facts, all_rules)
def test_document_follows_from_its_reasons(facts, rules):
    found = eligibility(facts, rules)
    assert (found.document is Document.UNDECIDED) == bool(found.awaited)
    assert (found.document is Document.CERTIFICATE) == (found.unmet == ())
    if found.document is Document.NOTHING:
        assert found.no_statement
    if found.document is Document.STATEMENT:
        assert found.no_certificate
        assert not found.no_statement


@given(all_facts, all_rules)
def test_only_the_admitted_with_enough_points_get_a_certificate(facts, rules):
    if eligibility(facts, rules).document is Document.CERTIFICATE:
        assert facts.admission is Admission.ADMITTED
        assert facts.test >= 50
        assert facts.results_confirmed


@given(all_facts)
def test_absent_and_not_admitted_get_no_document_by_the_usual_policy(facts):
    if facts.admission is not Admission.ADMITTED:
        assert eligibility(facts, USUAL).document in {Document.NOTHING, Document.UNDECIDED}


@given(all_facts, all_rules)
def test_stricter_gates_never_turn_a_statement_into_a_certificate(facts, rules):
    gates = {name: Provision(value, "402-415") for name, value in SWITCHES.values() if type(value) is int}
    if eligibility(facts, rules).document is Document.STATEMENT:
        assert eligibility(facts, replace(rules, **gates)).document is Document.STATEMENT


@given(all_facts, all_rules)
def test_every_unmet_condition_mended_gives_a_certificate(facts, rules):
    """The list is whole: mend what it names, and nothing else stands in the way."""
    mends = {
        "not-admitted": ("admission", Admission.ADMITTED),
        "admission-undecided": ("admission", Admission.ADMITTED),
        "admission-unconfirmed": ("admission_confirmed", True),
        "test": ("test", 100),
        "test-unrecorded": ("test", 100),
        "works": ("works", 10),
        "works-unrecorded": ("works", 10),
        "project": ("project", 12),
        "project-unrecorded": ("project", 12),
        "results-unconfirmed": ("results_confirmed", True),
        "name-unconfirmed": ("name_confirmed", True),
        "attendance": ("hours_earned", 80),
    }
    for _ in fields(LearnerFacts):
        mended = dict(mends[_name(reason)] for reason in eligibility(facts, rules).unmet)
        facts = replace(facts, **mended)
    assert eligibility(facts, rules).document is Document.CERTIFICATE
