"""What a learner fills in on joining: both spellings of the own name, consent, and a password of one's own."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from qosyl.people.actions import PersonalName

if TYPE_CHECKING:
    from qosyl.people.models import User

_LONGEST_NAME = 80
_NAME_PARTS = ("family", "given", "patronymic")


def _part(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONGEST_NAME,
        required=required,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class JoinForm(forms.Form):
    """For a learner who already signs in: names and consent."""

    family_kk = _part(_("Family name in Kazakh"))
    given_kk = _part(_("Given name in Kazakh"), required=True)
    patronymic_kk = _part(_("Patronymic in Kazakh"))
    family_ru = _part(_("Family name in Russian"))
    given_ru = _part(_("Given name in Russian"), required=True)
    patronymic_ru = _part(_("Patronymic in Russian"))
    names_are_right = forms.BooleanField(
        label=_("Both spellings are as in my identity document"),
        error_messages={"required": _("Look at both spellings and tick that they are right.")},
    )
    consent = forms.BooleanField(
        label=_("I agree to the processing of my personal data as written above"),
        error_messages={"required": _("Without this consent the course cannot enrol you.")},
    )

    def __init__(self, posted: Any, *, learner: "User") -> None:
        initial = {
            f"{part}_{language}": getattr(learner, f"{part}_{language}")
            for part in _NAME_PARTS
            for language in ("kk", "ru")
        }
        super().__init__(posted, initial=initial)
        self.learner = learner

    def name(self, language: str) -> PersonalName:
        """The name in one language, as the learner wrote it."""
        family, given, patronymic = (self.cleaned_data[f"{part}_{language}"] for part in _NAME_PARTS)
        return PersonalName(family=family, given=given, patronymic=patronymic)

    @property
    def new_password(self) -> str | None:
        return self.cleaned_data.get("password")


class FirstJoinForm(JoinForm):
    """For a learner who has never signed in: a password of one's own besides."""

    password = forms.CharField(
        label=_("Think of a password"),
        strip=False,
        max_length=128,
        help_text=_("At least 8 signs. A few words that only you put together are easy to keep in mind."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = (
        *(f"{part}_{language}" for language in ("kk", "ru") for part in _NAME_PARTS),
        *("names_are_right", "password", "consent"),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.learner)
        return password
