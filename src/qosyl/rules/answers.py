"""Which events of a journal count, and the answer in force at each position.

Here belong timeliness and the order of epochs. Not here: the chain of events (`journal`), points (`scoring`).
All times are whole milliseconds since 1970; a device's word for its time is a claim that cannot be proven, so the
answers in force are asked for twice, with claims and without.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qosyl.rules.events import Event, EventKind, FormOptions, content_problem
from qosyl.rules.reasons import Reason

#: So long after the deadline an event still counts as received in time.
GRACE_MS = 5_000


class Timeliness(StrEnum):
    IN_TIME = "in-time"
    CLAIMED = "claimed"
    LATE = "late"


IN_TIME_ONLY = frozenset({Timeliness.IN_TIME})
WITH_CLAIMS = frozenset({Timeliness.IN_TIME, Timeliness.CLAIMED})


@dataclass(frozen=True, slots=True)
class Window:
    """The deadline in force, extensions included, and the end of the window in which claims are still taken."""

    deadline: int
    late_until: int


@dataclass(frozen=True, slots=True)
class Received:
    """An event of an epoch and when the server received it."""

    epoch: int
    event: Event
    received: int


@dataclass(frozen=True, slots=True)
class Judged:
    """An event with its timeliness; `refused` says why it never counts, whenever it came."""

    epoch: int
    event: Event
    received: int
    timeliness: Timeliness
    refused: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is in force at a position: an option, or None where the learner cleared it, and the event that says so."""

    position: int
    option: str | None
    epoch: int
    n: int
    timeliness: Timeliness
    received: int


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer of a replaced device that arrived after the one in force and differs from it; it never overrides."""

    position: int
    in_force: Answer
    other: Answer


def judged(
    events: Iterable[Received], *, leases: Mapping[str, int], window: Window, form: FormOptions
) -> tuple[Judged, ...]:
    """Every event with its timeliness, by epoch and number. `leases` gives when the server issued each lease.

    A claim holds only while the device's clock does not fall: within a boot, `t` of one lease never falls.
    """
    highest: dict[tuple[int, str, str], int] = {}
    found = []
    for one in sorted(events, key=lambda one: (one.epoch, one.event.n)):
        event = one.event
        clock = (one.epoch, event.boot, event.lease)
        falls = event.t < highest.get(clock, 0)
        highest[clock] = max(event.t, highest.get(clock, 0))
        leased_at = None if falls else leases.get(event.lease)
        when = timeliness(one.received, window, leased_at=leased_at, t=event.t)
        found.append(Judged(one.epoch, event, one.received, when, content_problem(event, form)))
    return tuple(found)


def timeliness(received: int, window: Window, *, leased_at: int | None, t: int) -> Timeliness:
    """In time by the server's clock, else claimed by the device's, else late; without `leased_at` no claim."""
    if received <= window.deadline + GRACE_MS:
        return Timeliness.IN_TIME
    if leased_at is None or received > window.late_until:
        return Timeliness.LATE
    if leased_at < window.deadline and leased_at + t <= window.deadline:
        return Timeliness.CLAIMED
    return Timeliness.LATE


def answers_in_force(
    events: Iterable[Judged], counted: Collection[Timeliness] = WITH_CLAIMS, *, cut: Mapping[int, int] | None = None
) -> dict[int, Answer]:
    """The answer in force at each position that was ever answered: the last answer or clear by (epoch, n).

    So events of a replaced epoch fill positions that the newer left untouched, and never override. `cut` gives the last
    number that counts of each epoch; an epoch that it does not name does not count at all.
    """
    in_force: dict[int, Answer] = {}
    for answer in _answers(events, counted, cut):
        in_force[answer.position] = answer
    return in_force


def differences(
    events: Iterable[Judged], counted: Collection[Timeliness] = WITH_CLAIMS, *, cut: Mapping[int, int] | None = None
) -> tuple[Difference, ...]:
    """What learner and commission are shown: answers of replaced epochs that arrived late and say something else."""
    known = list(_answers(events, counted, cut))
    in_force = {answer.position: answer for answer in known}
    last_of_epoch = {(answer.position, answer.epoch): answer for answer in known}
    return tuple(
        Difference(position, in_force[position], other)
        for (position, epoch), other in sorted(last_of_epoch.items())
        if epoch < in_force[position].epoch
        and other.received > in_force[position].received
        and other.option != in_force[position].option
    )


def _answers(
    events: Iterable[Judged], counted: Collection[Timeliness], cut: Mapping[int, int] | None
) -> Iterable[Answer]:
    for one in sorted(events, key=lambda one: (one.epoch, one.event.n)):
        event = one.event
        if one.refused is not None or one.timeliness not in counted or event.p is None:
            continue
        if cut is not None and event.n > cut.get(one.epoch, 0):
            continue
        if event.k in {EventKind.ANSWER, EventKind.CLEAR}:
            option = event.o if event.k == EventKind.ANSWER else None
            yield Answer(event.p, option, one.epoch, event.n, one.timeliness, one.received)
