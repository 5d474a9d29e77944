"""Who may see which commission and protocol, whose voice is asked, and who may sit on a commission at all."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from qosyl.cohorts.access import cohort_visible_to
from qosyl.commissions.models import Commission, Confirmation, Member, Protocol
from qosyl.commissions.queries import commission_in_force, with_corrections
from qosyl.people.access import Actor, NotVisible, person_behind, scope_of, staff_of
from qosyl.rules.protocols import Seat

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort
    from qosyl.people.models import User

_SEATS = 5
_WITH_A_VOICE = [seat.value for seat in Seat if seat.has_a_voice]


def cohort_for(user: Actor, act: str, day: date, cohort: UUID) -> "Cohort":
    """A cohort to which this person may do one of this room's acts; :class:`NotVisible` otherwise."""
    return cohort_visible_to(user, act, day, cohort)


def protocols_visible_to(user: Actor, act: str, day: date) -> QuerySet[Protocol]:
    """Protocols of cohorts to which this person may do ``act``, the newest first."""
    scope = scope_of(user, act, day)
    return (
        with_corrections(Protocol.objects.all())
        .filter(
            Q(commission__cohort__provider__in=scope.providers)
            | Q(commission__cohort__branch__in=scope.branches)
            | Q(commission__cohort__uuid__in=scope.cohorts)
        )
        .select_related(
            "commission__cohort__provider",
            "commission__cohort__branch",
            "commission__cohort__publication__version",
            "drawn_up_by",
            "withdrawn_by",
            "admission_list",
            "supersedes",
        )
        .defer("commission__cohort__publication__version__content", "commission__cohort__publication__difference")
    )


def protocol_visible_to(user: Actor, act: str, day: date, protocol: UUID) -> Protocol:
    """One of them, or :class:`NotVisible`."""
    found = protocols_visible_to(user, act, day).filter(uuid=protocol).first()
    if found is None:
        raise NotVisible
    return found


def protocols_awaiting(user: Actor, day: date) -> list[Protocol]:
    """Protocols that lack this person's voice and are not confirmed yet, the oldest first."""
    person = person_behind(user)
    if person is None:
        return []
    seats = Member.objects.filter(commission=OuterRef("commission"), person=person, seat__in=_WITH_A_VOICE)
    heard = Confirmation.objects.filter(protocol=OuterRef("pk"), member__person=person)
    open_ones = protocols_visible_to(user, "confirm_protocol", day).filter(confirmed_at=None, withdrawn_at=None)
    return list(open_ones.filter(Exists(seats), ~Exists(heard)).order_by("drawn_up_at", "id"))


def seat_of(user: Actor, commission: Commission) -> Member | None:
    """The person's seat on this commission."""
    person = person_behind(user)
    return None if person is None else commission.members.filter(person=person).first()


def seats_of(user: Actor) -> list[Member]:
    """The person's seats on commissions, the latest first."""
    person = person_behind(user)
    if person is None:
        return []
    return list(person.seats.select_related("commission__cohort").order_by("-commission__appointed_at", "-id")[:_SEATS])


def may_draw_up(user: Actor, day: date, cohort: "Cohort") -> bool:
    """Whether this person draws up protocols of the cohort: its coordinator, or the secretary of its commission."""
    if not scope_of(user, "draw_up_protocol", day).covers(cohort.provider, cohort.branch, cohort.uuid):
        return False
    if scope_of(user, "run_cohort", day).covers(cohort.provider, cohort.branch, cohort.uuid):
        return True
    commission = commission_in_force(cohort)
    seat = seat_of(user, commission) if commission else None
    return seat is not None and seat.seat == Seat.SECRETARY


def cohort_to_draw_up(user: Actor, day: date, cohort: UUID) -> "Cohort":
    """A cohort whose protocols this person draws up; :class:`NotVisible` otherwise."""
    found = cohort_for(user, "draw_up_protocol", day, cohort)
    if not may_draw_up(user, day, found):
        raise NotVisible
    return found


def protocol_to_draw_up(user: Actor, day: date, protocol: UUID) -> Protocol:
    """A protocol of a cohort whose protocols this person draws up; :class:`NotVisible` otherwise."""
    found = protocol_visible_to(user, "draw_up_protocol", day, protocol)
    cohort_to_draw_up(user, day, found.commission.cohort.uuid)
    return found


def candidates_for(cohort: "Cohort", day: date) -> list["User"]:
    """People of the cohort's provider who work there on that day, in the order of their names."""
    return staff_of(cohort.provider, day)
