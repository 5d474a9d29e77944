"""Invitations: links made and withdrawn by those who run a cohort, and accepted by the learner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.actions.enrolments import change_enrolment
from qosyl.cohorts.invitations import LASTS, LinkState, digest_of, link_state, may_accept, may_join, new_token
from qosyl.cohorts.models import Consent, Enrolment, Invitation
from qosyl.cohorts.queries import invitation_with
from qosyl.people.access import require
from qosyl.people.actions import PersonalName, choose_own_password, correct_own_names
from qosyl.rules.enrolment import Act, Actor

if TYPE_CHECKING:
    from qosyl.people.models import User


class LinkClosed(Exception):
    """The link opens nothing (any more)."""

    def __init__(self, state: LinkState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """A new link of a learner: its token is seen once, here."""

    enrolment: Enrolment
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Joining:
    """What a learner confirms on joining; a password only where the account has none yet."""

    kk: PersonalName
    ru: PersonalName
    consent_version: str
    language: str
    password: str | None = None


@transaction.atomic
def make_invitations(actor: "User", enrolments: Iterable[Enrolment], *, at: datetime) -> list[MadeInvitation]:
    """A new link for each learner who has not joined yet. Links made before stay open: printed slips keep working."""
    made = []
    for enrolment in enrolments:
        _require_running(actor, enrolment, at)
        if not may_join(enrolment):
            continue
        token = new_token()
        Invitation.objects.create(
            enrolment=enrolment, token_digest=digest_of(token), made_by=actor, made_at=at, expires_at=at + LASTS
        )
        _record("make_invitation", actor, enrolment, at)
        made.append(MadeInvitation(enrolment, token, at + LASTS))
    return made


@transaction.atomic
def withdraw_invitations(actor: "User", enrolment: Enrolment, *, at: datetime) -> int:
    """Close every open link of a learner, as when a slip is lost; how many were closed."""
    _require_running(actor, enrolment, at)
    open_links = enrolment.invitations.filter(accepted_at=None, withdrawn_at=None)
    closed = open_links.update(withdrawn_at=at)
    if closed:
        _record("withdraw_invitations", actor, enrolment, at)
    return closed


@transaction.atomic
def accept_invitation(token: str, joining: Joining, *, at: datetime) -> "User":
    """The learner joins: names confirmed, consent kept with its version, the own password in force.

    :raises LinkClosed: the link opens nothing (any more); nothing is written.
    """
    invitation = invitation_with(token)
    if invitation is not None:
        # A second press of the button waits here, and then finds the link used.
        invitation.enrolment.refresh_from_db(from_queryset=Enrolment.objects.select_for_update())
    state = link_state(invitation, at)
    if invitation is None or state is not LinkState.OPEN:
        raise LinkClosed(state)
    enrolment, learner = invitation.enrolment, invitation.enrolment.learner
    correct_own_names(learner, joining.kk, joining.ru, at=at)
    if joining.password is not None and not learner.has_usable_password():
        choose_own_password(learner, joining.password, at=at)
    Consent.objects.create(enrolment=enrolment, version=joining.consent_version, language=joining.language, given_at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    if may_accept(enrolment):
        change_enrolment(learner, enrolment, Act.ACCEPT, Actor.LEARNER, "", "", at)
    enrolment.names_confirmed_at = at
    enrolment.save(update_fields=["names_confirmed_at"])
    _record("accept_invitation", learner, enrolment, at, {"consent": joining.consent_version})
    return learner


def _require_running(actor: "User", enrolment: Enrolment, at: datetime) -> None:
    cohort = enrolment.cohort
    require(actor, "run_cohort", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _record(
    name: str, actor: "User", enrolment: Enrolment, at: datetime, facts: dict[str, object] | None = None
) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid,
        provider=enrolment.cohort.provider.uuid,
        thing_kind="enrolment",
        thing=str(enrolment.uuid),
        facts=facts,
    )
