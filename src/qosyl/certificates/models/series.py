"""What a provider sets before its first document: who signs and where, and from which number it counts."""

import uuid

from django.db import models

from qosyl.localtext import LocalText
from qosyl.people.models import Branch, Provider, User

_KIND_LENGTH, _PATTERN_LENGTH, _LINE = 12, 60, 200


class Kind(models.TextChoices):
    """Kinds of documents that have numbers of their own."""

    CERTIFICATE = "certificate"
    STATEMENT = "statement"


class Letterhead(models.Model):
    """What the papers of a provider say of itself beside its name. Documents keep what was in force at their issue."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="letterhead")
    place_kk = models.CharField(max_length=_LINE)
    place_ru = models.CharField(max_length=_LINE)
    head_title_kk = models.CharField(max_length=_LINE)
    head_title_ru = models.CharField(max_length=_LINE)
    head_name_kk = models.CharField(max_length=_LINE)
    head_name_ru = models.CharField(max_length=_LINE)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"letterhead of {self.provider_id}"

    @property
    def place(self) -> LocalText:
        return LocalText(kk=self.place_kk, ru=self.place_ru)

    @property
    def head_title(self) -> LocalText:
        return LocalText(kk=self.head_title_kk, ru=self.head_title_ru)

    @property
    def head_name(self) -> LocalText:
        return LocalText(kk=self.head_name_kk, ru=self.head_name_ru)


class NumberSeries(models.Model):
    """A counter of one provider (or branch of it), kind and year; the row is locked while a number is taken."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="number_series")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="number_series")
    kind = models.CharField(max_length=_KIND_LENGTH, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=_PATTERN_LENGTH)
    first = models.PositiveBigIntegerField(help_text="the number to begin with, as the last setting said")
    last = models.PositiveBigIntegerField(null=True, blank=True, help_text="the number given last")
    #: When somebody set the next number last; after a restore it must be set anew.
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-year", "kind", "id"]
        verbose_name_plural = "number series"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "year"],
                condition=models.Q(branch__isnull=True),
                name="one_series_of_a_head_office",
            ),
            models.UniqueConstraint(
                fields=["provider", "branch", "kind", "year"],
                condition=models.Q(branch__isnull=False),
                name="one_series_of_a_branch",
            ),
            models.CheckConstraint(condition=models.Q(first__gte=1), name="series_begins_at_one_or_later"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.pattern}"


class SeriesStart(models.Model):
    """Somebody set pattern and next number of a series, and why; only added, so that every gap has its reason."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="starts")
    first = models.PositiveBigIntegerField()
    pattern = models.CharField(max_length=_PATTERN_LENGTH)
    reason = models.CharField(max_length=500, blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"from {self.first}"
