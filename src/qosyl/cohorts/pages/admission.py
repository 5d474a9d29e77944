"""Admission lists as pages show them: each learner with hours, proposal, reasons and decision in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.admissions import (
    candidates_of,
    decision_of,
    entries_of,
    lists_of,
    proposal_of,
    threshold_of,
)
from qosyl.cohorts.reasons import sentences_of
from qosyl.rules.admission import Outcome, proposals

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import AdmissionDecision, AdmissionList, Cohort, Enrolment

OUTCOMES: Mapping[Outcome, tuple["_StrPromise", str]] = {
    Outcome.PROPOSED: (_("to be admitted"), "done"),
    Outcome.NOT_PROPOSED: (_("not to be admitted"), "attention"),
    Outcome.ABSENT: (_("did not come"), "harm"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A learner on a list. `changed`: the hours of today differ from those on which the proposal rests."""

    enrolment: "Enrolment"
    earned: Fraction
    taught: int
    outcome: "_StrPromise"
    kind: str
    reasons: tuple[str, ...]
    clauses: tuple[str, ...]
    decision: "AdmissionDecision | None" = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class AdmissionPage:
    """A list, or, before there is one, what it would say today."""

    entries: tuple[Entry, ...]

    @property
    def proposed(self) -> int:
        return sum(entry.kind == OUTCOMES[Outcome.PROPOSED][1] for entry in self.entries)

    @property
    def changed(self) -> int:
        return sum(entry.changed for entry in self.entries)


def list_page(found: "AdmissionList") -> AdmissionPage:
    """A stored list with what was decided; hours of today beside those of then while nothing is decided."""
    today = candidates_of(found.cohort)
    entries = []
    for row in entries_of(found):
        proposal = proposal_of(row)
        words, kind = OUTCOMES[proposal.outcome]
        decision = decision_of(row)
        now = today.get(str(row.enrolment.uuid))
        same = now is not None and (str(Fraction(now[1].earned)), now[1].taught) == (row.earned, row.taught)
        entries.append(
            Entry(
                enrolment=row.enrolment,
                earned=Fraction(row.earned),
                taught=row.taught,
                outcome=words,
                kind=kind,
                reasons=tuple(sentences_of(proposal.reasons)),
                clauses=_clauses(reason.clause for reason in proposal.reasons),
                decision=decision,
                changed=decision is None and found.withdrawn_at is None and not same,
            )
        )
    return AdmissionPage(tuple(entries))


def page_of_today(cohort: "Cohort") -> AdmissionPage:
    """What a list would say if it were proposed now."""
    candidates = candidates_of(cohort)
    found = proposals(threshold_of(cohort), (candidate for _enrolment, candidate in candidates.values()))
    return AdmissionPage(
        tuple(
            Entry(
                enrolment=candidates[one.learner][0],
                earned=Fraction(candidates[one.learner][1].earned),
                taught=candidates[one.learner][1].taught,
                outcome=OUTCOMES[one.outcome][0],
                kind=OUTCOMES[one.outcome][1],
                reasons=tuple(sentences_of(one.reasons)),
                clauses=_clauses(reason.clause for reason in one.reasons),
            )
            for one in found
        )
    )


def earlier_lists(cohort: "Cohort") -> "list[AdmissionList]":
    """All lists of the cohort, the newest first."""
    return lists_of(cohort)


def _clauses(clauses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for clause in clauses if clause))
