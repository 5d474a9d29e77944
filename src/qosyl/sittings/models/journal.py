"""The answer journal as rows: epochs, batches of events, leases. Written and read by `journal_table` alone."""

from django.db import models

from qosyl.sittings.models.attempts import Attempt
from qosyl.sittings.models.sittings import DIGEST_LENGTH

LEASE_LENGTH = 24


class Epoch(models.Model):
    """A writer of an attempt: one device or tab after another. Events 1 to `through` are stored, `head` ends them."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="epochs")
    number = models.PositiveSmallIntegerField()
    through = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=DIGEST_LENGTH)
    #: The lease that answers carry now.
    lease = models.CharField(max_length=LEASE_LENGTH)
    leased_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    #: phone, tablet, desktop or empty: what a learner recognises a device by; never the whole name of a browser.
    device = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="one_epoch_of_a_number")]

    def __str__(self) -> str:
        return f"epoch {self.number} through {self.through}"


class JournalBatch(models.Model):
    """Events `first` to `last` of an epoch as lines of canonical JSON, and the head of the chain after them."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="batches", db_index=False)
    epoch = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    content = models.BinaryField()
    head = models.CharField(max_length=DIGEST_LENGTH)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["attempt", "epoch", "first"]
        verbose_name_plural = "journal batches"
        constraints = [models.UniqueConstraint(fields=["attempt", "epoch", "first"], name="one_batch_from_an_event")]

    def __str__(self) -> str:
        return f"{self.epoch}:{self.first}-{self.last}"


class Lease(models.Model):
    """A moment of the server's clock that a device may count from; without it no claim to have been in time holds."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="leases", db_index=False)
    epoch = models.PositiveSmallIntegerField()
    lease = models.CharField(max_length=LEASE_LENGTH)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "lease"], name="one_lease_of_a_name")]

    def __str__(self) -> str:
        return self.lease
