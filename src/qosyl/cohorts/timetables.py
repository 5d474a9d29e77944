"""What stands in a group's timetable, what a new one would be, and where tutors and rooms are booked twice.

Here belongs turning rows into the facts of `rules.timetable` and back. Not here: writing (`actions.timetable`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from qosyl.cohorts.models import AttendanceMark, Group, HandedIn, Laying, MadeUp, Session
from qosyl.localtext import fold
from qosyl.programmes.access import published_package
from qosyl.programmes.provisions import MODES, NINE_O_CLOCK, USUAL_BREAKS, Mode, planned_hours, teaching_day
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.timetable import Calendar, Kind, PlannedHours, TeachingDay, timetable
from qosyl.rules.timetable import Session as LaidSession
from qosyl.rules.timetable_faults import Booking, clashes, timetable_problems

_MONDAY_TO_FRIDAY = frozenset(range(1, 6))
_DAY = timedelta(days=1)
_TUTOR, _ROOM = "tutor", "room"


@dataclass(frozen=True, slots=True)
class Wishes:
    """From what a timetable is laid. `breaks`: minutes of rest after so many hours of the day."""

    first_day: date
    weekdays: frozenset[int]
    hours: int
    starts_at: int
    breaks: Mapping[int, int]
    holidays: frozenset[date] = frozenset()
    moved_work: frozenset[date] = frozenset()

    def as_json(self) -> dict[str, object]:
        return {
            "first_day": self.first_day.isoformat(),
            "weekdays": sorted(self.weekdays),
            "hours": self.hours,
            "starts_at": self.starts_at,
            "breaks": sorted([after, minutes] for after, minutes in self.breaks.items()),
            "holidays": sorted(day.isoformat() for day in self.holidays),
            "moved_work": sorted(day.isoformat() for day in self.moved_work),
        }

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            first_day=date.fromisoformat(stored["first_day"]),
            weekdays=frozenset(int(day) for day in stored["weekdays"]),
            hours=int(stored["hours"]),
            starts_at=int(stored["starts_at"]),
            breaks={int(after): int(minutes) for after, minutes in stored["breaks"]},
            holidays=frozenset(date.fromisoformat(day) for day in stored["holidays"]),
            moved_work=frozenset(date.fromisoformat(day) for day in stored["moved_work"]),
        )

    def after(self, day: date) -> Self:
        """The same from the day after, where they began earlier: what was held stays."""
        return replace(self, first_day=max(self.first_day, day + _DAY))

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.first_day, self.weekdays, self.holidays, self.moved_work)


@dataclass(frozen=True, slots=True)
class Draft:
    """A timetable before it is laid: sessions that stay because they hold records, and the new ones."""

    kept: tuple[Session, ...]
    laid: tuple[LaidSession, ...]


def mode_of(group: Group) -> Mode:
    return next(mode for mode in MODES if mode == group.mode)


def plan_of(group: Group) -> tuple[PlannedHours, ...]:
    """The hours of the programme that the group studies, in their order."""
    return planned_hours(published_package(group.cohort.publication))


def day_of(group: Group, wishes: Wishes) -> TeachingDay:
    """The teaching day that is wished for, with what the policy allows a group of this mode."""
    return teaching_day(
        published_package(group.cohort.publication),
        group.cohort.starts_on,
        mode_of(group),
        hours=wishes.hours,
        starts_at=wishes.starts_at,
        breaks=wishes.breaks,
    )


def usual_wishes(group: Group, holidays: frozenset[date] = frozenset()) -> Wishes:
    """From the first day of the cohort, Monday to Friday, as many hours a day as the policy allows the mode."""
    usual = teaching_day(published_package(group.cohort.publication), group.cohort.starts_on, mode_of(group))
    return Wishes(group.cohort.starts_on, _MONDAY_TO_FRIDAY, usual.hours, NINE_O_CLOCK, USUAL_BREAKS, holidays)


def last_wishes(group: Group) -> Wishes | None:
    """From what the timetable that stands was laid; None before the first."""
    stored = group.layings.order_by("-id").values_list("calendar", flat=True).first()
    return Wishes.of_json(stored) if stored else None


def sessions_of(group: Group) -> list[Session]:
    """Standing sessions of a group in their order, with topic and tutor; `has_records` says what may not be touched."""
    recorded = [Exists(rows.objects.filter(session=OuterRef("pk"))) for rows in (AttendanceMark, MadeUp, HandedIn)]
    return list(
        group.sessions.filter(cancelled_at=None)
        .select_related("topic", "tutor")
        .annotate(has_records=Q(delivered_at__isnull=False) | Q(recorded[0]) | Q(recorded[1]) | Q(recorded[2]))
        .order_by("day", "start", "id")
    )


def draft(group: Group, wishes: Wishes) -> Draft:
    """What a new timetable would be: what holds records stays, the hours that are left are laid anew.

    :raises Refused: the plan, the calendar or the day cannot be, the first day lies before what was taught, or a
        session that stays is in the way.
    """
    kept = tuple(session for session in sessions_of(group) if has_records(session))
    left = _left_of(plan_of(group), kept)
    if not left:
        raise Refused((Reason("timetable.all-taught", required=1, actual=0),))
    last_taught = max((session.day for session in kept if session.delivered_at), default=None)
    if last_taught is not None and wishes.first_day <= last_taught:
        raise Refused((Reason("timetable.taught-until", required=last_taught, actual=wishes.first_day),))
    laid = timetable(left, day_of(group, wishes), wishes.calendar)
    if problems := tuple(_in_the_way(kept, laid)):
        raise Refused(problems)
    return Draft(kept, laid)


def has_records(session: Session) -> bool:
    """Whether anybody's hours rest on it; only of sessions that `sessions_of` gave."""
    return bool(getattr(session, "has_records", True))


def _left_of(plan: Sequence[PlannedHours], kept: Iterable[Session]) -> tuple[PlannedHours, ...]:
    taught: Counter[tuple[str, str]] = Counter()
    for session in kept:
        taught[session.topic.number, session.kind] += session.hours
    left = ((part, part.hours - taught[part.topic, str(part.kind)]) for part in plan)
    return tuple(PlannedHours(part.topic, part.kind, hours) for part, hours in left if hours > 0)


def _in_the_way(kept: Iterable[Session], laid: Sequence[LaidSession]) -> Iterator[Reason]:
    for session in kept:
        for new in laid:
            if new.day == session.day and new.start < session.end and session.start < new.end:
                yield Reason("timetable.in-the-way", session.end, new.start, session.day.isoformat())


def as_laid(session: Session) -> LaidSession:
    """A stored session as the rule sees it."""
    return LaidSession(session.day, session.topic.number, Kind(session.kind), session.hours, session.start, session.end)


def faults_of(group: Group, sessions: Sequence[Session], wishes: Wishes | None) -> tuple[Reason, ...]:
    """What the timetable breaks as it stands; none while there is none."""
    if not sessions:
        return ()
    wishes = wishes or usual_wishes(group)
    first = min(wishes.first_day, *(session.day for session in sessions))
    calendar = Calendar(first, wishes.weekdays, wishes.holidays, wishes.moved_work)
    return timetable_problems(plan_of(group), day_of(group, wishes), calendar, map(as_laid, sessions))


def clashes_of(group: Group, sessions: Sequence[Session]) -> list[tuple[Session, Session, str]]:
    """Pairs of sessions that book one tutor or one room at once, with who is booked twice: «tutor» or «room».

    The first session of each pair is of this group; the others may be of any group of the provider.
    """
    days = {session.day for session in sessions}
    others = list(
        Session.objects.filter(group__cohort__provider=group.cohort.provider_id, day__in=days, cancelled_at=None)
        .exclude(group=group)
        .select_related("topic", "tutor", "group__cohort")
    )
    by_key = {str(session.pk): session for session in (*sessions, *others)}
    own = {str(session.pk) for session in sessions}
    found = []
    for reason in clashes(booking for session in by_key.values() for booking in _bookings(session)):
        pair = sorted((str(reason.required), str(reason.actual)), key=lambda key: key not in own)
        if pair[0] in own:
            found.append((by_key[pair[0]], by_key[pair[1]], reason.subject.partition(":")[0]))
    return sorted(found, key=lambda clash: (clash[0].day, clash[0].start, clash[2]))


def _bookings(session: Session) -> Iterator[Booking]:
    if session.tutor_id is not None:
        yield Booking(f"{_TUTOR}:{session.tutor_id}", str(session.pk), session.day, session.start, session.end)
    if session.place.strip():
        yield Booking(f"{_ROOM}:{fold(session.place)}", str(session.pk), session.day, session.start, session.end)


def digest_of(sessions: Iterable[Session]) -> str:
    """What somebody saw who changes a timetable; another one stands when somebody else was quicker."""
    seen = hashlib.sha256()
    for session in sessions:
        row = (
            session.uuid,
            session.day,
            session.start,
            session.end,
            session.tutor_id,
            session.place,
            session.study,
            session.delivered_at is not None,
        )
        seen.update(repr([str(cell) for cell in row]).encode())
    return seen.hexdigest()[:32]


def laying_of(group: Group) -> Laying | None:
    """The last laying of the group's timetable, with who laid it."""
    return group.layings.select_related("actor").order_by("-id").first()
