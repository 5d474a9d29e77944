"""What is taught in a cohort, by group: how far it is, what comes today, which journals wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qosyl.cohorts.models import Session
from qosyl.cohorts.pages.timetable import Line, line_of, titles_of
from qosyl.localtext import LocalText

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Group

#: Journals that wait are named one by one up to here.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class GroupTeaching:
    """A group with its sessions of today, those whose journal is overdue, and hours held of those laid."""

    group: "Group"
    today: tuple[Line, ...]
    overdue: tuple[tuple[date, Line], ...]
    overdue_count: int
    held: int
    laid: int
    following: tuple[date, Line] | None


def teaching_page(cohort: "Cohort", today: date) -> tuple[GroupTeaching, ...]:
    """Each group of a cohort; two queries."""
    titles = titles_of(cohort)
    rows = list(
        Session.objects.filter(group__cohort=cohort, cancelled_at=None).select_related("topic", "tutor", "group")
    )
    return tuple(
        _group(group, [row for row in rows if row.group_id == group.pk], titles, today) for group in _of(cohort)
    )


def _of(cohort: "Cohort") -> "list[Group]":
    return list(cohort.groups.order_by("number"))


def _group(group: "Group", sessions: list[Session], titles: Mapping[str, LocalText], today: date) -> GroupTeaching:
    overdue = [session for session in sessions if session.day < today and session.delivered_at is None]
    ahead = next((session for session in sessions if session.day > today), None)
    return GroupTeaching(
        group=group,
        today=tuple(line_of(session, titles) for session in sessions if session.day == today),
        overdue=tuple((session.day, line_of(session, titles)) for session in overdue[:_SHOWN]),
        overdue_count=len(overdue),
        held=sum(session.hours for session in sessions if session.delivered_at is not None),
        laid=sum(session.hours for session in sessions),
        following=(ahead.day, line_of(ahead, titles)) if ahead else None,
    )
