"""A sitting from its opening to the release: who gets a form, how it is drawn, what it comes to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from qosyl.people.access import NotVisible
from qosyl.people.access import Refused as NotAllowed
from qosyl.rules.reasons import Refused
from qosyl.sittings import actions
from qosyl.sittings.accommodations import Ease, Kind
from qosyl.sittings.drawing import digest_of, read
from qosyl.sittings.models import Attempt, Form, Result, Sitting
from qosyl.sittings.queries import result_in_force, results_of
from qosyl.sittings.states import SittingState
from qosyl.sittings.turned_away import Code, TurnedAway
from tests import factories
from tests.sittings.seated import client_of, keys_of, now, seated, wrong

pytestmark = pytest.mark.django_db


def _answer(device, keys: dict[int, str], right: int) -> None:
    """Answers every question, the first `right` of them rightly, and finishes."""
    for position, key in keys.items():
        device.answer(position, key if position <= right else wrong(key))
    assert device.send(1, 25).status_code == 200
    assert device.send(26).status_code == 200
    device.write("finish")
    assert device.send(len(device.events)).status_code == 200
    assert device.finish().status_code == 200


def _sat(right: int):
    """A cohort of which the first learner sat, and the sitting is over and recorded."""
    house = seated(1)
    sitting = house.open()
    attempt = house.attempt()
    _answer(house.device(), keys_of(attempt), right)
    actions.end_starting(house.coordinator, sitting, at=now())
    assert actions.settle_sitting(sitting, at=now()) is SittingState.RELEASED
    return house, sitting


def test_form_holds_ten_questions_of_each_module_and_is_drawn_again_from_the_seed():
    house = seated(3)

    sitting = house.open()

    forms = list(Form.objects.filter(sitting=sitting).select_related("enrolment"))
    assert len(forms) == 3
    for form in forms:
        modules = [place["module"] for place in form.content]
        assert {module: modules.count(module) for module in modules} == dict.fromkeys(
            ("M1", "M2", "M3", "M4", "M5"), 10
        )
    assert len({form.digest for form in forms}) == 3
    again = read(Sitting.objects.get().drawing).forms(sitting.seed, [str(form.enrolment.uuid) for form in forms])
    assert {str(form.enrolment.uuid): form.digest for form in forms} == {
        learner: digest_of(content) for learner, content in again.items()
    }


def test_form_is_drawn_for_admitted_learners_of_the_group_alone():
    house = seated(2)
    factories.enrolment(house.group)  # nobody has decided about this one
    other = factories.group(house.cohort)
    elsewhere = factories.enrolment(other)
    factories.admission_decision(factories.admission_entry(house.cohort.admission_lists.get(), elsewhere))

    sitting = house.open(group=house.group)

    assert {form.enrolment for form in sitting.forms.all()} == set(house.enrolments)


def test_second_sitting_finds_nobody_who_has_a_form_already():
    house = seated(1)
    house.open()

    with pytest.raises(Refused) as refusal:
        house.open()

    assert [reason.code for reason in refusal.value.reasons] == ["sitting.nobody-admitted"]


def test_sitting_is_refused_with_every_reason():
    house = seated(0)

    with pytest.raises(Refused) as refusal:
        house.open(opens_at=now() - timedelta(hours=1), closes_at=now() - timedelta(hours=2))

    codes = [reason.code for reason in refusal.value.reasons]
    assert codes == ["sitting.window-order", "sitting.window-past", "sitting.nobody-admitted"]
    assert not Sitting.objects.exists()


def test_sitting_is_opened_by_a_coordinator_only():
    house = seated(1)

    with pytest.raises(NotAllowed):
        actions.open_sitting(factories.user(), house.plan(), seed="1", at=now())


def test_more_time_of_a_learner_is_in_the_attempt_from_the_start():
    house = seated(2)

    house.open(eased=(Ease(house.enrolments[0].uuid, 25, (Kind.LARGE_PRINT,), "ірі қаріп"),))

    assert [house.attempt(0).minutes, house.attempt(1).minutes] == [113, 90]


@pytest.mark.parametrize(("right", "points", "grade", "passed"), [(24, 48, 2, False), (25, 50, 3, True)])
def test_result_on_both_sides_of_the_pass_mark(right, points, grade, passed):
    house, _sitting = _sat(right)

    result = result_in_force(house.enrolments[0])

    assert (result.points, result.percent, result.grade, result.passed) == (points, points, grade, passed)
    reasons = [reason["code"] for reason in result.facts["reasons"]]
    assert reasons == ([] if passed else ["test.pass-mark"])
    assert results_of(house.cohort) == {house.enrolments[0].pk: result}


def test_result_page_tells_answers_reasons_and_rationales_after_the_release():
    house, _sitting = _sat(24)
    learner = house.enrolments[0].learner

    page = client_of(learner).get(reverse("sittings:result", args=[house.attempt().uuid])).content.decode()

    assert "48" in page
    assert "Шекті балл" in page or "шекті балл" in page
    assert page.count("сұрақ</h4>") + page.count("-сұрақ") >= 50


def test_result_of_somebody_else_is_not_there():
    house, _sitting = _sat(25)
    stranger = client_of(factories.user())

    assert stranger.get(reverse("sittings:result", args=[house.attempt().uuid])).status_code == 404


def test_recording_again_changes_nothing():
    _house, sitting = _sat(25)

    assert actions.settle_sitting(sitting, at=now()) is SittingState.RELEASED

    assert Result.objects.count() == 1


def test_sitting_waits_for_whoever_still_writes():
    house = seated(2)
    sitting = house.open()
    _answer(house.device(0), keys_of(house.attempt(0)), 30)
    house.device(1)
    actions.end_starting(house.coordinator, sitting, at=now())

    assert actions.settle_sitting(sitting, at=now()) is SittingState.ENDING

    assert result_in_force(house.enrolments[0]) is None  # recorded, and told to nobody yet
    assert Result.objects.count() == 1


def test_attempt_that_nobody_finished_is_closed_and_scored_after_the_late_window():
    house = seated(1)
    sitting = house.open()
    device = house.device(at=now() - timedelta(minutes=30))
    right = keys_of(house.attempt())
    device.answer(1, right[1])
    device.send()
    end = now() + timedelta(minutes=60, hours=1, seconds=1)

    assert actions.settle_sitting(sitting, at=end) is SittingState.RELEASED

    attempt = house.attempt()
    assert attempt.closed_at == end
    assert attempt.finished_at is None
    assert result_in_force(house.enrolments[0]).points == 2


def test_learner_who_never_started_has_no_result():
    house = seated(1)
    sitting = house.open()
    actions.end_starting(house.coordinator, sitting, at=now())

    assert actions.settle_sitting(sitting, at=now()) is SittingState.RELEASED
    assert result_in_force(house.enrolments[0]) is None
    with pytest.raises(TurnedAway) as turned:
        house.device()
    assert turned.value.code is Code.NOT_OPEN


def test_start_asks_for_the_code_of_the_room():
    house = seated(1)
    house.open(room_code="040506")

    with pytest.raises(TurnedAway) as turned:
        house.device(room_code="111111")

    assert turned.value.code is Code.ROOM_CODE
    assert house.attempt().wrong_codes == 1
    assert house.device(room_code="040 506").epoch == 1


def test_start_of_somebody_elses_attempt_is_not_there():
    house = seated(1)
    house.open()

    with pytest.raises(NotVisible):
        actions.start_attempt(factories.user(), house.attempt().uuid, room_code="", device="", at=now())
    assert Attempt.objects.get().started_at is None
