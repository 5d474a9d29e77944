"""Appointing a commission by an order: whom it opens the cohort to, and what keeps it from happening."""

from datetime import timedelta

import pytest

from qosyl.audit.models import Act
from qosyl.commissions.actions import Order, appoint_commission
from qosyl.commissions.queries import commission_in_force
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.access import scope_of
from qosyl.people.roles import Role
from qosyl.rules.protocols import Seat
from qosyl.rules.reasons import Refused
from tests import factories
from tests.commissions.conftest import AT, DAY, somebody

pytestmark = pytest.mark.django_db


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_commission_opens_the_cohort_to_its_members_and_is_recorded(course):
    commission = course.appoint()
    assert commission_in_force(course.cohort) == commission
    assert [(member.person, member.seat) for member in commission.members.all()] == list(
        zip(course.people, ["chair", "member", "member", "secretary"], strict=True)
    )
    for person in course.people:
        assert course.cohort.uuid in scope_of(person, "read_protocols", DAY).cohorts
    act = Act.objects.get(name="appoint_commission")
    assert (act.actor, act.facts["order"], act.facts["quorum"]) == (course.coordinator.uuid, "12-н", 2)


def test_order_may_be_dated_earlier_but_not_later(course):
    seats = [(course.people[0], Seat.CHAIR), (course.people[1], Seat.MEMBER)]
    with pytest.raises(Refused) as refusal:
        appoint_commission(course.coordinator, course.cohort, Order("5", DAY + timedelta(days=1)), seats, 2, at=AT)
    assert codes(refusal) == ["commission.order-future"]
    made = appoint_commission(course.coordinator, course.cohort, Order("5", DAY - timedelta(days=40)), seats, 2, at=AT)
    assert made.order_date == DAY - timedelta(days=40)


def test_number_of_an_order_is_used_once_a_year_at_a_provider(course):
    course.appoint("12-н")
    other = factories.cohort(course.provider, course.cohort.publication)
    seats = [(course.people[0], Seat.CHAIR), (course.people[1], Seat.MEMBER)]
    with pytest.raises(Refused) as refusal:
        appoint_commission(course.coordinator, other, Order("12-н", DAY), seats, 2, at=AT)
    assert codes(refusal) == ["commission.order-taken"]
    appoint_commission(course.coordinator, other, Order("12-н", DAY.replace(year=2025)), seats, 2, at=AT)


def test_every_problem_is_told_at_once(course):
    learner = course.learners["proposed"].learner
    with pytest.raises(Refused) as refusal:
        appoint_commission(course.coordinator, course.cohort, Order("1", DAY), [(learner, Seat.CHAIR)], 1, at=AT)
    assert codes(refusal) == ["commission.voices", "commission.learner"]


def test_later_commission_takes_the_place_and_former_members_leave(course):
    course.appoint()
    newcomer = somebody(course.provider, Role.TUTOR)
    chair, stays = course.people[:2]
    seats = [(chair, Seat.CHAIR), (stays, Seat.MEMBER), (newcomer, Seat.MEMBER)]
    later = AT + timedelta(days=1)
    second = appoint_commission(course.coordinator, course.cohort, Order("13", DAY), seats, 2, at=later)
    assert commission_in_force(course.cohort) == second
    held = {
        holding.user_id
        for holding in course.cohort.provider.holdings.filter(cohort=course.cohort.uuid, ended_at=None)
        if holding.role == Role.COMMISSION_MEMBER
    }
    assert held == {chair.pk, stays.pk, newcomer.pk}


def test_commission_is_not_replaced_while_a_protocol_awaits_confirmation(course):
    commission = course.appoint()
    factories.protocol(commission, number="7")
    with pytest.raises(Refused) as refusal:
        course.appoint("13")
    assert codes(refusal) == ["commission.protocol-open"]


@pytest.mark.parametrize("role", [Role.TUTOR, Role.AUDITOR, Role.METHODOLOGIST])
def test_other_roles_appoint_nobody(course, role):
    stranger = somebody(course.provider, role)
    with pytest.raises(NotAllowed):
        appoint_commission(stranger, course.cohort, Order("1", DAY), [], 1, at=AT)
