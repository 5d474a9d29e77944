"""The pages of whoever holds a sitting: what they ask for, refuse and do, and how few questions they cost."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.people.roles import Role
from qosyl.rules.journal import batch_of
from qosyl.sittings import actions, tasks
from qosyl.sittings.capability import Capability
from qosyl.sittings.models import Attempt, DeadlineChange, Sitting
from tests import factories
from tests.sittings.seated import client_of, keys_of, now, seated

pytestmark = pytest.mark.django_db
#: However many learners sit: page of a sitting, its results, a learner's own result.
QUERIES = {"sitting": 12, "results": 9, "result": 9, "sittings": 8}


@pytest.fixture
def coordinator(house):
    return client_of(house.coordinator)


@pytest.fixture
def house():
    return seated(3)


def _words(house, **more: object) -> dict[str, object]:
    today = timezone.localdate()
    return {"group": "", "day": today.isoformat(), "opens": "00:00", "closes": "23:59", "with_code": "on"} | more


def _released(house) -> Sitting:
    sitting = house.open()
    for place in range(len(house.enrolments)):
        device = house.device(place)
        device.answer(1, keys_of(house.attempt(place))[1])
        device.write("finish")
        device.send()
        device.finish()
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now())
    return sitting


def test_opening_draws_a_form_for_everybody_and_leads_to_the_sitting(house, coordinator, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    first = house.enrolments[0].uuid.hex
    address = reverse("sittings:open-sitting", args=[house.cohort.uuid])
    eased = {f"extra-{first}": "25", f"kinds-{first}": ["large-print"], f"note-{first}": "ірі қаріп"}

    answer = coordinator.post(address, _words(house, **eased))

    sitting = Sitting.objects.get()
    assert answer["Location"] == reverse("sittings:sitting", args=[sitting.uuid])
    assert len(sitting.room_code) == 6
    assert sitting.forms.count() == 3
    assert (sitting.accommodations.get().extra_percent, house.attempt(0).minutes) == (25, 113)
    page = coordinator.get(answer["Location"]).content.decode()
    assert sitting.room_code in page
    assert "25" in page


def test_opening_says_what_stands_against_it_and_opens_nothing(house, coordinator):
    address = reverse("sittings:open-sitting", args=[house.cohort.uuid])

    backwards = coordinator.post(address, _words(house, opens="10:00", closes="09:00"))
    empty = coordinator.post(address, {})

    assert backwards.status_code == empty.status_code == 422
    assert "кейін болуы керек" in backwards.content.decode()
    assert not Sitting.objects.exists()


def test_opening_twice_draws_no_second_form(house, coordinator):
    address = reverse("sittings:open-sitting", args=[house.cohort.uuid])
    coordinator.post(address, _words(house))

    again = coordinator.post(address, _words(house))

    assert again.status_code == 422
    assert Sitting.objects.count() == 1


def test_code_of_the_room_is_shown_to_whoever_runs_the_sitting_alone(house):
    sitting = house.open(room_code="482913")
    reader = factories.user()
    factories.role_holding(reader, Role.AUDITOR, house.provider)
    tutor = factories.user()
    factories.role_holding(tutor, Role.TUTOR, house.provider)
    address = reverse("sittings:sitting", args=[sitting.uuid])

    assert "482913" not in client_of(reader).get(address).content.decode()
    assert "482913" in client_of(tutor).get(address).content.decode()


def test_page_of_a_running_sitting_looks_again_by_itself(house, coordinator):
    sitting = house.open()
    running = coordinator.get(reverse("sittings:sitting", args=[sitting.uuid]))
    Sitting.objects.update(released_at=now())
    released = coordinator.get(reverse("sittings:sitting", args=[sitting.uuid]))

    assert running["Refresh"] == "30"
    assert "Refresh" not in released


def test_silent_device_is_told_apart_from_one_that_is_heard(house, coordinator):
    sitting = house.open()
    house.device(0, at=now() - timedelta(minutes=5))
    house.device(1)

    page = coordinator.get(reverse("sittings:sitting", args=[sitting.uuid])).content.decode()

    assert page.count("байланыс жоқ") == 1


def test_more_time_is_given_to_those_who_were_chosen(house, coordinator):
    sitting = house.open()
    device = house.device(0)
    house.device(1)
    address = reverse("sittings:more-time", args=[sitting.uuid])

    nobody = coordinator.post(address, {"minutes": "10", "reason": "x"})
    nonsense = coordinator.post(address, {"attempts": [str(device.attempt)], "minutes": "0", "reason": "x"})
    given = coordinator.post(address, {"attempts": [str(device.attempt)], "minutes": "10", "reason": "Жарық сөнді"})

    assert [nobody.status_code, nonsense.status_code, given.status_code] == [422, 422, 302]
    assert DeadlineChange.objects.get().attempt.uuid == device.attempt
    assert Act.objects.filter(name="change_deadline").count() == 1


def test_ending_the_start_is_asked_once_more_and_done_by_a_post(house, coordinator):
    sitting = house.open()
    address = reverse("sittings:end-starting", args=[sitting.uuid])

    assert coordinator.get(address).status_code == 200
    assert Sitting.objects.get().ended_at is None
    coordinator.post(address)
    ended = Sitting.objects.get().ended_at
    coordinator.post(address)

    assert ended is not None
    assert Sitting.objects.get().ended_at == ended


def test_recording_opens_results_once_nobody_writes(house, coordinator):
    sitting = house.open()
    device = house.device(0)
    actions.end_starting(house.coordinator, sitting, at=now())
    address = reverse("sittings:record", args=[sitting.uuid])

    coordinator.post(address)
    assert Sitting.objects.get().released_at is None
    device.write("finish")
    device.send()
    device.finish()
    coordinator.post(address)

    assert Sitting.objects.get().released_at is not None


def test_background_work_records_what_is_over(house):
    sitting = house.open()
    actions.end_starting(house.coordinator, sitting, at=now())

    tasks.settle_sitting.func(str(sitting.uuid))

    assert Sitting.objects.get().released_at is not None


def test_results_and_sheet_tell_points_and_modules(house, coordinator):
    sitting = _released(house)
    for name in ("results", "sheet"):
        page = coordinator.get(reverse(f"sittings:{name}", args=[sitting.uuid])).content.decode()
        assert page.count("қанағаттанарлықсыз") == 3


def test_claims_are_shown_in_both_readings_and_link_from_the_results(house, coordinator):
    sitting = house.open()
    began = now() - timedelta(minutes=100)
    device = house.device(0, at=began)
    for position, key in keys_of(house.attempt(0)).items():
        if position <= 25:
            device.answer(position, key, t=60_000)
    capability = Capability(device.attempt, device.learner, 1, now() + timedelta(days=1))
    actions.append_batch(capability, batch_of(device.batch(1, 24)), at=began + timedelta(minutes=1))
    actions.append_batch(capability, batch_of(device.batch(25)), at=began + timedelta(minutes=95))
    actions.settle_sitting(sitting, at=now() + timedelta(days=1))
    address = reverse("sittings:claims", args=[device.attempt])

    results = coordinator.get(reverse("sittings:results", args=[sitting.uuid])).content.decode()
    page = coordinator.get(address).content.decode()

    assert address in results
    assert "48 балл" in page
    assert "50 балл" in page
    own = client_of(house.enrolments[0].learner).get(reverse("sittings:result", args=[device.attempt]))
    assert "Комиссия" in own.content.decode() or "комиссия" in own.content.decode()


@pytest.mark.parametrize("learners", [1, 4])
def test_pages_cost_the_same_however_many_learners_sit(learners, django_assert_max_num_queries):
    house = seated(learners)
    sitting = _released(house)
    addresses = {
        "sittings": (house.coordinator, reverse("sittings:sittings")),
        "sitting": (house.coordinator, reverse("sittings:sitting", args=[sitting.uuid])),
        "results": (house.coordinator, reverse("sittings:results", args=[sitting.uuid])),
        "result": (house.enrolments[0].learner, reverse("sittings:result", args=[house.attempt().uuid])),
    }
    for name, (person, address) in addresses.items():
        client = client_of(person)
        client.get(address)
        cache.clear()
        with django_assert_max_num_queries(QUERIES[name]):
            assert client.get(address).status_code == 200


def test_learner_sees_own_attempts_with_what_to_do_next(house):
    house.open()
    learner = client_of(house.enrolments[0].learner)

    before = learner.get(reverse("sittings:own-results")).content.decode()
    attempt = Attempt.objects.get(learner=house.enrolments[0].learner.uuid)

    assert reverse("sittings:sit", args=[attempt.uuid]) in before
    Sitting.objects.update(ended_at=now())
    after = learner.get(reverse("sittings:own-results")).content.decode()
    assert reverse("sittings:sit", args=[attempt.uuid]) not in after
