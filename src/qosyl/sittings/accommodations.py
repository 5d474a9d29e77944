"""What may ease a sitting for a learner, and what more time comes to. Pure."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

_WHOLE = 100
MOST_EXTRA_PERCENT = 200


class Kind(models.TextChoices):
    """How the form is given; more time is told in percent beside it."""

    LARGE_PRINT = "large-print", _("Large print")
    SCREEN_READER = "screen-reader", _("Screen reader")
    PAUSES = "pauses", _("Pauses")
    SEPARATE_ROOM = "separate-room", _("A room of one's own")
    SOMEBODY_TO_WRITE = "scribe", _("Somebody who reads aloud or writes")


@dataclass(frozen=True, slots=True)
class Ease:
    """What is eased for one enrolment."""

    enrolment: UUID
    extra_percent: int = 0
    kinds: tuple[Kind, ...] = ()
    note: str = ""


def own_minutes(minutes: int, extra_percent: int) -> int:
    """The minutes of a learner with so much more time; a part of a minute becomes a whole one."""
    return minutes + -(-minutes * extra_percent // _WHOLE)
