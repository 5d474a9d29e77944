"""A timetable as a page shows it: days with their sessions, faults in words, who or what is booked twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.holidays import HOLIDAYS, holidays_between
from qosyl.cohorts.queries import package_of_cohort
from qosyl.cohorts.reasons import KINDS, clock_time, sentences_of
from qosyl.cohorts.timetables import (
    Wishes,
    clashes_of,
    digest_of,
    draft,
    faults_of,
    has_records,
    last_wishes,
    sessions_of,
    usual_wishes,
)
from qosyl.localtext import Language, LocalText
from qosyl.rules.attendance import Study

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import Cohort, Group, Session
    from qosyl.rules.timetable import Session as LaidSession

#: How far ahead days off are offered for a new timetable: a course of a half-year is a long one.
_AHEAD = timedelta(days=183)
TUTOR_TWICE = _("This tutor teaches elsewhere at this time")
ROOM_TWICE = _("This place is taken at this time")


@dataclass(frozen=True, slots=True)
class Line:
    """One session. `session` is None in a preview; `clash` says with which cohort and group it meets."""

    number: str
    title: LocalText
    kind: "_StrPromise"
    hours: int
    time: str
    tutor: LocalText | None = None
    place: str = ""
    session: "Session | None" = None
    held: bool = False
    fixed: bool = False
    alone: bool = False
    clashes: tuple[tuple["_StrPromise", "Cohort", "Group"], ...] = ()

    @property
    def is_link(self) -> bool:
        return self.place.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Day:
    """A day with its sessions."""

    day: date
    lines: tuple[Line, ...]

    @property
    def hours(self) -> int:
        return sum(line.hours for line in self.lines)


@dataclass(frozen=True, slots=True)
class TimetablePage:
    """A timetable that stands. `seen` names its state for whoever changes it."""

    days: tuple[Day, ...]
    faults: tuple[str, ...]
    clashes: int
    hours: int
    planned: int
    seen: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A timetable that would be laid: what stays and what is new, in one order."""

    days: tuple[Day, ...]
    kept: int
    laid: int
    last_day: date


def titles_of(cohort: "Cohort") -> Mapping[str, LocalText]:
    """Titles of the topics of a cohort's programme by their numbers."""
    return {topic.sheet.number: topic.sheet.title for topic in package_of_cohort(cohort).topics()}


def timetable_page(group: "Group") -> TimetablePage:
    """The timetable of a group as it stands."""
    sessions = sessions_of(group)
    titles = titles_of(group.cohort)
    clashes = clashes_of(group, sessions)
    met: dict[int, list[tuple[_StrPromise, Cohort, Group]]] = {}
    clashes = [clash for clash in clashes if not has_records(clash[0])]
    for own, other, what in clashes:
        words = TUTOR_TWICE if what == "tutor" else ROOM_TWICE
        met.setdefault(own.pk, []).append((words, other.group.cohort, other.group))
    lines = [(session.day, line_of(session, titles, tuple(met.get(session.pk, ())))) for session in sessions]
    return TimetablePage(
        days=_by_day(lines),
        faults=tuple(sentences_of(faults_of(group, sessions, last_wishes(group)))),
        clashes=len(clashes),
        hours=sum(session.hours for session in sessions),
        planned=package_of_cohort(group.cohort).programme.hours,
        seen=digest_of(sessions),
    )


def line_of(
    session: "Session",
    titles: Mapping[str, LocalText],
    clashes: tuple[tuple["_StrPromise", "Cohort", "Group"], ...] = (),
) -> Line:
    """A stored session as a line; titles of topics that the programme no longer has stay empty."""
    return Line(
        number=session.topic.number,
        title=titles.get(session.topic.number, LocalText("", "")),
        kind=KINDS[session.kind],
        hours=session.hours,
        time=f"{clock_time(session.start)}–{clock_time(session.end)}",
        tutor=session.tutor.full_name if session.tutor else None,
        place=session.place,
        session=session,
        held=session.delivered_at is not None,
        fixed=has_records(session),
        alone=session.study == Study.ALONE,
        clashes=clashes,
    )


def preview(group: "Group", wishes: Wishes) -> Preview:
    """What would stand after laying; raises the rules' `Refused`."""
    made = draft(group, wishes)
    titles = titles_of(group.cohort)
    kept = [(session.day, line_of(session, titles)) for session in made.kept]
    new = [(session.day, _new_line(session, titles)) for session in made.laid]
    ordered = sorted((*kept, *new), key=lambda pair: (pair[0], pair[1].time))
    return Preview(_by_day(ordered), len(made.kept), len(made.laid), ordered[-1][0])


def _new_line(session: "LaidSession", titles: Mapping[str, LocalText]) -> Line:
    time = f"{clock_time(session.start)}–{clock_time(session.end)}"
    return Line(session.topic, titles[session.topic], KINDS[session.kind], session.hours, time)


def _by_day(lines: Iterable[tuple[date, Line]]) -> tuple[Day, ...]:
    return tuple(Day(day, tuple(line for _day, line in found)) for day, found in groupby(lines, key=lambda one: one[0]))


def wishes_to_begin_with(group: "Group") -> Wishes:
    """From what the form begins: the last laying, or the usual day with the known days off ahead."""
    stands = last_wishes(group)
    if stands is not None:
        held = group.sessions.filter(cancelled_at=None).exclude(delivered_at=None).order_by("-day").first()
        return stands if held is None else stands.after(held.day)
    first = group.cohort.starts_on
    return usual_wishes(group, frozenset(holiday.day for holiday in holidays_between(first, first + _AHEAD)))


def holiday_names(language: Language) -> dict[date, str]:
    """Names of the known days off, as remarks behind the days of the form."""
    return {holiday.day: holiday.name.pick(language) for holiday in HOLIDAYS}


def session_seen(session: "Session") -> str:
    """The state of one session, for whoever moves it."""
    return digest_of([session])


def stands_in(group: "Group") -> tuple[str, Sequence["Session"]]:
    """The state of a timetable and its sessions, for the form that lays a new one."""
    sessions = sessions_of(group)
    return digest_of(sessions), sessions
