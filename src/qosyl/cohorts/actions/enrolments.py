"""Changes of an enrolment: the rule allows or refuses, the history grows by a row, the state follows from it."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.access import ACT_OF
from qosyl.cohorts.models import Enrolment, EnrolmentChange, Group
from qosyl.cohorts.queries import history_of
from qosyl.people.access import NotVisible, Refused, require
from qosyl.people.actions import hold_in_cohort, leave_cohort
from qosyl.people.roles import Role
from qosyl.rules.enrolment import Act, Actor, Change, Standing, State, after, standing_after

if TYPE_CHECKING:
    from qosyl.people.models import User

_OUTSIDE = {State.INVITED, State.WITHDRAWN, State.TRANSFERRED}


@transaction.atomic
def begin_enrolment(actor: "User", group: Group, learner: "User", act: Act, *, at: datetime) -> Enrolment:
    """The first row of a history: an invitation, or an enrolment by order."""
    cohort = group.cohort
    day = timezone.localdate(at)
    require(actor, "run_cohort", day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    standing = after(Standing(), Change(act, Actor.COORDINATOR))
    enrolment = Enrolment.objects.create(
        cohort=cohort, group=group, learner=learner, state=str(standing.state), added_at=at
    )
    EnrolmentChange.objects.create(
        enrolment=enrolment, place=1, act=act.value, by=Actor.COORDINATOR.value, actor=actor, at=at
    )
    _hold_or_leave(actor, enrolment, at)
    return enrolment


@transaction.atomic
def change_enrolment(
    actor: "User | None", enrolment: Enrolment, act: Act, by: Actor, reason: str, note: str, at: datetime
) -> Enrolment:
    """Add a change to the history of an enrolment; without an ``actor`` the course itself causes it.

    :raises qosyl.rules.reasons.Refused: the table of changes does not allow it, with every unmet condition.
    """
    _require(actor, enrolment, act, by, timezone.localdate(at))
    locked = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    history = history_of(locked)
    standing = after(standing_after(history), Change(act, by, reason))
    EnrolmentChange.objects.create(
        enrolment=locked,
        place=len(history) + 1,
        act=act.value,
        by=by.value,
        reason=reason,
        note=note,
        actor=actor,
        at=at,
    )
    _keep(enrolment, standing)
    _hold_or_leave(actor, enrolment, at)
    record_act(
        "change_enrolment",
        at=at,
        actor=actor.uuid if actor else None,
        provider=enrolment.cohort.provider.uuid,
        thing_kind="enrolment",
        thing=str(enrolment.uuid),
        facts={"act": act.value, "by": by.value, "reason": reason, "state": enrolment.state},
    )
    return enrolment


def _require(actor: "User | None", enrolment: Enrolment, act: Act, by: Actor, day: date) -> None:
    if by is Actor.COURSE:
        return
    if actor is None:
        raise Refused(act.value)
    if by is Actor.LEARNER:
        if enrolment.learner_id != actor.pk:
            raise Refused(act.value)
        return
    cohort = enrolment.cohort
    require(actor, ACT_OF[by], day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _keep(enrolment: Enrolment, standing: Standing) -> None:
    enrolment.state = str(standing.state)
    enrolment.state_reason = standing.reason
    enrolment.save(update_fields=["state", "state_reason"])


def _hold_or_leave(actor: "User | None", enrolment: Enrolment, at: datetime) -> None:
    """Whoever is enrolled holds the role of a learner in the cohort, and nobody else."""
    cohort, learner = enrolment.cohort, enrolment.learner
    if enrolment.state in _OUTSIDE:
        leave_cohort(actor, learner, Role.LEARNER, cohort.uuid, at=at)
    else:
        day = timezone.localdate(at)
        hold_in_cohort(actor, learner, Role.LEARNER, cohort.provider, cohort.uuid, since=day, until=None, at=at)


@transaction.atomic
def move_to_group(actor: "User", enrolment: Enrolment, group: Group, *, at: datetime) -> None:
    """Let a learner study in another group of the same cohort; the record keeps both groups and the day."""
    cohort = enrolment.cohort
    require(actor, "run_cohort", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    if group.cohort_id != cohort.pk:
        raise NotVisible
    before = enrolment.group.number
    enrolment.group = group
    enrolment.save(update_fields=["group"])
    record_act(
        "move_to_group",
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="enrolment",
        thing=str(enrolment.uuid),
        facts={"before": before, "after": group.number},
    )
