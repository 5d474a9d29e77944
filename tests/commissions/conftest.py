"""A cohort whose admission list is proposed, with people who may sit on its commission."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from django.utils import timezone

from qosyl.cohorts.models import AdmissionEntry, AdmissionList, Cohort, Enrolment
from qosyl.commissions.actions import Order, appoint_commission
from qosyl.commissions.models import Commission
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from qosyl.rules.protocols import Seat
from qosyl.rules.reasons import Reason, recorded
from tests import factories
from tests.programmes.approved import publish_approved

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.get_fixed_timezone(300))
TAUGHT = 76


@dataclass
class Course:
    """`learners` by outcome of their entry in the list: proposed, not-proposed, absent."""

    provider: Provider
    cohort: Cohort
    coordinator: User
    people: list[User]
    admission: AdmissionList
    learners: dict[str, Enrolment]

    def entry(self, outcome: str) -> AdmissionEntry:
        return self.admission.entries.get(outcome=outcome)

    def appoint(self, number: str = "12-н", quorum: int = 2, at: datetime = AT) -> Commission:
        """A chair, two members and a secretary."""
        seats = list(zip(self.people, [Seat.CHAIR, Seat.MEMBER, Seat.MEMBER, Seat.SECRETARY], strict=True))
        return appoint_commission(self.coordinator, self.cohort, Order(number, DAY), seats, quorum, at=at)


def somebody(provider: Provider, role: Role) -> User:
    made = factories.user()
    factories.role_holding(made, role, provider, since=DAY - timedelta(days=60))
    return made


@pytest.fixture
def course(db) -> Course:
    provider = factories.provider()
    cohort = factories.cohort(provider, publish_approved(provider))
    group = factories.group(cohort)
    admission = factories.admission_list(cohort)
    learners = {}
    for outcome, earned, reasons in (
        ("proposed", "72", []),
        ("not-proposed", "41/2", [Reason("admission.threshold", 60, Fraction(2050, 76), clause="402-415")]),
        ("absent", "0", [Reason("admission.no-hour", 1, 0, clause="402-415")]),
    ):
        learners[outcome] = factories.enrolment(group)
        factories.admission_entry(
            admission,
            learners[outcome],
            outcome,
            earned=earned,
            taught=TAUGHT,
            reasons=[recorded(reason) for reason in reasons],
        )
    people = [somebody(provider, Role.TUTOR) for _ in range(4)]
    return Course(provider, cohort, somebody(provider, Role.COORDINATOR), people, admission, learners)
