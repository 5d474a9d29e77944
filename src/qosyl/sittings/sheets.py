"""An attempt as its own page starts from it: what the journal holds, read back into answers and flags.

Here belongs what a learner may see of the own journal. Not here: questions (`papers`), scoring, and when an event
counts for the result: a page shows all that has arrived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qosyl.rules.answers import Judged, Timeliness, answers_in_force
from qosyl.rules.events import EventKind, content_problem
from qosyl.rules.receipt import receipt
from qosyl.sittings import journal_table as table
from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Accommodation, Attempt
from qosyl.sittings.papers import options_of
from qosyl.sittings.states import AttemptState, milliseconds

_NO_HEAD = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Answers and flags in force, the ends of all epochs, and the lease of the epoch that is asked for."""

    epoch: int
    tails: Mapping[int, tuple[int, str]]
    lease: str
    leased_ms_ago: int
    answers: Mapping[int, str]
    flags: frozenset[int]
    devices: Mapping[int, tuple[str, datetime]]

    @property
    def through(self) -> int:
        return self.tails.get(self.epoch, (0, _NO_HEAD))[0]

    @property
    def head(self) -> str:
        return self.tails.get(self.epoch, (0, _NO_HEAD))[1]


def sheet_of(attempt: Attempt, epoch: int, at: datetime) -> Sheet:
    """What has arrived of an attempt, as epoch `epoch` goes on with it. One query, and one more for each epoch."""
    rows = table.epochs(attempt.pk)
    form = options_of(attempt.uuid)
    events = [
        Judged(row.number, event, 0, Timeliness.IN_TIME, content_problem(event, form))
        for row in rows
        for batch in table.batches(attempt.pk, row.number)
        for event in batch.stored.events
        if event.n <= row.through
    ]
    answers = {p: answer.option for p, answer in answers_in_force(events).items() if answer.option is not None}
    own = next((row for row in rows if row.number == epoch), None)
    return Sheet(
        epoch=epoch,
        tails={row.number: (row.through, row.head) for row in rows},
        lease=own.lease if own else "",
        leased_ms_ago=max(milliseconds(at) - milliseconds(own.leased_at), 0) if own else 0,
        answers=dict(sorted(answers.items())),
        flags=_flags(events),
        devices={row.number: (row.device, row.leased_at) for row in rows},
    )


def shown_receipt(attempt: Attempt) -> str:
    """The receipt for what is stored now; of a finished attempt, the one that was given."""
    if attempt.receipt:
        return attempt.receipt
    return receipt(str(attempt.uuid), (row.tail(str(attempt.uuid)) for row in table.epochs(attempt.pk)))


def accommodation_of(attempt: Attempt) -> Accommodation | None:
    """What eases the sitting for this learner."""
    form = attempt.form
    return Accommodation.objects.filter(sitting_id=form.sitting_id, enrolment_id=form.enrolment_id).first()


def start_of(attempt: Attempt, sheet: Sheet, at: datetime) -> dict[str, object]:
    """What the modules of the page start from, as JSON."""
    clock = clock_of(attempt)
    return {
        "attempt": str(attempt.uuid),
        "epoch": sheet.epoch,
        "through": sheet.through,
        "head": sheet.head,
        "lease": sheet.lease,
        "leased_ms_ago": sheet.leased_ms_ago,
        "ms_left": clock.ms_left(at),
        "answers": {str(position): option for position, option in sheet.answers.items()},
        "flags": sorted(sheet.flags),
        "others": {str(epoch): list(tail) for epoch, tail in sheet.tails.items() if epoch != sheet.epoch},
    }


def leftover_of(attempt: Attempt, at: datetime) -> dict[str, object]:
    """What a page that does not write needs to send what its device still holds."""
    tails = {row.number: [row.through, row.head] for row in table.epochs(attempt.pk)}
    state = clock_of(attempt).state(at)
    return {
        "attempt": str(attempt.uuid),
        "others": {str(epoch): tail for epoch, tail in tails.items()},
        "hasEnded": state in {AttemptState.FINISHED, AttemptState.CLOSED},
    }


def _flags(events: list[Judged]) -> frozenset[int]:
    flags: dict[int, bool] = {}
    for one in sorted(events, key=lambda one: (one.epoch, one.event.n)):
        if one.event.k == EventKind.FLAG and one.refused is None and one.event.p is not None:
            flags[one.event.p] = one.event.o == "on"
    return frozenset(position for position, is_on in flags.items() if is_on)
