"""Pages of timetables: a preview before anything is laid, wishes in words, one session by hand, the paper."""

from datetime import date, time

import pytest

from qosyl.cohorts.actions import Booked
from qosyl.cohorts.forms.timetable import clock_of, minutes_of
from qosyl.cohorts.models import Session
from tests.cohorts.course import begin

pytestmark = pytest.mark.django_db


def _form(**changes):
    return {
        "first_day": "2026-09-07",
        "weekdays": ["1", "2", "3", "4", "5"],
        "hours": "8",
        "starts_at": "09:00",
        "short_rest": "10",
        "long_rest": "60",
        "long_after": "4",
        "holidays": "",
        "moved_work": "",
        "tutor": "",
        "place": "204",
        "act": "preview",
    } | changes


def test_page_shows_the_timetable_before_it_lays_it():
    course = begin()
    client, address = course.client(course.coordinator), f"/cohorts/group/{course.group.uuid}/timetable/lay/"

    shown = client.post(address, _form())
    assert shown.status_code == 200
    assert (shown.context["preview"].kept, len(shown.context["preview"].days)) == (0, 10)
    assert Session.objects.count() == 0

    page = shown.context
    laid = client.post(address, _form(act="lay", previewed=page["previewed"], seen=page["seen"]))
    assert laid.status_code == 302
    assert sum(session.hours for session in course.sessions) == 80


def test_page_does_not_lay_what_was_not_previewed():
    course = begin()
    client, address = course.client(course.coordinator), f"/cohorts/group/{course.group.uuid}/timetable/lay/"
    page = client.post(address, _form()).context

    answer = client.post(address, _form(act="lay", hours="4", previewed=page["previewed"], seen=page["seen"]))

    assert answer.status_code == 200
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"holidays": "тамыз"}, "holidays"),
        ({"holidays": "31.02.2026"}, "holidays"),
        ({"weekdays": []}, "weekdays"),
        ({"first_day": "x"}, "first_day"),
        ({"hours": "9"}, "__all__"),
        ({"tutor": "somebody"}, "tutor"),
    ],
)
def test_page_says_what_is_wrong_with_a_wish(wrong, field):
    course = begin()

    answer = course.client(course.coordinator).post(
        f"/cohorts/group/{course.group.uuid}/timetable/lay/", _form(**wrong)
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_days_off_are_offered_with_their_names_and_source():
    course = begin(starts_on=date(2026, 12, 7))

    page = course.client(course.coordinator).get(f"/cohorts/group/{course.group.uuid}/timetable/lay/").content.decode()

    assert "16.12.2026 Тәуелсіздік күні" in page
    assert "№ 267" in page


def test_page_of_a_single_session_moves_it():
    course = begin()
    last = course.lay()[-1]
    client = course.client(course.coordinator)
    address = f"/cohorts/session/{last.uuid}/change/"
    seen = client.get(address).context["form"].initial["seen"]

    form = {"day": "2026-09-21", "start": "10:00", "tutor": str(course.tutor.uuid), "place": "7", "study": "together"}
    answer = client.post(address, form | {"seen": seen})

    assert answer.status_code == 302
    moved = Session.objects.get(pk=last.pk)
    assert (moved.day, moved.start, moved.tutor, moved.place) == (date(2026, 9, 21), 600, course.tutor, "7")


@pytest.mark.parametrize("address", ["", "paper/"])
def test_timetable_page_asks_a_fixed_number_of_queries(address, django_assert_num_queries):
    course = begin()
    course.lay(booked=Booked(course.tutor, "204"))
    client = course.client(course.tutor)
    client.get(f"/cohorts/group/{course.group.uuid}/timetable/{address}")

    with django_assert_num_queries(7):
        client.get(f"/cohorts/group/{course.group.uuid}/timetable/{address}")


def test_clock_of_a_form_is_minutes_after_midnight():
    assert minutes_of(time(9, 40)) == 580
    assert clock_of(580) == time(9, 40)
