"""States of what moves through the workroom; plain words for models and pages alike."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    """A submission only moves down this list."""

    WAITING = "waiting", _("Waiting to be checked")
    CHECKED = "checked", _("Checked")
    UNREADABLE = "unreadable", _("Could not be read")
    PUBLISHING = "publishing", _("Being published")
    PUBLISHED = "published", _("Published")


#: Why background work on a submission ended without its result; beside the refusals of archives.
NOT_CHECKED, NOT_PUBLISHED = "not-checked", "not-published"

#: Checking and publishing take seconds; after so long something has ended in the middle.
_PATIENCE = timedelta(minutes=3)
_MOVING = {SubmissionState.WAITING, SubmissionState.PUBLISHING}


def is_moving(state: str) -> bool:
    """Whether background work is under way, or should be."""
    return state in _MOVING


def is_stalled(state: str, asked_at: datetime, now: datetime) -> bool:
    """Whether that work should long have ended: then somebody may ask for it again."""
    return is_moving(state) and now - asked_at > _PATIENCE
