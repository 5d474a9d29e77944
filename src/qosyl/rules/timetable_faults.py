"""What is wrong with a timetable that people changed by hand, and where two bookings of one tutor or room meet.

Here belong faults of sessions that already stand. Not here: laying a timetable (`timetable`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from qosyl.rules.reasons import Reason
from qosyl.rules.timetable import Calendar, PlannedHours, Session, TeachingDay


@dataclass(frozen=True, slots=True)
class Booking:
    """A session as its tutor or its room sees it: `who` is busy from `start` to `end` (minutes after midnight)."""

    who: str
    session: str
    day: date
    start: int
    end: int


def timetable_problems(
    plan: Sequence[PlannedHours], teaching_day: TeachingDay, calendar: Calendar, sessions: Iterable[Session]
) -> tuple[Reason, ...]:
    """Everything that a timetable of one group breaks: hours of the plan, their order, days off, length of a day."""
    ordered = sorted(sessions, key=lambda session: (session.day, session.start, session.end))
    return (
        *_hours_problems(plan, ordered),
        *_order_problems(plan, ordered),
        *_day_problems(teaching_day, calendar, ordered),
        *_time_problems(teaching_day, ordered),
    )


def clashes(bookings: Iterable[Booking]) -> tuple[Reason, ...]:
    """Every two bookings of one tutor or room that overlap; `required` and `actual` name the two sessions.

    A session that begins in the minute in which another ends does not clash with it.
    """
    ordered = sorted(bookings, key=lambda booked: (booked.who, booked.day, booked.start, booked.end, booked.session))
    reasons = []
    for _, group in groupby(ordered, key=lambda booked: (booked.who, booked.day)):
        day = list(group)
        for at, one in enumerate(day):
            for other in day[at + 1 :]:
                if other.start >= one.end:
                    break
                reasons.append(Reason("timetable.clash", one.session, other.session, one.who))
    return tuple(reasons)


def _hours_problems(plan: Sequence[PlannedHours], sessions: Sequence[Session]) -> Iterator[Reason]:
    laid: Counter[tuple[str, str]] = Counter()
    for session in sessions:
        laid[session.topic, session.kind] += session.hours
    planned = {(part.topic, str(part.kind)): part.hours for part in plan}
    for topic, kind in dict.fromkeys((*planned, *laid)):
        required, actual = planned.get((topic, kind), 0), laid[topic, kind]
        if required != actual:
            yield Reason("timetable.topic-hours", required, actual, f"{topic} {kind}")


def _order_problems(plan: Sequence[PlannedHours], sessions: Sequence[Session]) -> Iterator[Reason]:
    rank = {(part.topic, part.kind): at for at, part in enumerate(plan)}
    known = [session for session in sessions if (session.topic, session.kind) in rank]
    for earlier, later in pairwise(known):
        if rank[later.topic, later.kind] < rank[earlier.topic, earlier.kind]:
            before, behind = (f"{session.topic} {session.kind}" for session in (later, earlier))
            yield Reason("timetable.order", required=before, actual=behind, subject=later.day.isoformat())


def _day_problems(teaching_day: TeachingDay, calendar: Calendar, sessions: Sequence[Session]) -> Iterator[Reason]:
    most = teaching_day.hours if teaching_day.most is None else teaching_day.most.value
    clause = "" if teaching_day.most is None else teaching_day.most.clause
    for day, group in groupby(sessions, key=lambda session: session.day):
        hours = sum(session.hours for session in group)
        if not calendar.is_working(day):
            yield Reason("timetable.day-off", actual=day, subject=day.isoformat())
        if hours > most:
            yield Reason("timetable.long-day", most, hours, day.isoformat(), clause)


def _time_problems(teaching_day: TeachingDay, sessions: Sequence[Session]) -> Iterator[Reason]:
    for session in sessions:
        minutes = session.hours * teaching_day.hour_minutes
        if session.end - session.start < minutes:
            yield Reason("timetable.too-short", minutes, session.end - session.start, session.day.isoformat())
    for earlier, later in pairwise(sessions):
        if earlier.day == later.day and later.start < earlier.end:
            yield Reason("timetable.overlap", earlier.end, later.start, later.day.isoformat())
