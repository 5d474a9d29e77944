"""Admission to final assessment: proposing a list, withdrawing it, and the commission's decisions about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.admissions import (
    candidates_of,
    decision_of,
    entries_of,
    is_confirmed,
    latest_admission_list,
    proposal_of,
    threshold_of,
)
from qosyl.cohorts.models import AdmissionDecision, AdmissionEntry, AdmissionList, Cohort
from qosyl.people.access import require
from qosyl.rules.admission import Decision, decision_problems, proposals
from qosyl.rules.reasons import Reason, Refused, recorded

if TYPE_CHECKING:
    from qosyl.people.models import User


@transaction.atomic
def propose_admission(actor: "User", cohort: Cohort, *, at: datetime) -> AdmissionList:
    """Write the list that the rule proposes now, with each learner's hours and reasons. An open list is given back.

    :raises Refused: nobody is there to be listed.
    """
    _require_running(actor, cohort, at)
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    stands = latest_admission_list(cohort)
    if stands is not None and not is_confirmed(stands):
        return stands
    candidates = candidates_of(cohort)
    if not candidates:
        raise Refused((Reason("admission.nobody", required=1, actual=0),))
    made = AdmissionList.objects.create(
        cohort=cohort, number=cohort.admission_lists.count() + 1, proposed_by=actor, proposed_at=at
    )
    proposed = proposals(threshold_of(cohort), (candidate for _, candidate in candidates.values()))
    AdmissionEntry.objects.bulk_create(
        AdmissionEntry(
            admission_list=made,
            enrolment=candidates[proposal.learner][0],
            outcome=proposal.outcome.value,
            reasons=[recorded(reason) for reason in proposal.reasons],
            earned=str(candidates[proposal.learner][1].earned),
            taught=candidates[proposal.learner][1].taught,
        )
        for proposal in proposed
    )
    _record("propose_admission", actor, made, at, learners=len(candidates))
    return made


@transaction.atomic
def withdraw_admission(actor: "User", admission: AdmissionList, *, at: datetime) -> None:
    """Take a proposal back before the commission decides; twice is once.

    :raises Refused: the commission has decided of it.
    """
    _require_running(actor, admission.cohort, at)
    locked = AdmissionList.objects.select_for_update().get(pk=admission.pk)
    if locked.withdrawn_at is not None:
        return
    if is_confirmed(locked):
        raise Refused((Reason("admission.confirmed", subject=str(locked.uuid)),))
    locked.withdrawn_at = admission.withdrawn_at = at
    locked.save(update_fields=["withdrawn_at"])
    _record("withdraw_admission", actor, locked, at)


@transaction.atomic
def confirm_admission(
    admission: AdmissionList, decisions: Mapping[int, Decision], protocol: UUID, at: datetime
) -> Sequence[AdmissionDecision]:
    """Write what the commission decided of a list, by entry id: of every entry, or of none.

    For the room of commissions, which has asked who may; the same decisions by the same protocol are written once.

    :raises Refused: the list was withdrawn or decided otherwise, an entry has no decision or a decision no entry, or
        a decision is one that the rule does not admit, as a departure without its grounds.
    """
    locked = AdmissionList.objects.select_for_update().get(pk=admission.pk)
    entries = entries_of(locked)
    if stands := [decision for decision in map(decision_of, entries) if decision is not None]:
        if _are_the_same(stands, decisions, protocol):
            return stands
        raise Refused((Reason("admission.confirmed", subject=str(locked.uuid)),))
    if problems := _problems(locked, entries, decisions):
        raise Refused(problems)
    made = AdmissionDecision.objects.bulk_create(
        AdmissionDecision(
            entry=entry,
            admitted=decisions[entry.pk].admitted,
            grounds=decisions[entry.pk].grounds.strip(),
            protocol=protocol,
            decided_at=at,
        )
        for entry in entries
    )
    admitted = sum(decision.admitted for decision in made)
    _record("confirm_admission", None, locked, at, protocol=str(protocol), admitted=admitted, learners=len(made))
    return made


def _are_the_same(stands: Sequence[AdmissionDecision], decisions: Mapping[int, Decision], protocol: UUID) -> bool:
    written = {one.entry_id: (one.admitted, one.grounds, one.protocol) for one in stands}
    asked = {entry: (one.admitted, one.grounds.strip(), protocol) for entry, one in decisions.items()}
    return written == asked


def _problems(
    admission: AdmissionList, entries: Sequence[AdmissionEntry], decisions: Mapping[int, Decision]
) -> tuple[Reason, ...]:
    if admission.withdrawn_at is not None:
        return (Reason("admission.withdrawn", subject=str(admission.uuid)),)
    listed = {entry.pk for entry in entries}
    if listed != decisions.keys():
        return (Reason("admission.not-whole", required=len(listed), actual=len(listed & decisions.keys())),)
    return tuple(problem for entry in entries for problem in decision_problems(proposal_of(entry), decisions[entry.pk]))


def _require_running(actor: "User", cohort: Cohort, at: datetime) -> None:
    require(actor, "run_cohort", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _record(name: str, actor: "User | None", admission: AdmissionList, at: datetime, **facts: object) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid if actor else None,
        provider=admission.cohort.provider.uuid,
        thing_kind="admission_list",
        thing=str(admission.uuid),
        facts={"number": admission.number} | facts,
    )
