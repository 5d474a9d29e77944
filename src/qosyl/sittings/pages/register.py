"""The register of a sitting as an invigilator and the readers of the test sheet see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from qosyl.localtext import Language, LocalText, collation_key
from qosyl.rules.register import LineKind, presence
from qosyl.sittings.models import Attempt, RegisterLine, Sitting
from qosyl.sittings.register_forms import DOCUMENT_WORDS, SHOWN_WORDS
from qosyl.sittings.registers import admission_in_force, register_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line in words."""

    kind: str
    words: str
    moment: datetime
    at: datetime
    by: LocalText
    note: str

    @property
    def is_later(self) -> bool:
        """Whether it was written down more than a quarter of an hour after it happened."""
        return (self.at - self.moment).total_seconds() > _QUARTER


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """A learner in the register; `by` admitted, by a document of this kind."""

    attempt: "UUID"
    name: LocalText
    group: int
    by: LocalText | None
    document: "_StrPromise | None"
    shown: "_StrPromise | None"
    arrived: datetime | None
    departed: datetime | None
    note: str
    incidents: tuple[LineShown, ...]
    lines: tuple[LineShown, ...]
    #: Sat, or sits, without having been admitted: nothing of it can be confirmed.
    is_missing: bool

    @property
    def is_admitted(self) -> bool:
        return self.by is not None


_QUARTER = 15 * 60


def register_shown(sitting: Sitting, language: Language) -> list[RegisterShown]:
    """Everybody for whom a form was drawn, in the order of the alphabet."""
    shown = [learner_in_register(attempt) for attempt in register_of(sitting)]
    return sorted(shown, key=lambda one: collation_key(one.name.pick(language)))


def learner_in_register(attempt: Attempt) -> RegisterShown:
    rows = sorted(attempt.register_lines.all(), key=lambda row: row.pk)
    stands, behind = presence(row.line for row in rows), admission_in_force(rows)
    admitted = stands.admitted
    lines = tuple(_line_shown(row) for row in rows)
    return RegisterShown(
        attempt=attempt.uuid,
        name=attempt.form.enrolment.learner.full_name,
        group=attempt.form.enrolment.group.number,
        by=behind.actor.full_name if behind else None,
        document=DOCUMENT_WORDS[admitted.document] if admitted and admitted.document else None,
        shown=SHOWN_WORDS[admitted.shown] if admitted and admitted.shown else None,
        arrived=admitted.moment if admitted else None,
        departed=stands.departed.moment if stands.departed else None,
        note=admitted.note if admitted else "",
        incidents=tuple(line for line in lines if line.kind == LineKind.INCIDENT),
        lines=lines,
        is_missing=attempt.started_at is not None and admitted is None,
    )


def invigilators(rows: Sequence[RegisterShown], language: Language) -> list[str]:
    """The names of those who admitted somebody, each once."""
    return sorted({row.by.pick(language) for row in rows if row.by is not None}, key=collation_key)


def kind_in_words(kind: LineKind) -> str:
    return {
        LineKind.ADMITTED: _("Registered at the door"),
        LineKind.TAKEN_BACK: _("Registration taken back"),
        LineKind.DEPARTED: _("Departure"),
        LineKind.INCIDENT: _("Incident"),
    }[kind]


def _line_shown(row: RegisterLine) -> LineShown:
    return LineShown(row.kind, kind_in_words(LineKind(row.kind)), row.moment, row.at, row.actor.full_name, row.note)
