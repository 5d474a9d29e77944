"""Forms of whoever holds a sitting: opening it and changing deadlines.

Plain forms whose choices are given to them; the learner's forms stand in `forms`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qosyl.sittings.accommodations import Ease, Kind
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

_WHOLE_COHORT = ""
_EXTRA = [("0", _("the usual time")), ("25", "+25 %"), ("50", "+50 %"), ("100", "+100 %")]


class OpenSittingForm(forms.Form):
    """Who sits, when, with a code or without; and for each learner what is eased."""

    group = forms.ChoiceField(label=_("Who sits"), required=False)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    opens = forms.TimeField(
        label=_("May be started from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label=_("May be started until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Whoever has started by then keeps the whole time of the test."),
    )
    with_code = forms.BooleanField(label=_("Ask for a code that is told in the room"), required=False, initial=True)
    open_bank_decision = forms.CharField(
        label=_("Decision on the use of open questions"),
        max_length=300,
        required=False,
        help_text=_(
            "The questions of this programme are published. Name the director's decision by which they serve a test "
            "that counts; it is printed on the test sheet."
        ),
    )

    def __init__(
        self,
        *args: Any,
        groups: Sequence[tuple[str, str]],
        learners: Iterable[tuple[UUID, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        offer(self.fields["group"], [(_WHOLE_COHORT, _("The whole cohort")), *groups])
        self.learners = list(learners)
        for uuid, _name in self.learners:
            self.fields[f"extra-{uuid.hex}"] = forms.ChoiceField(
                label=_("Time of this learner"), choices=_EXTRA, required=False, initial="0"
            )
            self.fields[f"kinds-{uuid.hex}"] = forms.MultipleChoiceField(
                label=_("What eases the test"),
                choices=Kind.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"note-{uuid.hex}"] = forms.CharField(label=_("Note"), max_length=300, required=False)

    @property
    def plain_fields(self) -> "list[BoundField]":
        """The fields of the sitting itself, in their order."""
        return [self[name] for name in type(self).base_fields]

    @property
    def eased_fields(self) -> "list[tuple[str, list[BoundField]]]":
        """Each learner with the fields of what is eased."""
        return [
            (name, [self[f"{part}-{uuid.hex}"] for part in ("extra", "kinds", "note")]) for uuid, name in self.learners
        ]

    @property
    def window(self) -> tuple[datetime, datetime]:
        """The beginning and the end, in the time of the installation."""
        day = self.cleaned_data["day"]
        zone = timezone.get_current_timezone()
        return (
            datetime.combine(day, self.cleaned_data["opens"], zone),
            datetime.combine(day, self.cleaned_data["closes"], zone),
        )

    @property
    def eased(self) -> tuple[Ease, ...]:
        """What is eased for whom; learners for whom nothing was said are left out."""
        found = (self._ease(uuid) for uuid, _name in self.learners)
        return tuple(ease for ease in found if ease.extra_percent or ease.kinds or ease.note)

    def _ease(self, uuid: UUID) -> Ease:
        extra, kinds, note = (self.cleaned_data[f"{part}-{uuid.hex}"] for part in ("extra", "kinds", "note"))
        return Ease(uuid, int(extra or 0), tuple(Kind(kind) for kind in kinds), note)


class DeadlineForm(forms.Form):
    """More time, or less, for some learners or all who write."""

    attempts = forms.MultipleChoiceField(
        label=_("For whom"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose somebody.")}
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("With a minus, to take back what was given by mistake."),
    )
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("For example: the power failed from 10:15 to 10:25.")
    )

    def __init__(self, *args: Any, attempts: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self.fields["attempts"], attempts)
