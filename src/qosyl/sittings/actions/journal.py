"""Acts of the answer journal: starting an attempt, taking it over, appending a batch, finishing.

Each is one transaction that locks the attempt; what it returns may be told to the device, since it is durable by then.
The rules decide (`rules.journal`); the statements stand in `journal_table`.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F

from qosyl.audit.actions import record_act
from qosyl.rules import journal as rule
from qosyl.rules.enrolment import State
from qosyl.rules.events import CONSENT_TO_LOSS, EventKind
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.receipt import receipt
from qosyl.sittings import journal_table as table
from qosyl.sittings.access import own_attempt
from qosyl.sittings.capability import Capability, tag
from qosyl.sittings.models import Attempt, Sitting
from qosyl.sittings.papers import options_of
from qosyl.sittings.queries import sitting_clock
from qosyl.sittings.states import HANDING_OVER, AttemptClock, AttemptState
from qosyl.sittings.turned_away import Code, TurnedAway, turned_away_by

if TYPE_CHECKING:
    from qosyl.people.models import User

LEASE_FOR = timedelta(seconds=60)
_LEASE_BYTES = 8
MOST_WRONG_CODES = 100
#: How far above the epochs that are stored a device may say it has written: after a restore, numbers are not reused.
MOST_EPOCHS_AHEAD = 50
_MAY_SIT = frozenset({State.ENROLLED, State.STUDYING})


@dataclass(frozen=True, slots=True)
class Seen:
    """An epoch before the one that writes now: what arrived of it, and when its device was last heard."""

    epoch: int
    through: int
    head: str
    device: str
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Writer:
    """What a device needs to write: its epoch, the end of the empty chain, a lease, the time left, its forerunners."""

    capability: Capability
    epoch: int
    through: int
    head: str
    lease: str
    state: AttemptState
    ms_left: int
    before: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What is durably stored of an epoch. `refused` are events of the batch that never count; `writer` is the epoch
    that writes now: a device whose own is lower learns that another one has taken over.
    """

    epoch: int
    writer: int
    through: int
    head: str
    refused: tuple[Reason, ...]
    ms_left: int
    lease: str
    state: AttemptState


@dataclass(frozen=True, slots=True)
class Claim:
    """What a device says the journal holds, {epoch: (n, head)}, and whether it knows of answers that were lost."""

    heads: Mapping[int, tuple[int, str]]
    loss_is_known: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The receipt, and the words that the server signed with it."""

    receipt: str
    state: AttemptState
    heads: Mapping[int, tuple[int, str]]
    signed: Mapping[str, object]


def start_attempt(user: "User", attempt: UUID, *, room_code: str, device: str, at: datetime) -> Writer:
    """Begin the learner's own attempt; its first epoch is open. Raises `TurnedAway`, `NotVisible`.

    An attempt that has begun already is turned away with `started`: whoever goes on elsewhere takes over.
    """
    seen = own_attempt(user, attempt)
    _check_room_code(seen, room_code)
    with transaction.atomic(durable=True):
        # The sitting first, then the attempt: nobody starts while it is being released.
        sitting = Sitting.objects.select_for_update().defer("drawing").get(pk=seen.form.sitting_id)
        row = _locked(attempt)
        if row.clock.started_at is not None:
            raise TurnedAway(Code.STARTED, state=row.clock.state(at))
        _check_may_start(seen, sitting, at)
        clock = AttemptClock(row.clock.minutes, row.clock.changed_minutes, row.clock.late_minutes, at)
        table.start(row.id, 1, at)
        writer = _opened_epoch(row, clock, attempt, 1, (), device, at)
        _record("start_attempt", seen, user.uuid, at, {"device": device})
    return writer


def take_over(user: "User", attempt: UUID, *, room_code: str, device: str, at: datetime, above: int = 0) -> Writer:
    """A new writer of the learner's own attempt: epoch + 1. What earlier writers sent stays, what they hold may follow.

    ``above`` is the highest epoch that the device knows of: numbers are never used twice, even after a restore.
    """
    seen = own_attempt(user, attempt)
    _check_room_code(seen, room_code)
    with transaction.atomic(durable=True):
        row = _locked(attempt)
        state = row.clock.state(at)
        if state is AttemptState.OFFERED:
            raise TurnedAway(Code.NOT_STARTED, state=state)
        if state is AttemptState.FINISHED:
            raise TurnedAway(Code.ENDED, state=state)
        before = tuple(
            Seen(one.number, one.through, one.head, one.device, one.leased_at) for one in table.epochs(row.id)
        )
        number = max(row.epoch, min(above, row.epoch + MOST_EPOCHS_AHEAD)) + 1
        table.take_over(row.id, number)
        writer = _opened_epoch(row, row.clock, attempt, number, before, device, at)
        _record("take_over_attempt", seen, user.uuid, at, {"epoch": number, "device": device})
    return writer


def append_batch(capability: Capability, batch: rule.Batch, *, at: datetime) -> Acknowledged:
    """Store what is new of a batch, in one transaction: two questions, one row, one new end. Raises `TurnedAway`."""
    if batch.epoch > capability.epoch:
        raise TurnedAway(Code.CAPABILITY)
    with transaction.atomic(durable=True):
        row = _locked_for(capability)
        state = row.clock.state(at)
        epochs = {one.number: one for one in table.epochs(row.id)}
        if batch.epoch not in epochs:
            raise TurnedAway(Code.EPOCH, epoch=row.epoch, state=state)
        epoch = epochs[batch.epoch]
        tail = epoch.tail(str(capability.attempt))
        appended = _appended(row, tail, batch, elsewhere=sum(one.through for one in epochs.values()) - tail.through)
        if appended.row is not None and state is AttemptState.FINISHED:
            raise TurnedAway(Code.ENDED, epoch=tail.epoch, through=tail.through, head=tail.head, state=state)
        lease = _stored(row, epoch, appended, state, at)
    end = appended.tail
    left = row.clock.ms_left(at)
    return Acknowledged(end.epoch, row.epoch, end.through, end.head, appended.refused, left, lease, state)


def finish_attempt(capability: Capability, claim: Claim, *, at: datetime) -> Finished:
    """The learner finishes, once what the device holds equals what is stored; again and again the same receipt.

    An attempt that the clock has closed is not finished any more, but its receipt is given all the same.
    """
    with transaction.atomic(durable=True):
        row = _locked_for(capability)
        state = row.clock.state(at)
        tails = [one.tail(str(capability.attempt)) for one in table.epochs(row.id)]
        if capability.epoch != row.epoch:
            raise TurnedAway(Code.EPOCH, epoch=row.epoch, state=state)
        consents = _finishing_word(row, needed=state is AttemptState.STARTED)
        _check_equal(tails, claim, state, consents=consents)
        number = receipt(str(capability.attempt), tails)
        if state is AttemptState.STARTED:
            table.finish(row.id, at, number)
            state = AttemptState.FINISHED
            _record("finish_attempt", _audited(capability.attempt), capability.learner, at, {"receipt": number})
    heads = {tail.epoch: (tail.through, tail.head) for tail in tails}
    finished_at = row.clock.finished_at or (at if state is AttemptState.FINISHED else None)
    return Finished(number, state, heads, _signed(capability, number, heads, state, finished_at))


def claim_of(raw: object) -> Claim:
    """The claim of a request, {v, heads: {epoch: [n, head]}, lost}, read as JSON; raises `TurnedAway`."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("heads"), Mapping):
        raise TurnedAway(Code.MALFORMED)
    if raw.get("v") != rule.PROTOCOL or type(raw["v"]) is not int:
        raise TurnedAway(Code.PROTOCOL)
    heads = {}
    for epoch, head in raw["heads"].items():
        if not (isinstance(epoch, str) and epoch.isascii() and epoch.isdigit() and _is_head(head)):
            raise TurnedAway(Code.MALFORMED)
        heads[int(epoch)] = (head[0], head[1])
    return Claim(heads, raw.get("lost") is True)


def _is_head(raw: object) -> bool:
    return isinstance(raw, list) and [type(part) for part in raw] == [int, str]


def _locked(attempt: UUID) -> table.AttemptRow:
    row = table.locked(attempt)
    if row is None:
        raise TurnedAway(Code.NOT_YOURS)
    return row


def _locked_for(capability: Capability) -> table.AttemptRow:
    row = table.locked(capability.attempt)
    if row is None or row.learner != capability.learner:
        raise TurnedAway(Code.NOT_YOURS)
    if row.clock.started_at is None:
        raise TurnedAway(Code.NOT_STARTED, state=AttemptState.OFFERED)
    return row


def _appended(row: table.AttemptRow, tail: rule.Tail, batch: rule.Batch, *, elsewhere: int) -> rule.Appended:
    known: list[bytes] = []
    if rule.needs_history(tail, batch):
        known = [line for one in table.batches(row.id, tail.epoch) for line in one.stored.lines]
    try:
        return rule.append(tail, batch, options_of(UUID(tail.attempt)), known=known, elsewhere=elsewhere)
    except Refused as refusal:
        raise turned_away_by(refusal, epoch=tail.epoch, through=tail.through, head=tail.head) from refusal


def _stored(
    row: table.AttemptRow, epoch: table.EpochRow, appended: rule.Appended, state: AttemptState, at: datetime
) -> str:
    """Write what is new; the lease that the answer carries. A lease is renewed now and then, never after the end."""
    lease, leased_at = epoch.lease, epoch.leased_at
    renewed = state is AttemptState.STARTED and at - leased_at >= LEASE_FOR
    if renewed:
        lease, leased_at = secrets.token_hex(_LEASE_BYTES), at
        table.add_lease(row.id, epoch.number, lease, at)
    if appended.row is not None:
        table.add_batch(row.id, epoch.number, appended.row, at)
    if appended.row is not None or renewed:
        table.advance(row.id, appended.tail, lease, leased_at)
    return lease


def _check_may_start(attempt: Attempt, sitting: Sitting, at: datetime) -> None:
    if not sitting_clock(sitting).may_start(at) or attempt.form.enrolment.state not in _MAY_SIT:
        raise TurnedAway(Code.NOT_OPEN, state=AttemptState.OFFERED)


def _check_room_code(attempt: Attempt, typed: str) -> None:
    """A wrong code is counted, and counting stays even though the learner is turned away."""
    sitting: Sitting = attempt.form.sitting
    if not sitting.room_code:
        return
    if attempt.wrong_codes >= MOST_WRONG_CODES:
        raise TurnedAway(Code.ROOM_CODE, Reason("sitting.room-code-tries", MOST_WRONG_CODES, attempt.wrong_codes))
    if "".join(typed.split()) != sitting.room_code:
        Attempt.objects.filter(pk=attempt.pk).update(wrong_codes=F("wrong_codes") + 1)
        raise TurnedAway(Code.ROOM_CODE, Reason("sitting.room-code"))


def _opened_epoch(
    row: table.AttemptRow,
    clock: AttemptClock,
    attempt: UUID,
    number: int,
    before: tuple[Seen, ...],
    device: str,
    at: datetime,
) -> Writer:
    tail, lease = rule.opened(str(attempt), number), secrets.token_hex(_LEASE_BYTES)
    table.add_epoch(row.id, tail, lease, at, device)
    if clock.late_until is None:
        raise TurnedAway(Code.NOT_STARTED)
    # The row decides about deadlines; a later change of it must not outlive the capability of a whole day more.
    capability = Capability(attempt, row.learner, number, clock.late_until + HANDING_OVER)
    return Writer(capability, number, 0, tail.head, lease, clock.state(at), clock.ms_left(at), before)


def _finishing_word(row: table.AttemptRow, *, needed: bool) -> bool:
    """Whether the learner's own finish, the last event of the writing epoch, consents to losing answers."""
    last = table.last_batch(row.id, row.epoch)
    event = last.stored.events[-1] if last is not None else None
    if event is None or event.k != EventKind.FINISH:
        if needed:
            raise TurnedAway(Code.NO_FINISH, epoch=row.epoch)
        return False
    return event.o == CONSENT_TO_LOSS


def _check_equal(tails: list[rule.Tail], claim: Claim, state: AttemptState, *, consents: bool) -> None:
    loss_is_known = claim.loss_is_known and state is AttemptState.STARTED
    problems = rule.finish_problems(tails, claim.heads, loss_is_known=loss_is_known, consent=consents)
    if problems:
        stored = {tail.epoch: tail for tail in tails}
        worst = problems[0]
        tail = stored.get(int(worst.subject)) if worst.subject else None
        facts = {"epoch": tail.epoch, "through": tail.through, "head": tail.head} if tail else {}
        raise turned_away_by(Refused(problems), state=state, **facts)


def _signed(
    capability: Capability,
    number: str,
    heads: Mapping[int, tuple[int, str]],
    state: AttemptState,
    finished_at: datetime | None,
) -> dict[str, object]:
    """The receipt as the server will know it again: equal contents give equal bytes."""
    words: dict[str, object] = {
        "v": rule.PROTOCOL,
        "attempt": str(capability.attempt),
        "heads": {str(epoch): list(head) for epoch, head in sorted(heads.items())},
        "receipt": number,
        "state": state,
        "finished_at": finished_at.astimezone(UTC).isoformat() if finished_at else None,
    }
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return words | {"mark": tag("receipt", canonical)}


def _audited(attempt: UUID) -> Attempt:
    return Attempt.objects.select_related("form__sitting__cohort__provider").get(uuid=attempt)


def _record(name: str, attempt: Attempt, actor: UUID, at: datetime, facts: Mapping[str, object]) -> None:
    record_act(
        name,
        at=at,
        actor=actor,
        provider=attempt.form.sitting.cohort.provider.uuid,
        thing_kind="attempt",
        thing=str(attempt.uuid),
        facts=facts,
    )
