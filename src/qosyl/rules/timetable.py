"""Laying a timetable: sessions from the plan, the teaching day and the calendar.

Here belong days and minutes of sessions. Not here: faults of a timetable changed by hand (`timetable_faults`), tutors,
rooms and groups by name, and what was attended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from qosyl.rules.hours import MINUTES_OF_ACADEMIC_HOUR
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason, Refused

MINUTES_OF_DAY = 24 * 60
_DAY = timedelta(days=1)
_WEEK = range(1, 8)


class Kind(StrEnum):
    LECTURE = "lecture"
    PRACTICE = "practice"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """Hours of one kind in a topic; the order of these is the order of teaching."""

    topic: str
    kind: Kind
    hours: int


@dataclass(frozen=True, slots=True)
class TeachingDay:
    """A day of at most `hours` academic hours from `starts_at` (minutes after midnight).

    `breaks` gives minutes of rest after so many hours of the day: {2: 10, 4: 60}. `most` is what the policy allows.
    """

    hours: int
    starts_at: int
    breaks: Mapping[int, int] = field(default_factory=dict)
    hour_minutes: int = MINUTES_OF_ACADEMIC_HOUR
    most: Provision[int] | None = None

    def start_of(self, hour: int) -> int:
        """The minute at which the hour of the day begins, counted from 0."""
        rest = sum(minutes for after, minutes in self.breaks.items() if after <= hour)
        return self.starts_at + hour * self.hour_minutes + rest

    def end_of(self, hour: int) -> int:
        return self.start_of(hour) + self.hour_minutes


@dataclass(frozen=True, slots=True)
class Calendar:
    """The first day, working weekdays (Monday is 1), days off, days of work moved to a weekend, and the last day."""

    first_day: date
    weekdays: frozenset[int]
    holidays: frozenset[date] = frozenset()
    moved_work: frozenset[date] = frozenset()
    last_day: date | None = None

    def is_working(self, day: date) -> bool:
        if day in self.holidays or day < self.first_day or (self.last_day is not None and day > self.last_day):
            return False
        return day.isoweekday() in self.weekdays or day in self.moved_work


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a day; `start` and `end` are minutes after midnight, breaks inside included."""

    day: date
    topic: str
    kind: Kind
    hours: int
    start: int
    end: int


def timetable(plan: Sequence[PlannedHours], teaching_day: TeachingDay, calendar: Calendar) -> tuple[Session, ...]:
    """Every hour of the plan once and in order, each working day filled before the next; raises `Refused`.

    What does not fit into the rest of a day goes on as the first session of the next one.
    """
    if problems := (*plan_problems(plan), *day_problems(teaching_day), *_calendar_problems(calendar)):
        raise Refused(problems)
    sessions: list[Session] = []
    day, taught = calendar.first_day - _DAY, teaching_day.hours
    for part in plan:
        open_hours = part.hours
        while open_hours:
            if taught == teaching_day.hours:
                day, taught = _next_working_day(day, calendar, part.topic), 0
            hours = min(open_hours, teaching_day.hours - taught)
            start, end = teaching_day.start_of(taught), teaching_day.end_of(taught + hours - 1)
            sessions.append(Session(day, part.topic, part.kind, hours, start, end))
            taught += hours
            open_hours -= hours
    return tuple(sessions)


def plan_problems(plan: Sequence[PlannedHours]) -> tuple[Reason, ...]:
    """An empty plan, hours that are none, and a kind of a topic that stands twice."""
    if not plan:
        return (Reason("timetable.plan", required=1, actual=0),)
    seen: set[tuple[str, Kind]] = set()
    reasons = []
    for part in plan:
        if part.hours < 1:
            reasons.append(Reason("timetable.hours", required=1, actual=part.hours, subject=part.topic))
        if (part.topic, part.kind) in seen:
            reasons.append(Reason("timetable.twice", required=1, actual=2, subject=f"{part.topic} {part.kind}"))
        seen.add((part.topic, part.kind))
    return tuple(reasons)


def day_problems(teaching_day: TeachingDay) -> tuple[Reason, ...]:
    """What keeps a teaching day from being one; a day beyond the policy's maximum gives the clause of the policy."""
    reasons = []
    if teaching_day.hours < 1:
        reasons.append(Reason("timetable.daily-maximum", required=1, actual=teaching_day.hours))
    if teaching_day.most is not None and teaching_day.hours > teaching_day.most.value:
        most = teaching_day.most
        reasons.append(Reason("timetable.long-day", most.value, teaching_day.hours, clause=most.clause))
    if teaching_day.hour_minutes < 1:
        reasons.append(Reason("timetable.hour-minutes", required=1, actual=teaching_day.hour_minutes))
    if not 0 <= teaching_day.starts_at < MINUTES_OF_DAY:
        reasons.append(Reason("timetable.start", required=MINUTES_OF_DAY - 1, actual=teaching_day.starts_at))
    for hour, minutes in teaching_day.breaks.items():
        if hour < 1 or minutes < 0:
            reasons.append(Reason("timetable.break", required=0, actual=minutes, subject=str(hour)))
    if not reasons and teaching_day.end_of(teaching_day.hours - 1) > MINUTES_OF_DAY:
        end = teaching_day.end_of(teaching_day.hours - 1)
        reasons.append(Reason("timetable.past-midnight", required=MINUTES_OF_DAY, actual=end))
    return tuple(reasons)


def _calendar_problems(calendar: Calendar) -> tuple[Reason, ...]:
    reasons = [
        Reason("timetable.weekday", required="1-7", actual=weekday)
        for weekday in sorted(calendar.weekdays - frozenset(_WEEK))
    ]
    if not calendar.weekdays & frozenset(_WEEK):
        reasons.append(Reason("timetable.no-weekdays", required=1, actual=0))
    if calendar.last_day is not None and calendar.last_day < calendar.first_day:
        reasons.append(Reason("timetable.backwards", required=calendar.first_day, actual=calendar.last_day))
    return tuple(reasons)


def _next_working_day(day: date, calendar: Calendar, topic: str) -> date:
    """The search ends: in as many weeks as there are holidays, and one more, one working weekday is no holiday."""
    for step in range(1, (len(calendar.holidays) + 1) * len(_WEEK) + 1):
        found = day + step * _DAY
        if calendar.last_day is not None and found > calendar.last_day:
            break
        if calendar.is_working(found):
            return found
    raise Refused((Reason("timetable.too-few-days", required=calendar.last_day, actual=day, subject=topic),))
