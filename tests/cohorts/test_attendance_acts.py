"""Journals: handed in once, corrected with a reason, never overwritten unseen, and nothing of them is ever removed."""

from datetime import time
from decimal import Decimal
from fractions import Fraction

import pytest

from qosyl.audit.models import Act
from qosyl.cohorts.actions import JournalChanged, make_up, record_own_study, take_back_journal
from qosyl.cohorts.attendances import journal_of
from qosyl.cohorts.models import AttendanceMark, HandedIn, MadeUp
from qosyl.cohorts.reasons import sentences_of
from qosyl.people.access import NotVisible
from qosyl.people.access import Refused as NotAllowed
from qosyl.rules.attendance import HandedIn as HandedInFact
from qosyl.rules.attendance import Mark, Presence
from qosyl.rules.enrolment import Act as EnrolmentAct
from qosyl.rules.enrolment import Actor, Change
from qosyl.rules.reasons import Refused
from tests import factories
from tests.cohorts.course import EVENING, MONDAY, at, begin, hand_in, marks_of, session_of
from tests.programmes.published import SMALL

pytestmark = pytest.mark.django_db
LATER = EVENING


@pytest.fixture
def course():
    return begin(SMALL)


def _codes(refused):
    return [reason.code for reason in refused.value.reasons]


def test_journal_handed_in_marks_everybody_and_delivers_the_session(course):
    came, stayed_away = course.learner("А"), course.learner("Б")
    session = session_of(course)

    assert hand_in(course, session, marks_of(session, stayed_away))

    session.refresh_from_db()
    assert session.delivered_at == LATER
    assert dict(AttendanceMark.objects.values_list("enrolment_id", "presence")) == {
        came.pk: "present",
        stayed_away.pk: "absent",
    }
    act = Act.objects.get(name="hand_in_journal")
    assert (act.actor, act.thing, act.facts) == (course.tutor.uuid, str(session.uuid), {"marks": 2, "absent": 1})


def test_first_presence_begins_the_study_of_an_enrolled_learner(course):
    comes = course.learner("А", factories.ENROLLED)
    stays_away = course.learner("Б", factories.ENROLLED)
    session = session_of(course)

    hand_in(course, session, marks_of(session, stays_away))

    comes.refresh_from_db()
    stays_away.refresh_from_db()
    assert (comes.state, stays_away.state) == ("studying", "enrolled")
    assert list(comes.changes.values_list("act", "by")) == [("enrol", "coordinator"), ("begin", "course")]


def test_journal_calls_nobody_who_is_invited_or_has_left(course):
    left = (*factories.STUDYING, Change(EnrolmentAct.WITHDRAW, Actor.COORDINATOR, "own-wish"))
    course.learner("А", factories.INVITED)
    course.learner("Б", left)
    here = course.learner("В")

    assert [line.enrolment for line in journal_of(session_of(course)).lines] == [here]


@pytest.mark.parametrize(("clock", "opens"), [(time(8, 59), False), (time(9, 0), True)])
def test_journal_opens_with_the_first_minute_of_the_session(course, clock, opens):
    course.learner()
    session = session_of(course, start=540, end=630)

    if opens:
        assert hand_in(course, session, moment=at(MONDAY, clock))
    else:
        with pytest.raises(Refused) as refused:
            hand_in(course, session, moment=at(MONDAY, clock))
        assert _codes(refused) == ["attendance.not-begun"]
        assert "09:00" in sentences_of(refused.value.reasons)[0]
        assert AttendanceMark.objects.count() == 0


@pytest.mark.parametrize(
    ("late", "early", "codes"),
    [
        ("7/4", "0", []),
        ("2", "0", ["attendance.missed-all"]),
        ("1", "3/4", []),
        ("1", "1", ["attendance.missed-all"]),
        ("-1/4", "0", ["attendance.negative"]),
    ],
)
def test_late_and_left_early_are_less_than_the_whole_session(course, late, early, codes):
    learner = course.learner()
    session = session_of(course, hours=2)
    marks = marks_of(session, late_of={learner: (late, early)})

    if codes:
        with pytest.raises(Refused) as refused:
            hand_in(course, session, marks)
        assert _codes(refused) == codes
    else:
        hand_in(course, session, marks)
        row = AttendanceMark.objects.get()
        assert (row.late, row.left_early) == (Decimal(float(Fraction(late))), Decimal(float(Fraction(early))))


def test_journal_without_a_mark_for_somebody_is_refused_whole(course):
    course.learner()
    other = course.learner()
    session = session_of(course)
    marks = marks_of(session)
    del marks[other.pk]

    with pytest.raises(Refused) as refused:
        hand_in(course, session, marks)

    assert _codes(refused) == ["attendance.unmarked"]
    session.refresh_from_db()
    assert session.delivered_at is None


def test_journal_takes_no_mark_of_somebody_elses_learner(course):
    course.learner()
    stranger = course.learner(group=factories.group(course.cohort))
    session = session_of(course)
    marks = marks_of(session) | {stranger.pk: Mark(str(session.uuid), Presence.PRESENT)}

    with pytest.raises(NotVisible):
        hand_in(course, session, marks)


def test_handing_in_the_same_twice_is_once(course):
    course.learner()
    session = session_of(course)
    seen = journal_of(session).seen
    marks = marks_of(session)
    hand_in(course, session, marks, seen=seen)

    assert hand_in(course, session, marks, seen=seen) is False

    assert AttendanceMark.objects.count() == Act.objects.filter(name="hand_in_journal").count() == 1


def test_two_tutors_with_one_journal_do_not_overwrite_each_other(course):
    """Both opened it before anybody wrote; the second is told, and nothing is overwritten."""
    first, second = course.learner("А"), course.learner("Б")
    session = session_of(course)
    seen = journal_of(session).seen
    hand_in(course, session, marks_of(session, first), seen=seen)

    with pytest.raises(JournalChanged):
        hand_in(course, session, marks_of(session, second), seen=seen, reason="Келмеді")

    stands = {line.enrolment: line.mark.presence for line in journal_of(session).lines}
    assert stands == {first: Presence.ABSENT, second: Presence.PRESENT}


def test_correction_adds_a_mark_with_its_reason_and_keeps_the_first(course):
    learner = course.learner()
    session = session_of(course)
    hand_in(course, session, marks_of(session, learner))

    with pytest.raises(Refused) as refused:
        hand_in(course, session, marks_of(session))
    assert _codes(refused) == ["attendance.reason"]

    assert hand_in(course, session, marks_of(session), reason="Кешігіп келген екен")
    assert list(AttendanceMark.objects.values_list("presence", "reason")) == [
        ("absent", ""),
        ("present", "Кешігіп келген екен"),
    ]
    assert Act.objects.filter(name="correct_attendance").count() == 1


def test_learner_who_joined_later_is_added_without_a_reason(course):
    course.learner()
    session = session_of(course)
    hand_in(course, session)
    course.learner()

    assert hand_in(course, session)
    assert AttendanceMark.objects.count() == 2


def test_journal_handed_in_by_mistake_is_taken_back_with_its_marks(course):
    learner = course.learner()
    session = session_of(course)
    hand_in(course, session)
    seen = journal_of(session).seen

    with pytest.raises(Refused):
        take_back_journal(course.tutor, session, " ", seen=seen, at=LATER)
    take_back_journal(course.tutor, session, "Басқа сабақтікі", seen=seen, at=LATER)
    take_back_journal(course.tutor, session, "Басқа сабақтікі", seen=seen, at=LATER)

    session.refresh_from_db()
    assert session.delivered_at is None
    assert [mark.presence for mark in learner.marks.order_by("id")] == ["present", "taken-back"]
    assert journal_of(session).lines[0].mark is None
    assert hand_in(course, session)


@pytest.mark.parametrize("role", ["nobody", "learner"])
def test_journal_is_written_by_tutors_and_coordinators_alone(course, role):
    learner = course.learner()
    session = session_of(course)
    person = learner.learner if role == "learner" else factories.user()

    with pytest.raises(NotAllowed):
        hand_in(course, session, by=person)
    assert hand_in(course, session, by=course.coordinator)


def test_cancelled_session_has_no_journal(course):
    course.learner()
    session = session_of(course, cancelled_at=LATER)

    with pytest.raises(NotVisible):
        hand_in(course, session)


# --- own study and hours made up -------------------------------------------------------------------------------------
def _own(course, session, **handed):
    given = {learner.pk: fact for learner, fact in handed.get("of", {}).items()}
    return record_own_study(course.tutor, session, given, seen=handed.get("seen", journal_of(session).seen), at=LATER)


def test_own_study_is_opened_and_written_once(course):
    learner = course.learner("А", factories.ENROLLED)
    session = session_of(course, study="alone")
    whole = HandedInFact(questions=True, task=True)

    assert _own(course, session, of={learner: whole})
    assert _own(course, session, of={learner: whole}) is False

    session.refresh_from_db()
    learner.refresh_from_db()
    assert session.delivered_at == LATER
    assert learner.state == "studying"
    assert HandedIn.objects.count() == 1


def test_own_study_written_meanwhile_is_not_overwritten(course):
    learner = course.learner()
    session = session_of(course, study="alone")
    seen = journal_of(session).seen
    _own(course, session, of={learner: HandedInFact(questions=True)})

    with pytest.raises(JournalChanged):
        _own(course, session, of={learner: HandedInFact(task=True)}, seen=seen)


def test_session_held_together_takes_no_work_of_own_study(course):
    session = session_of(course)

    with pytest.raises(Refused) as refused:
        _own(course, session)

    assert _codes(refused) == ["attendance.not-alone"]


@pytest.mark.parametrize(
    ("hours", "evidence", "code"),
    [
        ("1/4", "№ 2 топпен", ""),
        ("2", "№ 2 топпен", ""),
        ("9/4", "№ 2 топпен", "attendance.made-up"),
        ("1", " ", "attendance.made-up-evidence"),
        ("0", "", "attendance.made-up-evidence"),
    ],
)
def test_hours_made_up_lie_within_the_session_and_have_evidence(course, hours, evidence, code):
    learner = course.learner()
    session = session_of(course, hours=2)

    if code:
        with pytest.raises(Refused) as refused:
            make_up(course.tutor, learner, session, Fraction(hours), evidence, at=LATER)
        assert _codes(refused) == [code]
        assert MadeUp.objects.count() == 0
    else:
        assert make_up(course.tutor, learner, session, Fraction(hours), evidence, at=LATER)
        assert MadeUp.objects.get().hours == Decimal(float(Fraction(hours)))


def test_hours_made_up_are_said_anew_and_not_added(course):
    learner = course.learner()
    session = session_of(course, hours=2)

    assert make_up(course.tutor, learner, session, Fraction(1), "тапсырма", at=LATER)
    assert not make_up(course.tutor, learner, session, Fraction(1), "тапсырма", at=LATER)
    assert make_up(course.tutor, learner, session, Fraction(2), "екі тапсырма", at=LATER)
    assert make_up(course.tutor, learner, session, Fraction(0), "қате жазылған", at=LATER)
    assert not make_up(course.tutor, learner, session, Fraction(0), "қате жазылған", at=LATER)

    assert MadeUp.objects.count() == 3


def test_hours_of_another_groups_session_are_not_made_up(course):
    learner = course.learner(group=factories.group(course.cohort))

    with pytest.raises(NotVisible):
        make_up(course.tutor, learner, session_of(course), Fraction(1), "тапсырма", at=LATER)
