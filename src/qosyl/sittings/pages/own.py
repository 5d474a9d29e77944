"""A learner's own attempt in a list or above the result: what it is waiting for, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Attempt
from qosyl.sittings.pages.words import ATTEMPT_KINDS, OWN_ATTEMPT_WORDS
from qosyl.sittings.queries import awaits_commission, sitting_clock
from qosyl.sittings.states import AttemptState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class OwnAttempt:
    """An attempt as its learner sees it before any result."""

    attempt: Attempt
    state: AttemptState
    words: "_StrPromise"
    kind: str
    may_sit: bool
    opens_later: bool
    is_missed: bool
    is_released: bool
    awaits_commission: bool
    deadline: datetime | None


def own_attempt_shown(attempt: Attempt, at: datetime) -> OwnAttempt:
    sitting, clock = attempt.form.sitting, clock_of(attempt)
    doors, state = sitting_clock(sitting), clock.state(at)
    offered = state is AttemptState.OFFERED
    return OwnAttempt(
        attempt=attempt,
        state=state,
        words=OWN_ATTEMPT_WORDS[state],
        kind=ATTEMPT_KINDS[state],
        may_sit=state is AttemptState.STARTED or (offered and doors.may_start(at)),
        opens_later=offered and at < sitting.opens_at and sitting.ended_at is None,
        is_missed=offered and at >= doors.doors_close_at,
        is_released=sitting.released_at is not None,
        awaits_commission=sitting.released_at is not None and awaits_commission(attempt),
        deadline=clock.deadline,
    )
