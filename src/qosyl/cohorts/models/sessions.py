"""What is taught and who came: sessions of a group, marks of attendance, hours made up, work handed in.

Marks are only added; which one holds is answered by the rules.
"""

import uuid

from django.db import models

from qosyl.cohorts.models.cohorts import Group
from qosyl.cohorts.models.enrolments import Enrolment
from qosyl.people.models import User
from qosyl.programmes.models import Topic
from qosyl.rules.attendance import Presence, Study
from qosyl.rules.timetable import Kind


class Session(models.Model):
    """A session of a group. `start` and `end` are minutes after midnight of the local day, breaks inside included.

    A session that a new timetable replaces is cancelled, never removed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField()
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Kind])
    hours = models.PositiveSmallIntegerField(help_text="academic hours")
    place = models.CharField(max_length=300, blank=True, help_text="a room or a link")
    tutor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="taught_sessions")
    study = models.CharField(
        max_length=8, choices=[(each.value, each.name) for each in Study], default=Study.TOGETHER.value
    )
    #: When it was held, or when its own study was opened.
    delivered_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="session_ends_after_it_begins"),
            models.CheckConstraint(condition=models.Q(hours__gte=1), name="session_has_hours"),
        ]
        indexes = [models.Index(fields=["group", "day"], name="session_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.topic_id}"


class AttendanceMark(models.Model):
    """What was marked of one learner in one session; the last mark holds, the earlier ones stay."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="marks")
    presence = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Presence])
    #: Academic hours missed at the beginning and at the end, parts of an hour too.
    late = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    left_early = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    #: Why an earlier mark is corrected; empty for the first.
    reason = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["session", "enrolment"], name="mark_by_learner")]

    def __str__(self) -> str:
        return self.presence


class MadeUp(models.Model):
    """Hours of a session made up afterwards, or brought along from another cohort, with their evidence.

    A later row of the same session and learner supersedes an earlier one; a row of 0 hours takes it back.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="made_up")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="made_up")
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    evidence = models.CharField(max_length=300)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "made up hours"

    def __str__(self) -> str:
        return f"{self.hours} h"


class HandedIn(models.Model):
    """What a learner handed in of a session studied alone; a later row supersedes an earlier one."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="handed_in")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="handed_in")
    questions = models.BooleanField()
    task = models.BooleanField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "work handed in"

    def __str__(self) -> str:
        return f"questions {self.questions}, task {self.task}"
