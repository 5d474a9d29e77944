"""Why the rules of this room refuse, as whole sentences: one for each reason code, in the reader's language.

Here belong words alone. What is required and found is shown exactly: a share is cut, never rounded up.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.words import STATES
from qosyl.localtext import date_in_words
from qosyl.rules.enrolment import State
from qosyl.rules.reasons import Amount, Reason
from qosyl.rules.timetable import Kind
from qosyl.ui.quantities import in_figures

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[str, "_StrPromise"] = {
    Kind.LECTURE: _("Lecture"),
    Kind.PRACTICE: _("Practical class"),
    Kind.ASSESSMENT: _("Final assessment"),
}

_TIMETABLE: Mapping[str, "_StrPromise"] = {
    "timetable.plan": _("The programme has no hours to lay."),
    "timetable.hours": _("The topic %(subject)s has no hours."),
    "timetable.twice": _("The plan names the same hours twice: %(subject)s."),
    "timetable.daily-maximum": _("A teaching day needs at least one hour."),
    "timetable.long-day": _("The day has %(actual)s academic hours; the programme allows at most %(required)s."),
    "timetable.hour-minutes": _("An academic hour needs at least one minute."),
    "timetable.start": _("The day must begin between 00:00 and %(required)s."),
    "timetable.break": _("A break is given in minutes, after an hour of the day: after %(subject)s, %(actual)s min."),
    "timetable.past-midnight": _("The session would end after midnight. Begin earlier or give the day fewer hours."),
    "timetable.weekday": _("There is no weekday %(actual)s."),
    "timetable.no-weekdays": _("Choose at least one day of the week."),
    "timetable.backwards": _("The last day, %(actual)s, lies before the first, %(required)s."),
    "timetable.too-few-days": _("The days until %(required)s do not suffice: topic %(subject)s has no day left."),
    "timetable.topic-hours": _("%(subject)s: %(actual)s academic hours are laid, the programme has %(required)s."),
    "timetable.order": _("%(required)s comes after %(actual)s, against the order of the programme."),
    "timetable.day-off": _("%(actual)s is a day off."),
    "timetable.too-short": _("A session of %(subject)s lasts %(actual)s minutes; its hours need %(required)s."),
    "timetable.overlap": _(
        "%(subject)s: a session begins at %(actual)s, before the one ahead of it ends at %(required)s."
    ),
    "timetable.clash": _("Two sessions at once."),
    "timetable.all-taught": _("Nothing is left to lay: every hour of the programme has a session with records."),
    "timetable.taught-until": _(
        "Sessions were held until %(required)s and stay as they are. Choose a first day after it, not %(actual)s."
    ),
    "timetable.in-the-way": _(
        "%(subject)s: a session with records stays until %(required)s, a new one would begin at %(actual)s."
    ),
    "timetable.taught": _("This session was held or holds records. It stays as it is."),
}
_ATTENDANCE: Mapping[str, "_StrPromise"] = {
    "attendance.unknown-session": _("There is no such session in the timetable of the group."),
    "attendance.not-held": _("The session was not held yet, so that nobody can be marked."),
    "attendance.not-begun": _("The session has not begun yet. Its journal opens on %(required)s at %(subject)s."),
    "attendance.negative": _("Missed hours cannot be fewer than none."),
    "attendance.missed-all": _(
        "Late and left early make %(actual)s of %(required)s academic hours: whoever missed all of it was absent."
    ),
    "attendance.not-present": _("Late or left early can be only who was present."),
    "attendance.unmarked": _("The journal has %(required)s learners, %(actual)s of them are marked. Mark everybody."),
    "attendance.reason": _("Write why the journal is corrected."),
    "attendance.made-up": _(
        "Between a part of an hour and %(required)s academic hours can be made up, not %(actual)s."
    ),
    "attendance.made-up-evidence": _("Write on what it rests: when, with whom, or which work was handed in."),
    "attendance.no-evidence-asked": _("The programme asks for no evidence of own study."),
    "attendance.not-alone": _("This session is held together, so that presence is marked."),
}
_ADMISSION: Mapping[str, "_StrPromise"] = {
    "admission.percent": _("A threshold lies between 0 and 100 percent, not at %(actual)s."),
    "admission.undecided": _("The organisation has not decided on a threshold of admission."),
    "admission.state": _("Does not study now: %(actual)s."),
    "admission.no-hour": _("Came for no academic hour: %(actual)s earned."),
    "admission.threshold": _("%(actual)s%% of the hours taught are earned; %(required)s%% are needed."),
    "admission.other-learner": _("The decision names another learner."),
    "admission.grounds": _("The decision differs from the proposal: write the grounds of the commission."),
    "admission.nobody": _("Nobody studies in this cohort, so that nobody can be proposed."),
    "admission.confirmed": _("The commission has decided on this list."),
    "admission.withdrawn": _("This list was withdrawn."),
    "admission.not-whole": _(
        "The list has %(required)s learners; %(actual)s decisions were made. Decide on everybody."
    ),
}
_ENROLMENT: Mapping[str, "_StrPromise"] = {
    "enrolment.state": _("This change is not open in the present state of the enrolment."),
    "enrolment.entered-for": _("This change is open only where the state has another reason."),
    "enrolment.by": _("Somebody else makes this change."),
    "enrolment.reason": _("Choose a reason from the list."),
}
_ACCESS: Mapping[str, "_StrPromise"] = {
    "access.gone": _("This learner has left the cohort."),
    "access.closed": _("This account is closed. The administrator opens it again."),
    "access.never-joined": _("This learner has chosen no password yet: hand over an invitation."),
    "access.more-than-learning": _(
        "This account serves more than learning in this organisation: the administrator renews its password."
    ),
}
SENTENCES: Mapping[str, "_StrPromise"] = {**_TIMETABLE, **_ATTENDANCE, **_ADMISSION, **_ENROLMENT, **_ACCESS}

_HUNDREDTHS = 100
#: Codes whose amounts are minutes after midnight.
_CLOCK = {"timetable.start", "timetable.past-midnight", "timetable.overlap", "timetable.in-the-way"}


def sentence_of(reason: Reason) -> str:
    """The reason in words. KeyError for a code that no table holds: that is a gap of this module, not of the reader."""
    words = SENTENCES[reason.code]
    clock = reason.code in _CLOCK
    return str(words) % {
        "required": _shown(reason.required, clock=clock),
        "actual": _shown(reason.actual, clock=clock),
        "subject": _shown(_day_of(reason.subject)),
    }


def sentences_of(reasons: Iterable[Reason]) -> list[str]:
    """Each sentence once, in the order of the reasons."""
    return list(dict.fromkeys(sentence_of(reason) for reason in reasons))


def _shown(amount: Amount | None, *, clock: bool = False) -> str:
    if isinstance(amount, date):
        return date_in_words(amount).pick(get_language() or "kk")
    if isinstance(amount, int | Fraction):
        return clock_time(int(amount)) if clock else exact_figures(amount)
    return _in_words(amount or "")


def exact_figures(amount: int | Fraction) -> str:
    """A number without idle zeros: 36,5. A share that no two decimals hold is cut, never rounded up."""
    cut = Decimal(amount.numerator * _HUNDREDTHS // amount.denominator) / _HUNDREDTHS
    return in_figures(cut.quantize(Decimal(1)) if cut == cut.to_integral_value() else cut.normalize())


def clock_time(minutes: int) -> str:
    """Minutes after midnight as people write them: 09:40."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _in_words(text: str) -> str:
    """A topic with its kind («1.2 lecture») and the name of a state in the reader's language."""
    if text in set(State):
        return str(STATES[State(text)])
    topic, _space, kind = text.partition(" ")
    return f"{topic}, {str(KINDS[kind]).lower()}" if kind in KINDS else text


def _day_of(subject: str) -> Amount:
    try:
        return date.fromisoformat(subject)
    except ValueError:
        return subject
