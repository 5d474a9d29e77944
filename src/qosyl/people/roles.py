"""The roles of the house. A person may hold several; a person without any is a reader."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    LEARNER = "learner", _("Learner")
    TUTOR = "tutor", _("Tutor")
    COORDINATOR = "coordinator", _("Cohort coordinator")
    METHODOLOGIST = "methodologist", _("Methodologist")
    COMMISSION_MEMBER = "commission_member", _("Commission member")
    MENTOR = "mentor", _("Mentor")
    DIRECTOR = "director", _("Director")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
