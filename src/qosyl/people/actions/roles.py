"""Giving and ending roles, in a provider, a branch or a cohort. The last administrator of a provider stays."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from qosyl.audit.actions import record_act
from qosyl.people.access import NotVisible, require
from qosyl.people.actions.providers import lock_provider
from qosyl.people.actions.records import local_day
from qosyl.people.models import Branch, Provider, RoleHolding, User
from qosyl.people.roles import Role


class LastAdministrator(Exception):
    """The act would leave a provider without anybody who can look after its people."""


@transaction.atomic
def give_role(  # noqa: PLR0913 - who gives what to whom, where and for how long
    actor: User,
    person: User,
    role: Role,
    provider: Provider,
    *,
    branch: Branch | None,
    since: date,
    until: date | None,
    at: datetime,
) -> RoleHolding:
    """Let a person hold a role from a day on; the branch, if given, must be one of the provider's."""
    require(actor, "look_after_people", local_day(at), provider)
    if branch is not None and branch.provider_id != provider.pk:
        raise NotVisible
    return hold(actor, person, role, provider, since=since, until=until, at=at, branch=branch)


@transaction.atomic
def hold_in_cohort(  # noqa: PLR0913 - who gives what to whom, where and for how long
    actor: User | None,
    person: User,
    role: Role,
    provider: Provider,
    cohort: UUID,
    *,
    since: date,
    until: date | None,
    at: datetime,
) -> RoleHolding:
    """Let a person hold a role in one cohort; the room of cohorts has asked whether ``actor`` may. Twice is once."""
    held = person.holdings.filter(role=role, cohort=cohort, since__lte=since, until=until, ended_at=None).first()
    if held is not None:
        return held
    return hold(actor, person, role, provider, cohort=cohort, since=since, until=until, at=at)


@transaction.atomic
def leave_cohort(actor: User | None, person: User, role: Role, cohort: UUID, *, at: datetime) -> None:
    """Take away a person's role in one cohort. The room of cohorts has asked whether ``actor`` may."""
    for holding in person.holdings.filter(role=role, cohort=cohort).select_related("provider", "user"):
        _end(actor, holding, at=at)


def hold(  # noqa: PLR0913 - as above
    actor: User | None,
    person: User,
    role: Role,
    provider: Provider,
    *,
    since: date,
    until: date | None,
    at: datetime,
    branch: Branch | None = None,
    cohort: UUID | None = None,
) -> RoleHolding:
    holding = RoleHolding.objects.create(
        user=person, role=role, provider=provider, branch=branch, cohort=cohort, since=since, until=until
    )
    record_act(
        "give_role",
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="user",
        thing=str(person.uuid),
        facts={
            "role": role.value,
            "branch": branch.key if branch else None,
            "since": since.isoformat(),
            "until": until.isoformat() if until else None,
        }
        | ({"cohort": str(cohort)} if cohort else {}),
    )
    return holding


@transaction.atomic
def end_role(actor: User, holding: RoleHolding, *, at: datetime) -> RoleHolding:
    """Take a role away at once. The row stays as history.

    :raises LastAdministrator: nobody would be left to look after the provider's people.
    """
    today = local_day(at)
    require(actor, "look_after_people", today, holding.provider)
    # Two administrators who end each other's roles queue here; the second is then the last.
    lock_provider(holding.provider)
    locked = RoleHolding.objects.select_related("provider", "user").get(pk=holding.pk)
    if administers(locked, today) and not is_administered(locked.provider, today, without=Q(pk=locked.pk)):
        raise LastAdministrator
    return _end(actor, locked, at=at)


def _end(actor: User | None, holding: RoleHolding, *, at: datetime) -> RoleHolding:
    """Once taken away stays so: the moment of the first act is the true one."""
    if holding.ended_at is None:
        holding.ended_at = at
        holding.save(update_fields=["ended_at"])
        record_act(
            "end_role",
            at=at,
            actor=actor.uuid if actor else None,
            provider=holding.provider.uuid,
            thing_kind="user",
            thing=str(holding.user.uuid),
            facts={"role": holding.role, "since": holding.since.isoformat()},
        )
    return holding


def administers(holding: RoleHolding, today: date) -> bool:
    return holding.role == Role.ADMINISTRATOR and holding.branch_id is None and holding.covers(today)


def is_administered(provider: Provider, today: date, *, without: Q) -> bool:
    """Whether somebody looks after the provider's people today, left aside the holdings that are about to end."""
    others = RoleHolding.objects.filter(provider=provider, role=Role.ADMINISTRATOR, user__is_active=True)
    return any(administers(holding, today) for holding in others.exclude(without))
