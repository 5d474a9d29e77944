"""Protocols of admission and of results: drawn up, confirmed voice by voice, withdrawn and drawn up anew."""

from datetime import timedelta

import pytest

from qosyl.cohorts.queries import admission_facts
from qosyl.commissions.actions import (
    Paper,
    ResultRecord,
    confirm_protocol,
    draw_up_admission,
    draw_up_results,
    withdraw_protocol,
)
from qosyl.commissions.queries import confirmed_entry
from qosyl.people.access import NotVisible
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.roles import Role
from qosyl.rules.eligibility import NOT_PRESENTED, Admission
from qosyl.rules.protocols import Reading
from qosyl.rules.reasons import Refused
from qosyl.sittings.queries import result_in_force
from tests import factories
from tests.commissions.conftest import AT, DAY, somebody

pytestmark = pytest.mark.django_db
PAPER = Paper("1", DAY)


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def confirmed(course, protocol, voices=2):
    for person in course.people[:voices]:
        confirm_protocol(person, protocol, at=AT)
    return protocol


def admitted(course):
    course.appoint()
    return confirmed(course, draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT))


# --- admission --------------------------------------------------------------------------------------------------------
def test_admission_takes_effect_with_the_voice_that_completes_the_quorum(course):
    course.appoint()
    protocol = draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    learner = course.learners["proposed"]
    confirm_protocol(course.people[1], protocol, at=AT)
    confirm_protocol(course.people[2], protocol, at=AT)
    assert admission_facts(learner) == (Admission.ADMITTED, False), "two members are not the chair"
    confirm_protocol(course.people[0], protocol, at=AT)
    assert protocol.confirmed_at == AT
    assert admission_facts(learner) == (Admission.ADMITTED, True)
    assert admission_facts(course.learners["not-proposed"]) == (Admission.NOT_ADMITTED, True)
    assert admission_facts(course.learners["absent"]) == (Admission.ABSENT, True)


def test_commission_decides_otherwise_only_with_grounds(course):
    course.appoint()
    entry = course.entry("not-proposed")
    with pytest.raises(Refused) as refusal:
        draw_up_admission(course.coordinator, course.cohort, PAPER, {entry.pk: (True, " ")}, at=AT)
    assert codes(refusal) == ["admission.grounds"]
    decisions = {entry.pk: (True, "ауырып, кешке толықтырды")}
    confirmed(course, draw_up_admission(course.coordinator, course.cohort, PAPER, decisions, at=AT))
    assert admission_facts(course.learners["not-proposed"]) == (Admission.ADMITTED, True)
    assert entry.decision.grounds == "ауырып, кешке толықтырды"


def test_whoever_came_for_no_hour_is_admitted_by_nobody(course):
    course.appoint()
    with pytest.raises(Refused):
        draw_up_admission(
            course.coordinator, course.cohort, PAPER, {course.entry("absent").pk: (True, "asked kindly")}, at=AT
        )


def test_paper_is_dated_between_the_order_and_today(course):
    course.appoint()
    for dated, code in (
        (DAY + timedelta(days=1), "protocol.future"),
        (DAY - timedelta(days=1), "protocol.before-order"),
    ):
        with pytest.raises(Refused) as refusal:
            draw_up_admission(course.coordinator, course.cohort, Paper("1", dated), {}, at=AT)
        assert codes(refusal) == [code]


def test_nothing_is_drawn_up_without_a_commission(course):
    with pytest.raises(Refused) as refusal:
        draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    assert codes(refusal) == ["protocol.no-commission"]


def test_second_protocol_of_a_kind_waits_for_the_first(course):
    course.appoint()
    draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    with pytest.raises(Refused) as refusal:
        draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    assert codes(refusal) == ["protocol.number-taken", "protocol.open"]


# --- voices -----------------------------------------------------------------------------------------------------------
def test_member_confirms_once(course):
    course.appoint()
    protocol = draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    confirm_protocol(course.people[0], protocol, at=AT)
    with pytest.raises(Refused) as refusal:
        confirm_protocol(course.people[0], protocol, at=AT)
    assert codes(refusal) == ["protocol.confirmed-already"]


def test_secretary_has_no_voice_and_others_no_right(course):
    course.appoint()
    protocol = draw_up_admission(course.people[3], course.cohort, PAPER, {}, at=AT)
    with pytest.raises(NotVisible):
        confirm_protocol(course.people[3], protocol, at=AT)
    with pytest.raises(NotAllowed):
        confirm_protocol(course.coordinator, protocol, at=AT)
    with pytest.raises(NotVisible):
        confirm_protocol(somebody(course.provider, Role.COMMISSION_MEMBER), protocol, at=AT)
    assert not protocol.confirmations.exists()


def test_member_without_the_secretarys_seat_draws_up_nothing(course):
    course.appoint()
    with pytest.raises(NotAllowed):
        draw_up_admission(course.people[1], course.cohort, PAPER, {}, at=AT)


def test_special_opinion_stands_beside_the_voice_and_a_late_voice_is_kept(course):
    protocol = admitted(course)
    confirm_protocol(course.people[2], protocol, special_opinion="Сағат есебімен келіспеймін", at=AT)
    assert protocol.confirmations.count() == 3
    assert protocol.confirmations.get(member__person=course.people[2]).special_opinion == "Сағат есебімен келіспеймін"


def test_withdrawn_protocol_stays_and_is_drawn_up_anew(course):
    course.appoint()
    first = draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    confirm_protocol(course.people[1], first, at=AT)
    withdraw_protocol(course.coordinator, first, "нөмірі қате", at=AT)
    with pytest.raises(Refused) as refusal:
        confirm_protocol(course.people[0], first, at=AT)
    assert codes(refusal) == ["protocol.withdrawn"]
    second = confirmed(course, draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT))
    first.refresh_from_db()
    assert (first.withdrawn_for, first.confirmed_at, second.confirmed_at) == ("нөмірі қате", None, AT)


def test_confirmed_protocol_is_not_withdrawn(course):
    with pytest.raises(Refused) as refusal:
        withdraw_protocol(course.coordinator, admitted(course), "ойланып қалдым", at=AT)
    assert codes(refusal) == ["protocol.confirmed"]


def test_protocol_on_a_list_that_was_withdrawn_is_not_confirmed(course):
    course.appoint()
    protocol = draw_up_admission(course.coordinator, course.cohort, PAPER, {}, at=AT)
    protocol.admission_list.withdrawn_at = AT
    protocol.admission_list.save()
    with pytest.raises(Refused) as refusal:
        confirm_protocol(course.people[0], protocol, at=AT)
    assert codes(refusal) == ["protocol.list-withdrawn"]


# --- results ----------------------------------------------------------------------------------------------------------
def sat(course, *points, differs=False, in_register=True):
    """The admitted learner has sat: points in time, and with claims where given."""
    sitting = factories.sitting(course.cohort, released_at=AT)
    attempt = factories.started_attempt(factories.form(sitting, course.learners["proposed"]), at=AT)
    if in_register:
        factories.register_line(attempt)
    return [
        factories.result(attempt, basis=basis, points_numerator=many, differs=differs)
        for basis, many in zip(("in-time", "with-claims"), points, strict=False)
    ]


def draw_up(course, **record):
    learner = course.learners["proposed"]
    return draw_up_results(
        course.coordinator, course.cohort, Paper("2", DAY), {learner.pk: ResultRecord(**record)}, at=AT
    )


PRESENTED = {"works": 8, "project": 11}


def test_confirmed_results_are_what_a_document_rests_on(course):
    admitted(course)
    (result,) = sat(course, 50)
    learner = course.learners["proposed"]
    protocol = draw_up(course, **PRESENTED)
    assert confirmed_entry(learner) is None
    confirmed(course, protocol)
    entry = confirmed_entry(learner)
    assert (entry.test_result, entry.points, entry.works, entry.project) == (result.uuid, 50, 8, 11)
    assert (entry.protocol, entry.number, entry.dated) == (protocol.uuid, "2", DAY)
    assert confirmed_entry(course.learners["not-proposed"]) is None


def test_everybody_who_is_admitted_stands_in_it_and_nobody_else(course):
    admitted(course)
    sat(course, 50)
    protocol = draw_up(course, **PRESENTED)
    assert [entry.enrolment for entry in protocol.entries.all()] == [course.learners["proposed"]]


def test_absent_learner_is_marked_by_hand(course):
    admitted(course)
    with pytest.raises(Refused) as refusal:
        draw_up(course, **PRESENTED)
    assert codes(refusal) == ["protocol.test-unrecorded"]
    confirmed(course, draw_up(course, absent=True, works=NOT_PRESENTED, project=NOT_PRESENTED))
    entry = confirmed_entry(course.learners["proposed"])
    assert (entry.points, entry.works, entry.test_result) == (NOT_PRESENTED, NOT_PRESENTED, None)


def test_whoever_has_a_result_was_there_whatever_is_ticked(course):
    admitted(course)
    sat(course, 48)
    confirmed(course, draw_up(course, absent=True, **PRESENTED))
    assert confirmed_entry(course.learners["proposed"]).points == 48


def test_works_and_project_are_recorded_or_not_presented(course):
    admitted(course)
    sat(course, 50)
    with pytest.raises(Refused) as refusal:
        draw_up(course)
    assert codes(refusal) == ["protocol.works-unrecorded", "protocol.project-unrecorded"]


def test_result_of_a_sitting_that_is_not_released_is_not_there_yet(course):
    admitted(course)
    sitting = factories.sitting(course.cohort)
    factories.result(factories.started_attempt(factories.form(sitting, course.learners["proposed"])))
    with pytest.raises(Refused) as refusal:
        draw_up(course, **PRESENTED)
    assert codes(refusal) == ["protocol.test-unrecorded"]


@pytest.mark.parametrize(("reading", "points"), [(Reading.IN_TIME, 48), (Reading.WITH_CLAIMS, 50)])
def test_commission_chooses_where_claims_change_the_decision(course, reading, points):
    admitted(course)
    results = dict(zip(Reading, sat(course, 48, 50, differs=True), strict=True))
    for missing, code in (({}, "protocol.reading"), ({"reading": reading}, "protocol.grounds")):
        with pytest.raises(Refused) as refusal:
            draw_up(course, **PRESENTED, **missing)
        assert codes(refusal) == [code]
    confirmed(course, draw_up(course, **PRESENTED, reading=reading, grounds="байланыс үзілген"))
    learner = course.learners["proposed"]
    assert (confirmed_entry(learner).points, confirmed_entry(learner).test_result) == (points, results[reading].uuid)
    assert result_in_force(learner) == results[reading]


def test_result_that_changed_after_the_protocol_was_drawn_up_is_not_confirmed(course):
    admitted(course)
    (result,) = sat(course, 50)
    protocol = draw_up(course, **PRESENTED)
    factories.result(result.attempt, points_numerator=52)
    with pytest.raises(Refused) as refusal:
        confirm_protocol(course.people[0], protocol, at=AT)
    assert codes(refusal) == ["protocol.result-changed"]


def test_test_without_a_line_in_the_register_is_not_confirmed_unless_it_does_not_count(course):
    admitted(course)
    sat(course, 50, in_register=False)
    with pytest.raises(Refused) as refusal:
        draw_up(course, **PRESENTED)
    assert codes(refusal) == ["protocol.test-not-in-register"]
    confirmed(course, draw_up(course, **PRESENTED, absent=True))
    entry = confirmed_entry(course.learners["proposed"])
    assert (entry.test_result, entry.points) == (None, NOT_PRESENTED)


def test_whoever_is_registered_cannot_be_written_down_as_absent(course):
    admitted(course)
    (result,) = sat(course, 50)
    confirmed(course, draw_up(course, **PRESENTED, absent=True))
    assert confirmed_entry(course.learners["proposed"]).test_result == result.uuid


def test_registration_taken_back_since_keeps_the_protocol_from_being_confirmed(course):
    admitted(course)
    (result,) = sat(course, 50)
    protocol = draw_up(course, **PRESENTED)
    factories.register_line(result.attempt, "taken-back", note="another learner of that name")
    with pytest.raises(Refused) as refusal:
        confirm_protocol(course.people[0], protocol, at=AT)
    assert codes(refusal) == ["protocol.test-not-in-register"]


def test_next_protocol_of_results_names_only_whom_none_has_named(course):
    admitted(course)
    sat(course, 50)
    confirmed(course, draw_up(course, **PRESENTED))
    with pytest.raises(Refused) as refusal:
        draw_up_results(course.coordinator, course.cohort, Paper("3", DAY), {}, at=AT)
    assert codes(refusal) == ["protocol.nobody"]
