"""An attempt again, event by event, as its learner saw it: what was on the screen, and when by which clock.

Here belongs reading the journal into steps and the state of the form after each of them. No key of an answer passes
through here. Not here: who may look, words, and what counts for the result (`marking`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from qosyl.rules.answers import Judged, Received, Timeliness, judged
from qosyl.rules.events import EventKind
from qosyl.sittings import journal_table as table
from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Attempt, Lease
from qosyl.sittings.papers import options_of
from qosyl.sittings.states import milliseconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: A device or page that begins to write: no event of the journal, but a moment that a replay must show.
OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Step:
    """One event: `received` by the server's clock; `claimed` by the device's, where it can be reckoned."""

    number: int
    kind: str
    epoch: int
    device: str
    received: datetime
    claimed: datetime | None
    position: int | None
    option: str | None
    language: str
    timeliness: Timeliness
    counts: bool

    @property
    def is_late(self) -> bool:
        return self.timeliness is not Timeliness.IN_TIME


@dataclass(frozen=True, slots=True)
class Screen:
    """What the learner had before them after a step: the question, and everything answered and flagged so far."""

    position: int | None
    language: str
    answers: Mapping[int, str]
    flags: frozenset[int]


def steps_of(attempt: Attempt) -> tuple[Step, ...]:
    """Every event of every device, device after device, in the order in which each of them wrote."""
    window = clock_of(attempt).window
    if window is None:
        return ()
    rows = Lease.objects.filter(attempt=attempt).values_list("lease", "at")
    leases = {lease: milliseconds(at) for lease, at in rows}
    epochs = table.epochs(attempt.pk)
    events = judged(_received(attempt, epochs), leases=leases, window=window, form=options_of(attempt.uuid))
    found: list[Step] = []
    for epoch in epochs:
        found.append(_opening(len(found) + 1, epoch))
        for one in events:
            if one.epoch == epoch.number:
                found.append(_step(len(found) + 1, one, epoch.device, leases))
    return tuple(found)


def screen_after(steps: Sequence[Step], number: int) -> Screen:
    """The form after the step of this number; later devices override, as in the result."""
    position, language = None, ""
    answers: dict[int, str] = {}
    flags: set[int] = set()
    for step in steps[:number]:
        language = step.language or language
        position = step.position or position
        if step.position is not None and step.counts:
            _apply(step, step.position, answers, flags)
    return Screen(position, language, dict(sorted(answers.items())), frozenset(flags))


def _apply(step: Step, position: int, answers: dict[int, str], flags: set[int]) -> None:
    if step.kind == EventKind.ANSWER and step.option is not None:
        answers[position] = step.option
    elif step.kind == EventKind.CLEAR:
        answers.pop(position, None)
    elif step.kind == EventKind.FLAG:
        (flags.add if step.option == "on" else flags.discard)(position)


def _received(attempt: Attempt, epochs: Iterable[table.EpochRow]) -> list[Received]:
    return [
        Received(epoch.number, event, milliseconds(row.received_at))
        for epoch in epochs
        for row in table.batches(attempt.pk, epoch.number)
        for event in row.stored.events
    ]


def _opening(number: int, epoch: table.EpochRow) -> Step:
    at = epoch.opened_at
    return Step(number, OPENED, epoch.number, epoch.device, at, None, None, None, "", Timeliness.IN_TIME, counts=False)


def _step(number: int, one: Judged, device: str, leases: Mapping[str, int]) -> Step:
    event = one.event
    leased = leases.get(event.lease)
    return Step(
        number=number,
        kind=event.k,
        epoch=one.epoch,
        device=device,
        received=_moment(one.received),
        claimed=None if leased is None else _moment(leased + event.t),
        position=event.p,
        option=event.o,
        language=event.g,
        timeliness=one.timeliness,
        counts=one.refused is None and one.timeliness is not Timeliness.LATE,
    )


def _moment(ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=ms)
