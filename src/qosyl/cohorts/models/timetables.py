"""From what the timetable of a group was laid: calendar, length of days, tutor and place. Only added."""

import uuid

from django.db import models

from qosyl.cohorts.models.cohorts import Group
from qosyl.people.models import User


class Laying(models.Model):
    """One laying of a group's timetable; the last one is what the next begins from."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="layings")
    #: {first_day, weekdays, hours, starts_at, breaks, holidays, moved_work}: days in ISO, minutes after midnight.
    calendar = models.JSONField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"laying {self.uuid}"
