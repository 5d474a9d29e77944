"""Forms of timetables: from what one is laid, and where a single session goes. They parse; the rules judge."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.timetables import Wishes
from qosyl.localtext import short_date
from qosyl.rules.attendance import Study
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from qosyl.people.models import User

WEEKDAYS = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)
STUDIES = (
    (Study.TOGETHER.value, _("Together with the tutor, in the room or online")),
    (Study.ALONE.value, _("Each alone: the hours are earned by control questions and the task")),
)
_HOURS_OF_DAY, _MOST_REST, _DAYS_IN_A_LIST = 16, 240, 60
_PAIR = 2
_DAY_AT_START = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


def minutes_of(clock: time) -> int:
    """Minutes after midnight."""
    return clock.hour * 60 + clock.minute


def clock_of(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


class DaysField(forms.CharField):
    """Days, one on each line, written like 16.12.2026; what follows a day on its line is a remark."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}), **kwargs)

    def clean(self, value: object) -> frozenset[date]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > _DAYS_IN_A_LIST:
            raise ValidationError(_("A list holds at most %(most)s days."), params={"most": _DAYS_IN_A_LIST})
        return frozenset(self._day_of(line) for line in lines)

    @staticmethod
    def _day_of(line: str) -> date:
        found = _DAY_AT_START.match(line)
        day = _day(int(found[3]), int(found[2]), int(found[1])) if found else None
        if day is None:
            words = _("«%(line)s» does not begin with a day like 16.12.2026.")
            raise ValidationError(words, params={"line": line[:40]})
        return day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class LayingForm(forms.Form):
    """Days, hours, rest, days off, tutor and place of a new timetable."""

    first_day = _date_field(_("First day"))
    weekdays = forms.MultipleChoiceField(
        label=_("Days of the week"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.IntegerField(label=_("Academic hours a day"), min_value=1, max_value=_HOURS_OF_DAY)
    starts_at = _time_field(_("The day begins at"))
    short_rest = forms.IntegerField(label=_("Rest after every two hours, minutes"), min_value=0, max_value=_MOST_REST)
    long_rest = forms.IntegerField(label=_("Lunch, minutes"), min_value=0, max_value=_MOST_REST)
    long_after = forms.IntegerField(
        label=_("Lunch after so many hours"), min_value=0, max_value=_HOURS_OF_DAY, help_text=_("0 – without lunch.")
    )
    holidays = DaysField(label=_("Days off"))
    moved_work = DaysField(
        label=_("Days of work moved to a weekend"), help_text=_("One on each line, like 19.12.2026. Often empty.")
    )
    tutor = forms.ChoiceField(label=_("Tutor"), required=False)
    place = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("A room, or the link of an online session.")
    )

    def __init__(self, *args: Any, tutors: "Iterable[User]", language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tutors = _offer_tutors(self.fields["tutor"], tutors, language)

    @property
    def wishes(self) -> Wishes:
        chosen = self.cleaned_data
        return Wishes(
            first_day=chosen["first_day"],
            weekdays=frozenset(int(day) for day in chosen["weekdays"]),
            hours=chosen["hours"],
            starts_at=minutes_of(chosen["starts_at"]),
            breaks=_breaks(chosen["hours"], chosen["short_rest"], chosen["long_rest"], chosen["long_after"]),
            holidays=chosen["holidays"],
            moved_work=chosen["moved_work"],
        )

    @property
    def chosen_tutor(self) -> "User | None":
        return self._tutors.get(self.cleaned_data["tutor"])

    @property
    def chosen_place(self) -> str:
        return str(self.cleaned_data["place"])


def _breaks(hours: int, short: int, long: int, long_after: int) -> dict[int, int]:
    rest = {after: short for after in range(_PAIR, hours, _PAIR) if short}
    return rest | ({long_after: long} if 0 < long_after < hours and long else {})


def laying_initial(wishes: Wishes, names: Mapping[date, str]) -> dict[str, object]:
    """What the form says before anybody has written; `names` are remarks behind days off."""
    rests = sorted(wishes.breaks.items(), key=lambda rest: rest[1])
    long_after, long = rests[-1] if len(rests) > 1 else (0, 0)
    return {
        "first_day": wishes.first_day,
        "weekdays": [str(day) for day in sorted(wishes.weekdays)],
        "hours": wishes.hours,
        "starts_at": clock_of(wishes.starts_at),
        "short_rest": rests[0][1] if rests else 0,
        "long_rest": long,
        "long_after": long_after,
        "holidays": "\n".join(f"{short_date(day)} {names.get(day, '')}".strip() for day in sorted(wishes.holidays)),
        "moved_work": "\n".join(short_date(day) for day in sorted(wishes.moved_work)),
    }


class MoveForm(forms.Form):
    """A single session: when, by whom, where, together or alone."""

    day = _date_field(_("Day"))
    start = _time_field(_("Begins at"))
    tutor = forms.ChoiceField(label=_("Tutor"), required=False)
    place = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("A room, or the link of an online session.")
    )
    study = forms.ChoiceField(label=_("How it is studied"), choices=STUDIES, widget=forms.RadioSelect)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, tutors: "Iterable[User]", language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tutors = _offer_tutors(self.fields["tutor"], tutors, language)

    @property
    def chosen_tutor(self) -> "User | None":
        return self._tutors.get(self.cleaned_data["tutor"])

    @property
    def start_minutes(self) -> int:
        return minutes_of(self.cleaned_data["start"])


def _offer_tutors(field: forms.Field, tutors: "Iterable[User]", language: str) -> "dict[str, User]":
    known = {str(tutor.uuid): tutor for tutor in tutors}
    named = [(key, tutor.full_name.pick(language)) for key, tutor in known.items()]
    offer(field, [("", _("Not named yet")), *named])
    return known
