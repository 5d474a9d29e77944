"""Which sections a home page has, in the order of what presses most."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from qosyl.web.home.commission import commission_section
from qosyl.web.home.learner import learner_section
from qosyl.web.home.running import coordinator_section, director_section, tutor_section
from qosyl.web.home.workrooms import workroom_sections

if TYPE_CHECKING:
    from qosyl.people.models import User


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the home page; `page` is what its template shows."""

    key: str
    page: Any

    @property
    def template(self) -> str:
        return f"web/home/{self.key}.html"


#: Each says nothing (None) to whoever does not hold the role.
_SECTIONS: tuple[tuple[str, Callable[["User", datetime], object | None]], ...] = (
    ("learner", learner_section),
    ("tutor", tutor_section),
    ("commission", commission_section),
    ("director", director_section),
    ("coordinator", coordinator_section),
)


def sections_of(user: "User", at: datetime) -> list[Section]:
    """The sections of this person's home page."""
    found = [Section(key, page) for key, build in _SECTIONS if (page := build(user, at)) is not None]
    return found + [Section(key, page) for key, page in workroom_sections(user, timezone.localdate(at))]
