"""States of what moves through the workroom; plain words for models and pages alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmissionState(models.TextChoices):
    """A submission only moves down this list."""

    WAITING = "waiting", _("Waiting to be checked")
    CHECKED = "checked", _("Checked")
    UNREADABLE = "unreadable", _("Could not be read")
    PUBLISHING = "publishing", _("Being published")
    PUBLISHED = "published", _("Published")
