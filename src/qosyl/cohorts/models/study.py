"""Where learners are in their reading. Not here: hours; reading earns none."""

from django.db import models

from qosyl.cohorts.models.enrolments import Enrolment
from qosyl.programmes.models import Topic


class StudyPlace(models.Model):
    """The topic that a learner opened last, so that another device goes on from there."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="study_place")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"place {self.topic_id}"
