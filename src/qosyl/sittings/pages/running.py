"""A sitting as whoever holds it sees it: who is where, and whether each device is heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qosyl.localtext import Language, LocalText, collation_key
from qosyl.rules.reasons import reason_of
from qosyl.sittings.accommodations import Kind
from qosyl.sittings.actions import may_be_asked_again
from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Accommodation, Attempt, Sitting
from qosyl.sittings.pages.words import ATTEMPT_KINDS, ATTEMPT_WORDS, DEVICE_WORDS, SITTING_KINDS, SITTING_WORDS
from qosyl.sittings.queries import accommodations_of, attempts_of, counts_of, forms_drawn, sitting_clock
from qosyl.sittings.reasons import sentence_of
from qosyl.sittings.states import AttemptState, SittingState

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise

#: A lease is renewed once a minute; a device that is silent for longer than two has lost its link, or its learner.
SILENT_AFTER = timedelta(minutes=2, seconds=30)


@dataclass(frozen=True, slots=True)
class SittingShown:
    """A sitting in a list or at the head of its page."""

    sitting: Sitting
    state: SittingState
    words: "_StrPromise"
    kind: str
    learners: int
    started: int
    finished: int

    @property
    def may_end_starting(self) -> bool:
        return self.state in {SittingState.DRAWING, SittingState.WAITING, SittingState.OPEN}

    @property
    def may_change_deadlines(self) -> bool:
        return self.state in {SittingState.OPEN, SittingState.ENDING} and self.started > 0

    @property
    def may_record(self) -> bool:
        return self.state is SittingState.OVER

    @property
    def is_released(self) -> bool:
        return self.state is SittingState.RELEASED

    @property
    def is_live(self) -> bool:
        return self.state in {SittingState.OPEN, SittingState.ENDING}


@dataclass(frozen=True, slots=True)
class DrawingShown:
    """How far the drawing of the forms is; `failure`: why the last one came to nothing."""

    drawn: int
    learners: int
    failure: tuple[str, ...]
    may_be_asked_again: bool


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """A learner of a sitting."""

    uuid: "UUID"
    name: LocalText
    group: int
    state: AttemptState
    words: "_StrPromise"
    kind: str
    started_at: datetime | None
    ended_at: datetime | None
    deadline: datetime | None
    changed_minutes: int
    received: int
    last_heard: datetime | None
    is_silent: bool
    device: "_StrPromise"
    writers: int
    extra_percent: int
    eased: tuple[str, ...]
    note: str


def sittings_shown(sittings: Iterable[Sitting], at: datetime) -> list[SittingShown]:
    """Rows of a list; one question however many there are."""
    rows = list(sittings)
    counts = counts_of(rows, at)
    shown = []
    for sitting in rows:
        learners, started, finished, unsettled = counts.get(sitting.pk, (0, 0, 0, 0))
        state = sitting_clock(sitting).state(at, all_settled=not unsettled)
        words, kind = SITTING_WORDS[state], SITTING_KINDS[state]
        shown.append(SittingShown(sitting, state, words, kind, learners, started, finished))
    return shown


def sitting_shown(sitting: Sitting, at: datetime) -> SittingShown:
    return sittings_shown([sitting], at)[0]


def drawing_shown(sitting: Sitting, at: datetime) -> DrawingShown | None:
    """How far the drawing is; None once all forms are there."""
    if sitting.drawn_at is not None:
        return None
    drawn, learners = forms_drawn(sitting)
    failure = tuple(sentence_of(reason_of(kept)) for kept in sitting.drawing_failure)
    return DrawingShown(drawn, learners, failure, may_be_asked_again(sitting, at))


def attempts_shown(sitting: Sitting, at: datetime, language: Language) -> list[AttemptShown]:
    """All learners of a sitting in the order of the alphabet; a fixed number of questions."""
    eased = accommodations_of(sitting)
    shown = [_attempt_shown(attempt, eased.get(attempt.form.enrolment_id), at) for attempt in attempts_of(sitting)]
    return sorted(shown, key=lambda one: collation_key(one.name.pick(language)))


def _attempt_shown(attempt: Attempt, ease: Accommodation | None, at: datetime) -> AttemptShown:
    clock = clock_of(attempt)
    state = clock.state(at)
    epochs = list(attempt.epochs.all())
    last_heard = max((epoch.leased_at for epoch in epochs), default=None)
    silent = state is AttemptState.STARTED and last_heard is not None and at - last_heard > SILENT_AFTER
    return AttemptShown(
        uuid=attempt.uuid,
        name=attempt.form.enrolment.learner.full_name,
        group=attempt.form.enrolment.group.number,
        state=state,
        words=ATTEMPT_WORDS[state],
        kind=ATTEMPT_KINDS[state],
        started_at=attempt.started_at,
        ended_at=attempt.finished_at or (clock.deadline if state is AttemptState.CLOSED else None),
        deadline=clock.deadline,
        changed_minutes=attempt.changed_minutes,
        received=sum(epoch.through for epoch in epochs),
        last_heard=last_heard,
        is_silent=silent,
        device=DEVICE_WORDS[epochs[-1].device if epochs else ""],
        writers=len(epochs),
        extra_percent=ease.extra_percent if ease else 0,
        eased=tuple(str(Kind(kind).label) for kind in ease.kinds) if ease else (),
        note=ease.note if ease else "",
    )
