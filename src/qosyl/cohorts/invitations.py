"""Links by which learners join: their tokens, how long they hold, and what a link that is opened turns out to be.

Plain values; rows of invitations are written by `actions` and found by `queries`.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from qosyl.rules.enrolment import Act, Actor, Standing, State, changes_open

if TYPE_CHECKING:
    from qosyl.cohorts.models import Enrolment, Invitation

#: Long enough for a list that is sent before the holidays, short enough for a slip that is lost.
LASTS = timedelta(days=30)
#: States of learners who may have been enrolled by order, without having opened a link.
ENROLLED = frozenset({State.ENROLLED, State.STUDYING, State.INTERRUPTED})
_TOKEN_BYTES = 32


class LinkState(StrEnum):
    OPEN = "open"
    #: No such link: cut off by a messenger, mistyped, or never made.
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    #: The learner has joined already, by this link or another one.
    USED = "used"
    WITHDRAWN = "withdrawn"
    #: The learner cannot join any more: the enrolment ended before.
    CLOSED = "closed"


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token: whoever reads the table cannot join with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def may_join(enrolment: "Enrolment") -> bool:
    """Whether a link is of use: the learner may accept, or was enrolled by order and has confirmed no name yet."""
    return enrolment.names_confirmed_at is None and (may_accept(enrolment) or enrolment.state in ENROLLED)


def may_accept(enrolment: "Enrolment") -> bool:
    """Whether joining also changes the enrolment, as the table of changes allows it to the learner."""
    standing = Standing(State(enrolment.state), enrolment.state_reason)
    return Act.ACCEPT in {row.act for row in changes_open(standing, Actor.LEARNER)}


def link_state(invitation: "Invitation | None", at: datetime) -> LinkState:
    """What somebody who opens the link is told; the learner's own standing comes before the age of the link."""
    if invitation is None:
        return LinkState.UNKNOWN
    enrolment = invitation.enrolment
    if invitation.accepted_at is not None or enrolment.names_confirmed_at is not None:
        return LinkState.USED
    if invitation.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    if not may_join(enrolment):
        return LinkState.CLOSED
    return LinkState.OPEN if at < invitation.expires_at else LinkState.EXPIRED
