"""The acts on a protocol that was drawn up: a member confirms it, or whoever drew it up withdraws it."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.actions import confirm_admission
from qosyl.commissions.access import may_draw_up, seat_of
from qosyl.commissions.kinds import ProtocolKind
from qosyl.commissions.models import Confirmation, Protocol, ProtocolEntry
from qosyl.commissions.queries import commission_in_force, entries_of, sat_tests, standing_of
from qosyl.people.access import NotVisible, require
from qosyl.people.access import Refused as NotAllowed
from qosyl.rules.admission import Decision
from qosyl.rules.protocols import Seat
from qosyl.rules.reasons import Reason, Refused
from qosyl.sittings.actions import settle_claims
from qosyl.sittings.queries import Basis

if TYPE_CHECKING:
    from qosyl.people.models import User


@transaction.atomic
def confirm_protocol(actor: "User", protocol: Protocol, *, special_opinion: str = "", at: datetime) -> Confirmation:
    """Add one's own voice, once. The voice that makes chair and quorum complete lets the protocol take effect.

    A further voice is taken after that too. A special opinion stands beside the voice and changes nothing of it.

    :raises NotVisible: the person has no seat with a voice on this commission.
    :raises Refused: withdrawn, confirmed already by this person, or no longer true of what it speaks of.
    """
    cohort = protocol.commission.cohort
    require(
        actor, "confirm_protocol", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid
    )
    member = seat_of(actor, protocol.commission)
    if member is None or not Seat(member.seat).has_a_voice:
        raise NotVisible
    locked = Protocol.objects.select_for_update().get(pk=protocol.pk)
    problems = tuple(_confirming_problems(locked, protocol, member.pk))
    if problems:
        raise Refused(problems)
    confirmation = Confirmation.objects.create(
        protocol=locked, member=member, special_opinion=special_opinion.strip(), at=at
    )
    record_act(
        "confirm_protocol",
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="protocol",
        thing=str(locked.uuid),
        facts={"seat": member.seat, "special_opinion": bool(special_opinion.strip())},
    )
    if locked.confirmed_at is None and not standing_of(protocol).lacking:
        locked.confirmed_at = protocol.confirmed_at = at
        locked.save(update_fields=["confirmed_at"])
        _take_effect(actor, protocol, at)
    return confirmation


def _confirming_problems(locked: Protocol, protocol: Protocol, member: int) -> Iterator[Reason]:
    if locked.withdrawn_at is not None:
        yield Reason("protocol.withdrawn", subject=locked.number)
    if locked.confirmations.filter(member_id=member).exists():
        yield Reason("protocol.confirmed-already", subject=locked.number)
    if locked.confirmed_at is not None:
        return
    in_force = commission_in_force(protocol.commission.cohort)
    if in_force is not None and in_force.pk != locked.commission_id:
        yield Reason("protocol.former-commission", subject=in_force.order_number)
    if protocol.admission_list is not None and protocol.admission_list.withdrawn_at is not None:
        yield Reason("protocol.list-withdrawn", subject=str(protocol.admission_list.number))
    if locked.kind == ProtocolKind.RESULTS:
        yield from _outdated(protocol)


def _outdated(protocol: Protocol) -> Iterator[Reason]:
    """A result that was written after the protocol was drawn up: nobody confirms points that have changed since."""
    tests = sat_tests(protocol.commission.cohort)
    for entry in entries_of(protocol):
        sat = tests.get(entry.enrolment_id)
        told = (entry.facts["in_time"], entry.facts["with_claims"])
        now = (str(sat.readings.in_time), str(sat.readings.with_claims)) if sat else (None, None)
        if sat is not None and not sat.readings.in_register:
            if told != (None, None):
                yield Reason("protocol.test-not-in-register", 1, 0, subject=str(entry.enrolment.uuid))
        elif told != now:
            yield Reason("protocol.result-changed", required=told[0], actual=now[0], subject=str(entry.enrolment.uuid))


def _take_effect(actor: "User", protocol: Protocol, at: datetime) -> None:
    """Admission is written into the list; where readings differ, the sitting learns which one counts."""
    entries = entries_of(protocol)
    if protocol.kind == ProtocolKind.ADMISSION and protocol.admission_list is not None:
        decisions = {entry.admission_entry_id: _decision(entry) for entry in entries if entry.admission_entry_id}
        confirm_admission(protocol.admission_list, decisions, protocol.uuid, at)
        return
    tests = sat_tests(protocol.commission.cohort)
    for entry in entries:
        if entry.facts["reading"]:
            attempt = tests[entry.enrolment_id].attempt
            settle_claims(actor, attempt, Basis(entry.facts["reading"]), entry.facts["grounds"], at=at)


def _decision(entry: ProtocolEntry) -> Decision:
    return Decision(str(entry.enrolment.uuid), entry.facts["admitted"], entry.facts["grounds"])


@transaction.atomic
def withdraw_protocol(actor: "User", protocol: Protocol, reason: str, *, at: datetime) -> None:
    """Take a protocol back that is not confirmed yet; it stays to be read, with the reason, and is drawn up anew.

    :raises Refused: it is confirmed or withdrawn already.
    """
    cohort = protocol.commission.cohort
    if not may_draw_up(actor, timezone.localdate(at), cohort):
        raise NotAllowed("draw_up_protocol")
    locked = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if locked.confirmed_at is not None:
        raise Refused((Reason("protocol.confirmed", subject=locked.number),))
    if locked.withdrawn_at is not None:
        raise Refused((Reason("protocol.withdrawn", subject=locked.number),))
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_for = at, actor, reason.strip()
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_for"])
    record_act(
        "withdraw_protocol",
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="protocol",
        thing=str(locked.uuid),
        facts={"kind": locked.kind, "protocol": locked.number},
    )
