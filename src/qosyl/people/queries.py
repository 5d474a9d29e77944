"""Questions about many people at once, for rooms that work with lists of them. Not here: who may see whom."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from qosyl.people.models import LearnerCard, Provider, RoleHolding, User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName

#: So many values are asked for at once: databases limit what one question may hold.
_AT_ONCE = 300


def people_by_contact(contacts: Collection[SignInName]) -> dict[SignInName, User]:
    """Whom these phone numbers and e-mail addresses belong to, whichever provider looks after them."""
    found: dict[SignInName, User] = {}
    for kind in ("phone", "email"):
        values = sorted({contact.value for contact in contacts if contact.kind == kind})
        for start in range(0, len(values), _AT_ONCE):
            for person in User.objects.filter(**{f"{kind}__in": values[start : start + _AT_ONCE]}):
                found[SignInName(kind, getattr(person, kind))] = person
    return found


def those_of(provider: Provider, people: Iterable[User]) -> set[int]:
    """Which of these people the provider knows: it opened their account, or they hold or held a role in it."""
    ids = sorted({person.pk for person in people})
    known: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        rows = User.objects.filter(pk__in=ids[start : start + _AT_ONCE])
        known |= set(rows.filter(Q(opened_by=provider) | Q(holdings__provider=provider)).values_list("pk", flat=True))
    return known


def holdings_in_cohorts(cohorts: Collection[UUID], roles: Collection[Role], day: date) -> list[RoleHolding]:
    """Who holds one of these roles in these cohorts on a day, by role and name."""
    rows = RoleHolding.objects.filter(cohort__in=list(cohorts), role__in=list(roles), since__lte=day)
    rows = rows.select_related("user").order_by("role", "user__folded_name", "id")
    return [holding for holding in rows if holding.covers(day)]


def workplace_of(person: User) -> LearnerCard | None:
    """Where a learner works, if somebody wrote it."""
    return LearnerCard.objects.filter(user=person).first()
