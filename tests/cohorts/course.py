"""A cohort on the real programme, as the tests of timetables, journals and admission begin: staff, group, learners."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.test import Client
from django.utils import timezone

from qosyl.cohorts.actions import Booked, lay_timetable
from qosyl.cohorts.models import Cohort, Enrolment, Group, Session
from qosyl.cohorts.timetables import Wishes, digest_of, sessions_of
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from qosyl.programmes.models import Publication
from tests import factories
from tests.programmes.published import INCLUSION, publish_small

#: A Monday; ten offline days end on Friday of the week after.
MONDAY = date(2026, 9, 7)
USUAL = Wishes(MONDAY, frozenset(range(1, 6)), 8, 540, {2: 10, 4: 60, 6: 10})


def at(day: date, clock: time = time(18, 0)) -> datetime:
    """A moment of the local day."""
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


@dataclass
class Course:
    """One group of a cohort with its people."""

    provider: Provider
    publication: Publication
    cohort: Cohort
    group: Group
    coordinator: User
    tutor: User

    @property
    def sessions(self) -> list[Session]:
        return sessions_of(self.group)

    def learner(self, name: str = "", history=factories.STUDYING, group: Group | None = None) -> Enrolment:
        person = factories.user(**({"given_kk": name, "given_ru": name, "folded_name": name.lower()} if name else {}))
        return factories.enrolment(group or self.group, person, history)

    def lay(self, wishes: Wishes = USUAL, booked: Booked | None = None) -> list[Session]:
        seen = digest_of(self.sessions)
        lay_timetable(self.coordinator, self.group, wishes, booked or Booked(), seen=seen, at=at(MONDAY - timedelta(3)))
        return self.sessions

    def client(self, person: User) -> Client:
        client = Client()
        client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
        return client


def begin(root=INCLUSION, **fields) -> Course:
    """A provider that runs the programme, a cohort of it that begins on a Monday, one offline group, its staff."""
    provider = factories.provider()
    publication = publish_small(provider, root)
    starts_on = fields.pop("starts_on", MONDAY)
    fields = {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=25)} | fields
    cohort = factories.cohort(provider, publication, **fields)
    group = factories.group(cohort)
    coordinator, tutor = factories.user(), factories.user()
    since = MONDAY - timedelta(days=30)
    factories.role_holding(coordinator, Role.COORDINATOR, provider, since=since)
    factories.role_holding(tutor, Role.TUTOR, provider, since=since)
    return Course(provider, publication, cohort, group, coordinator, tutor)
