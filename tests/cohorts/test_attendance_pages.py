"""Pages of journals: the roll without JavaScript, what somebody else wrote meanwhile, own study, hours, the paper."""

from datetime import timedelta
from decimal import Decimal

import pytest

from qosyl.cohorts.attendances import journal_of
from qosyl.cohorts.models import AttendanceMark, HandedIn, MadeUp, Session
from tests.cohorts.course import MONDAY, begin, hand_in, marks_of, session_of
from tests.programmes.published import SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return begin(SMALL)


def _address(session, rest=""):
    return f"/cohorts/session/{session.uuid}/{rest}"


def test_page_hands_the_journal_in_without_javascript(course):
    here, away = course.learner("А"), course.learner("Б")
    session = session_of(course)
    client = course.client(course.tutor)
    page = client.get(_address(session))
    assert page.context["form"].rows()[0]["absent"].value() is False

    form = {"seen": page.context["journal"].seen, f"absent-{away.uuid}": "on", f"late-{here.uuid}": "1/4"}
    answer = client.post(_address(session), form)

    assert answer.status_code == 302
    marks = {mark.enrolment: (mark.presence, mark.late) for mark in AttendanceMark.objects.all()}
    assert marks == {here: ("present", Decimal("0.25")), away: ("absent", 0)}


def test_page_of_a_journal_says_when_somebody_was_quicker(course):
    learner = course.learner()
    session = session_of(course)
    client = course.client(course.tutor)
    seen = client.get(_address(session)).context["journal"].seen
    hand_in(course, session)

    answer = client.post(_address(session), {"seen": seen, f"absent-{learner.uuid}": "on", "reason": "Келмеді"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize("late", ["9", "1/3", "x"])
def test_page_refuses_a_part_of_an_hour_that_it_does_not_offer(course, late):
    learner = course.learner()
    session = session_of(course)

    answer = course.client(course.tutor).post(
        _address(session), {"seen": journal_of(session).seen, f"late-{learner.uuid}": late}
    )

    assert answer.status_code == 422
    assert AttendanceMark.objects.count() == 0


def test_page_of_own_study_writes_what_was_handed_in(course):
    learner = course.learner()
    session = session_of(course, study="alone")
    form = {"seen": journal_of(session).seen, f"questions-{learner.uuid}": "on"}

    answer = course.client(course.tutor).post(_address(session), form)

    assert answer.status_code == 302
    assert HandedIn.objects.values_list("questions", "task").get() == (True, False)


def test_page_takes_a_journal_back_after_a_question(course):
    course.learner()
    session = session_of(course)
    hand_in(course, session)
    client = course.client(course.tutor)

    assert client.post(_address(session, "take-back/"), {"seen": "", "reason": ""}).status_code == 422
    page = client.get(_address(session, "take-back/"))
    seen = page.context["form"].initial["seen"]
    assert client.post(_address(session, "take-back/"), {"seen": seen, "reason": "қате"}).status_code == 302
    assert Session.objects.get().delivered_at is None


def test_ledger_page_writes_hours_made_up(course):
    learner = course.learner()
    session = session_of(course, hours=2)
    hand_in(course, session, marks_of(session, learner))
    client = course.client(course.tutor)
    form = {"session": str(session.uuid), "hours": "3/2", "evidence": "№ 2 топпен"}

    assert client.post(f"/cohorts/learner/{learner.uuid}/made-up/", form | {"evidence": ""}).status_code == 422
    assert client.post(f"/cohorts/learner/{learner.uuid}/made-up/", form).status_code == 302
    assert MadeUp.objects.get().hours == Decimal("1.5")


def test_journal_on_paper_shows_every_mark_and_explains_its_signs(course):
    late, away = course.learner("Алма"), course.learner("Бота")
    session = session_of(course, hours=2)
    hand_in(course, session, marks_of(session, away, late_of={late: ("1/2", "0")}))
    session_of(course, day=MONDAY + timedelta(days=1), study="alone")

    (sheet,) = course.client(course.tutor).get(f"/cohorts/group/{course.group.uuid}/journal/").context["sheets"]

    assert [[sign for sign, _words in cells] for _name, cells in sheet.rows] == [["1,5", "·"], ["–", "·"]]


@pytest.mark.parametrize("learners", [1, 12])
def test_attendance_page_asks_a_fixed_number_of_queries(course, learners, django_assert_num_queries):
    for _ in range(learners):
        course.learner()
    session = session_of(course)
    client = course.client(course.tutor)
    client.get(_address(session))

    with django_assert_num_queries(8):
        client.get(_address(session))
