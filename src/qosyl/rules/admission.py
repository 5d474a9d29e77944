"""Who may be proposed for final assessment, and what the commission may decide about a proposal.

Here belong the threshold of the provider and the three outcomes of a learner. Not here: how hours are earned
(`attendance`), results and documents (`eligibility`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qosyl.rules.enrolment import State
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.scales import Exact

#: Whoever earned less than one academic hour did not come.
LEAST_HOURS = 1
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the provider decided: a percentage of the hours taught, or, with None, expressly no threshold.

    A provider that has not decided has no `Threshold` at all.
    """

    percent: int | None
    clause: str = ""

    def __post_init__(self) -> None:
        if self.percent is not None and not 0 <= self.percent <= _WHOLE:
            raise Refused((Reason("admission.percent", required=_WHOLE, actual=self.percent, clause=self.clause),))


class Outcome(StrEnum):
    PROPOSED = "proposed"
    NOT_PROPOSED = "not-proposed"
    #: Came for no hour: no document, while the rights to transfer and to finish stay open.
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A learner with the state of the enrolment, hours earned so far and hours taught before final assessment."""

    learner: str
    state: State
    earned: Exact
    taught: int


@dataclass(frozen=True, slots=True)
class Proposal:
    learner: str
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the commission decided of a learner; `grounds` are its words where it departs from the proposal."""

    learner: str
    admitted: bool
    grounds: str = ""


def proposals(threshold: Threshold | None, candidates: Iterable[Candidate]) -> tuple[Proposal, ...]:
    """A proposal for each learner, in the order given; raises `Refused` while the threshold is not decided."""
    if threshold is None:
        raise Refused((Reason("admission.undecided", required=1, actual=0),))
    return tuple(_proposal(threshold, candidate) for candidate in candidates)


def decision_problems(proposal: Proposal, decision: Decision) -> tuple[Reason, ...]:
    """What keeps the commission from a decision: the absent are not admitted, and a departure needs its grounds."""
    if proposal.learner != decision.learner:
        return (Reason("admission.other-learner", proposal.learner, decision.learner, decision.learner),)
    if proposal.outcome is Outcome.ABSENT:
        return proposal.reasons if decision.admitted else ()
    departs = decision.admitted != (proposal.outcome is Outcome.PROPOSED)
    if departs and not decision.grounds.strip():
        return (Reason("admission.grounds", required=1, actual=0, subject=decision.learner),)
    return ()


def _proposal(threshold: Threshold, candidate: Candidate) -> Proposal:
    reasons = []
    if candidate.state is not State.STUDYING:
        required = str(State.STUDYING)
        reasons.append(Reason("admission.state", required, str(candidate.state), candidate.learner))
    came = candidate.earned >= LEAST_HOURS
    if not came:
        earned = Fraction(candidate.earned)
        reasons.append(Reason("admission.no-hour", LEAST_HOURS, earned, candidate.learner, threshold.clause))
    if threshold.percent is not None and candidate.earned * _WHOLE < threshold.percent * candidate.taught:
        share = Fraction(candidate.earned * _WHOLE, candidate.taught)
        reasons.append(Reason("admission.threshold", threshold.percent, share, candidate.learner, threshold.clause))
    outcome = Outcome.NOT_PROPOSED if came else Outcome.ABSENT
    return Proposal(candidate.learner, outcome if reasons else Outcome.PROPOSED, tuple(reasons))
