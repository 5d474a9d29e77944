"""Who sits on a commission, what its protocol says of a learner, and the voices that make it confirmed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.eligibility import NOT_PRESENTED
from qosyl.rules.protocols import (
    BothReadings,
    EntryRules,
    Reading,
    ResultEntry,
    Seat,
    Seated,
    commission_problems,
    confirmation_problems,
    entry_problems,
    voices_awaited,
)
from qosyl.rules.provisions import Provision

ORDER = "order 12"
RULES = EntryRules(Provision(10, "551-556"), Provision(12, "583-588"), Provision(value=True, clause="402-403"))


def _people(*seats):
    return [Seated(f"p{at}", seat) for at, seat in enumerate(seats)]


USUAL = _people(Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.SECRETARY)


@pytest.mark.parametrize(
    ("seats", "quorum", "codes"),
    [
        ((Seat.CHAIR, Seat.MEMBER, Seat.MEMBER), 2, []),
        ((Seat.CHAIR, Seat.MEMBER, Seat.MEMBER), 3, []),
        ((Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.SECRETARY), 2, []),
        ((Seat.CHAIR, Seat.MEMBER, Seat.MEMBER), 1, ["commission.quorum-low"]),
        ((Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.SECRETARY), 4, ["commission.quorum-high"]),
        ((Seat.CHAIR, Seat.MEMBER), 2, []),
        ((Seat.CHAIR, Seat.MEMBER), 1, ["commission.quorum-low"]),
        ((Seat.CHAIR, Seat.SECRETARY), 1, ["commission.voices"]),
        ((Seat.MEMBER, Seat.MEMBER), 2, ["commission.chair"]),
        ((Seat.CHAIR, Seat.CHAIR, Seat.MEMBER), 2, ["commission.chair"]),
        ((Seat.CHAIR, Seat.MEMBER, Seat.SECRETARY, Seat.SECRETARY), 2, ["commission.secretary"]),
        ((), 1, ["commission.chair", "commission.voices", "commission.quorum-high"]),
    ],
)
def test_commission_on_both_sides_of_each_condition(seats, quorum, codes):
    assert [reason.code for reason in commission_problems(_people(*seats), Provision(quorum, ORDER))] == codes


def test_commission_names_the_person_who_sits_twice_and_the_one_who_studies_here():
    seated = [
        Seated("a", Seat.CHAIR),
        Seated("b", Seat.MEMBER),
        Seated("b", Seat.SECRETARY),
        Seated("c", Seat.MEMBER, is_learner=True),
    ]
    found = commission_problems(seated, Provision(2, ORDER))
    assert [(reason.code, reason.subject) for reason in found] == [
        ("commission.person-twice", "b"),
        ("commission.learner", "c"),
    ]


@pytest.mark.parametrize(
    ("confirmed", "codes"),
    [
        ([], ["protocol.chair", "protocol.quorum"]),
        (["p0"], ["protocol.quorum"]),
        (["p1", "p2"], ["protocol.chair"]),
        (["p0", "p1"], []),
        (["p0", "p3"], ["protocol.quorum"]),
        (["p0", "stranger"], ["protocol.quorum"]),
        (["p0", "p1", "p2"], []),
    ],
    ids=["nobody", "chair", "members", "chair and one", "secretary has no voice", "nor a stranger", "all"],
)
def test_protocol_is_confirmed_by_the_chair_and_the_quorum(confirmed, codes):
    found = confirmation_problems(USUAL, confirmed, Provision(2, ORDER))
    assert [reason.code for reason in found] == codes
    assert {reason.clause for reason in found} <= {ORDER}


def test_quorum_names_how_many_are_asked_and_how_many_confirmed():
    (reason,) = confirmation_problems(USUAL, ["p0"], Provision(2, ORDER))
    assert (reason.required, reason.actual) == (2, 1)


def test_voice_is_awaited_after_the_quorum_too_and_the_secretary_never():
    assert [one.person for one in voices_awaited(USUAL, ["p0", "p1"])] == ["p2"]
    assert [one.person for one in voices_awaited(USUAL, [])] == ["p0", "p1", "p2"]


@given(st.integers(1, 6), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)), st.integers(1, 8), st.booleans())
def test_more_voices_never_take_a_confirmation_away(members, some, more, quorum, has_secretary):
    seated = _people(Seat.CHAIR, *[Seat.MEMBER] * members, *[Seat.SECRETARY] * has_secretary)
    few = {f"p{one}" for one in some}
    many = few | {f"p{one}" for one in more}
    asked = Provision(quorum, ORDER)
    before, after = (confirmation_problems(seated, names, asked) for names in (few, many))
    assert {reason.code for reason in after} <= {reason.code for reason in before}
    assert len(voices_awaited(seated, many)) <= len(voices_awaited(seated, few))


# --- entries of a protocol of results ---------------------------------------------------------------------------------
SAME = BothReadings(48, 48, differ=False, in_register=True)
OTHER = BothReadings(48, 50, differ=True, in_register=True)
UNSEEN = BothReadings(48, 48, differ=False, in_register=False)


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (ResultEntry("a", SAME, 8, 11), []),
        (ResultEntry("a", SAME, 0, 0), []),
        (ResultEntry("a", SAME, 10, 12), []),
        (ResultEntry("a", SAME, 11, 13), ["protocol.works-range", "protocol.project-range"]),
        (ResultEntry("a", SAME, -1, -1), ["protocol.works-range", "protocol.project-range"]),
        (ResultEntry("a", SAME, NOT_PRESENTED, NOT_PRESENTED), []),
        (ResultEntry("a", SAME, None, None), ["protocol.works-unrecorded", "protocol.project-unrecorded"]),
        (ResultEntry("a", None, 8, 11), ["protocol.test-unrecorded"]),
        (ResultEntry("a", NOT_PRESENTED, NOT_PRESENTED, NOT_PRESENTED), []),
        (ResultEntry("a", UNSEEN, 8, 11), ["protocol.test-not-in-register"]),
        (ResultEntry("a", OTHER, 8, 11), ["protocol.reading"]),
        (ResultEntry("a", OTHER, 8, 11, Reading.WITH_CLAIMS), ["protocol.grounds"]),
        (ResultEntry("a", OTHER, 8, 11, Reading.WITH_CLAIMS, "  "), ["protocol.grounds"]),
        (ResultEntry("a", OTHER, 8, 11, Reading.WITH_CLAIMS, "the network failed"), []),
        (ResultEntry("a", OTHER, 8, 11, Reading.IN_TIME, "no sign of a failure"), []),
    ],
)
def test_entry_on_both_sides_of_each_condition(entry, codes):
    assert [reason.code for reason in entry_problems(entry, RULES)] == codes


def test_entry_without_works_is_written_where_the_policy_asks_for_none():
    rules = EntryRules(RULES.works_maximum, RULES.project_maximum, Provision(value=False))
    assert entry_problems(ResultEntry("a", SAME, None, None), rules) == ()


@pytest.mark.parametrize(
    ("test", "reading", "points"),
    [
        (SAME, None, 48),
        (OTHER, None, None),
        (OTHER, Reading.IN_TIME, 48),
        (OTHER, Reading.WITH_CLAIMS, 50),
        (NOT_PRESENTED, None, NOT_PRESENTED),
        (None, None, None),
        (BothReadings(Fraction(145, 3), 50, differ=True, in_register=True), Reading.IN_TIME, Fraction(145, 3)),
    ],
)
def test_points_are_those_of_the_reading_chosen(test, reading, points):
    assert ResultEntry("a", test, 8, 11, reading).points == points
