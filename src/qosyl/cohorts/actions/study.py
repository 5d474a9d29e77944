"""Keeping the place of a learner's reading. It earns no hours and decides nothing, so it is not put on record."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from qosyl.cohorts.models import Enrolment, StudyPlace
from qosyl.people.access import NotVisible

if TYPE_CHECKING:
    from qosyl.people.models import User


@transaction.atomic
def keep_place(person: "User", enrolment: Enrolment, number: str, *, at: datetime) -> None:
    """Remember which topic the learner opened last; another device goes on from there."""
    topic = enrolment.cohort.publication.version.topics.filter(number=number).first()
    if enrolment.learner_id != person.pk or topic is None:
        raise NotVisible
    StudyPlace.objects.update_or_create(enrolment=enrolment, defaults={"topic": topic, "at": at})
