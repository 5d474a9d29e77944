"""What state an attempt and a sitting are in: the clock says it, in every transaction; records only follow.

Pure. Here belong deadlines and states. Not here: when an event counts (`rules.answers`), and any table.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from qosyl.rules.answers import GRACE_MS, Window

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
GRACE = timedelta(milliseconds=GRACE_MS)
#: So long after the late window a device may still hand over what it holds.
HANDING_OVER = timedelta(hours=24)


class AttemptState(StrEnum):
    OFFERED = "offered"
    STARTED = "started"
    FINISHED = "finished"
    CLOSED = "closed"


class SittingState(StrEnum):
    #: Forms are being drawn; nobody can start.
    DRAWING = "drawing"
    WAITING = "waiting"
    OPEN = "open"
    #: Nobody may start any more; somebody still writes, or may still hand over answers given in time.
    ENDING = "ending"
    OVER = "over"
    RELEASED = "released"


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970, as the rules reckon."""
    return (moment - _EPOCH) // _MILLISECOND


@dataclass(frozen=True, slots=True)
class AttemptClock:
    """Everything by which the clock decides about one attempt."""

    minutes: int
    changed_minutes: int
    late_minutes: int
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def deadline(self) -> datetime | None:
        """Start, own minutes and changes; None before the start. It never lies before the start."""
        if self.started_at is None:
            return None
        return self.started_at + timedelta(minutes=max(self.minutes + self.changed_minutes, 0))

    @property
    def late_until(self) -> datetime | None:
        """Until then a device's claim to have answered in time is taken."""
        return None if self.deadline is None else self.deadline + timedelta(minutes=self.late_minutes)

    @property
    def window(self) -> Window | None:
        """The deadline as the rules take it."""
        if self.deadline is None or self.late_until is None:
            return None
        return Window(milliseconds(self.deadline), milliseconds(self.late_until))

    def state(self, at: datetime) -> AttemptState:
        if self.started_at is None or self.deadline is None:
            return AttemptState.OFFERED
        if self.finished_at is not None:
            return AttemptState.FINISHED
        return AttemptState.STARTED if at <= self.deadline + GRACE else AttemptState.CLOSED

    def ms_left(self, at: datetime) -> int:
        """To the deadline; nothing once it has passed or the attempt is finished."""
        if self.deadline is None or self.finished_at is not None:
            return 0
        return max((self.deadline - at) // _MILLISECOND, 0)

    def is_settled(self, at: datetime) -> bool:
        """Whether nothing that counts can still arrive; an attempt that was never started is settled."""
        state = self.state(at)
        if state is AttemptState.CLOSED:
            return self.late_until is not None and at > self.late_until
        return state is not AttemptState.STARTED


@dataclass(frozen=True, slots=True)
class SittingClock:
    """Everything by which the clock decides about a sitting, its attempts aside."""

    opens_at: datetime
    closes_at: datetime
    ended_at: datetime | None = None
    released_at: datetime | None = None
    is_drawn: bool = True

    @property
    def doors_close_at(self) -> datetime:
        """From then on nobody starts."""
        return self.closes_at if self.ended_at is None else min(self.ended_at, self.closes_at)

    def may_start(self, at: datetime) -> bool:
        return self.is_drawn and self.released_at is None and self.opens_at <= at < self.doors_close_at

    def state(self, at: datetime, *, all_settled: bool) -> SittingState:
        if self.released_at is not None:
            return SittingState.RELEASED
        if not self.is_drawn and at < self.doors_close_at:
            return SittingState.DRAWING
        if at < self.opens_at and self.ended_at is None:
            return SittingState.WAITING
        if at < self.doors_close_at:
            return SittingState.OPEN
        return SittingState.OVER if all_settled else SittingState.ENDING
