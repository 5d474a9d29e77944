"""Forms about documents: what a director says when documents are set up, issued and ended; what a stranger types."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qosyl.certificates.actions import Lines
from qosyl.localtext import LocalText
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from qosyl.people.models import Branch, User

_LINE, _REASON, _PATTERN = 200, 500, 60


class PasswordAgainForm(forms.Form):
    """An act that cannot be taken back asks for the password in the same request."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=128,
        help_text=_("It is asked again, since this act cannot be taken back."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self._person.check_password(password):
            raise ValidationError(_("This is not your present password."), code="wrong")
        return password

    @property
    def has_wrong_password(self) -> bool:
        return any(error.code == "wrong" for error in self.errors.as_data().get("password", []))


class IssueForm(PasswordAgainForm):
    """Whose documents are issued, out of those who have earned one."""

    field_order = ["learners", "password"]
    learners = forms.MultipleChoiceField(
        label=_("Learners"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one learner at least.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["learners"], choices)


class EndForm(PasswordAgainForm):
    """Why a document is annulled or replaced; the register keeps the reason."""

    field_order = ["reason", "password"]
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_REASON,
        help_text=_("The register keeps it. Write no personal data."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LetterheadForm(forms.Form):
    place_kk = forms.CharField(label=_("Place in Kazakh"), max_length=_LINE)
    place_ru = forms.CharField(label=_("Place in Russian"), max_length=_LINE)
    head_title_kk = forms.CharField(label=_("Post of the head in Kazakh"), max_length=_LINE)
    head_title_ru = forms.CharField(label=_("Post of the head in Russian"), max_length=_LINE)
    head_name_kk = forms.CharField(
        label=_("Initials and family name of the head in Kazakh"), max_length=_LINE, help_text=_("As it is printed.")
    )
    head_name_ru = forms.CharField(label=_("Initials and family name of the head in Russian"), max_length=_LINE)

    @property
    def lines(self) -> Lines:
        return Lines(self._both("place"), self._both("head_title"), self._both("head_name"))

    def _both(self, name: str) -> LocalText:
        return LocalText(kk=self.cleaned_data[f"{name}_kk"], ru=self.cleaned_data[f"{name}_ru"])


class NextNumberForm(forms.Form):
    """A series: whose, of which kind and year, how its numbers are written, and the next of them."""

    kind = forms.ChoiceField(
        label=_("Kind of documents"), choices=[("certificate", _("Certificates")), ("statement", _("Statements"))]
    )
    branch = forms.ChoiceField(label=_("Branch"), required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2999)
    pattern = forms.CharField(
        label=_("Pattern of the number"),
        max_length=_PATTERN,
        help_text=_(
            "For example {kind}-{year}-{number:06}. There are {year}, {number}, {provider}, {series} and {kind}."
        ),
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    first = forms.IntegerField(
        label=_("Next number"),
        min_value=1,
        max_value=999_999_999_999,
        help_text=_("One more than the last paper that was handed out."),
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=_REASON, help_text=_("Needed where numbers are left out.")
    )

    def __init__(self, *args: Any, branches: list["Branch"], interface_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._branches = {str(branch.uuid): branch for branch in branches}
        named = [(uuid, branch.name.pick(interface_language)) for uuid, branch in self._branches.items()]
        offer(self.fields["branch"], [("", _("Head office")), *named])

    @property
    def chosen_branch(self) -> "Branch | None":
        return self._branches.get(self.cleaned_data["branch"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the document"),
        max_length=64,
        help_text=_("Twelve signs under the QR code, for example K7Q2-M9XT-4HJW."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Full name as it is printed"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
