"""Programme versions as one blob by fingerprint, thin rows that others refer to, publications, live banks, submissions.

A row of a version is never changed: a new text is a new version.
"""

import uuid

from django.db import models

from qosyl.localtext import LocalText
from qosyl.people.models import Provider, User
from qosyl.programmes.states import SubmissionState

FINGERPRINT_LENGTH = 64


class ProgrammeVersion(models.Model):
    """A checked package, content-addressed: the same bytes are the same version, whoever publishes them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fingerprint = models.CharField(max_length=FINGERPRINT_LENGTH, unique=True)
    programme_key = models.SlugField(max_length=80)
    #: Canonical JSON of the package, compressed.
    content = models.BinaryField()
    #: True until provider, approval, date and the approval of every deciding policy exist.
    is_trial = models.BooleanField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.programme_key} {self.fingerprint[:12]}"


class Topic(models.Model):
    """A topic of a version: what attendance, timetables and items refer to."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="topics")
    number = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_topic_of_a_number")]

    def __str__(self) -> str:
        return self.number


class Outcome(models.Model):
    """A learning outcome of a version."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="outcomes")
    key = models.CharField(max_length=20)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_outcome_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Policy(models.Model):
    """A policy of a version: what a decision says that it rested on."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="policies")
    key = models.SlugField(max_length=80)
    deciding = models.BooleanField()

    class Meta:
        ordering = ["key"]
        verbose_name_plural = "policies"
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="one_policy_of_a_key")]

    def __str__(self) -> str:
        return self.key


class ItemVersion(models.Model):
    """An item in one wording; shared by all versions and banks that hold it unchanged."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    fingerprint = models.CharField(max_length=FINGERPRINT_LENGTH, unique=True)
    key = models.CharField(max_length=80)
    versions = models.ManyToManyField(ProgrammeVersion, related_name="item_versions")

    def __str__(self) -> str:
        return f"{self.key} {self.fingerprint[:12]}"


class Publication(models.Model):
    """A provider makes a version the one that runs; numbered from 1 for each provider and programme."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="publications")
    programme_key = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    #: Changes from the publication before: [{path, before, after, deciding}]; empty for the first.
    difference = models.JSONField(default=list)

    class Meta:
        ordering = ["programme_key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "programme_key", "number"], name="one_publication_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.programme_key} no. {self.number}"


class LiveBank(models.Model):
    """A provider's confidential items, sealed at rest; only the methodologist named here opens them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="live_banks")
    methodologist = models.ForeignKey(User, on_delete=models.PROTECT, related_name="live_banks")
    programme_key = models.SlugField(max_length=80)
    key = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    title_kk = models.CharField(max_length=300)
    title_ru = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=FINGERPRINT_LENGTH)
    sealed = models.BinaryField()
    size = models.PositiveIntegerField(help_text="how many items it holds")
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "-number"]
        constraints = [models.UniqueConstraint(fields=["provider", "key", "number"], name="one_bank_of_a_number")]

    def __str__(self) -> str:
        return f"{self.key} no. {self.number}"

    @property
    def title(self) -> LocalText:
        return LocalText(kk=self.title_kk, ru=self.title_ru)


class BankConfirmation(models.Model):
    """A second person, or the command line, says that the person named for a bank is who signs in as them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank = models.ForeignKey(LiveBank, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="bank_confirmations")
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["confirmed_at", "id"]

    def __str__(self) -> str:
        return f"{self.bank_id} at {self.confirmed_at:%Y-%m-%d %H:%M:%S}"


class Submission(models.Model):
    """An archive of a package that a methodologist handed in: checked in the background, then published or not."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="submissions")
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="submissions")
    handed_in_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sealed_archive = models.BinaryField()
    state = models.CharField(max_length=12, choices=SubmissionState.choices, default=SubmissionState.WAITING)
    #: When background work was last asked for: what takes much longer may be asked for again.
    asked_at = models.DateTimeField()
    #: Findings as the report's JSON writes them; [] when there are none.
    findings = models.JSONField(default=list)
    coverage = models.JSONField(default=list)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    #: Why the archive could not be read, as the name of a known refusal.
    refusal = models.CharField(max_length=40, blank=True)
    fingerprint = models.CharField(max_length=FINGERPRINT_LENGTH, blank=True)
    checked_at = models.DateTimeField(null=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="submissions")

    class Meta:
        ordering = ["-handed_in_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"
