"""Named people of the tests: one provider with somebody in each role, and the people who must stay outside."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from tests import factories

PASSWORD = "жазғы жаңбыр 7"


@dataclass(frozen=True)
class Cast:
    """`insiders` by role at `provider`; `outsiders` by role: elsewhere, former, future, in a branch or cohort."""

    provider: Provider
    other_provider: Provider
    insiders: dict[Role, User]
    outsiders: dict[Role, dict[str, User]]
    reader: User


def assemble() -> Cast:
    """A provider with one person for each role; those who hold it elsewhere, before, after or narrowly; a reader."""
    home, other = factories.provider("home"), factories.provider("other")
    branch = factories.branch(home)
    today = timezone.localdate()
    insiders: dict[Role, User] = {}
    outsiders: dict[Role, dict[str, User]] = {}
    for role in Role:
        insiders[role] = factories.user(PASSWORD)
        factories.role_holding(insiders[role], role, home)
        outsiders[role] = people = {
            who: factories.user(PASSWORD) for who in ("elsewhere", "former", "future", "in-branch", "in-other-cohort")
        }
        factories.role_holding(people["elsewhere"], role, other)
        factories.role_holding(
            people["former"], role, home, since=today - timedelta(days=9), until=today - timedelta(days=1)
        )
        factories.role_holding(people["future"], role, home, since=today + timedelta(days=1))
        factories.role_holding(people["in-branch"], role, home, branch=branch)
        factories.role_holding(people["in-other-cohort"], role, home, cohort=uuid4())
    return Cast(home, other, insiders, outsiders, factories.user(PASSWORD))
