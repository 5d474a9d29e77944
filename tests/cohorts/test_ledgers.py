"""Ledgers out of stored rows: what counts, what came along from another group, and in how many queries."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import translation

from qosyl.cohorts.models import Enrolment
from qosyl.cohorts.pages.hours import group_hours, hours_page
from qosyl.cohorts.queries import ledger_of, ledgers_of
from qosyl.rules.attendance import Evidence
from tests import factories
from tests.cohorts.course import MONDAY, at, begin
from tests.programmes.published import SMALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return begin(SMALL)


def _held(course, group=None, **fields):
    topic = fields.pop("topic", None) or course.publication.version.topics.first()
    return factories.session(
        group or course.group, **{"day": MONDAY, "topic": topic, "delivered_at": at(MONDAY)} | fields
    )


def test_ledger_counts_presence_parts_of_hours_and_hours_made_up(course):
    learner = course.learner()
    whole, late, missed, ahead = (_held(course, start=540 + 100 * at_) for at_ in range(4))
    type(ahead).objects.filter(pk=ahead.pk).update(delivered_at=None)
    factories.attendance_mark(whole, learner)
    factories.attendance_mark(late, learner, late=0.5)
    factories.attendance_mark(missed, learner, "absent")
    factories.made_up(missed, learner, 1)

    found = ledger_of(learner)

    assert (found.planned, found.delivered) == (8, 6)
    assert (found.attended, found.made_up, found.earned) == (Fraction(7, 2), 1, Fraction(9, 2))
    assert [line.evidence for line in found.lines] == [
        Evidence.PRESENCE,
        Evidence.PRESENCE,
        Evidence.MADE_UP,
        Evidence.NONE,
    ]


def test_last_mark_holds_and_one_that_was_taken_back_leaves_none(course):
    learner = course.learner()
    corrected, taken_back = _held(course), _held(course, start=700, end=790)
    for presence in ("absent", "present"):
        factories.attendance_mark(corrected, learner, presence)
    for presence in ("present", "taken-back"):
        factories.attendance_mark(taken_back, learner, presence)

    first, second = ledger_of(learner).lines

    assert (first.attended, second.attended, second.unmarked) == (2, 0, True)


def test_last_row_of_hours_made_up_holds_and_nought_takes_them_back(course):
    learner = course.learner()
    said_anew, taken_back = _held(course), _held(course, start=700, end=790)
    for hours in (1, 2):
        factories.made_up(said_anew, learner, hours)
    for hours in (2, 0):
        factories.made_up(taken_back, learner, hours)

    assert [line.made_up for line in ledger_of(learner).lines] == [2, 0]


@pytest.mark.parametrize(
    ("questions", "task", "earned"), [(True, True, 2), (True, False, 0), (False, True, 0), (False, False, 0)]
)
def test_own_study_needs_questions_and_task_and_a_page_read_earns_nothing(course, questions, task, earned):
    learner = course.learner()
    session = _held(course, study="alone")
    factories.handed_in(session, learner, questions=questions, task=task)
    factories.study_place(learner)

    assert ledger_of(learner).earned == earned


def test_work_of_one_session_counts_for_the_topic(course):
    """The questions were handed in with the lecture, the task with the practical class."""
    learner = course.learner()
    lecture, practice = _held(course, study="alone"), _held(course, study="alone", kind="practice")
    factories.handed_in(lecture, learner, questions=True, task=False)
    factories.handed_in(practice, learner, questions=False, task=True)

    assert ledger_of(learner).earned == 4


def test_cancelled_session_is_in_no_ledger(course):
    learner = course.learner()
    _held(course)
    _held(course, start=700, end=790, cancelled_at=at(MONDAY))

    assert ledger_of(learner).planned == 2


def test_hours_come_along_when_a_learner_moves_to_another_group(course):
    learner, other = course.learner(), factories.group(course.cohort)
    before = _held(course, hours=2)
    factories.attendance_mark(before, learner)
    same = _held(course, other, topic=before.topic, hours=1, day=MONDAY + timedelta(7))
    rest = _held(course, other, topic=before.topic, hours=3, day=MONDAY + timedelta(8), delivered_at=None)
    Enrolment.objects.filter(pk=learner.pk).update(group=other)
    learner.refresh_from_db()

    found = ledger_of(learner)

    assert [(line.session, line.made_up) for line in found.lines] == [(str(same.uuid), 1), (str(rest.uuid), 1)]
    assert found.earned == 2


def test_learners_do_not_share_hours(course):
    one, other = course.learner(), course.learner()
    factories.attendance_mark(_held(course), one)

    found = ledgers_of([one, other])

    assert (found[one.pk].earned, found[other.pk].earned) == (2, 0)


@pytest.mark.parametrize("many", [1, 15])
def test_ledgers_ask_five_queries_for_any_number_of_learners(course, many, django_assert_num_queries):
    learners = [course.learner() for _ in range(many)]
    sessions = [_held(course, start=540 + at_) for at_ in range(4)]
    for learner in learners:
        for session in sessions:
            factories.attendance_mark(session, learner)
    ledgers_of(learners)

    with django_assert_num_queries(5):
        found = ledgers_of(learners)
    assert {ledger.earned for ledger in found.values()} == {8}


def test_ledgers_of_nobody_are_none(course):
    assert ledgers_of([]) == {}


# --- pages -----------------------------------------------------------------------------------------------------------
def test_hours_of_a_learner_give_the_reason_of_each_gap(course):
    learner = course.learner()
    marks = {"present": {}, "absent": {}, "late": {"late": 1}, "unmarked": None, "alone": None}
    for at_, (name, fields) in enumerate(marks.items()):
        session = _held(course, start=540 + 100 * at_, study="alone" if name == "alone" else "together")
        if fields is not None:
            factories.attendance_mark(session, learner, "absent" if name == "absent" else "present", **fields)

    with translation.override("ru"):
        gaps = [str(line.gap) for line in hours_page(learner).lines]

    assert gaps == [
        "",
        "Отсутствие",
        "Присутствие на части часов",
        "Нет отметки в журнале",
        "Не сданы контрольные вопросы или задание",
    ]


@pytest.mark.parametrize(("present", "warned"), [(3, False), (2, True)])
def test_hours_of_a_group_warn_below_the_threshold_and_not_at_it(present, warned):
    course = begin(SMALL, threshold_percent=60)
    learner = course.learner()
    for at_ in range(5):
        session = _held(course, start=540 + 100 * at_)
        factories.attendance_mark(session, learner, "present" if at_ < present else "absent")

    (hours,) = group_hours(course.group)

    assert bool(hours.warnings) is warned


def test_hours_of_a_group_warn_nobody_before_anything_was_held(course):
    course.learner()
    _held(course, delivered_at=None)

    assert group_hours(course.group)[0].warnings == ()


@pytest.mark.parametrize("learners", [1, 9])
def test_hours_page_asks_a_fixed_number_of_queries(course, learners, django_assert_num_queries):
    for _ in range(learners):
        course.learner()
    client = course.client(course.tutor)
    address = f"/cohorts/group/{course.group.uuid}/hours/"
    client.get(address)

    with django_assert_num_queries(10):
        client.get(address)
