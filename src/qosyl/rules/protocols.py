"""Who sits on a commission, what its protocol must say of each learner, and when the protocol is confirmed.

Here belong the composition of a commission, the entries of a protocol of results and the voices that confirm. Not here:
what is proposed and decided of admission (`admission`), points (`scoring`), documents (`eligibility`).
The secretary writes and has no voice; the chair's voice is always asked.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qosyl.rules.eligibility import NotPresented, Recorded
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason
from qosyl.rules.scales import Exact

#: One person alone decides nothing in the name of a commission.
LEAST_VOICES = 2


class Seat(StrEnum):
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"

    @property
    def has_a_voice(self) -> bool:
        return self is not Seat.SECRETARY


class Reading(StrEnum):
    """Which answers of an attempt count: those received in time, or also those that the device claims were."""

    IN_TIME = "in-time"
    WITH_CLAIMS = "with-claims"


@dataclass(frozen=True, slots=True)
class Seated:
    """A person on a commission; `is_learner` when the same person studies in the cohort."""

    person: str
    seat: Seat
    is_learner: bool = False


@dataclass(frozen=True, slots=True)
class BothReadings:
    """Points of the one attempt by both readings; `differ` when they lead to another decision or another grade.

    `in_register`: whether the register of the sitting says that an invigilator admitted the learner.
    """

    in_time: Exact
    with_claims: Exact
    differ: bool
    in_register: bool

    @property
    def usual(self) -> Reading:
        """Where nothing hangs on it, what was received in time counts."""
        return Reading.IN_TIME

    def points(self, reading: Reading) -> Exact:
        return self.in_time if reading is Reading.IN_TIME else self.with_claims


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """What a protocol of results says of one learner: None where nobody has said anything yet."""

    learner: str
    test: BothReadings | NotPresented | None
    works: Recorded
    project: Recorded
    reading: Reading | None = None
    grounds: str = ""

    @property
    def points(self) -> Recorded:
        """Points of the test by the reading chosen; None while a choice is awaited."""
        if not isinstance(self.test, BothReadings):
            return self.test
        reading = self.reading or (None if self.test.differ else self.test.usual)
        return None if reading is None else self.test.points(reading)


@dataclass(frozen=True, slots=True)
class EntryRules:
    """The policies that bound an entry: the highest points of works and of the project, and what must be recorded."""

    works_maximum: Provision[int]
    project_maximum: Provision[int]
    results_recorded: Provision[bool]


def commission_problems(seated: Sequence[Seated], quorum: Provision[int]) -> tuple[Reason, ...]:
    """Everything that keeps an order from appointing these people; `subject` is a person where one is meant.

    A quorum of less than more than half could confirm two protocols that contradict each other.
    """
    seats = Counter(one.seat for one in seated)
    voices = sum(one.seat.has_a_voice for one in seated)
    reasons = []
    if seats[Seat.CHAIR] != 1:
        reasons.append(Reason("commission.chair", required=1, actual=seats[Seat.CHAIR]))
    if seats[Seat.SECRETARY] > 1:
        reasons.append(Reason("commission.secretary", required=1, actual=seats[Seat.SECRETARY]))
    if voices < LEAST_VOICES:
        reasons.append(Reason("commission.voices", required=LEAST_VOICES, actual=voices))
    least = voices // 2 + 1
    if quorum.value < least:
        reasons.append(Reason("commission.quorum-low", least, quorum.value, clause=quorum.clause))
    if quorum.value > voices:
        reasons.append(Reason("commission.quorum-high", voices, quorum.value, clause=quorum.clause))
    seats_of = Counter(one.person for one in seated)
    reasons += [Reason("commission.person-twice", 1, count, person) for person, count in seats_of.items() if count > 1]
    learners = dict.fromkeys(one.person for one in seated if one.is_learner)
    reasons += [Reason("commission.learner", subject=person) for person in learners]
    return tuple(reasons)


def entry_problems(entry: ResultEntry, rules: EntryRules) -> tuple[Reason, ...]:
    """What keeps an entry of a protocol of results from being written; «not presented» is a record too."""
    return (
        *_test_problems(entry),
        *_points_problems("works", entry, entry.works, rules.works_maximum, rules.results_recorded),
        *_points_problems("project", entry, entry.project, rules.project_maximum, rules.results_recorded),
    )


def confirmation_problems(
    seated: Sequence[Seated], confirmed: Collection[str], quorum: Provision[int]
) -> tuple[Reason, ...]:
    """What a protocol still lacks to be confirmed: the chair, the quorum. Empty: it is confirmed.

    Only voices count: whoever holds no seat with a voice adds nothing.
    """
    voices = [one for one in seated if one.seat.has_a_voice]
    heard = [one for one in voices if one.person in confirmed]
    chairs = [one for one in voices if one.seat is Seat.CHAIR]
    reasons = [
        Reason("protocol.chair", 1, 0, one.person, quorum.clause) for one in chairs if one.person not in confirmed
    ]
    if len(heard) < quorum.value:
        reasons.append(Reason("protocol.quorum", quorum.value, len(heard), clause=quorum.clause))
    return tuple(reasons)


def voices_awaited(seated: Sequence[Seated], confirmed: Collection[str]) -> tuple[Seated, ...]:
    """Who may still confirm, in the order of the seats given; after the quorum too, for each opinion is kept."""
    return tuple(one for one in seated if one.seat.has_a_voice and one.person not in confirmed)


def _test_problems(entry: ResultEntry) -> Iterator[Reason]:
    if entry.test is None:
        yield Reason("protocol.test-unrecorded", 1, 0, entry.learner)
    if not isinstance(entry.test, BothReadings):
        return
    if not entry.test.in_register:
        yield Reason("protocol.test-not-in-register", 1, 0, entry.learner)
    if entry.test.differ and entry.reading is None:
        in_time, with_claims = Fraction(entry.test.in_time), Fraction(entry.test.with_claims)
        yield Reason("protocol.reading", with_claims, in_time, entry.learner)
    if entry.test.differ and entry.reading is not None and not entry.grounds.strip():
        yield Reason("protocol.grounds", 1, 0, entry.learner)


def _points_problems(
    name: str, entry: ResultEntry, recorded: Recorded, maximum: Provision[int], asked: Provision[bool]
) -> Iterator[Reason]:
    if recorded is None:
        if asked.value:
            yield Reason(f"protocol.{name}-unrecorded", 1, 0, entry.learner, asked.clause)
    elif not isinstance(recorded, NotPresented) and not 0 <= recorded <= maximum.value:
        yield Reason(f"protocol.{name}-range", maximum.value, Fraction(recorded), entry.learner, maximum.clause)
