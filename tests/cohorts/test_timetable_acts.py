"""Laying and moving: every hour once, nothing that was taught is touched, and nobody overwrites another unseen."""

from collections import Counter
from datetime import date, timedelta

import pytest

from qosyl.audit.models import Act
from qosyl.cohorts.actions import Booked, Slot, TimetableChanged, lay_timetable, move_session
from qosyl.cohorts.models import Laying, Session
from qosyl.cohorts.timetables import Wishes, clashes_of, digest_of, draft, faults_of, last_wishes, sessions_of
from qosyl.people.access import Refused as NotAllowed
from qosyl.programmes.provisions import planned_hours
from qosyl.rules.attendance import Study
from qosyl.rules.reasons import Refused
from tests import factories
from tests.cohorts.course import MONDAY, USUAL, at, begin
from tests.programmes.published import INCLUSION, package

pytestmark = pytest.mark.django_db
_DAY = timedelta(days=1)


def _codes(refused):
    return [reason.code for reason in refused.value.reasons]


def _wishes(**changes):
    fields = {name: getattr(USUAL, name) for name in ("first_day", "weekdays", "hours", "starts_at", "breaks")}
    return Wishes(**fields | changes)


def _hours(sessions):
    laid = Counter()
    for session in sessions:
        laid[session.topic.number, session.kind] += session.hours
    return laid


def test_timetable_holds_every_hour_of_the_programme_once_in_ten_days():
    course = begin()

    sessions = course.lay(booked=Booked(course.tutor, "204"))

    planned = {(part.topic, str(part.kind)): part.hours for part in planned_hours(package(INCLUSION))}
    assert _hours(sessions) == planned
    assert len({session.day for session in sessions}) == 10
    assert {(session.tutor, session.place) for session in sessions} == {(course.tutor, "204")}
    assert faults_of(course.group, sessions, last_wishes(course.group)) == ()
    act = Act.objects.get(name="lay_timetable")
    assert (act.thing, act.facts["laid"], act.facts["kept"]) == (str(course.group.uuid), len(sessions), 0)


def test_timetable_of_an_online_group_takes_twenty_days_and_skips_days_off():
    course = begin()
    course.group.mode = "online"
    course.group.save()

    sessions = course.lay(_wishes(hours=4, holidays=frozenset({MONDAY + _DAY})))

    days = {session.day for session in sessions}
    assert len(days) == 20
    assert MONDAY + _DAY not in days


def test_timetable_of_longer_days_than_the_programme_allows_is_refused_with_its_clause():
    course = begin()

    with pytest.raises(Refused) as refused:
        course.lay(_wishes(hours=9))

    assert [(reason.code, reason.required, reason.clause) for reason in refused.value.reasons] == [
        ("timetable.long-day", 8, "358-359")
    ]
    assert Session.objects.count() == 0


def test_laying_the_same_twice_is_once():
    course = begin()
    before = course.lay()

    again = course.lay()

    assert [session.pk for session in again] == [session.pk for session in before]
    assert Laying.objects.count() == Act.objects.filter(name="lay_timetable").count() == 1


def test_laying_another_tutor_keeps_the_sessions_themselves():
    course = begin()
    before = {session.uuid for session in course.lay()}

    after = course.lay(booked=Booked(course.tutor, "12"))

    assert {session.uuid for session in after} == before
    assert {session.tutor for session in after} == {course.tutor}


def test_laying_anew_keeps_what_was_held_and_lays_the_rest():
    course = begin()
    held = course.lay()[:3]
    Session.objects.filter(pk__in=[session.pk for session in held]).update(delivered_at=at(MONDAY))

    after = course.lay(_wishes(first_day=MONDAY + 2 * _DAY, hours=6))

    assert [session.pk for session in after[:3]] == [session.pk for session in held]
    assert {session.day for session in after[3:]} & {MONDAY, MONDAY + _DAY} == set()
    assert sum(session.hours for session in after) == 80
    assert Session.objects.exclude(cancelled_at=None).count() > 0


@pytest.mark.parametrize(("first", "refusal"), [(0, ["timetable.taught-until"]), (1, [])])
def test_laying_anew_begins_after_the_last_day_that_was_held(first, refusal):
    course = begin()
    Session.objects.filter(pk=course.lay()[0].pk).update(delivered_at=at(MONDAY))
    wishes = _wishes(first_day=MONDAY + first * _DAY)

    if refusal:
        with pytest.raises(Refused) as refused:
            draft(course.group, wishes)
        assert _codes(refused) == refusal
    else:
        assert draft(course.group, wishes).kept[0].day == MONDAY


def test_session_with_hours_made_up_stays_though_it_was_not_held():
    course = begin()
    later = course.lay()[-1]
    factories.made_up(later, course.learner())

    after = course.lay(_wishes(hours=4))

    assert later.pk in {session.pk for session in after}
    assert sum(session.hours for session in after) == 80


def test_laying_over_a_session_with_records_is_refused():
    """It stays on its day; a new session at the same time would need the learners twice."""
    course = begin()
    second = course.lay()[1]
    factories.made_up(second, course.learner())

    with pytest.raises(Refused) as refused:
        draft(course.group, USUAL)

    assert set(_codes(refused)) == {"timetable.in-the-way"}


def test_nothing_is_left_to_lay_when_all_was_held():
    course = begin()
    course.lay()
    Session.objects.update(delivered_at=at(MONDAY))

    with pytest.raises(Refused) as refused:
        draft(course.group, _wishes(first_day=date(2026, 12, 1)))

    assert _codes(refused) == ["timetable.all-taught"]


def test_two_coordinators_cannot_lay_over_each_other():
    course = begin()
    seen = digest_of(course.sessions)
    course.lay()

    with pytest.raises(TimetableChanged):
        lay_timetable(course.coordinator, course.group, _wishes(hours=4), Booked(), seen=seen, at=at(MONDAY))

    assert len({session.day for session in course.sessions}) == 10
    assert Laying.objects.count() == 1


@pytest.mark.parametrize("who", ["tutor", "stranger"])
def test_timetable_is_laid_by_the_coordinator_alone(who):
    course = begin()
    person = course.tutor if who == "tutor" else factories.user()

    with pytest.raises(NotAllowed):
        lay_timetable(person, course.group, USUAL, Booked(), seen=digest_of([]), at=at(MONDAY))

    assert Session.objects.count() == 0


# --- one session by hand ---------------------------------------------------------------------------------------------
def _slot(session, **changes):
    day, start = changes.get("day", session.day), changes.get("start", session.start)
    booked = Booked(changes.get("tutor"), changes.get("place", ""))
    return Slot(day, start, booked, changes.get("study", Study.TOGETHER))


def test_session_moves_to_another_day_with_its_length():
    course = begin()
    last = course.lay()[-1]
    day = last.day + 3 * _DAY

    move_session(course.coordinator, last, _slot(last, day=day, start=600), seen=digest_of([last]), at=at(MONDAY))

    moved = Session.objects.get(pk=last.pk)
    assert (moved.day, moved.start, moved.end - moved.start) == (day, 600, last.end - last.start)
    assert Act.objects.get(name="move_session").facts["session"] == str(last.uuid)


def test_session_moved_where_it_stands_leaves_no_act():
    course = begin()
    one = course.lay()[0]

    move_session(course.coordinator, one, _slot(one), seen=digest_of([one]), at=at(MONDAY))

    assert not Act.objects.filter(name="move_session").exists()


@pytest.mark.parametrize(("minutes", "refusal"), [(-1, ["timetable.overlap"]), (0, [])])
def test_session_may_touch_the_one_before_and_not_overlap_it(minutes, refusal):
    course = begin()
    first, second = course.lay()[:2]
    slot = _slot(second, start=first.end + minutes)

    if refusal:
        with pytest.raises(Refused) as refused:
            move_session(course.coordinator, second, slot, seen=digest_of([second]), at=at(MONDAY))
        assert _codes(refused) == refusal
        assert Session.objects.get(pk=second.pk).start == second.start
    else:
        move_session(course.coordinator, second, slot, seen=digest_of([second]), at=at(MONDAY))
        assert Session.objects.get(pk=second.pk).start == first.end


def test_session_is_not_moved_onto_a_day_that_is_full():
    course = begin()
    last = course.lay()[-1]

    with pytest.raises(Refused) as refused:
        move_session(
            course.coordinator,
            last,
            _slot(last, day=MONDAY, start=18 * 60),
            seen=digest_of([last]),
            at=at(MONDAY),
        )

    assert _codes(refused) == ["timetable.long-day"]


def test_session_does_not_pass_midnight():
    course = begin()
    last = course.lay()[-1]
    slot = _slot(last, start=24 * 60 - 10)

    with pytest.raises(Refused) as refused:
        move_session(course.coordinator, last, slot, seen=digest_of([last]), at=at(MONDAY))

    assert "timetable.past-midnight" in _codes(refused)


def test_session_that_was_held_is_not_moved():
    course = begin()
    first = course.lay()[0]
    Session.objects.filter(pk=first.pk).update(delivered_at=at(MONDAY))
    first.refresh_from_db()

    with pytest.raises(Refused) as refused:
        move_session(course.coordinator, first, _slot(first, start=480), seen=digest_of([first]), at=at(MONDAY))

    assert _codes(refused) == ["timetable.taught"]


def test_session_changed_meanwhile_is_not_overwritten():
    course = begin()
    one = course.lay()[0]
    seen = digest_of([one])
    move_session(course.coordinator, one, _slot(one, place="12"), seen=seen, at=at(MONDAY))

    with pytest.raises(TimetableChanged):
        move_session(course.coordinator, one, _slot(one, place="13"), seen=seen, at=at(MONDAY))

    assert Session.objects.get(pk=one.pk).place == "12"


# --- who is booked twice ---------------------------------------------------------------------------------------------
def test_tutor_and_place_booked_twice_are_shown_across_groups():
    course = begin()
    course.lay(booked=Booked(course.tutor, "Бөлме 204"))
    other = factories.group(course.cohort)
    first = course.sessions[0]
    also = factories.session(other, day=MONDAY, start=first.end - 1, end=first.end + 60, tutor=course.tutor)
    factories.session(other, day=MONDAY, start=first.start, end=first.end, place="бөлме 204")
    factories.session(other, day=MONDAY + 30 * _DAY, tutor=course.tutor, place="бөлме 204")

    found = clashes_of(course.group, course.sessions)

    assert [(own.pk, what) for own, _other, what in found][:2] == [(first.pk, "room"), (first.pk, "tutor")]
    assert {other.pk for _own, other, what in found if what == "tutor"} == {also.pk}


def test_sessions_back_to_back_do_not_clash():
    course = begin()
    first = course.lay(booked=Booked(course.tutor, "204"))[-1]
    other = factories.group(course.cohort)
    factories.session(other, day=first.day, start=first.end, end=first.end + 90, tutor=course.tutor, place="204")

    assert clashes_of(course.group, sessions_of(course.group)) == []


def test_another_provider_is_never_asked():
    course, strangers = begin(), begin()
    course.lay(booked=Booked(course.tutor, "204"))
    strangers.lay(booked=Booked(course.tutor, "204"))

    assert clashes_of(course.group, course.sessions) == []
