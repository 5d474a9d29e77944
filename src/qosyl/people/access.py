"""Who may see and do what. Objects of people and providers are reached through these questions only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from qosyl.localtext import fold
from qosyl.people.matrix import matrix
from qosyl.people.models import Branch, Provider, RoleHolding, User
from qosyl.people.roles import Role

Actor = User | AnonymousUser
#: Both spellings of family name, given name and patronymic, some of them of several words.
_WORDS_OF_A_NAME = 16


class NotVisible(Exception):
    """The thing does not exist for this person; the answer is 404, whoever asks."""


class Refused(Exception):
    """The person may not do this act here."""

    def __init__(self, act: str) -> None:
        super().__init__(act)
        self.act = act


def person_behind(user: object) -> User | None:
    """The person of ours behind a request's user; None for a visitor."""
    return user if isinstance(user, User) else None


def signed_in_person(request: HttpRequest) -> User:
    """The person who asks; :class:`NotVisible` when nobody is signed in."""
    person = person_behind(request.user)
    if person is None:
        raise NotVisible
    return person


def holdings_on(user: Actor, day: date) -> list[RoleHolding]:
    """The roles that a person holds on a day; asked once for each object of the person, which is once a request."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[RoleHolding] | None = getattr(user, "_holdings", None)
    if known is None:
        known = list(user.holdings.select_related("provider", "branch"))
        user._holdings = known  # type: ignore[attr-defined]  # noqa: SLF001 - a cache as long as the request's user
    return [holding for holding in known if holding.covers(day)]


def roles_on(user: Actor, day: date, provider: Provider | None = None) -> frozenset[Role]:
    """Roles held on a day, in a branch or in the whole: in ``provider``, or anywhere when it is None."""
    return frozenset(
        Role(holding.role)
        for holding in holdings_on(user, day)
        if provider is None or holding.provider_id == provider.pk
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a person may do an act: whole providers (ids), branches (ids), cohorts (public references)."""

    providers: frozenset[int]
    branches: frozenset[int]
    cohorts: frozenset[UUID]

    def __bool__(self) -> bool:
        return bool(self.providers or self.branches or self.cohorts)

    def covers(self, provider: Provider, branch: Branch | None = None, cohort: UUID | None = None) -> bool:
        """Whether a thing of this provider, branch and cohort lies inside; a thing of the head office has no branch."""
        return (
            provider.pk in self.providers
            or (branch is not None and branch.pk in self.branches)
            or (cohort is not None and cohort in self.cohorts)
        )


def scope_of(user: Actor, act: str, day: date) -> Scope:
    """Where this person may do ``act`` on that day, as the matrix says.

    A role in one branch or cohort opens nothing outside it, least of all the people and papers of the head office.
    """
    table = matrix()
    roles = table.roles_for(act)
    held = [holding for holding in holdings_on(user, day) if Role(holding.role) in roles]
    narrow = held if act in table.narrow else []
    return Scope(
        providers=frozenset(h.provider_id for h in held if h.branch_id is None and h.cohort is None),
        branches=frozenset(h.branch_id for h in narrow if h.branch_id is not None),
        cohorts=frozenset(h.cohort for h in narrow if h.cohort is not None),
    )


def may(user: Actor, act: str, day: date, provider: Provider | None = None) -> bool:
    """Whether the matrix lets this person do ``act`` in the whole of ``provider`` (somewhere, when None)."""
    scope = scope_of(user, act, day)
    return bool(scope) if provider is None else provider.pk in scope.providers


def require(
    user: Actor, act: str, day: date, provider: Provider, *, branch: Branch | None = None, cohort: UUID | None = None
) -> None:
    """Every act asks this first, with the branch and the cohort of its thing; raises :class:`Refused`."""
    if not scope_of(user, act, day).covers(provider, branch, cohort):
        raise Refused(act)


def providers_where(user: Actor, act: str, day: date) -> list[Provider]:
    """Providers in the whole of which this person may do ``act``, in order of their keys."""
    whole = scope_of(user, act, day).providers
    found = {holding.provider for holding in holdings_on(user, day) if holding.provider_id in whole}
    return sorted(found, key=lambda provider: provider.key)


def provider_where(user: Actor, act: str, day: date, provider_uuid: UUID) -> Provider:
    """One provider in which this person may do ``act``; :class:`NotVisible` otherwise."""
    for provider in providers_where(user, act, day):
        if provider.uuid == provider_uuid:
            return provider
    raise NotVisible


def people_visible_to(user: Actor, act: str, day: date, words: str = "") -> QuerySet[User]:
    """People who hold or held a role in a provider where ``user`` may do ``act``, and readers whose account it opened.

    ``words`` narrows by name; what no name can hold (more words than names have, a NUL) finds nobody.
    """
    wanted = fold(words).split()
    if len(wanted) > _WORDS_OF_A_NAME or "\0" in words:
        return User.objects.none()
    providers = providers_where(user, act, day)
    readers = Q(holdings=None, opened_by__in=providers)
    found = User.objects.filter(readers | Q(holdings__provider__in=providers)).distinct()
    for word in wanted:
        found = found.filter(folded_name__contains=word)
    return found.order_by("folded_name", "id")


def person_visible_to(user: Actor, act: str, day: date, person_uuid: UUID) -> User:
    """One of those people, or :class:`NotVisible`."""
    found = people_visible_to(user, act, day).filter(uuid=person_uuid).first()
    if found is None:
        raise NotVisible
    return found


def holdings_visible_to(user: Actor, act: str, day: date, person: User) -> list[RoleHolding]:
    """The person's roles, past and present, in the providers that ``user`` may look after."""
    providers = providers_where(user, act, day)
    return list(person.holdings.filter(provider__in=providers).select_related("provider", "branch"))


def holding_visible_to(user: Actor, act: str, day: date, holding_uuid: UUID) -> RoleHolding:
    """One role of a person in a provider that ``user`` may look after, or :class:`NotVisible`."""
    providers = providers_where(user, act, day)
    found = (
        RoleHolding.objects.filter(uuid=holding_uuid, provider__in=providers)
        .select_related("user", "provider", "branch")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def staff_of(provider: Provider, day: date, role: Role | None = None) -> list[User]:
    """Everybody who works for the provider on that day, in this role or in any but the learner's, by name."""
    lasting = Q(holdings__until=None) | Q(holdings__until__gte=day)
    found = User.objects.filter(
        lasting,
        is_active=True,
        holdings__provider=provider,
        holdings__role__in=[role] if role else [each for each in Role if each is not Role.LEARNER],
        holdings__since__lte=day,
        holdings__ended_at=None,
    )
    return list(found.distinct().order_by("folded_name", "id"))


def only_learns_at(person: User, provider: Provider, day: date) -> bool:
    """Whether the account serves nothing but learning at this provider: no other role, here or elsewhere, now or later.

    Whoever may look after a learner's password need not be let near the account of somebody who works here.
    """
    lasting = [held for held in person.holdings.all() if held.last_day is None or held.last_day >= day]
    return all(held.role == Role.LEARNER and held.provider_id == provider.pk for held in lasting)


def branches_of(providers: Iterable[Provider]) -> list[Branch]:
    """Branches of these providers, for choices of forms."""
    return list(Branch.objects.filter(provider__in=list(providers)).select_related("provider"))


def person_named(sign_in_name_kind: str, value: str) -> User | None:
    """The person who signs in by this name, if any; for signing in and for refusing a name twice."""
    return User.objects.filter(**{sign_in_name_kind: value}).first()


def only_provider() -> Provider | None:
    """The provider of an installation that has just one; None when there is none or more."""
    found = list(Provider.objects.all()[:2])
    return found[0] if len(found) == 1 else None


def provider_by_key(key: str) -> Provider | None:
    """The provider of that key, for the command line."""
    return Provider.objects.filter(key=key).first()


def person_by_uuid(person_uuid: UUID) -> User | None:
    """A person by public reference, for records of acts and background work."""
    return User.objects.filter(uuid=person_uuid).first()


def demo_providers() -> list[Provider]:
    """Demonstration providers of this installation; where there is one, it may not be reached from outside."""
    return list(Provider.objects.filter(is_demo=True))


def people_named(uuids: Iterable[UUID], among: QuerySet[User]) -> dict[UUID, User]:
    """Those of the people whom the reader of a page may see, by public reference; others stay without a name."""
    return {person.uuid: person for person in among.filter(uuid__in=list(uuids))}
