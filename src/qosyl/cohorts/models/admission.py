"""Admission to final assessment: the list that a coordinator proposes and what the commission decides of each entry."""

import uuid

from django.db import models

from qosyl.cohorts.models.cohorts import Cohort
from qosyl.cohorts.models.enrolments import Enrolment
from qosyl.people.models import User
from qosyl.rules.admission import Outcome

_WHOLE_NUMBER_LENGTH = 20


class AdmissionList(models.Model):
    """A proposal, numbered within its cohort; a later list supersedes it, or it is withdrawn."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="admission_lists")
    number = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_admission_list_of_a_number")]

    def __str__(self) -> str:
        return f"admission list {self.number}"


class AdmissionEntry(models.Model):
    """What the rule proposed of one learner, with its reasons and the hours on which it rests, as they were then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    admission_list = models.ForeignKey(AdmissionList, on_delete=models.PROTECT, related_name="entries")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="admission_entries")
    outcome = models.CharField(max_length=14, choices=[(each.value, each.name) for each in Outcome])
    #: [{code, required, actual, subject, clause}] with exact shares as text.
    reasons = models.JSONField(default=list)
    #: Academic hours earned as an exact fraction in text («37/2»), and hours taught before final assessment.
    earned = models.CharField(max_length=_WHOLE_NUMBER_LENGTH)
    taught = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "admission entries"
        constraints = [
            models.UniqueConstraint(fields=["admission_list", "enrolment"], name="learner_once_in_an_admission_list")
        ]

    def __str__(self) -> str:
        return self.outcome


class AdmissionDecision(models.Model):
    """What the commission decided of an entry, by a protocol that stands above this room; once and for all."""

    entry = models.OneToOneField(AdmissionEntry, on_delete=models.PROTECT, related_name="decision")
    admitted = models.BooleanField()
    grounds = models.CharField(max_length=500, blank=True)
    #: The protocol by its public reference.
    protocol = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return "admitted" if self.admitted else "not admitted"
