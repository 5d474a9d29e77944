"""A provider with a coordinator, a cohort on the small programme and its groups, as tests of running one begin."""

from dataclasses import dataclass

from django.test import Client

from qosyl.cohorts.models import Cohort, Group
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from tests import factories


@dataclass
class Office:
    provider: Provider
    coordinator: User
    cohort: Cohort
    kazakh: Group
    russian: Group

    def person(self, role: Role, **where: object) -> User:
        person = factories.user()
        factories.role_holding(person, role, self.provider, **where)
        return person


def office() -> Office:
    provider = factories.provider()
    coordinator = factories.user()
    factories.role_holding(coordinator, Role.COORDINATOR, provider)
    cohort = factories.cohort(provider, opened_by=coordinator)
    return Office(
        provider, coordinator, cohort, factories.group(cohort, language="kk"), factories.group(cohort, language="ru")
    )


def browser_of(person: User | None = None, language: str = "ru") -> Client:
    """A browser in which the person is signed in; without a person, a visitor's."""
    client = Client()
    client.cookies["qosyl_language"] = language
    if person is not None:
        client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client
