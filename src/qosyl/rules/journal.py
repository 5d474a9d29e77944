"""The answer journal of an attempt: a chain of events per epoch, to which batches are appended.

Here belong the chain, what an append takes, refuses and skips, and when an attempt may finish. Not here: the time of an
event and the answer in force (`answers`), the receipt, who may send, and how any of it is stored.

The chain of an epoch: h_0 = SHA256(attempt + epoch in decimal), h_n = SHA256(h_(n-1) + bytes of event n), raw digests;
heads are written as hex.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from qosyl.rules.events import Event, FormOptions, canonical, content_problem, event_from, event_of
from qosyl.rules.reasons import Reason, Refused

PROTOCOL = 1
MOST_EVENTS_OF_BATCH = 64
MOST_EVENTS_OF_ATTEMPT = 5_000
_HEAD_LETTERS = 64
_BETWEEN_LINES = b"\n"


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the chain of an epoch ends: events 1 to `through` are stored, `head` is h_through."""

    attempt: str
    epoch: int
    through: int
    head: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What a device sent: events from `first` on without gap; `head` is its chain after the last of them."""

    epoch: int
    first: int
    events: tuple[Event, ...]
    head: str


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """One row of the journal: events `first` to `last` as lines, and the head of the chain after them."""

    first: int
    last: int
    content: bytes
    head: str

    @property
    def lines(self) -> tuple[bytes, ...]:
        return tuple(self.content.split(_BETWEEN_LINES))

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(event_from(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append does: the row to store (None where everything was known), the new tail, what never counts."""

    row: StoredBatch | None
    tail: Tail
    refused: tuple[Reason, ...]


def opened(attempt: str, epoch: int) -> Tail:
    """The tail of an epoch in which nothing has happened yet."""
    return Tail(attempt, epoch, 0, sha256(f"{attempt}{epoch}".encode("ascii")).hexdigest())


def chained(head: str, lines: Iterable[bytes]) -> str:
    """The head after some more lines."""
    digest = bytes.fromhex(head)
    for line in lines:
        digest = sha256(digest + line).digest()
    return digest.hex()


def batch_of(raw: object) -> Batch:
    """The batch of a request, {v, epoch, from, events, head} read as JSON; raises `Refused`.

    `journal.protocol`: another version; `journal.batch-size`: too many events; `journal.malformed`: anything else.
    """
    if not isinstance(raw, Mapping):
        raise Refused((Reason("journal.malformed", required="object", actual=type(raw).__name__),))
    if raw.get("v") != PROTOCOL or type(raw["v"]) is not int:
        raise Refused((Reason("journal.protocol", required=PROTOCOL, actual=str(raw.get("v"))),))
    if problems := tuple(Reason("journal.malformed", subject=name) for name in _malformed(raw)):
        raise Refused(problems)
    if len(raw["events"]) > MOST_EVENTS_OF_BATCH:
        raise Refused((Reason("journal.batch-size", MOST_EVENTS_OF_BATCH, len(raw["events"])),))
    events = tuple(event_of(event) for event in raw["events"])
    for expected, event in enumerate(events, raw["from"]):
        if event.n != expected:
            raise Refused((Reason("journal.malformed", expected, event.n, subject="n"),))
    return Batch(raw["epoch"], raw["from"], events, raw["head"])


def needs_history(tail: Tail, batch: Batch) -> bool:
    """Whether the batch repeats what is stored, so that `append` must see all lines of the epoch."""
    return batch.first <= tail.through


def append(tail: Tail, batch: Batch, form: FormOptions, *, known: Sequence[bytes] = (), elsewhere: int = 0) -> Appended:
    """Append a batch to its epoch: what is stored already is skipped, if its chain agrees; raises `Refused`.

    `known` are lines 1 to through of the epoch where `needs_history`; `elsewhere` counts events of other epochs.
    `journal.epoch`: not this epoch; `journal.gap`: events are missing before the batch; `journal.diverged`: another
    chain; `journal.attempt-size`: too many events. What is possible and what is not in a form changes nothing of this.
    """
    if batch.epoch != tail.epoch:
        raise Refused((Reason("journal.epoch", required=tail.epoch, actual=batch.epoch),))
    if batch.first > tail.through + 1:
        raise Refused((Reason("journal.gap", required=tail.through + 1, actual=batch.first),))
    lines = [canonical(event) for event in batch.events]
    base = tail.head
    if needs_history(tail, batch):
        base = _agreed_base(tail, batch, lines, known)
    if chained(base, lines) != batch.head:
        raise Refused((Reason("journal.diverged", required=tail.head, actual=batch.head, subject=str(tail.through)),))
    new = lines[tail.through + 1 - batch.first :]
    if elsewhere + tail.through + len(new) > MOST_EVENTS_OF_ATTEMPT:
        count = elsewhere + tail.through + len(new)
        raise Refused((Reason("journal.attempt-size", MOST_EVENTS_OF_ATTEMPT, count),))
    refused = tuple(reason for event in batch.events if (reason := content_problem(event, form)) is not None)
    if not new:
        return Appended(None, tail, refused)
    last = tail.through + len(new)
    row = StoredBatch(tail.through + 1, last, _BETWEEN_LINES.join(new), batch.head)
    return Appended(row, Tail(tail.attempt, tail.epoch, last, batch.head), refused)


def finish_problems(
    tails: Iterable[Tail], claimed: Mapping[int, tuple[int, str]], *, loss_is_known: bool = False, consent: bool = False
) -> tuple[Reason, ...]:
    """Why an attempt may not finish yet: what the device claims, {epoch: (n, head)}, must equal what is stored.

    `journal.missing`: events have not arrived, or the device has not seen all of them (required: n of the device,
    actual: through); `journal.diverged`: other contents; `journal.epoch`: an epoch that one side does not know;
    `journal.consent`: a replaced device holds answers that did not arrive, and the learner has not agreed to lose them.
    `subject` is the epoch.
    """
    stored = {tail.epoch: tail for tail in tails}
    reasons = []
    for epoch in sorted({*stored, *claimed}):
        if epoch not in stored or epoch not in claimed:
            known = "server" if epoch in stored else "device"
            reasons.append(Reason("journal.epoch", required="both", actual=known, subject=str(epoch)))
            continue
        tail, (n, head) = stored[epoch], claimed[epoch]
        if n != tail.through:
            reasons.append(Reason("journal.missing", n, tail.through, str(epoch)))
        elif head != tail.head:
            reasons.append(Reason("journal.diverged", tail.head, head, str(epoch)))
    if loss_is_known and not consent:
        reasons.append(Reason("journal.consent", required=1, actual=0))
    return tuple(reasons)


def stored_problems(attempt: str, epoch: int, rows: Iterable[StoredBatch]) -> tuple[Reason, ...]:
    """Everything by which stored rows of an epoch, in their order, differ from an unbroken journal.

    `journal.gap`: a row does not begin where the one before ended; `journal.malformed`: a line is no event or has not
    its number; `journal.diverged`: the chain does not give the row's head. `subject` is the first event of the row.
    """
    tail, reasons = opened(attempt, epoch), []
    for row in rows:
        if row.first != tail.through + 1:
            reasons.append(Reason("journal.gap", tail.through + 1, row.first, str(row.first)))
        numbers = [_number(line) for line in row.lines]
        if numbers != list(range(row.first, row.last + 1)):
            reasons.append(Reason("journal.malformed", row.last, subject=str(row.first)))
        head = chained(tail.head, row.lines)
        if head != row.head:
            reasons.append(Reason("journal.diverged", head, row.head, str(row.first)))
        tail = Tail(attempt, epoch, row.last, row.head)
    return tuple(reasons)


def _number(line: bytes) -> int:
    try:
        return event_from(line).n
    except Refused:
        return 0


def _agreed_base(tail: Tail, batch: Batch, lines: Sequence[bytes], known: Sequence[bytes]) -> str:
    """The head before the batch, if what it repeats is what is stored."""
    start = opened(tail.attempt, tail.epoch).head
    if len(known) != tail.through or chained(start, known) != tail.head:
        raise Refused((Reason("journal.history", required=tail.through, actual=len(known)),))
    before = batch.first - 1
    for at, (line, stored) in enumerate(zip(lines, known[before:], strict=False), batch.first):
        if line != stored:
            raise Refused((Reason("journal.diverged", subject=str(at)),))
    return chained(start, known[:before])


def _malformed(raw: Mapping[object, object]) -> list[str]:
    epoch, first, events, head = raw.get("epoch"), raw.get("from"), raw.get("events"), raw.get("head")
    sound = {
        "epoch": type(epoch) is int and epoch >= 1,
        "from": type(first) is int and first >= 1,
        "events": isinstance(events, list | tuple),
        "head": isinstance(head, str) and len(head) == _HEAD_LETTERS and set(head) <= set("0123456789abcdef"),
    }
    return [name for name, is_sound in sound.items() if not is_sound]
