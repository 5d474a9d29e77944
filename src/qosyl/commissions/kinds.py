"""The two kinds of protocol."""

from django.db.models import TextChoices


class ProtocolKind(TextChoices):
    ADMISSION = "admission"
    RESULTS = "results"
