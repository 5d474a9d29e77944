"""What the demonstration's cohorts are made with: the provider, its people by key, the programme, and the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from qosyl.cohorts.holidays import HOLIDAYS

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User
    from qosyl.programmes.models import Publication

#: How long before today the provider began, so that everything after has its right day.
BEGAN_BEFORE = timedelta(days=120)
DAYS_OFF = frozenset(holiday.day for holiday in HOLIDAYS)
_WEEK = timedelta(days=7)
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """`password` is one for all invented people; `now` is when the demonstration is made."""

    provider: "Provider"
    people: Mapping[str, "User"]
    publication: "Publication"
    password: str
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def monday(self, weeks_ago: int) -> date:
        """The Monday so many weeks before that of this week."""
        return self.today - timedelta(days=self.today.weekday()) - weeks_ago * _WEEK


def working_day(day: date) -> date:
    """The day itself, or the next one that is neither at a weekend nor off."""
    while day.isoweekday() > _FRIDAY or day in DAYS_OFF:
        day += timedelta(days=1)
    return day


def moment(day: date, minutes: int = 12 * 60) -> datetime:
    """So many minutes after midnight of a local day."""
    midnight = datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
    return midnight + timedelta(minutes=minutes)
