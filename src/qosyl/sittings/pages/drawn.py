"""The proof of a drawing: what was recorded, and whether the same forms come out of it again, now."""

from dataclasses import dataclass

from qosyl.localtext import LocalText
from qosyl.sittings.drawing import digest_of, read
from qosyl.sittings.models import Form, Sitting

_GROUP = 8


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form: whose it is, what it digests to as stored and as drawn again."""

    learner: LocalText
    enrolment: str
    stored: str
    again: str

    @property
    def agrees(self) -> bool:
        return self.stored == self.again

    @property
    def digest(self) -> str:
        return grouped(self.stored)


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything by which a stranger can draw the forms again."""

    seed: str
    version: str
    items: int
    rows: tuple[tuple[str, int], ...]
    forms: tuple[FormShown, ...]

    @property
    def agrees(self) -> bool:
        return all(form.agrees for form in self.forms)


def grouped(digits: str) -> str:
    """A long number in groups of eight, as it can be read out and compared, and broken into lines."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def proof_of(sitting: Sitting) -> Proof:
    """Draws all forms again from what the sitting recorded, and compares contents as they are stored now."""
    drawing = read(sitting.drawing)
    forms = list(
        Form.objects.filter(sitting=sitting)
        .select_related("enrolment__learner")
        .order_by("enrolment__learner__folded_name", "id")
    )
    again = drawing.forms(sitting.seed, [str(form.enrolment.uuid) for form in forms]) if forms else {}
    return Proof(
        seed=grouped(sitting.seed),
        version=grouped(sitting.cohort.publication.version.fingerprint),
        items=len(drawing.bank),
        rows=tuple((row.module, row.questions) for row in drawing.rows),
        forms=tuple(
            FormShown(
                form.enrolment.learner.full_name,
                str(form.enrolment.uuid),
                digest_of(form.content),
                digest_of(again[str(form.enrolment.uuid)]),
            )
            for form in forms
        ),
    )
