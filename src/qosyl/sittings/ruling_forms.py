"""The form of a ruling on an item: what is ruled, which options are right from now on, and on what grounds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qosyl.rules.scoring import RulingKind
from qosyl.ui.choices import offer

_KINDS = [
    (RulingKind.WITHDRAWN.value, _("Withdraw it: it counts as right for everybody who had it")),
    (RulingKind.REKEYED.value, _("Correct the key: other options are right")),
    (RulingKind.KEPT.value, _("Take an earlier ruling back: it counts as published")),
]
MOST_GROUNDS = 500


class RulingForm(forms.Form):
    """Options are offered by the page; which of them matter depends on the kind."""

    kind = forms.ChoiceField(label=_("What is ruled"), choices=_KINDS, widget=forms.RadioSelect)
    right = forms.MultipleChoiceField(
        label=_("Right options, where the key is corrected"), required=False, widget=forms.CheckboxSelectMultiple
    )
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=MOST_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is wrong with the question, and by which decision it is ruled."),
    )

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self.fields["right"], options)
