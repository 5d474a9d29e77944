"""An attempt at a form, and the changes of its deadline."""

import uuid

from django.db import models

from qosyl.people.models import User
from qosyl.sittings.models.sittings import Form

RECEIPT_LENGTH = 14


class Attempt(models.Model):
    """One learner's attempt, there once all forms of the sitting are drawn; the clock says its state (`states`)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.OneToOneField(Form, on_delete=models.PROTECT, related_name="attempt")
    #: The learner by public reference, so that the journal needs no other table.
    learner = models.UUIDField()
    #: The epoch that writes now; 0 before the start.
    epoch = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    #: The time of this learner, accommodation included.
    minutes = models.PositiveSmallIntegerField()
    #: The sum of `DeadlineChange`, written by the same act.
    changed_minutes = models.SmallIntegerField(default=0)
    late_minutes = models.PositiveSmallIntegerField()
    #: The learner finished. Only the learner does.
    finished_at = models.DateTimeField(null=True, blank=True)
    #: When the closing was recorded; the attempt was closed by the clock before.
    closed_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(max_length=RECEIPT_LENGTH, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"attempt {self.uuid}"


class DeadlineChange(models.Model):
    """Minutes given to, or taken from, an attempt; only added."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="deadline_changes")
    minutes = models.SmallIntegerField()
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.minutes:+} min"
