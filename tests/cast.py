"""Named people of the tests: one provider with somebody in each role, and the people who must stay outside."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from tests import factories

PASSWORD = "жазғы жаңбыр 7"


@dataclass(frozen=True)
class Cast:
    """`insiders` by role at `provider`; `outsiders` hold the same roles elsewhere, no longer, not yet, in a branch."""

    provider: Provider
    other_provider: Provider
    insiders: dict[Role, User]
    outsiders: dict[str, User]
    reader: User


def assemble() -> Cast:
    """A provider with one person for each role; the same at a second one, in a branch, before and after; a reader."""
    home, other = factories.provider("home"), factories.provider("other")
    branch = factories.branch(home)
    today = timezone.localdate()
    insiders, outsiders = {}, {}
    for role in Role:
        insiders[role] = factories.user(PASSWORD)
        factories.role_holding(insiders[role], role, home)
        elsewhere, former, future = factories.user(PASSWORD), factories.user(PASSWORD), factories.user(PASSWORD)
        factories.role_holding(elsewhere, role, other)
        factories.role_holding(former, role, home, since=today - timedelta(days=9), until=today - timedelta(days=1))
        factories.role_holding(future, role, home, since=today + timedelta(days=1))
        in_branch = factories.user(PASSWORD)
        factories.role_holding(in_branch, role, home, branch=branch)
        outsiders |= {
            f"{role}-elsewhere": elsewhere,
            f"{role}-former": former,
            f"{role}-future": future,
            f"{role}-in-branch": in_branch,
        }
    return Cast(home, other, insiders, outsiders, factories.user(PASSWORD))
