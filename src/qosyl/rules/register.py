"""The register of a sitting: whom an invigilator admitted, by which document, who left when, what happened.

Here belong what a line of the register must say and how the lines stand together. Not here: who may keep a register,
and what becomes of an attempt that was never admitted (`protocols`). No number and no picture of a document is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qosyl.rules.reasons import Reason

#: A learner may be let in so long before the sitting opens.
EARLIEST = timedelta(hours=3)
_CLOCK = "%d.%m %H:%M"


class LineKind(StrEnum):
    ADMITTED = "admitted"
    #: An admission that was written by mistake; what happened stays to be read.
    TAKEN_BACK = "taken-back"
    DEPARTED = "departed"
    INCIDENT = "incident"


class DocumentKind(StrEnum):
    IDENTITY_CARD = "identity-card"
    PASSPORT = "passport"
    DRIVING_LICENCE = "driving-licence"
    RESIDENCE_PERMIT = "residence-permit"
    #: The electronic document of the state, shown on a telephone.
    ELECTRONIC = "electronic"


class Shown(StrEnum):
    """Where the document was shown to the invigilator."""

    ROOM = "room"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Line:
    """What happened at `moment`; `document` and `shown` go with an admission, words with everything else."""

    kind: LineKind
    moment: datetime
    document: DocumentKind | None = None
    shown: Shown | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """How the lines of one learner stand together."""

    admitted: Line | None = None
    departed: Line | None = None
    incidents: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Entering:
    """What is known when a line is written: now, the opening of the sitting, whether the learner's test has ended,
    and whether the invigilator and the learner are one person.
    """

    at: datetime
    opens_at: datetime
    has_ended: bool = False
    is_own: bool = False


def presence(lines: Iterable[Line]) -> Presence:
    """In the order in which they were written: the last admission and the last departure after it are in force."""
    admitted: Line | None = None
    departed: Line | None = None
    incidents: list[Line] = []
    for line in lines:
        if line.kind is LineKind.INCIDENT:
            incidents.append(line)
        elif line.kind is LineKind.DEPARTED:
            departed = line
        else:
            admitted, departed = (line if line.kind is LineKind.ADMITTED else None), None
    return Presence(admitted, departed, tuple(incidents))


def line_problems(before: Sequence[Line], new: Line, entering: Entering) -> tuple[Reason, ...]:
    """Everything that keeps a line from being written after those before it."""
    stands = presence(before)
    problems = list(_moment_problems(stands, new, entering))
    if entering.is_own:
        problems.append(Reason("register.own"))
    if new.kind is LineKind.ADMITTED:
        problems += _admission_problems(stands, new, entering)
    else:
        problems += _other_problems(stands, new)
    return tuple(problems)


def _moment_problems(stands: Presence, new: Line, entering: Entering) -> Iterator[Reason]:
    if new.moment > entering.at:
        yield Reason("register.future", f"{entering.at:{_CLOCK}}", f"{new.moment:{_CLOCK}}")
    if new.moment < entering.opens_at - EARLIEST:
        yield Reason("register.early", f"{entering.opens_at - EARLIEST:{_CLOCK}}", f"{new.moment:{_CLOCK}}")
    arrived = stands.admitted
    if new.kind is LineKind.DEPARTED and arrived is not None and new.moment < arrived.moment:
        yield Reason("register.before-arrival", f"{arrived.moment:{_CLOCK}}", f"{new.moment:{_CLOCK}}")


def _admission_problems(stands: Presence, new: Line, entering: Entering) -> Iterator[Reason]:
    if stands.admitted is not None:
        yield Reason("register.admitted-already")
    if new.document is None or new.shown is None:
        yield Reason("register.document")
    if entering.has_ended and not new.note.strip():
        yield Reason("register.late")


def _other_problems(stands: Presence, new: Line) -> Iterator[Reason]:
    if new.kind in {LineKind.DEPARTED, LineKind.TAKEN_BACK} and stands.admitted is None:
        yield Reason("register.not-admitted")
    if new.kind in {LineKind.INCIDENT, LineKind.TAKEN_BACK} and not new.note.strip():
        yield Reason("register.words")
