"""The learner's study home: next first, hours with reasons, the place kept, and nobody else's course."""

import re
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from qosyl.cohorts.actions import confirm_admission, propose_admission
from qosyl.cohorts.models import Session, StudyPlace
from qosyl.cohorts.pages.study import study_page
from qosyl.programmes.actions import publish_package
from qosyl.rules.admission import Decision
from qosyl.rules.enrolment import Act as EnrolmentAct
from qosyl.rules.enrolment import Actor, Change
from tests import factories
from tests.cohorts.course import MONDAY, at, begin
from tests.programmes.published import SMALL, package

pytestmark = pytest.mark.django_db
_DAY = timedelta(days=1)


@pytest.fixture
def course():
    return begin(SMALL)


def _session(course, day: date, number=0, **fields):
    topic = course.publication.version.topics.all()[number]
    return factories.session(course.group, day=day, topic=topic, **fields)


def _page(course, learner):
    return course.client(learner.learner).get(f"/study/{learner.uuid}/")


def test_study_home_shows_today_then_what_comes(course):
    learner = course.learner()
    today = _session(course, MONDAY)
    tomorrow = _session(course, MONDAY + _DAY, 1)

    found = study_page(learner, MONDAY)

    assert [line.hours.session for line in found.today] == [str(today.uuid)]
    assert [line.hours.session for line in found.following] == [str(tomorrow.uuid)]
    assert found.next_lesson.number == today.topic.number


def test_next_lesson_is_of_the_next_session_that_was_not_held(course):
    learner = course.learner()
    _session(course, MONDAY, delivered_at=at(MONDAY))
    later = _session(course, MONDAY + 3 * _DAY, 1)

    assert study_page(learner, MONDAY).next_lesson.number == later.topic.number


def test_study_home_names_missed_hours_with_their_reason_and_work_that_waits(course):
    learner = course.learner()
    missed = _session(course, MONDAY, delivered_at=at(MONDAY))
    alone = _session(course, MONDAY, 1, study="alone", start=700, delivered_at=at(MONDAY))
    factories.attendance_mark(missed, learner, "absent")

    with translation.override("kk"):
        found = study_page(learner, MONDAY + _DAY)
        assert [(line.hours.session, str(line.gap)) for line in found.gaps] == [(str(missed.uuid), "Келген жоқ")]
    assert [line.hours.session for line in found.own_study] == [str(alone.uuid)]
    assert found.left_to_do == 2


def test_hours_are_shown_of_those_of_the_programme(course):
    learner = course.learner()
    session = _session(course, MONDAY, delivered_at=at(MONDAY))
    factories.attendance_mark(session, learner, late=0.5)

    page = _page(course, learner)

    assert page.context["study"].planned == package(SMALL).programme.hours
    assert "1,5" in page.content.decode()


def test_lesson_is_opened_and_its_place_is_kept_on_every_device(course):
    learner = course.learner()
    numbers = list(course.publication.version.topics.values_list("number", flat=True))

    for number in (numbers[0], numbers[1]):
        answer = course.client(learner.learner).get(f"/study/{learner.uuid}/lessons/{number}/")
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"/topics/{number}/")

    place = StudyPlace.objects.get()
    assert (place.enrolment, place.topic.number) == (learner, numbers[1])
    page = _page(course, learner)
    assert page.context["study"].place.number == numbers[1]
    assert [lesson.number for m in page.context["study"].modules for lesson in m.lessons if lesson.here] == [numbers[1]]


def test_lesson_stays_in_the_version_of_the_cohort_though_a_newer_one_is_published(course):
    learner = course.learner()
    client = course.client(learner.learner)
    lesson = client.get(f"/study/{learner.uuid}/lessons/1.1/")["Location"]
    assert "/version/1/" in lesson
    assert client.get(lesson).context["frame"].newer is None
    newer = package(SMALL)
    newer = newer.model_copy(update={"programme": newer.programme.model_copy(update={"hours": 81})})
    publish_package(None, course.provider, newer, (), at=at(MONDAY))

    assert client.get(f"/study/{learner.uuid}/lessons/1.1/")["Location"] == lesson
    page = client.get(lesson)
    assert page.context["publication"] == course.publication
    assert page.context["frame"].newer.number == 2
    links = re.findall(r'href="(/programmes/[^"]+)"', page.content.decode())
    newest = f"/programmes/{course.provider.key}/small/"
    assert {link for link in links if "/version/1/" not in link} == {newest}
    assert client.get(lesson.replace("/version/1/", "/")).context["publication"].number == 2
    assert client.get(lesson.replace("/version/1/", "/version/3/")).status_code == 404


def test_lesson_that_the_programme_does_not_have_is_not_there(course):
    learner = course.learner()

    assert course.client(learner.learner).get(f"/study/{learner.uuid}/lessons/9.9/").status_code == 404
    assert StudyPlace.objects.count() == 0


@pytest.mark.parametrize("who", ["tutor", "coordinator", "another learner"])
def test_study_home_is_the_learners_own(course, who):
    learner, other = course.learner(), course.learner()
    person = {"tutor": course.tutor, "coordinator": course.coordinator, "another learner": other.learner}[who]
    number = course.publication.version.topics.first().number
    client = course.client(person)

    assert client.get(f"/study/{learner.uuid}/").status_code == 404
    assert client.get(f"/study/{learner.uuid}/lessons/{number}/").status_code == 404
    assert client.get(f"/study/{uuid4()}/").status_code == 404
    assert StudyPlace.objects.count() == 0


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (factories.INVITED, "Приглашение ещё не принято"),
        ((*factories.STUDYING, Change(EnrolmentAct.INTERRUPT, Actor.COORDINATOR, "illness")), "Ваш курс прерван"),
        (
            (*factories.STUDYING, Change(EnrolmentAct.WITHDRAW, Actor.COORDINATOR, "own-wish")),
            "Вы больше не обучаетесь в этом потоке",
        ),
    ],
)
def test_study_home_says_what_a_state_means(course, history, words):
    learner = course.learner(history=history)
    client = course.client(learner.learner)
    client.cookies["language"] = "ru"

    with translation.override("ru"):
        page = client.get(f"/study/{learner.uuid}/", headers={"accept-language": "ru"})

    assert words in page.content.decode()


@pytest.mark.parametrize(("admitted", "words"), [(True, "Сіз жіберілдіңіз"), (False, "Сіз жіберілмедіңіз")])
def test_study_home_says_whether_the_learner_is_admitted(course, admitted, words):
    learner = course.learner()
    session = _session(course, MONDAY, delivered_at=at(MONDAY))
    factories.attendance_mark(session, learner)
    assert "тізімі әлі жасалған жоқ" in _page(course, learner).content.decode()

    found = propose_admission(course.coordinator, course.cohort, at=at(MONDAY))
    assert "комиссияның қарауында" in _page(course, learner).content.decode()

    decision = Decision(str(learner.uuid), admitted, "" if admitted else "Құжат жоқ")
    confirm_admission(found, {found.entries.get().pk: decision}, uuid4(), at(MONDAY))
    assert words in _page(course, learner).content.decode()


def test_study_home_without_a_timetable_still_opens_the_lessons(course):
    learner = course.learner()

    page = _page(course, learner)

    assert page.status_code == 200
    assert page.context["study"].modules[0].lessons


def test_study_home_of_a_finished_course_has_no_next_session(course):
    learner = course.learner()
    _session(course, MONDAY, delivered_at=at(MONDAY))

    found = study_page(learner, MONDAY + 30 * _DAY)

    assert (found.today, found.following, found.next_lesson) == ((), (), None)


@pytest.mark.parametrize("sessions", [1, 12])
def test_study_home_asks_a_fixed_number_of_queries(course, sessions, django_assert_num_queries):
    learner = course.learner()
    for number in range(sessions):
        session = _session(course, MONDAY + number * _DAY, delivered_at=at(MONDAY, time(23)))
        factories.attendance_mark(session, learner)
    client = course.client(learner.learner)
    client.get(f"/study/{learner.uuid}/")
    assert Session.objects.count() == sessions

    with django_assert_num_queries(13):
        client.get(f"/study/{learner.uuid}/")


def test_study_home_of_today_is_the_local_day(course):
    """The day of a learner begins at midnight of the house, whatever day the server counts."""
    learner = course.learner()
    _session(course, timezone.localdate())

    assert len(_page(course, learner).context["study"].today) == 1
