"""Forms are drawn in the background after a sitting is opened: all of them are offered together, or none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from qosyl.audit.models import Act
from qosyl.people.roles import Role
from qosyl.rules.reasons import Refused
from qosyl.sittings import actions, tasks
from qosyl.sittings.actions import drawing as drawing_act
from qosyl.sittings.drawing import digest_of, read
from qosyl.sittings.models import Attempt, Form, Sitting
from tests import factories
from tests.sittings.seated import client_of, now, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return seated(3)


@pytest.fixture
def coordinator(house):
    return client_of(house.coordinator)


def _page(coordinator, sitting: Sitting):
    return coordinator.get(reverse("sittings:sitting", args=[sitting.uuid]))


def _draw_again(coordinator, sitting: Sitting):
    return coordinator.post(reverse("sittings:draw", args=[sitting.uuid]))


def _spoil(sitting: Sitting) -> dict[str, object]:
    """A recorded bank that cannot carry the blueprint; the recorded one comes back."""
    recorded = sitting.drawing
    Sitting.objects.filter(pk=sitting.pk).update(drawing=recorded | {"bank": recorded["bank"][:5]})
    return recorded


def _at_once(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def test_nobody_has_an_attempt_before_all_forms_are_drawn(house, coordinator):
    sitting = house.open_undrawn()

    assert not Attempt.objects.exists()
    answer = _page(coordinator, sitting)
    assert "3 нұсқаның 0 дайын" in answer.content.decode()
    assert answer["Refresh"] == "3"
    own = client_of(house.enrolments[0].learner).get(reverse("sittings:own-results"))
    assert "/sit/" not in own.content.decode()


def test_page_says_how_many_forms_are_drawn(house, coordinator):
    sitting = house.open_undrawn()
    factories.form(sitting, house.enrolments[0])

    assert "3 нұсқаның 1 дайын" in _page(coordinator, sitting).content.decode()


def test_drawing_goes_on_where_it_was_interrupted(house, monkeypatch):
    monkeypatch.setattr(drawing_act, "PART", 1)
    sitting = house.open_undrawn()
    first = house.enrolments[0]
    content = read(sitting.drawing).forms(sitting.seed, [str(first.uuid)])[str(first.uuid)]
    kept = factories.form(sitting, first, content)

    actions.draw_forms(sitting, at=now())

    assert Attempt.objects.count() == 3
    assert kept in set(Form.objects.all())
    again = read(sitting.drawing).forms(sitting.seed, [str(one.uuid) for one in house.enrolments])
    stored = {str(form.enrolment.uuid): form.content for form in Form.objects.select_related("enrolment")}
    assert {key: digest_of(one) for key, one in stored.items()} == {key: digest_of(one) for key, one in again.items()}


def test_drawing_twice_changes_nothing(house):
    sitting = house.open()
    before = (list(Form.objects.values()), list(Attempt.objects.values()), Sitting.objects.get().drawn_at)

    actions.draw_forms(sitting, at=now() + timedelta(minutes=1))

    assert (list(Form.objects.values()), list(Attempt.objects.values()), Sitting.objects.get().drawn_at) == before
    assert Act.objects.filter(name="draw_forms").count() == 1


def test_learner_with_a_place_gets_no_second_one_while_forms_are_drawn(house):
    house.open_undrawn()

    with pytest.raises(Refused) as refusal:
        house.open_undrawn()

    assert [reason.code for reason in refusal.value.reasons] == ["sitting.nobody-admitted"]


def test_place_in_a_sitting_that_was_ended_undrawn_is_free_again(house):
    sitting = house.open_undrawn()
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.draw_forms(Sitting.objects.get(), at=now())

    assert not Attempt.objects.exists()
    assert house.open().forms.count() == 3


def test_sitting_that_is_over_undrawn_says_that_nobody_could_start(house, coordinator):
    sitting = house.open_undrawn()
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now())

    assert "ешкім бастай алмады" in _page(coordinator, sitting).content.decode()


def test_drawing_that_fails_says_why_and_is_tried_again(house, coordinator, settings):
    _at_once(settings)
    sitting = house.open_undrawn()
    recorded = _spoil(sitting)
    tasks.draw_forms.func(str(sitting.uuid))

    failed = _page(coordinator, sitting)
    assert "Refresh" not in failed
    assert "Нұсқалар құрастырылмады" in failed.content.decode()
    assert "M1" in failed.content.decode()
    assert not Attempt.objects.exists()

    Sitting.objects.update(drawing=recorded)
    _draw_again(coordinator, sitting)

    assert Attempt.objects.count() == 3
    assert "Нұсқалар құрастырылмады" not in _page(coordinator, sitting).content.decode()
    assert Act.objects.filter(name="ask_to_draw").count() == 1


def test_drawing_that_breaks_down_says_so(house, coordinator):
    sitting = house.open_undrawn()
    Sitting.objects.update(drawing={"layout": 0})

    with pytest.raises(ValueError, match="layout"):
        tasks.draw_forms.func(str(sitting.uuid))

    assert "Нұсқаларды құрастыру үзіліп қалды" in _page(coordinator, sitting).content.decode()


def test_drawing_is_asked_again_only_where_it_failed_or_stands_still(house, coordinator):
    sitting = house.open_undrawn()
    _draw_again(coordinator, sitting)
    assert not Act.objects.filter(name="ask_to_draw").exists()

    Sitting.objects.update(drawing_asked_at=now() - timedelta(minutes=3))
    stalled = _page(coordinator, sitting)
    assert "Құрастыру әдеттегіден ұзаққа созылды" in stalled.content.decode()
    assert "Refresh" not in stalled
    _draw_again(coordinator, sitting)

    assert Act.objects.filter(name="ask_to_draw").count() == 1


def test_drawing_again_is_not_offered_to_whoever_may_only_read(house):
    sitting = house.open_undrawn()
    Sitting.objects.update(drawing_asked_at=now() - timedelta(minutes=3))
    reader = factories.user()
    factories.role_holding(reader, Role.AUDITOR, house.provider)

    assert reverse("sittings:draw", args=[sitting.uuid]) not in _page(client_of(reader), sitting).content.decode()
    assert _draw_again(client_of(reader), sitting).status_code == 404
