"""The acts of drawing up a protocol: of admission to final assessment, of its results, and of their correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.queries import admission_proposal, latest_admission_list
from qosyl.commissions.access import may_draw_up
from qosyl.commissions.kinds import ProtocolKind
from qosyl.commissions.models import Commission, Protocol, ProtocolEntry
from qosyl.commissions.queries import (
    SatTest,
    commission_in_force,
    correction_problems,
    enrolments_to_correct,
    entries_to_decide,
    entry_rules,
    list_is_decided,
    number_is_taken,
    open_protocol,
    sat_tests,
    unconfirmed_enrolments,
    written_recorded,
)
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.actions import lock_provider
from qosyl.rules.admission import Decision, Outcome, decision_problems
from qosyl.rules.eligibility import NOT_PRESENTED, Recorded
from qosyl.rules.protocols import BothReadings, Reading, ResultEntry, entry_problems
from qosyl.rules.reasons import Reason, Refused

if TYPE_CHECKING:
    from qosyl.cohorts.models import AdmissionEntry, AdmissionList, Cohort, Enrolment
    from qosyl.people.models import User


@dataclass(frozen=True, slots=True)
class Paper:
    """Number and date that the protocol bears on paper."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """What the secretary writes of one learner; None where nothing is said.

    `absent`: did not sit the test, or sat it without having been admitted in the register of the sitting.
    """

    works: Recorded = None
    project: Recorded = None
    absent: bool = False
    reading: Reading | None = None
    grounds: str = ""


@transaction.atomic
def draw_up_admission(
    actor: "User", cohort: "Cohort", paper: Paper, decisions: Mapping[int, tuple[bool, str]], *, at: datetime
) -> Protocol:
    """Draw up what the commission decided of the cohort's admission list.

    ``decisions``: by the key of the entry, whether the learner is admitted, and the grounds where that departs from
    the proposal; of whom nothing is said, the proposal holds.

    :raises Refused: with every reason, of the paper and of each learner.
    """
    commission = _commission_for(actor, cohort, at)
    found = latest_admission_list(cohort)
    if found is None or found.withdrawn_at is not None:
        raise Refused((Reason("protocol.no-list", required=1, actual=0),))
    entries = entries_to_decide(found)
    reasons = _paper_problems(commission, paper, ProtocolKind.ADMISSION, timezone.localdate(at))
    if list_is_decided(found):
        reasons.append(Reason("protocol.list-decided", subject=str(found.number)))
    rows: list[tuple[AdmissionEntry, dict[str, Any]]] = []
    for entry in entries:
        proposed = entry.outcome == Outcome.PROPOSED
        admitted, grounds = decisions.get(entry.pk, (proposed, ""))
        reasons += _decision_problems(entry, Decision(_name(entry.enrolment), admitted, grounds))
        rows.append((entry, _admission_facts(entry, admitted, grounds if admitted != proposed else "")))
    if reasons:
        raise Refused(tuple(reasons))
    protocol = _new_protocol(actor, commission, paper, ProtocolKind.ADMISSION, at, admission_list=found)
    ProtocolEntry.objects.bulk_create(
        ProtocolEntry(protocol=protocol, enrolment=entry.enrolment, place=place, admission_entry=entry, facts=facts)
        for place, (entry, facts) in enumerate(rows, start=1)
    )
    return protocol


@transaction.atomic
def draw_up_results(
    actor: "User", cohort: "Cohort", paper: Paper, records: Mapping[int, ResultRecord], *, at: datetime
) -> Protocol:
    """Draw up the results of admitted learners whom no confirmed protocol names yet.

    ``records``: by the key of the enrolment, what was typed; points of the test are taken from the sitting itself.

    :raises Refused: with every reason, of the paper and of each learner.
    """
    commission = _commission_for(actor, cohort, at)
    rows, reasons = _results(cohort, unconfirmed_enrolments(cohort), records, timezone.localdate(at))
    reasons = [*_paper_problems(commission, paper, ProtocolKind.RESULTS, timezone.localdate(at)), *reasons]
    if reasons:
        raise Refused(tuple(reasons))
    return _results_protocol(_new_protocol(actor, commission, paper, ProtocolKind.RESULTS, at), rows)


@transaction.atomic
def draw_up_correction(
    actor: "User", wrong: Protocol, paper: Paper, records: Mapping[int, ResultRecord], reason: str, *, at: datetime
) -> Protocol:
    """Draw up the results of a confirmed protocol anew, where it holds an error.

    Nothing of the old one is overwritten. Once the new one is confirmed, its entries are in force in their place.

    :raises Refused: with every reason, of the paper, of what is corrected and of each learner.
    """
    cohort = wrong.commission.cohort
    commission = _commission_for(actor, cohort, at)
    if problems := correction_problems(wrong):
        raise Refused(problems)
    rows, reasons = _results(cohort, enrolments_to_correct(wrong), records, timezone.localdate(at))
    reasons = [*_paper_problems(commission, paper, ProtocolKind.RESULTS, timezone.localdate(at)), *reasons]
    if not reason.strip():
        reasons.append(Reason("protocol.correction-reason", subject=wrong.number))
    if reasons:
        raise Refused(tuple(reasons))
    made = _new_protocol(
        actor, commission, paper, ProtocolKind.RESULTS, at, supersedes=wrong, corrected_for=reason.strip()
    )
    return _results_protocol(made, rows)


def _results(
    cohort: "Cohort", enrolments: "Sequence[Enrolment]", records: Mapping[int, ResultRecord], today: date
) -> "tuple[list[tuple[Enrolment, dict[str, Any]]], list[Reason]]":
    """What is written of each learner, and everything that keeps it from being written."""
    rules, tests = entry_rules(cohort, today), sat_tests(cohort)
    reasons: list[Reason] = []
    rows: list[tuple[Enrolment, dict[str, Any]]] = []
    for enrolment in enrolments:
        sat, record = tests.get(enrolment.pk), records.get(enrolment.pk, ResultRecord())
        if sat is not None and record.absent and not sat.readings.in_register:
            sat = None
        entry = _entry(enrolment, sat, record)
        reasons += entry_problems(entry, rules)
        rows.append((enrolment, _result_facts(entry, sat)))
    if not rows:
        reasons.append(Reason("protocol.nobody", required=1, actual=0))
    return rows, reasons


def _results_protocol(protocol: Protocol, rows: "Sequence[tuple[Enrolment, dict[str, Any]]]") -> Protocol:
    ProtocolEntry.objects.bulk_create(
        ProtocolEntry(protocol=protocol, enrolment=enrolment, place=place, facts=facts)
        for place, (enrolment, facts) in enumerate(rows, start=1)
    )
    return protocol


def _commission_for(actor: "User", cohort: "Cohort", at: datetime) -> Commission:
    """The commission in force, locked against another protocol at the same moment."""
    if not may_draw_up(actor, timezone.localdate(at), cohort):
        raise NotAllowed("draw_up_protocol")
    lock_provider(cohort.provider)
    commission = commission_in_force(cohort)
    if commission is None:
        raise Refused((Reason("protocol.no-commission", required=1, actual=0),))
    return commission


def _paper_problems(commission: Commission, paper: Paper, kind: ProtocolKind, today: date) -> list[Reason]:
    reasons = []
    if paper.dated > today:
        reasons.append(Reason("protocol.future", required=today, actual=paper.dated))
    if paper.dated < commission.order_date:
        reasons.append(Reason("protocol.before-order", required=commission.order_date, actual=paper.dated))
    if number_is_taken(commission.cohort, paper.number):
        reasons.append(Reason("protocol.number-taken", actual=paper.number))
    awaiting = open_protocol(commission.cohort, kind)
    if awaiting is not None:
        reasons.append(Reason("protocol.open", subject=awaiting.number))
    return reasons


def _new_protocol(
    actor: "User",
    commission: Commission,
    paper: Paper,
    kind: ProtocolKind,
    at: datetime,
    **more: "AdmissionList | Protocol | str",
) -> Protocol:
    protocol = Protocol.objects.create(
        commission=commission,
        kind=kind,
        number=paper.number,
        dated=paper.dated,
        drawn_up_by=actor,
        drawn_up_at=at,
        **more,
    )
    record_act(
        "draw_up_protocol",
        at=at,
        actor=actor.uuid,
        provider=commission.cohort.provider.uuid,
        thing_kind="protocol",
        thing=str(protocol.uuid),
        facts={
            "kind": kind.value,
            "protocol": paper.number,
            "dated": paper.dated.isoformat(),
            "supersedes": str(protocol.supersedes.uuid) if protocol.supersedes else None,
        },
    )
    return protocol


def _name(enrolment: "Enrolment") -> str:
    return str(enrolment.uuid)


# --- admission --------------------------------------------------------------------------------------------------------
def _decision_problems(entry: "AdmissionEntry", decision: Decision) -> tuple[Reason, ...]:
    return decision_problems(admission_proposal(entry), decision)


def _admission_facts(entry: "AdmissionEntry", admitted: bool, grounds: str) -> dict[str, Any]:  # noqa: FBT001 - a decision
    return {
        "outcome": entry.outcome,
        "reasons": entry.reasons,
        "earned": entry.earned,
        "taught": entry.taught,
        "admitted": admitted,
        "grounds": grounds.strip(),
    }


# --- results ----------------------------------------------------------------------------------------------------------
def _entry(enrolment: "Enrolment", sat: SatTest | None, record: ResultRecord) -> ResultEntry:
    """Whoever has a result of a test to which an invigilator admitted them was there, whatever was typed."""
    test: BothReadings | Any = sat.readings if sat else (NOT_PRESENTED if record.absent else None)
    chooses = sat is not None and sat.readings.differ
    return ResultEntry(
        learner=_name(enrolment),
        test=test,
        works=record.works,
        project=record.project,
        reading=record.reading if chooses else None,
        grounds=record.grounds if chooses else "",
    )


def _result_facts(entry: ResultEntry, sat: SatTest | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "points": written_recorded(entry.points),
        "in_time": None,
        "with_claims": None,
        "result": None,
        "reading": None if entry.reading is None else str(entry.reading),
        "grounds": entry.grounds.strip(),
        "works": written_recorded(entry.works),
        "project": written_recorded(entry.project),
    }
    if sat is not None:
        facts["in_time"], facts["with_claims"] = str(sat.readings.in_time), str(sat.readings.with_claims)
        facts["result"] = str(sat.results[entry.reading or sat.readings.usual])
    return facts
