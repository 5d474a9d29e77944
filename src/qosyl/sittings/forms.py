"""Forms of whoever sits: the room's code, and a page of questions for browsers without JavaScript."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from qosyl.sittings.models.sittings import ROOM_CODE_LENGTH
from qosyl.sittings.papers import Question


class StartForm(forms.Form):
    """Begins an attempt, or goes on with it on this device; `above` is the highest epoch that the device knows of."""

    room_code = forms.CharField(
        label=_("Room code"),
        help_text=_("The person in the room tells it to everybody."),
        max_length=2 * ROOM_CODE_LENGTH,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "autocapitalize": "off"}),
    )
    above = forms.IntegerField(min_value=0, max_value=1000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, object] | None = None, *, asks_code: bool) -> None:
        super().__init__(data, initial={"above": 0})
        if not asks_code:
            del self.fields["room_code"]

    @property
    def typed_code(self) -> str:
        return str(self.cleaned_data.get("room_code", ""))

    @property
    def highest_epoch(self) -> int:
        return int(self.cleaned_data.get("above") or 0)


class QuestionsForm(forms.Form):
    """What was chosen on a page of questions: `a<position>` an option's key or nothing, `f<position>` a flag."""

    def __init__(self, data: Mapping[str, object], questions: Sequence[Question]) -> None:
        super().__init__(data)
        for question in questions:
            keys = [(option.key, option.key) for option in question.options]
            self.fields[f"a{question.position}"] = forms.ChoiceField(choices=keys, required=False)
            self.fields[f"f{question.position}"] = forms.BooleanField(required=False)
        self._positions = [question.position for question in questions]

    @property
    def answers(self) -> dict[int, str]:
        """The option chosen at each position of the page; empty where none is."""
        return {position: str(self.cleaned_data[f"a{position}"]) for position in self._positions}

    @property
    def flags(self) -> dict[int, bool]:
        return {position: bool(self.cleaned_data[f"f{position}"]) for position in self._positions}
