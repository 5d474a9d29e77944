"""Alike pairs of a sitting as a commission reads them: names, counts, and how rarely chance alone does this."""

from dataclasses import dataclass
from uuid import UUID

from qosyl.localtext import LocalText
from qosyl.measures.likeness import ERROR_RATE
from qosyl.sittings.models import AlikePair, ScoreCount, Sitting

#: Rarer than this, the chance is told as "less than one in".
_RAREST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two learners and what their answers have in common."""

    names: tuple[LocalText, LocalText]
    attempts: tuple[UUID, UUID]
    common: int
    both_wrong: int
    same_wrong: int
    #: Of so many sittings in which everybody works apart, at most one shows such a pair.
    one_in: int


@dataclass(frozen=True, slots=True)
class AlikeShown:
    """What the signal says of a sitting; `one_in` is its stated error rate. None of it is a verdict."""

    is_counted: bool
    pairs: tuple[PairShown, ...]
    one_in: int = round(1 / ERROR_RATE)


def alike_shown(sitting: Sitting) -> AlikeShown:
    """All pairs of a sitting, the least probable first."""
    rows = AlikePair.objects.filter(sitting=sitting).select_related(
        "one__form__enrolment__learner", "other__form__enrolment__learner"
    )
    is_counted = ScoreCount.objects.filter(sitting=sitting).exists()
    return AlikeShown(is_counted, tuple(_pair(row) for row in rows.defer("one__form__content", "other__form__content")))


def _pair(row: AlikePair) -> PairShown:
    one_in = _RAREST if row.chance_in_all <= 1 / _RAREST else int(1 / row.chance_in_all)
    return PairShown(
        (row.one.form.enrolment.learner.full_name, row.other.form.enrolment.learner.full_name),
        (row.one.uuid, row.other.uuid),
        row.common,
        row.both_wrong,
        row.same_wrong,
        one_in,
    )
