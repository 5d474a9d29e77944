"""The overview of a cohort: its groups with their learners by state, and what is next for whoever runs it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qosyl.cohorts.queries import groups_of, learners_by_group
from qosyl.cohorts.words import STATE_KINDS, STATES
from qosyl.rules.enrolment import State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import Cohort, Group

#: Learners who count as being in the cohort: those who left are shown apart.
_PRESENT = (State.INVITED, State.ENROLLED, State.STUDYING, State.INTERRUPTED, State.COMPLETED)


@dataclass(frozen=True, slots=True)
class StateCount:
    words: "_StrPromise"
    kind: str
    many: int
    address: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    group: "Group"
    learners: int
    states: Sequence[StateCount]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, with the page where it is done."""

    words: str
    act: str
    address: str


@dataclass(frozen=True, slots=True)
class Overview:
    groups: Sequence[GroupLine]
    states: Sequence[StateCount]
    learners: int
    next_steps: Sequence[NextStep]


def overview_of(cohort: "Cohort", *, may_run: bool, staffed: bool) -> Overview:
    """Two queries; next steps are for those alone who may take them."""
    by_group = learners_by_group(cohort)
    whole: Counter[State] = Counter()
    for counts in by_group.values():
        whole.update(counts)
    groups = [
        GroupLine(group, _present(by_group[group.pk]), _states(cohort, by_group[group.pk]))
        for group in groups_of(cohort)
    ]
    return Overview(
        groups=groups,
        states=_states(cohort, whole),
        learners=_present(whole),
        next_steps=_next_steps(cohort, grouped=bool(groups), staffed=staffed, whole=whole) if may_run else (),
    )


def _present(counts: Counter[State]) -> int:
    return sum(counts[state] for state in _PRESENT)


def _states(cohort: "Cohort", counts: Counter[State]) -> list[StateCount]:
    learners = reverse("cohorts:learners", kwargs={"cohort": cohort.uuid})
    return [
        StateCount(STATES[state], STATE_KINDS[state], counts[state], f"{learners}?state={state}")
        for state in State
        if counts[state]
    ]


def _next_steps(cohort: "Cohort", *, grouped: bool, staffed: bool, whole: Counter[State]) -> list[NextStep]:
    def step(words: str, act: str, route: str) -> NextStep:
        return NextStep(words, act, reverse(route, kwargs={"cohort": cohort.uuid}))

    if not grouped:
        return [step(_("The cohort has no group yet."), _("Add a group"), "cohorts:new-group")]
    steps = []
    if not whole.total():
        steps.append(step(_("Nobody is in the cohort yet."), _("Add learners"), "cohorts:add-learners"))
    if whole[State.INVITED]:
        many = whole[State.INVITED]
        words = ngettext(
            "%(many)s learner has not answered the invitation yet.",
            "%(many)s learners have not answered the invitation yet.",
            many,
        )
        steps.append(step(words % {"many": many}, _("Print slips with links"), "cohorts:invitations"))
    if not staffed:
        steps.append(step(_("Nobody teaches the cohort yet."), _("Take on tutors"), "cohorts:staff"))
    return steps
