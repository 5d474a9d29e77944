"""The register of a sitting: lines that an invigilator wrote of a learner. Only added."""

import uuid

from django.db import models

from qosyl.people.models import User
from qosyl.rules.register import DocumentKind, Line, LineKind, Shown
from qosyl.sittings.models.attempts import Attempt

_LONGEST_KIND, _LONGEST_DOCUMENT = 12, 20
NOTE_LENGTH = 500


class RegisterLine(models.Model):
    """An admission, a departure, something that happened; no number and no picture of a document."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="register_lines")
    kind = models.CharField(max_length=_LONGEST_KIND, choices=[(one.value, one.name) for one in LineKind])
    #: When it happened, by the invigilator; `at` says when it was written down.
    moment = models.DateTimeField()
    document = models.CharField(
        max_length=_LONGEST_DOCUMENT, blank=True, choices=[(one.value, one.name) for one in DocumentKind]
    )
    shown = models.CharField(max_length=_LONGEST_KIND, blank=True, choices=[(one.value, one.name) for one in Shown])
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    #: The invigilator.
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.attempt_id}"

    @property
    def line(self) -> Line:
        """As the rule reads it."""
        document = DocumentKind(self.document) if self.document else None
        shown = Shown(self.shown) if self.shown else None
        return Line(LineKind(self.kind), self.moment, document, shown, self.note)
