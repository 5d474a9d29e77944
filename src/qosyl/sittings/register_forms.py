"""Forms of the invigilator at the door: let somebody in, note a departure or an incident, take an admission back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qosyl.rules.register import DocumentKind, Line, LineKind, Shown
from qosyl.sittings.models.register import NOTE_LENGTH

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DOCUMENT_WORDS: dict[DocumentKind, "_StrPromise"] = {
    DocumentKind.IDENTITY_CARD: _("Identity card"),
    DocumentKind.ELECTRONIC: _("Electronic document on a telephone"),
    DocumentKind.PASSPORT: _("Passport"),
    DocumentKind.DRIVING_LICENCE: _("Driving licence"),
    DocumentKind.RESIDENCE_PERMIT: _("Residence permit"),
}
SHOWN_WORDS: dict[Shown, "_StrPromise"] = {Shown.ROOM: _("In the room"), Shown.CALL: _("In a live call")}


def _words(label: "_StrPromise", *, required: bool, help_text: "_StrPromise | str" = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
    )


class _MomentForm(forms.Form):
    """When it happened: now, until the invigilator says otherwise."""

    KIND: LineKind

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=_("Time of day"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    @property
    def moment(self) -> datetime:
        zone = timezone.get_current_timezone()
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], zone)

    @property
    def line(self) -> Line:
        return Line(self.KIND, self.moment, note=self.cleaned_data.get("note", ""))


class AdmitForm(_MomentForm):
    """Which kind of document was shown and where; its number is asked for by nobody."""

    KIND = LineKind.ADMITTED

    document = forms.ChoiceField(
        label=_("Document shown"),
        widget=forms.RadioSelect,
        choices=[(kind.value, words) for kind, words in DOCUMENT_WORDS.items()],
        help_text=_("Compare the name and the face. Only the kind is kept: no number, no picture."),
    )
    shown = forms.ChoiceField(
        label=_("Where it was shown"),
        widget=forms.RadioSelect,
        choices=[(where.value, words) for where, words in SHOWN_WORDS.items()],
        initial=Shown.ROOM.value,
    )
    note = _words(_("Note"), required=False, help_text=_("Needed where the learner is registered after the test."))

    field_order = ("document", "shown", "day", "time", "note")

    @property
    def line(self) -> Line:
        typed = self.cleaned_data
        return Line(self.KIND, self.moment, DocumentKind(typed["document"]), Shown(typed["shown"]), typed["note"])


class DepartForm(_MomentForm):
    KIND = LineKind.DEPARTED


class IncidentForm(_MomentForm):
    KIND = LineKind.INCIDENT

    note = _words(_("What happened"), required=True, help_text=_("For example: the telephone ran out of power."))


class TakeBackForm(_MomentForm):
    KIND = LineKind.TAKEN_BACK

    note = _words(_("Why the registration is taken back"), required=True)


@dataclass(frozen=True, slots=True)
class _Act:
    form: Callable[..., _MomentForm]
    done: "_StrPromise"


_ACTS = {
    "admit": _Act(AdmitForm, _("%(name)s is registered.")),
    "depart": _Act(DepartForm, _("The departure of %(name)s is noted.")),
    "incident": _Act(IncidentForm, _("The incident is noted.")),
    "take-back": _Act(TakeBackForm, _("The registration of %(name)s is taken back.")),
}


class RegisterForms:
    """The forms of one learner's page; at most one of them was sent."""

    def __init__(self, sent: Any, now: datetime) -> None:
        self.act = str(sent.get("act", "")) if sent is not None else ""
        local = timezone.localtime(now)
        initial = {"day": local.date(), "time": local.time().replace(second=0, microsecond=0)}
        self._forms = {
            key: act.form(sent if key == self.act else None, prefix=key, initial=initial) for key, act in _ACTS.items()
        }

    @property
    def sent(self) -> _MomentForm | None:
        return self._forms.get(self.act)

    @property
    def done(self) -> str:
        return str(_ACTS[self.act].done)

    @property
    def admit(self) -> _MomentForm:
        return self._forms["admit"]

    @property
    def depart(self) -> _MomentForm:
        return self._forms["depart"]

    @property
    def incident(self) -> _MomentForm:
        return self._forms["incident"]

    @property
    def take_back(self) -> _MomentForm:
        return self._forms["take-back"]
