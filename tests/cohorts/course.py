"""A cohort on the real programme, as the tests of timetables, journals and admission begin: staff, group, learners."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.test import Client
from django.utils import timezone

from qosyl.cohorts.actions import Booked, lay_timetable, record_attendance
from qosyl.cohorts.attendances import journal_of
from qosyl.cohorts.models import Cohort, Enrolment, Group, Session
from qosyl.cohorts.timetables import Wishes, digest_of, sessions_of
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from qosyl.programmes.models import Publication
from qosyl.rules.attendance import Mark, Presence
from tests import factories
from tests.programmes.published import INCLUSION, publish_small

#: A Monday; ten offline days end on Friday of the week after.
MONDAY = date(2026, 9, 7)
USUAL = Wishes(MONDAY, frozenset(range(1, 6)), 8, 540, {2: 10, 4: 60, 6: 10})


def at(day: date, clock: time = time(18, 0)) -> datetime:
    """A moment of the local day."""
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


#: When the sessions of that Monday are over.
EVENING = at(MONDAY, time(20, 0))


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


def session_of(course, **fields):
    topic = course.publication.version.topics.first()
    fields = {"day": MONDAY, "topic": topic, "tutor": course.tutor} | fields
    return factories.session(course.group, **fields)


def marks_of(session, *absent, **parts):
    """Everybody present but the absent; `parts` as {enrolment: (late, early)} by keyword `late_of`."""
    late_of = parts.get("late_of", {})
    key = str(session.uuid)
    return {
        line.enrolment.pk: Mark(key, Presence.ABSENT)
        if line.enrolment in absent
        else Mark(key, Presence.PRESENT, *(Fraction(part) for part in late_of.get(line.enrolment, (0, 0))))
        for line in journal_of(session).lines
    }


def hand_in(course, session, marks=None, *, seen=None, reason="", moment=EVENING, by=None):
    marks = marks_of(session) if marks is None else marks
    seen = journal_of(session).seen if seen is None else seen
    return record_attendance(by or course.tutor, session, marks, seen=seen, reason=reason, at=moment)
