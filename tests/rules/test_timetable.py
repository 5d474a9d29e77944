"""Timetables as a table, and what holds for every timetable: all hours once, in order, on working days."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Refused
from qosyl.rules.timetable import Calendar, Kind, PlannedHours, TeachingDay, day_problems, timetable
from qosyl.rules.timetable_faults import Booking, clashes, timetable_problems
from tests.rules.tables import table

MOST = Provision(8, "358-359")


@pytest.mark.parametrize("row", table("timetable"), ids=lambda row: row[0])
def test_timetable_as_the_table_says(row):
    shows, plan, hours, start, breaks, weekdays, first, off, last, answer = row
    pauses = {int(after): int(minutes) for after, _, minutes in (pair.partition(":") for pair in breaks.split())}
    calendar = Calendar(
        date.fromisoformat(first),
        frozenset(map(int, weekdays)),
        frozenset(map(date.fromisoformat, off.split())),
        last_day=date.fromisoformat(last) if last else None,
    )
    assert _answer(_plan(plan), TeachingDay(int(hours), _minutes(start), pauses, most=MOST), calendar) == answer, shows


def _plan(words):
    parts = [part.split(" ") for part in words.split("; ") if part]
    return [PlannedHours(topic, Kind(kind), int(hours)) for topic, kind, hours in parts]


def _minutes(clock):
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _answer(plan, teaching_day, calendar):
    try:
        sessions = timetable(plan, teaching_day, calendar)
    except Refused as refusal:
        return "; ".join(f"{reason.code} {reason.subject}".strip() for reason in refusal.reasons)
    return "; ".join(
        f"{one.day} {one.topic} {one.kind} {one.hours} {_clock(one.start)}-{_clock(one.end)}" for one in sessions
    )


def _the_plan_of_eighty_hours():
    without_practice = {"1.1", "1.3"}
    plan = []
    for topic in [f"{module}.{at}" for module in range(1, 6) for at in range(1, 5)]:
        plan.append(PlannedHours(topic, Kind.LECTURE, 2))
        if topic not in without_practice:
            plan.append(PlannedHours(topic, Kind.PRACTICE, 2))
    return [*plan, PlannedHours("5.5", Kind.ASSESSMENT, 4)]


@pytest.mark.parametrize(("hours", "start", "days"), [(8, 540, 10), (4, 1110, 20)])
def test_course_of_eighty_hours_takes_ten_days_or_twenty_evenings(hours, start, days):
    calendar = Calendar(date(2026, 9, 7), frozenset({1, 2, 3, 4, 5}))
    sessions = timetable(_the_plan_of_eighty_hours(), TeachingDay(hours, start, {2: 10}), calendar)
    assert sum(session.hours for session in sessions) == 80
    assert len({session.day for session in sessions}) == days


def test_weekend_to_which_work_was_moved_is_taught():
    calendar = Calendar(date(2026, 9, 12), frozenset({1}), moved_work=frozenset({date(2026, 9, 12)}))
    sessions = timetable(_plan("1.1 lecture 4"), TeachingDay(2, 540), calendar)
    assert [session.day for session in sessions] == [date(2026, 9, 12), date(2026, 9, 14)]


def test_day_beyond_the_policy_names_its_clause():
    (reason,) = day_problems(TeachingDay(9, 540, most=MOST))
    assert (reason.required, reason.actual, reason.clause) == (8, 9, "358-359")


@pytest.mark.parametrize(
    ("teaching_day", "reasons"),
    [
        (TeachingDay(4, 1260), []),
        (TeachingDay(4, 1261), [("timetable.past-midnight", 1440, 1441)]),
        (TeachingDay(4, 1250, {2: 10}), []),
        (TeachingDay(4, 1250, {2: 11}), [("timetable.past-midnight", 1440, 1441)]),
        (TeachingDay(4, 0, hour_minutes=1), []),
        (TeachingDay(4, 0, hour_minutes=0), [("timetable.hour-minutes", 1, 0)]),
        (TeachingDay(1, -1), [("timetable.start", 1439, -1)]),
        (TeachingDay(1, 1440), [("timetable.start", 1439, 1440)]),
        (TeachingDay(2, 0, {1: 0}), []),
        (TeachingDay(2, 0, {1: -1}), [("timetable.break", 0, -1)]),
        (TeachingDay(0, 0), [("timetable.daily-maximum", 1, 0)]),
    ],
)
def test_day_problems_with_what_is_required_and_found(teaching_day, reasons):
    found = [(reason.code, reason.required, reason.actual) for reason in day_problems(teaching_day)]
    assert found == reasons


first_days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
plans = st.lists(
    st.tuples(st.integers(1, 21), st.sampled_from(Kind), st.integers(1, 12)),
    min_size=1,
    max_size=12,
    unique_by=lambda part: part[:2],
).map(lambda parts: [PlannedHours(f"1.{at}", kind, hours) for at, kind, hours in parts])
teaching_days = st.builds(
    TeachingDay,
    hours=st.integers(1, 9),
    starts_at=st.integers(8 * 60, 13 * 60),
    breaks=st.dictionaries(st.integers(1, 9), st.integers(0, 20), max_size=4),
)


@st.composite
def calendars(draw):
    first = draw(first_days)
    near = st.integers(0, 60).map(lambda days: first + timedelta(days=days))
    return Calendar(
        first,
        draw(st.frozensets(st.integers(1, 7), min_size=1)),
        draw(st.frozensets(near, max_size=20)),
        draw(st.frozensets(near, max_size=3)),
    )


@given(plans, teaching_days, calendars())
def test_every_timetable_teaches_each_hour_once_and_in_order(plan, teaching_day, calendar):
    sessions = timetable(plan, teaching_day, calendar)
    hours = [(one.topic, one.kind) for one in sessions for _ in range(one.hours)]
    assert hours == [(part.topic, part.kind) for part in plan for _ in range(part.hours)]


@given(plans, teaching_days, calendars())
def test_every_timetable_keeps_days_off_the_daily_maximum_and_the_length_of_an_hour(plan, teaching_day, calendar):
    sessions = timetable(plan, teaching_day, calendar)
    of_day = Counter()
    for one in sessions:
        of_day[one.day] += one.hours
        assert one.day >= calendar.first_day
        assert one.day not in calendar.holidays
        assert one.day.isoweekday() in calendar.weekdays or one.day in calendar.moved_work
    assert max(of_day.values()) <= teaching_day.hours
    last = max(of_day)
    assert all(count == teaching_day.hours for day, count in of_day.items() if day != last)
    for earlier, later in pairwise(sessions):
        assert (earlier.day, earlier.end) <= (later.day, later.start)
    assert all(one.end - one.start >= one.hours * 45 for one in sessions)
    assert timetable_problems(plan, teaching_day, calendar, sessions) == ()


@given(plans, teaching_days, calendars(), st.data())
def test_timetable_with_a_last_day_is_the_same_or_refused(plan, teaching_day, calendar, data):
    whole = timetable(plan, teaching_day, calendar)
    last = calendar.first_day + timedelta(days=data.draw(st.integers(0, 200)))
    limited = replace(calendar, last_day=last)
    if last >= whole[-1].day:
        assert timetable(plan, teaching_day, limited) == whole
    else:
        with pytest.raises(Refused, match=r"timetable\.too-few-days"):
            timetable(plan, teaching_day, limited)


# --- faults ----------------------------------------------------------------------------------------------------------
PLAN = [PlannedHours("1.1", Kind.LECTURE, 2), PlannedHours("1.2", Kind.PRACTICE, 2)]
DAY = TeachingDay(4, 540, most=Provision(4, "358-359"))
CALENDAR = Calendar(date(2026, 9, 7), frozenset({1, 2, 3, 4, 5}))
LAID = timetable(PLAN, DAY, CALENDAR)


def _codes(sessions):
    return [f"{reason.code} {reason.subject}" for reason in timetable_problems(PLAN, DAY, CALENDAR, sessions)]


def test_faults_of_a_session_moved_to_a_saturday():
    assert _codes([LAID[0], replace(LAID[1], day=date(2026, 9, 12))]) == ["timetable.day-off 2026-09-12"]


def test_faults_of_a_session_left_out_and_of_one_too_many():
    assert _codes(LAID[:1]) == ["timetable.topic-hours 1.2 practice"]
    assert _codes([*LAID, replace(LAID[1], day=date(2026, 9, 8))]) == ["timetable.topic-hours 1.2 practice"]


def test_faults_of_a_session_that_the_plan_does_not_know():
    strange = [*LAID, replace(LAID[1], day=date(2026, 9, 8), topic="9.9")]
    (reason,) = timetable_problems(PLAN, DAY, CALENDAR, strange)
    found = (reason.code, reason.required, reason.actual, reason.subject)
    assert found == ("timetable.topic-hours", 0, 2, "9.9 practice")


def test_faults_of_an_order_turned_round():
    turned = [replace(LAID[0], day=date(2026, 9, 9)), LAID[1]]
    assert _codes(turned) == ["timetable.order 2026-09-09"]


def test_faults_of_a_day_that_is_too_long_and_of_overlapping_times():
    longer = [replace(LAID[0], hours=3), LAID[1]]
    assert _codes(longer) == [
        "timetable.topic-hours 1.1 lecture",
        "timetable.long-day 2026-09-07",
        "timetable.too-short 2026-09-07",
    ]
    overlapping = [LAID[0], replace(LAID[1], start=LAID[0].end - 1)]
    assert _codes(overlapping) == ["timetable.overlap 2026-09-07"]


def test_clash_of_a_tutor_in_two_groups_to_the_minute():
    day = date(2026, 9, 7)
    morning = Booking("tutor", "a", day, 540, 630)
    assert clashes([morning, Booking("tutor", "b", day, 630, 720)]) == ()
    (reason,) = clashes([morning, Booking("tutor", "b", day, 629, 720)])
    assert (reason.code, reason.required, reason.actual, reason.subject) == ("timetable.clash", "a", "b", "tutor")
    assert clashes([morning, Booking("another", "b", day, 540, 630)]) == ()
    assert clashes([morning, Booking("tutor", "b", day + timedelta(days=1), 540, 630)]) == ()


bookings = st.lists(
    st.tuples(st.sampled_from("xy"), st.integers(0, 1), st.integers(0, 30), st.integers(1, 10)), max_size=8
).map(
    lambda rows: [
        Booking(who, str(at), date(2026, 9, 7 + day), start, start + length)
        for at, (who, day, start, length) in enumerate(rows)
    ]
)


@given(bookings)
def test_clashes_are_exactly_the_pairs_that_share_a_minute(booked):
    def busy(one):
        return {(one.who, one.day, minute) for minute in range(one.start, one.end)}

    expected = {
        frozenset((one.session, other.session))
        for at, one in enumerate(booked)
        for other in booked[at + 1 :]
        if busy(one) & busy(other)
    }
    found = clashes(booked)
    assert {frozenset((reason.required, reason.actual)) for reason in found} == expected
    assert len(found) == len(expected)
