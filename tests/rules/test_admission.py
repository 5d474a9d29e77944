"""Admission to final assessment as a table, the commission's decision, and what holds for every learner."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.admission import (
    Candidate,
    Decision,
    Outcome,
    Proposal,
    Threshold,
    decision_problems,
    proposals,
)
from qosyl.rules.enrolment import State
from qosyl.rules.reasons import Reason, Refused
from tests.rules.tables import table


@pytest.mark.parametrize("row", table("admission"), ids=lambda row: row[0])
def test_admission_on_both_sides_of_every_boundary(row):
    shows, words, state, earned, taught, outcome, reasons = row
    threshold = Threshold(None if words == "none" else int(words), "402-415") if words else None
    assert _answer(threshold, Candidate("a learner", State(state), Fraction(earned), int(taught))) == (
        outcome,
        reasons,
    ), shows


def _answer(threshold, candidate):
    try:
        (found,) = proposals(threshold, [candidate])
    except Refused as refusal:
        return "", "; ".join(reason.code for reason in refusal.reasons)
    return found.outcome, "; ".join(f"{reason.code} {reason.required} {reason.actual}" for reason in found.reasons)


def test_reasons_that_rest_on_the_threshold_name_its_clause():
    (found,) = proposals(Threshold(80, "402-415"), [Candidate("a", State.INTERRUPTED, 0, 76)])
    assert [reason.clause for reason in found.reasons] == ["", "402-415", "402-415"]


@pytest.mark.parametrize("percent", [-1, 101])
def test_threshold_beyond_a_hundred_percent_is_refused(percent):
    with pytest.raises(Refused, match=r"admission\.percent"):
        Threshold(percent)


NO_HOUR = Reason("admission.no-hour", 1, Fraction(0), "a")


@pytest.mark.parametrize(
    ("outcome", "admitted", "grounds", "codes"),
    [
        (Outcome.PROPOSED, True, "", []),
        (Outcome.PROPOSED, False, "", ["admission.grounds"]),
        (Outcome.PROPOSED, False, "left before the list was read", []),
        (Outcome.NOT_PROPOSED, False, "", []),
        (Outcome.NOT_PROPOSED, True, "", ["admission.grounds"]),
        (Outcome.NOT_PROPOSED, True, "   ", ["admission.grounds"]),
        (Outcome.NOT_PROPOSED, True, "ill, made up in the evening", []),
        (Outcome.ABSENT, False, "", []),
        (Outcome.ABSENT, True, "asked kindly", ["admission.no-hour"]),
    ],
)
def test_decision_of_the_commission_on_both_sides(outcome, admitted, grounds, codes):
    proposal = Proposal("a", outcome, () if outcome is Outcome.PROPOSED else (NO_HOUR,))
    assert [reason.code for reason in decision_problems(proposal, Decision("a", admitted, grounds))] == codes


def test_decision_about_another_learner_is_refused():
    (reason,) = decision_problems(Proposal("a", Outcome.PROPOSED), Decision("b", admitted=True))
    assert (reason.code, reason.required, reason.actual) == ("admission.other-learner", "a", "b")


thresholds = st.builds(Threshold, st.none() | st.integers(0, 100))


@st.composite
def candidates(draw):
    taught = draw(st.integers(1, 100))
    earned = draw(st.fractions(0, taught, max_denominator=4))
    return Candidate(str(draw(st.integers(0, 9))), draw(st.sampled_from(State)), earned, taught)


@given(thresholds, candidates())
def test_proposal_has_reasons_exactly_when_it_is_none(threshold, candidate):
    (found,) = proposals(threshold, [candidate])
    assert (found.outcome is Outcome.PROPOSED) == (found.reasons == ())
    assert (found.outcome is Outcome.ABSENT) == (candidate.earned < 1)


@given(thresholds, candidates(), st.integers(0, 20))
def test_more_hours_never_worsen_a_proposal(threshold, candidate, more):
    better = Candidate(
        candidate.learner, candidate.state, min(candidate.earned + more, candidate.taught), candidate.taught
    )
    (before,), (then,) = proposals(threshold, [candidate]), proposals(threshold, [better])
    assert {reason.code for reason in then.reasons} <= {reason.code for reason in before.reasons}


@given(st.integers(0, 100), candidates())
def test_threshold_is_compared_exactly(percent, candidate):
    (found,) = proposals(Threshold(percent), [candidate])
    below = Fraction(candidate.earned) / candidate.taught < Fraction(percent, 100)
    assert ("admission.threshold" in {reason.code for reason in found.reasons}) == below


@given(thresholds, st.lists(candidates(), max_size=5))
def test_every_learner_has_a_proposal_in_the_order_of_the_list(threshold, people):
    assert [found.learner for found in proposals(threshold, people)] == [one.learner for one in people]
