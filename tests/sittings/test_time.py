"""What counts by the server's clock: both sides of the deadline, claims of a device, changes of a deadline."""

from datetime import datetime, timedelta

import pytest

from qosyl.people.access import Refused as NotAllowed
from qosyl.people.roles import Role
from qosyl.rules.journal import batch_of
from qosyl.rules.reasons import Refused
from qosyl.sittings import actions
from qosyl.sittings.capability import Capability
from qosyl.sittings.models import Attempt, Basis, DeadlineChange, Result
from qosyl.sittings.queries import awaits_commission, result_in_force
from qosyl.sittings.states import SittingState
from tests import factories
from tests.sittings.seated import Seated, keys_of, now, seated

pytestmark = pytest.mark.django_db
DURATION = timedelta(minutes=90)
LATE = timedelta(minutes=60)


class Sat:
    """One learner who began at a moment of the past, written to at moments that a test names."""

    def __init__(self, in_time: int) -> None:
        self.house: Seated = seated(1)
        self.sitting = self.house.open()
        self.began = now() - timedelta(hours=2, minutes=50)
        self.device = self.house.device(at=self.began)
        self.keys = keys_of(self.house.attempt())
        self.deadline = self.began + DURATION
        self.sent = 0
        for position in range(1, in_time + 1):
            self.answer(position)
        self.send(self.began + timedelta(minutes=30))

    def answer(self, position: int, **more: object) -> None:
        self.device.answer(position, self.keys[position], **more)

    def send(self, at: datetime) -> actions.Acknowledged:
        device = self.device
        capability = Capability(device.attempt, device.learner, 1, at + timedelta(days=1))
        done = actions.append_batch(capability, batch_of(device.batch(self.sent + 1)), at=at)
        self.sent = len(device.events)
        return done

    def settle(self, at: datetime | None = None) -> SittingState:
        return actions.settle_sitting(self.sitting, at=at or self.deadline + LATE + timedelta(hours=2))

    def results(self) -> dict[str, int]:
        return {result.basis: int(result.points) for result in Result.objects.all()}


@pytest.fixture
def commission_member():
    def of(house: Seated):
        person = factories.user()
        factories.role_holding(person, Role.COMMISSION_MEMBER, house.provider)
        return person

    return of


@pytest.mark.parametrize(
    ("after", "expected"), [(timedelta(seconds=5), 50), (timedelta(seconds=5, milliseconds=1), 48)]
)
def test_answer_received_about_five_seconds_after_the_deadline(after, expected):
    sat = Sat(24)
    sat.answer(25, lease="none", t=0)  # of no lease: its time cannot be claimed

    sat.send(sat.deadline + after)
    sat.settle()

    assert sat.results() == {"in-time": expected}


def test_claim_that_changes_the_decision_waits_for_the_commission(commission_member):
    sat = Sat(24)
    sat.answer(25, t=3_600_000)  # one hour after the lease that came with the start
    sat.send(sat.deadline + timedelta(minutes=10))

    assert sat.settle() is SittingState.RELEASED

    enrolment = sat.house.enrolments[0]
    assert sat.results() == {"in-time": 48, "with-claims": 50}
    assert result_in_force(enrolment) is None
    attempt = sat.house.attempt()
    assert awaits_commission(attempt)
    actions.settle_claims(commission_member(sat.house), attempt, Basis.WITH_CLAIMS, "Байланыс үзілді", at=now())
    assert result_in_force(enrolment).points == 50
    actions.settle_claims(commission_member(sat.house), attempt, Basis.IN_TIME, "Қайта қаралды", at=now())
    assert result_in_force(enrolment).points == 48


def test_claim_that_changes_no_decision_counts_and_waits_for_nobody():
    sat = Sat(26)
    sat.answer(27, t=3_600_000)
    sat.send(sat.deadline + timedelta(minutes=10))

    sat.settle()

    assert sat.results() == {"in-time": 52, "with-claims": 54}
    assert result_in_force(sat.house.enrolments[0]).points == 54


@pytest.mark.parametrize(
    ("after", "t"),
    [
        (timedelta(minutes=10), 5_400_001),  # by the device's own word after the deadline
        (LATE + timedelta(milliseconds=1), 3_600_000),  # after the late window
    ],
)
def test_later_answer_is_stored_and_does_not_count(after, t):
    sat = Sat(24)
    sat.answer(25, t=t)

    done = sat.send(sat.deadline + after)
    sat.settle()

    assert done.through == 25
    assert sat.results() == {"in-time": 48}
    assert Result.objects.get().facts["journal"]["late"] == 1


def test_deciding_about_claims_is_for_the_commission_and_needs_a_difference(commission_member):
    sat = Sat(30)
    sat.settle()
    attempt = sat.house.attempt()

    with pytest.raises(NotAllowed):
        actions.settle_claims(sat.house.coordinator, attempt, Basis.IN_TIME, "x", at=now())
    with pytest.raises(Refused) as refusal:
        actions.settle_claims(commission_member(sat.house), attempt, Basis.IN_TIME, "x", at=now())
    assert [reason.code for reason in refusal.value.reasons] == ["sitting.no-difference"]


def test_more_minutes_open_the_attempt_again_and_are_kept_with_their_reason():
    sat = Sat(24)
    at = sat.deadline + timedelta(minutes=2)
    sat.answer(25, lease="none", t=0)

    reached = actions.change_deadlines(
        sat.house.coordinator, sat.sitting, [sat.device.attempt], minutes=10, reason=" Жарық сөнді ", at=at
    )
    done = sat.send(at + timedelta(minutes=8, seconds=5))
    sat.settle()

    assert reached == 1
    assert (done.state, done.ms_left) == ("started", 0)
    assert sat.results() == {"in-time": 50}
    change = DeadlineChange.objects.get()
    assert (change.minutes, change.reason, change.actor) == (10, "Жарық сөнді", sat.house.coordinator)
    assert Attempt.objects.get().changed_minutes == 10


def test_minutes_given_by_mistake_are_taken_back_but_not_below_now():
    sat = Sat(1)
    at = sat.began + timedelta(minutes=80)

    def change(minutes: int) -> int:
        return actions.change_deadlines(
            sat.house.coordinator, sat.sitting, [sat.device.attempt], minutes=minutes, reason="x", at=at
        )

    assert [change(20), change(-20), change(-11), change(-10)] == [1, 1, 0, 1]


@pytest.mark.parametrize(
    ("minutes", "reason", "code"),
    [
        (0, "x", "sitting.deadline-minutes"),
        (241, "x", "sitting.deadline-minutes"),
        (-241, "x", "sitting.deadline-minutes"),
        (5, "  ", "sitting.deadline-reason"),
    ],
)
def test_nonsense_in_a_change_is_refused(minutes, reason, code):
    sat = Sat(1)

    with pytest.raises(Refused) as refusal:
        actions.change_deadlines(
            sat.house.coordinator, sat.sitting, [sat.device.attempt], minutes=minutes, reason=reason, at=now()
        )

    assert [one.code for one in refusal.value.reasons] == [code]


def test_attempt_of_another_sitting_or_already_recorded_is_not_reached():
    sat = Sat(1)
    other = Sat(1)

    def change(attempt) -> int:
        return actions.change_deadlines(
            sat.house.coordinator, sat.sitting, [attempt], minutes=5, reason="x", at=sat.deadline
        )

    assert change(other.device.attempt) == 0
    sat.settle()
    assert change(sat.device.attempt) == 0
    assert not DeadlineChange.objects.exists()


def test_cut_of_a_result_names_what_was_stored_then():
    sat = Sat(24)
    sat.settle()
    sat.answer(25, lease="none", t=0)
    sat.send(sat.deadline + timedelta(hours=5))

    assert Result.objects.get().cut == {"1": 24}
    assert result_in_force(sat.house.enrolments[0]).points == 48
