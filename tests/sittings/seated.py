"""A cohort that may sit: a published programme, admitted learners, and everybody who answers for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client

from qosyl.cohorts.models import Cohort, Enrolment, Group
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from qosyl.sittings import actions
from qosyl.sittings.models import Attempt, Sitting
from tests import factories
from tests.programmes.published import INCLUSION, publish_small
from tests.sittings.wire import Device

SEED = "5eed" * 16


def now() -> datetime:
    return datetime.now().astimezone()


@dataclass
class Seated:
    """One group of admitted learners with its staff."""

    provider: Provider
    cohort: Cohort
    group: Group
    coordinator: User
    enrolments: list[Enrolment]

    def plan(self, **fields: object) -> actions.Plan:
        times = {"opens_at": now() - timedelta(hours=3), "closes_at": now() + timedelta(hours=1)}
        return actions.Plan(**{"cohort": self.cohort} | times | fields)

    def open(self, seed: str = SEED, **fields: object) -> Sitting:
        """A sitting whose forms are drawn."""
        opened = self.open_undrawn(seed, **fields)
        actions.draw_forms(opened, at=now())
        opened.refresh_from_db()
        return opened

    def open_undrawn(self, seed: str = SEED, **fields: object) -> Sitting:
        return actions.open_sitting(self.coordinator, self.plan(**fields), seed=seed, at=now())

    def attempt(self, place: int = 0) -> Attempt:
        return Attempt.objects.select_related("form__sitting").get(form__enrolment=self.enrolments[place])

    def device(self, place: int = 0, *, at: datetime | None = None, room_code: str = "") -> Device:
        """The learner's device, right after the start."""
        learner, attempt = self.enrolments[place].learner, self.attempt(place)
        writer = actions.start_attempt(learner, attempt.uuid, room_code=room_code, device="phone", at=at or now())
        made = Device(attempt.uuid, learner.uuid, writer.lease)
        made.hold_capability()
        return made


def seated(learners: int = 3, root: Path = INCLUSION) -> Seated:
    provider = factories.provider()
    coordinator = factories.user()
    factories.role_holding(coordinator, Role.COORDINATOR, provider)
    cohort = factories.cohort(provider, publish_small(provider, root), opened_by=coordinator)
    group = factories.group(cohort)
    admitted = factories.admission_list(cohort)
    enrolments = []
    for _ in range(learners):
        enrolment = factories.enrolment(group)
        factories.admission_decision(factories.admission_entry(admitted, enrolment))
        enrolments.append(enrolment)
    return Seated(provider, cohort, group, coordinator, enrolments)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def keys_of(attempt: Attempt) -> dict[int, str]:
    """The right option of each position, from the files: tests may look."""
    from tests.programmes.published import package

    answers = {item.key: item.answer for item in package(INCLUSION).items()}
    return {place["p"]: answers[place["item"]] for place in attempt.form.content}


def wrong(right: str) -> str:
    return "b" if right == "a" else "a"
