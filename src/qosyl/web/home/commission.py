"""The commission's section: protocols that await this person's voice, and those that the person keeps as secretary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from qosyl.commissions.access import protocols_awaiting, protocols_visible_to, seats_of
from qosyl.commissions.words import KINDS, SEATS
from qosyl.people.access import roles_on
from qosyl.people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.commissions.models import Member, Protocol
    from qosyl.people.models import User

_LATEST = 3


@dataclass(frozen=True, slots=True)
class CommissionSection:
    awaiting: Sequence[tuple["Protocol", "_StrPromise"]]
    latest: Sequence[tuple["Protocol", "_StrPromise"]]
    seats: Sequence[tuple["Member", "_StrPromise"]]


def commission_section(user: "User", at: datetime) -> CommissionSection | None:
    day = timezone.localdate(at)
    if Role.COMMISSION_MEMBER not in roles_on(user, day):
        return None
    awaiting = protocols_awaiting(user, day)
    latest = protocols_visible_to(user, "read_protocols", day)[:_LATEST]
    return CommissionSection(
        [(each, KINDS[each.kind]) for each in awaiting],
        [(each, KINDS[each.kind]) for each in latest if each not in awaiting],
        [(seat, SEATS[seat.seat]) for seat in seats_of(user)],
    )
