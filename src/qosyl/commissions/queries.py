"""Questions about commissions and protocols that ask for no person: who sits, what a protocol says, what is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from qosyl.cohorts.queries import admission_entries, admitted_enrolments, package_of_cohort
from qosyl.commissions.kinds import ProtocolKind
from qosyl.commissions.models import Commission, Member, Protocol, ProtocolEntry
from qosyl.programmes.provisions import document_rules
from qosyl.rules.admission import Outcome
from qosyl.rules.eligibility import NOT_PRESENTED, NotPresented, Recorded
from qosyl.rules.protocols import (
    BothReadings,
    EntryRules,
    Reading,
    Seat,
    Seated,
    confirmation_problems,
    voices_awaited,
)
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason, reason_of
from qosyl.rules.scales import Exact
from qosyl.sittings.queries import admitted_attempts, readings_of

if TYPE_CHECKING:
    from qosyl.cohorts.models import AdmissionEntry, AdmissionList, Cohort, Enrolment
    from qosyl.people.models import User
    from qosyl.sittings.models import Attempt, Result


@dataclass(frozen=True, slots=True)
class ConfirmedEntry:
    """What the confirmed protocol of results that is in force says of a learner: all that a document rests on.

    `points` are those of the reading that the commission chose; `test_result` is that result's public reference.
    """

    test_result: UUID | None
    points: Recorded
    works: Recorded
    project: Recorded
    protocol: UUID
    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class AdmissionLine:
    """What a protocol of admission says of one learner."""

    enrolment: "Enrolment"
    outcome: Outcome
    earned: Fraction
    taught: int
    reasons: tuple[Reason, ...]
    admitted: bool
    grounds: str

    @property
    def departs(self) -> bool:
        return self.admitted != (self.outcome is Outcome.PROPOSED)


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What a protocol of results says of one learner; `other_points`: by the reading that was not chosen."""

    enrolment: "Enrolment"
    points: Recorded
    other_points: Recorded
    reading: Reading | None
    grounds: str
    works: Recorded
    project: Recorded


# --- commissions ------------------------------------------------------------------------------------------------------
def commission_in_force(cohort: "Cohort") -> Commission | None:
    """The one appointed last."""
    return cohort.commissions.prefetch_related("members__person").first()


def members_of(commission: Commission) -> list[Member]:
    """Seats in the order of the appointing order, with their people."""
    return list(commission.members.select_related("person"))


def seated_on(members: Iterable[Member]) -> tuple[Seated, ...]:
    """The seats as the rule reads them."""
    return tuple(Seated(str(member.person.uuid), Seat(member.seat)) for member in members)


def quorum_of(commission: Commission) -> Provision[int]:
    """How many voices are asked; it rests on the order."""
    return Provision(commission.quorum, f"№ {commission.order_number}")


def order_is_taken(cohort: "Cohort", number: str, year: int) -> bool:
    return Commission.objects.filter(provider=cohort.provider_id, order_number=number, order_year=year).exists()


def learners_among(cohort: "Cohort", people: Iterable["User"]) -> set[int]:
    """Keys of those of the people who are enrolled in the cohort."""
    return set(cohort.enrolments.filter(learner__in=list(people)).values_list("learner_id", flat=True))


# --- protocols --------------------------------------------------------------------------------------------------------
def protocols_of(cohort: "Cohort") -> list[Protocol]:
    """All protocols of a cohort, the newest first, withdrawn ones among them."""
    return list(with_corrections(Protocol.objects.filter(commission__cohort=cohort).select_related("commission")))


def with_corrections(protocols: QuerySet[Protocol]) -> QuerySet[Protocol]:
    """The protocols with `is_superseded`: whether a confirmed correction is in force in its place."""
    confirmed = Protocol.objects.filter(supersedes=OuterRef("pk"), confirmed_at__isnull=False)
    return protocols.annotate(is_superseded=Exists(confirmed))


def correction_of(protocol: Protocol) -> Protocol | None:
    """The protocol that corrects this one, confirmed or awaiting it."""
    return protocol.corrections.filter(withdrawn_at=None).first()


def superseded_protocols(cohort: "Cohort") -> dict[UUID, Protocol]:
    """By the public reference of each protocol that is no longer in force, the confirmed one that corrects it."""
    rows = Protocol.objects.filter(
        commission__cohort=cohort, supersedes__isnull=False, confirmed_at__isnull=False
    ).select_related("supersedes")
    return {row.supersedes.uuid: row for row in rows if row.supersedes is not None}


def correction_problems(protocol: Protocol) -> tuple[Reason, ...]:
    """What keeps a protocol from being corrected: only confirmed results are, and each protocol once."""
    if protocol.kind != ProtocolKind.RESULTS or protocol.confirmed_at is None:
        return (Reason("protocol.not-to-correct", subject=protocol.number),)
    newer = correction_of(protocol)
    return () if newer is None else (Reason("protocol.corrected-already", subject=newer.number),)


def enrolments_to_correct(protocol: Protocol) -> list["Enrolment"]:
    """Learners of a protocol for whom it is in force: whoever was assessed again since keeps that result."""
    in_force = confirmed_entries(protocol.commission.cohort)
    return [entry.enrolment for entry in entries_of(protocol) if in_force[entry.enrolment_id].protocol == protocol.uuid]


def open_protocol(cohort: "Cohort", kind: ProtocolKind | None = None) -> Protocol | None:
    """The protocol that awaits confirmation."""
    found = Protocol.objects.filter(commission__cohort=cohort, confirmed_at=None, withdrawn_at=None)
    return (found if kind is None else found.filter(kind=kind)).first()


def number_is_taken(cohort: "Cohort", number: str) -> bool:
    """Whether a protocol of the cohort that was not withdrawn bears this number."""
    return Protocol.objects.filter(commission__cohort=cohort, number=number, withdrawn_at=None).exists()


def list_is_decided(found: "AdmissionList") -> bool:
    """Whether a confirmed protocol has decided on this admission list."""
    return found.protocols.filter(confirmed_at__isnull=False).exists()


def entries_to_decide(found: "AdmissionList") -> list["AdmissionEntry"]:
    """Entries of an admission list in its order, with learners and groups."""
    return admission_entries(found)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a protocol has come: members who confirmed, members who may, and what is lacking."""

    confirmed: tuple[Member, ...]
    awaited: tuple[Member, ...]
    lacking: tuple[Reason, ...]


def standing_of(protocol: Protocol) -> Standing:
    members = members_of(protocol.commission)
    heard = set(protocol.confirmations.values_list("member_id", flat=True))
    return standing_by(members, heard, quorum_of(protocol.commission))


def standing_by(members: list[Member], heard: set[int], quorum: Provision[int]) -> Standing:
    """The same from rows that are there already."""
    seated = seated_on(members)
    names = {str(member.person.uuid) for member in members if member.pk in heard}
    awaited = {one.person for one in voices_awaited(seated, names)}
    return Standing(
        confirmed=tuple(member for member in members if member.pk in heard),
        awaited=tuple(member for member in members if str(member.person.uuid) in awaited),
        lacking=confirmation_problems(seated, names, quorum),
    )


def entries_of(protocol: Protocol) -> list[ProtocolEntry]:
    """Entries in the order of the list, with learners."""
    return list(protocol.entries.select_related("enrolment__learner", "enrolment__group", "admission_entry"))


def admission_lines(protocol: Protocol) -> list[AdmissionLine]:
    return [
        AdmissionLine(
            enrolment=entry.enrolment,
            outcome=Outcome(entry.facts["outcome"]),
            earned=Fraction(entry.facts["earned"]),
            taught=entry.facts["taught"],
            reasons=tuple(reason_of(row) for row in entry.facts["reasons"]),
            admitted=entry.facts["admitted"],
            grounds=entry.facts["grounds"],
        )
        for entry in entries_of(protocol)
    ]


def result_lines(protocol: Protocol) -> list[ResultLine]:
    return [_result_line(entry) for entry in entries_of(protocol)]


def _result_line(entry: ProtocolEntry) -> ResultLine:
    facts: Mapping[str, Any] = entry.facts
    reading = Reading(facts["reading"]) if facts["reading"] else None
    other = None
    if reading is not None:
        other = facts["in_time"] if reading is Reading.WITH_CLAIMS else facts["with_claims"]
    return ResultLine(
        enrolment=entry.enrolment,
        points=read_recorded(facts["points"]),
        other_points=read_recorded(other),
        reading=reading,
        grounds=facts["grounds"],
        works=read_recorded(facts["works"]),
        project=read_recorded(facts["project"]),
    )


# --- results that are confirmed ---------------------------------------------------------------------------------------
def confirmed_entries(cohort: "Cohort") -> dict[int, ConfirmedEntry]:
    """By the key of the enrolment: what confirmed protocols of results say, the latest of each learner."""
    rows = ProtocolEntry.objects.filter(protocol__commission__cohort=cohort)
    return {row.enrolment_id: _confirmed(row) for row in _of_confirmed_results(rows)}


def confirmed_entry(enrolment: "Enrolment") -> ConfirmedEntry | None:
    """What the latest confirmed protocol of results says of this learner."""
    rows = _of_confirmed_results(enrolment.protocol_entries.all())
    return _confirmed(rows[-1]) if rows else None


def unconfirmed_enrolments(cohort: "Cohort") -> list["Enrolment"]:
    """Admitted learners whose results no confirmed protocol names yet: whom the next protocol of results is about."""
    confirmed = confirmed_entries(cohort)
    return [enrolment for enrolment in admitted_enrolments(cohort) if enrolment.pk not in confirmed]


def _of_confirmed_results(rows: Any) -> list[ProtocolEntry]:
    superseded = Protocol.objects.filter(supersedes__isnull=False, confirmed_at__isnull=False).values("supersedes")
    return list(
        rows.filter(protocol__kind=ProtocolKind.RESULTS, protocol__confirmed_at__isnull=False)
        .exclude(protocol__in=superseded)
        .select_related("protocol")
        .order_by("protocol__confirmed_at", "protocol_id")
    )


def _confirmed(entry: ProtocolEntry) -> ConfirmedEntry:
    facts, protocol = entry.facts, entry.protocol
    return ConfirmedEntry(
        test_result=UUID(facts["result"]) if facts["result"] else None,
        points=read_recorded(facts["points"]),
        works=read_recorded(facts["works"]),
        project=read_recorded(facts["project"]),
        protocol=protocol.uuid,
        number=protocol.number,
        dated=protocol.dated,
    )


# --- what a protocol of results is drawn up from ----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class SatTest:
    """The final test of one learner: the attempt, points by both readings, and the result that stands behind each."""

    attempt: "Attempt"
    readings: BothReadings
    results: Mapping[Reading, UUID]


def sat_tests(cohort: "Cohort") -> dict[int, SatTest]:
    """By the key of the enrolment: who sat the final test, in the latest sitting whose results are released."""
    found = readings_of(cohort)
    admitted = admitted_attempts(attempt.pk for attempt, _ in found.values())
    return {
        enrolment: _sat(
            attempt,
            {Reading(basis.value): result for basis, result in by_basis.items()},
            in_register=attempt.pk in admitted,
        )
        for enrolment, (attempt, by_basis) in found.items()
    }


def _sat(attempt: "Attempt", by_reading: Mapping[Reading, "Result"], *, in_register: bool) -> SatTest:
    """Where claims change no answer only one result was written: it stands for both."""
    in_time = by_reading[Reading.IN_TIME]
    with_claims = by_reading.get(Reading.WITH_CLAIMS, in_time)
    readings = BothReadings(
        _exact(in_time.points), _exact(with_claims.points), differ=with_claims.differs, in_register=in_register
    )
    return SatTest(attempt, readings, {Reading.IN_TIME: in_time.uuid, Reading.WITH_CLAIMS: with_claims.uuid})


def entry_rules(cohort: "Cohort", day: date) -> EntryRules:
    """The bounds of points by the programme of the cohort, and what must be recorded by the policies of the day."""
    package = package_of_cohort(cohort)
    works, project = package.assessment.independent_work, package.assessment.project
    return EntryRules(
        works_maximum=Provision(works.maximum, works.source),
        project_maximum=Provision(project.maximum, project.source),
        results_recorded=document_rules(package, day).results_recorded,
    )


# --- exact values as JSON ---------------------------------------------------------------------------------------------
def written_recorded(recorded: Recorded) -> str | None:
    """Points as exact text, «not presented» as its word, nothing as nothing."""
    return None if recorded is None else str(recorded)


def read_recorded(text: str | None) -> Recorded:
    if text is None or isinstance(text, NotPresented):
        return text
    if text == str(NOT_PRESENTED):
        return NOT_PRESENTED
    return _exact(Fraction(text))


def _exact(value: Fraction) -> Exact:
    return value.numerator if value.denominator == 1 else value
