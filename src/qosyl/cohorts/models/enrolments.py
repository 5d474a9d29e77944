"""Who is enrolled: the enrolment with its history of changes, invitations to it, consent given on joining."""

import uuid

from django.db import models

from qosyl.cohorts.models.cohorts import Cohort, Group, GroupLanguage
from qosyl.people.models import User
from qosyl.rules.enrolment import Act, Actor, State

_DIGEST_LENGTH = 64
_CODE_LENGTH = 24


class Enrolment(models.Model):
    """A learner in a cohort. `state` is what the history of changes leads to, kept by the act that adds to it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="enrolments")
    learner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=12, choices=[(each.value, each.name) for each in State])
    state_reason = models.CharField(max_length=_CODE_LENGTH, blank=True)
    #: When the learner confirmed both spellings of the own name: no document is made before.
    names_confirmed_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["cohort", "learner"], name="learner_once_in_a_cohort")]
        indexes = [models.Index(fields=["cohort", "state"], name="enrolment_by_state")]

    def __str__(self) -> str:
        return f"enrolment {self.uuid} {self.state}"


class EnrolmentChange(models.Model):
    """One change of an enrolment; only added, in the order of `place`, which counts from 1."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="changes")
    place = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Act])
    by = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Actor])
    reason = models.CharField(max_length=_CODE_LENGTH, blank=True)
    note = models.CharField(max_length=500, blank=True)
    #: Nobody where the course itself caused the change.
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["enrolment", "place"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "place"], name="one_change_at_a_place")]

    def __str__(self) -> str:
        return f"{self.act} by {self.by}"


class Invitation(models.Model):
    """A link by which a learner joins. Only the digest of its token is kept; several may be open at once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="invitations")
    token_digest = models.CharField(max_length=_DIGEST_LENGTH, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"invitation {self.uuid}"


class Consent(models.Model):
    """A learner agreed to a text about personal data, of a version and in a language, when joining a cohort."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="consents")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=GroupLanguage.choices)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return f"consent {self.version} {self.language}"
