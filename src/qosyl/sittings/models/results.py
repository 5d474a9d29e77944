"""Results of attempts. Only added; which one is in force is answered by `queries`."""

import uuid
from fractions import Fraction

from django.db import models

from qosyl.people.models import User
from qosyl.sittings.models.attempts import Attempt


class Basis(models.TextChoices):
    """Which events of the journal a result counts."""

    IN_TIME = "in-time"
    WITH_CLAIMS = "with-claims"


class Result(models.Model):
    """What a journal up to a recorded cut was worth, with the facts and provisions on which it rests."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="results")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    #: {epoch: last number that was stored}.
    cut = models.JSONField()
    #: Items with what was given, parts, reasons and provisions: see `scoring.facts_of`.
    facts = models.JSONField()
    points_numerator = models.PositiveIntegerField()
    points_denominator = models.PositiveIntegerField(default=1)
    percent_numerator = models.PositiveIntegerField()
    percent_denominator = models.PositiveIntegerField(default=1)
    grade = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    #: Whether the other basis leads to another decision or grade: then the commission chooses.
    differs = models.BooleanField(default=False)
    at = models.DateTimeField()
    #: Version of what stands in `facts`.
    layout = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.basis} {self.points}"

    @property
    def points(self) -> Fraction:
        return Fraction(self.points_numerator, self.points_denominator)

    @property
    def percent(self) -> Fraction:
        return Fraction(self.percent_numerator, self.percent_denominator)


class BasisDecision(models.Model):
    """The commission's word where claims lead to another decision: which basis counts. The last one is in force."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="basis_decisions")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    grounds = models.CharField(max_length=500)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.basis
