"""Documents with their sealed records, and the register, to which entries are only added."""

import uuid

from django.db import models

from qosyl.certificates.models.series import Kind, NumberSeries
from qosyl.cohorts.models import Enrolment
from qosyl.people.models import Branch, Provider, User

_NUMBER_LENGTH, _TOKEN_LENGTH, _CODE_LENGTH, _KEY_LENGTH, _DIGEST_LENGTH = 80, 43, 12, 16, 64


class State(models.TextChoices):
    """What the register says of a document today; derived from its entries and written by the act that adds one."""

    VALID = "valid"
    ANNULLED = "annulled"
    REPLACED = "replaced"


class Turn(models.TextChoices):
    """What an entry of the register says."""

    ISSUED = "issued"
    ANNULLED = "annulled"
    REPLACED = "replaced"


class Document(models.Model):
    """A certificate or a statement, or, without a number, a specimen of one. The record is never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="documents")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    specimen = models.BooleanField(help_text="watermarked, without a number, no document")
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    number = models.CharField(  # noqa: DJ001 - specimens have none, and many nulls are unique where many blanks are not
        max_length=_NUMBER_LENGTH, null=True, blank=True
    )
    counted = models.PositiveBigIntegerField(null=True, blank=True, help_text="the number within its series")
    #: Canonical JSON of everything that is printed, the facts and the policies on which it rests, and the seal over it.
    record = models.TextField()
    seal = models.TextField()
    key = models.CharField(max_length=_KEY_LENGTH)
    #: What the QR code carries, and the short code beside it for fingers.
    token = models.CharField(max_length=_TOKEN_LENGTH, unique=True)
    code = models.CharField(max_length=_CODE_LENGTH, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.VALID)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: Names in both spellings and the number, folded, for the search of the register.
    folded = models.CharField(max_length=700)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="one_document_of_a_number"),
            models.UniqueConstraint(fields=["series", "counted"], name="number_counted_once"),
            models.CheckConstraint(
                condition=models.Q(specimen=True, number__isnull=True, series__isnull=True, counted__isnull=True)
                | models.Q(specimen=False, number__isnull=False, series__isnull=False, counted__isnull=False),
                name="documents_have_numbers_and_specimens_none",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "-issued_at"], name="register_by_day"),
            models.Index(fields=["enrolment", "kind", "state"], name="document_of_a_learner"),
        ]

    def __str__(self) -> str:
        return self.number or f"specimen {self.uuid}"


class RegisterEntry(models.Model):
    """A line of the register; `other` is the document that replaces this one, or that this one replaces."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="entries")
    turn = models.CharField(max_length=8, choices=Turn.choices)
    reason = models.CharField(max_length=500, blank=True)
    other = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="other_entries")
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "register entries"
        constraints = [
            models.UniqueConstraint(fields=["document", "turn"], name="one_entry_of_a_turn"),
            models.CheckConstraint(
                condition=models.Q(turn="issued") | ~models.Q(reason=""), name="ending_a_document_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.turn


class Printout(models.Model):
    """The PDF of a document: where it lies is said by the document's uuid, what it must be by its digest."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="printout")
    digest = models.CharField(max_length=_DIGEST_LENGTH, blank=True)
    size = models.PositiveIntegerField(default=0)
    #: Why it could not be made: a sign that no font has.
    failure = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.failure or self.digest
