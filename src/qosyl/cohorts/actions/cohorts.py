"""Opening a cohort, its groups and the people who run it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.models import Cohort, Group
from qosyl.cohorts.queries import number_after
from qosyl.localtext import LocalText, fold
from qosyl.people.access import NotVisible, require, staff_of
from qosyl.people.actions import hold_in_cohort, leave_cohort, lock_provider
from qosyl.people.roles import Role

if TYPE_CHECKING:
    from qosyl.people.models import Branch, Provider, User
    from qosyl.programmes.models import Publication
    from qosyl.rules.admission import Threshold

#: Roles that are held in one cohort by those who run it.
STAFF = (Role.COORDINATOR, Role.TUTOR)


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """How a group is taught."""

    language: str
    mode: str
    room: str = ""
    link: str = ""


@transaction.atomic
def open_cohort(  # noqa: PLR0913 - everything that a cohort is pinned to
    actor: "User",
    provider: "Provider",
    branch: "Branch | None",
    publication: "Publication",
    *,
    title: LocalText,
    starts_on: date,
    ends_on: date,
    threshold: "Threshold",
    at: datetime,
) -> Cohort:
    """Open a cohort on a publication of the same provider, with the next number. The threshold has been decided."""
    require(actor, "open_cohort", timezone.localdate(at), provider, branch=branch)
    if publication.provider_id != provider.pk or (branch is not None and branch.provider_id != provider.pk):
        raise NotVisible
    # Two coordinators who open a cohort at the same moment queue here: each gets a number of its own.
    lock_provider(provider)
    cohort = Cohort.objects.create(
        provider=provider,
        branch=branch,
        publication=publication,
        number=number_after(provider),
        title_kk=title.kk,
        title_ru=title.ru,
        folded_title=f"{fold(title.kk)} {fold(title.ru)}",
        starts_on=starts_on,
        ends_on=ends_on,
        threshold_percent=threshold.percent,
        threshold_clause=threshold.clause,
        opened_by=actor,
        opened_at=at,
    )
    facts = {"number": cohort.number, "threshold": threshold.percent, "publication": str(publication.uuid)}
    _record("open_cohort", actor, cohort, at, facts)
    return cohort


@transaction.atomic
def add_group(actor: "User", cohort: Cohort, plan: GroupPlan, *, at: datetime) -> Group:
    """Add a group with the next number."""
    _require_running(actor, cohort, at)
    locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
    number = (locked.groups.aggregate(last=Max("number"))["last"] or 0) + 1
    group = Group.objects.create(
        cohort=cohort, number=number, language=plan.language, mode=plan.mode, room=plan.room, link=plan.link
    )
    _record("add_group", actor, cohort, at, {"group": number, "language": plan.language, "mode": plan.mode})
    return group


@transaction.atomic
def change_group(actor: "User", group: Group, plan: GroupPlan, *, at: datetime) -> None:
    """Write a group's language, mode, room and link anew."""
    _require_running(actor, group.cohort, at)
    group.language, group.mode, group.room, group.link = plan.language, plan.mode, plan.room, plan.link
    group.save(update_fields=["language", "mode", "room", "link"])
    facts = {"group": group.number, "language": plan.language, "mode": plan.mode}
    _record("change_group", actor, group.cohort, at, facts)


@transaction.atomic
def take_on(actor: "User", cohort: Cohort, person: "User", role: Role, *, at: datetime) -> None:
    """Let somebody who works for the provider run or teach this cohort from today on."""
    _require_running(actor, cohort, at)
    today = timezone.localdate(at)
    if role not in STAFF or person not in staff_of(cohort.provider, today):
        raise NotVisible
    hold_in_cohort(actor, person, role, cohort.provider, cohort.uuid, since=today, until=None, at=at)


@transaction.atomic
def let_go(actor: "User", cohort: Cohort, person: "User", role: Role, *, at: datetime) -> None:
    """Take the role in this cohort away; the row stays as history."""
    _require_running(actor, cohort, at)
    if role not in STAFF:
        raise NotVisible
    leave_cohort(actor, person, role, cohort.uuid, at=at)


def _require_running(actor: "User", cohort: Cohort, at: datetime) -> None:
    day = timezone.localdate(at)
    require(actor, "run_cohort", day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _record(name: str, actor: "User", cohort: Cohort, at: datetime, facts: Mapping[str, object]) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="cohort",
        thing=str(cohort.uuid),
        facts=facts,
    )
