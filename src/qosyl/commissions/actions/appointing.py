"""The act of appointing a commission by an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.commissions.models import Commission, Member
from qosyl.commissions.queries import (
    commission_in_force,
    learners_among,
    members_of,
    open_protocol,
    order_is_taken,
)
from qosyl.people.access import require
from qosyl.people.actions import hold_in_cohort, leave_cohort, lock_provider
from qosyl.people.roles import Role
from qosyl.rules.protocols import Seat, Seated, commission_problems
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason, Refused

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort
    from qosyl.people.models import User


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it was signed on paper: its number and its date, today's or an earlier one."""

    number: str
    dated: date


@transaction.atomic
def appoint_commission(
    actor: "User", cohort: "Cohort", order: Order, seats: Sequence[tuple["User", Seat]], quorum: int, *, at: datetime
) -> Commission:
    """Appoint a commission for a cohort; it takes the place of an earlier one, whose members leave the cohort.

    :raises Refused: with every reason: of the people, the quorum, the order, or an open protocol of the earlier one.
    """
    today = timezone.localdate(at)
    require(actor, "appoint_commission", today, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    # Orders of one provider queue here, so that no number is used twice.
    lock_provider(cohort.provider)
    learners = learners_among(cohort, [person for person, _ in seats])
    seated = [Seated(str(person.uuid), seat, is_learner=person.pk in learners) for person, seat in seats]
    reasons = (*_order_problems(cohort, order, today), *commission_problems(seated, Provision(quorum)))
    if reasons:
        raise Refused(reasons)
    earlier = commission_in_force(cohort)
    commission = Commission.objects.create(
        cohort=cohort,
        provider=cohort.provider,
        order_number=order.number,
        order_date=order.dated,
        order_year=order.dated.year,
        quorum=quorum,
        appointed_by=actor,
        appointed_at=at,
    )
    Member.objects.bulk_create(
        Member(commission=commission, person=person, seat=seat, place=place)
        for place, (person, seat) in enumerate(seats, start=1)
    )
    _open_the_cohort(actor, commission, earlier, today, at)
    record_act(
        "appoint_commission",
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="cohort",
        thing=str(cohort.uuid),
        facts={
            "commission": str(commission.uuid),
            "order": order.number,
            "dated": order.dated.isoformat(),
            "quorum": quorum,
            "seats": {one.person: str(one.seat) for one in seated},
        },
    )
    return commission


def _order_problems(cohort: "Cohort", order: Order, today: date) -> list[Reason]:
    reasons = []
    if order.dated > today:
        reasons.append(Reason("commission.order-future", required=today, actual=order.dated))
    if order_is_taken(cohort, order.number, order.dated.year):
        reasons.append(Reason("commission.order-taken", actual=order.number))
    awaiting = open_protocol(cohort)
    if awaiting is not None:
        reasons.append(Reason("commission.protocol-open", subject=awaiting.number))
    return reasons


def _open_the_cohort(
    actor: "User", commission: Commission, earlier: Commission | None, today: date, at: datetime
) -> None:
    """Who sits on the commission reads and decides in this cohort alone; who sits on it no more leaves."""
    cohort, members = commission.cohort, members_of(commission)
    for member in members:
        hold_in_cohort(
            actor,
            member.person,
            Role.COMMISSION_MEMBER,
            cohort.provider,
            cohort.uuid,
            since=today,
            until=None,
            at=at,
        )
    staying = {member.person_id for member in members}
    for former in members_of(earlier) if earlier else []:
        if former.person_id not in staying:
            leave_cohort(actor, former.person, Role.COMMISSION_MEMBER, cohort.uuid, at=at)
