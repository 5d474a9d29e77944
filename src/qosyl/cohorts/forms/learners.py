"""A pasted list of learners, a change of an enrolment, another group."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.words import REASONS
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qosyl.cohorts.models import Group
    from qosyl.rules.enrolment import AllowedChange

_LONGEST_PASTE = 200_000
_LONGEST_NOTE = 500


def group_words(group: "Group") -> str:
    return _("Group %(number)s · %(language)s") % {
        "number": group.number,
        "language": group.get_language_display(),
    }


class PasteForm(forms.Form):
    """The list as it was copied; ``seen`` is the mark of the verdicts that were shown."""

    group = forms.ChoiceField(label=_("To which group"), required=False)
    table = forms.CharField(
        label=_("List of learners"),
        strip=False,
        max_length=_LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off", "class": "sheet-text"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: "Sequence[Group]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = {str(group.uuid): group for group in groups}
        named = [(uuid, group_words(group)) for uuid, group in self._groups.items()]
        if len(named) > 1:
            named.insert(0, ("", str(_("To the group of the language written in the row"))))
        offer(self.fields["group"], named)

    @property
    def chosen_group(self) -> "Group | None":
        return self._groups.get(self.cleaned_data["group"])


class ChangeForm(forms.Form):
    """Why an enrolment is changed: a reason of the rule's own list, and a note."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=_LONGEST_NOTE,
        required=False,
        help_text=_("For example the number and the day of an order or an application."),
    )

    def __init__(self, *args: Any, row: "AllowedChange", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.reasons:
            offer(self.fields["reason"], [(code, REASONS[code]) for code in row.reasons])
        else:
            del self.fields["reason"]


class MoveForm(forms.Form):
    """Another group of the same cohort."""

    group = forms.ChoiceField(label=_("Group"))

    def __init__(self, *args: Any, groups: "Sequence[Group]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._groups = {str(group.uuid): group for group in groups}
        offer(self.fields["group"], [(uuid, group_words(group)) for uuid, group in self._groups.items()])

    @property
    def chosen_group(self) -> "Group":
        return self._groups[self.cleaned_data["group"]]
