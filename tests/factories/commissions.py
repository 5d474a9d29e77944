"""Commissions, their seats, protocols and confirmations."""

from datetime import date
from itertools import count

from qosyl.cohorts.models import Cohort, Enrolment
from qosyl.commissions.kinds import ProtocolKind
from qosyl.commissions.models import Commission, Confirmation, Member, Protocol, ProtocolEntry
from qosyl.people.models import User
from qosyl.rules.protocols import Seat
from tests.factories.house import NOW, user

_NUMBERS = count(1)
ORDERED_ON = date(2026, 11, 16)


def commission(of: Cohort, **fields: object) -> Commission:
    """Without members; a quorum of two."""
    return Commission.objects.create(
        **{
            "cohort": of,
            "provider": of.provider,
            "order_number": f"{next(_NUMBERS)}-н",
            "order_date": ORDERED_ON,
            "order_year": ORDERED_ON.year,
            "quorum": 2,
            "appointed_by": of.opened_by,
            "appointed_at": NOW,
        }
        | fields
    )


def member(of: Commission, person: User | None = None, seat: Seat = Seat.MEMBER) -> Member:
    place = of.members.count() + 1
    return Member.objects.create(commission=of, person=person or user(), seat=seat.value, place=place)


def protocol(of: Commission, **fields: object) -> Protocol:
    return Protocol.objects.create(
        **{
            "commission": of,
            "kind": ProtocolKind.RESULTS,
            "number": str(next(_NUMBERS)),
            "dated": ORDERED_ON,
            "drawn_up_by": of.appointed_by,
            "drawn_up_at": NOW,
        }
        | fields
    )


def protocol_entry(of: Protocol, learner: Enrolment, **facts: object) -> ProtocolEntry:
    """An entry of a protocol of results: 50 points, nothing presented."""
    usual = {
        "points": "50",
        "in_time": "50",
        "with_claims": "50",
        "result": None,
        "reading": None,
        "grounds": "",
        "works": "not-presented",
        "project": "not-presented",
    }
    place = of.entries.count() + 1
    return ProtocolEntry.objects.create(protocol=of, enrolment=learner, place=place, facts=usual | facts)


def confirmation(of: Protocol, by: Member, special_opinion: str = "") -> Confirmation:
    return Confirmation.objects.create(protocol=of, member=by, special_opinion=special_opinion, at=NOW)
