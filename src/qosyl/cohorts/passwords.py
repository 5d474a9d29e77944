"""Whose forgotten password is renewed within a cohort, and why another's is not.

Not here: making one (`actions.passwords`, and below it the room of people).
"""

from datetime import date
from typing import TYPE_CHECKING

from qosyl.people.access import only_learns_at
from qosyl.rules.enrolment import State
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.cohorts.models import Enrolment

_GONE = frozenset({State.WITHDRAWN, State.TRANSFERRED})


def renewal_problems(enrolment: "Enrolment", day: date) -> tuple[Reason, ...]:
    """Why this learner's password is not renewed here; the first that holds, since each has a way of its own."""
    learner, provider = enrolment.learner, enrolment.cohort.provider
    if enrolment.state in _GONE:
        return (Reason("access.gone", actual=enrolment.state),)
    if not learner.is_active:
        return (Reason("access.closed"),)
    if not learner.has_usable_password():
        return (Reason("access.never-joined"),)
    if not only_learns_at(learner, provider, day):
        return (Reason("access.more-than-learning"),)
    return ()
