"""A cohort, pinned to one publication of a programme, and its groups."""

import uuid

from django.db import models

from qosyl.localtext import LocalText
from qosyl.people.models import Branch, Provider, User
from qosyl.programmes.models import Publication


class GroupLanguage(models.TextChoices):
    KAZAKH = "kk", "Қазақша"
    RUSSIAN = "ru", "Русский"


class Mode(models.TextChoices):
    """How a group is taught; the words are those of the policies of a programme."""

    OFFLINE = "offline"
    ONLINE = "online"
    BLENDED = "blended"


class Cohort(models.Model):
    """An intake that studies together: one programme version, one enrolment order, one register."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="cohorts")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, null=True, blank=True, related_name="cohorts")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cohorts")
    #: Counted by the provider from 1.
    number = models.PositiveIntegerField()
    title_kk = models.CharField(max_length=200)
    title_ru = models.CharField(max_length=200)
    #: Both titles folded, since databases compare Kazakh letters each in its own way.
    folded_title = models.CharField(max_length=420, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    #: Decided when the cohort is opened: a percentage of the hours taught, or, empty, expressly no threshold.
    threshold_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    #: On what the threshold rests: lines of the approved text.
    threshold_clause = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="opened_cohorts")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="one_cohort_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="cohort_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(threshold_percent__isnull=True) | models.Q(threshold_percent__lte=100),
                name="threshold_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"cohort {self.number}"

    @property
    def title(self) -> LocalText:
        return LocalText(kk=self.title_kk, ru=self.title_ru)


class Group(models.Model):
    """Learners of a cohort who are taught together: one timetable, one journal."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2, choices=GroupLanguage.choices)
    mode = models.CharField(max_length=8, choices=Mode.choices)
    room = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_group_of_a_number")]

    def __str__(self) -> str:
        return f"group {self.number}"
