"""Forms about people: plain forms whose choices come from access; what they return are values, not models."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qosyl.people.access import branches_of, person_named
from qosyl.people.actions import PersonalName
from qosyl.people.models import Branch, Provider, User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName, read_sign_in_name
from qosyl.ui.choices import offer

_LONGEST_NAME = 80


class SignInForm(forms.Form):
    sign_in_name = forms.CharField(
        label=_("Phone number, e-mail or personal code"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NamesForm(forms.Form):
    """A person's name in both spellings."""

    family_kk = forms.CharField(label=_("Family name in Kazakh"), max_length=_LONGEST_NAME, required=False)
    given_kk = forms.CharField(label=_("Given name in Kazakh"), max_length=_LONGEST_NAME)
    patronymic_kk = forms.CharField(label=_("Patronymic in Kazakh"), max_length=_LONGEST_NAME, required=False)
    family_ru = forms.CharField(label=_("Family name in Russian"), max_length=_LONGEST_NAME, required=False)
    given_ru = forms.CharField(label=_("Given name in Russian"), max_length=_LONGEST_NAME)
    patronymic_ru = forms.CharField(label=_("Patronymic in Russian"), max_length=_LONGEST_NAME, required=False)

    def name(self, language: str) -> PersonalName:
        """The name in one language, as it was typed."""
        family, given, patronymic = (
            self.cleaned_data[f"{part}_{language}"] for part in ("family", "given", "patronymic")
        )
        return PersonalName(family=family, given=given, patronymic=patronymic)


def names_of(person: User) -> dict[str, str]:
    """Initial values of :class:`NamesForm`."""
    return {
        f"{part}_{language}": getattr(person, f"{part}_{language}")
        for part in ("family", "given", "patronymic")
        for language in ("kk", "ru")
    }


class NewPersonForm(NamesForm):
    #: Names this one form, so that it opens one account however often it is sent.
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=30,
        help_text=_("For example +7 701 123 45 67. It may be left empty: a personal code is made in any case."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"), required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("kk", "Қазақша"), ("ru", "Русский")])
    provider = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, providers: list[Provider], interface_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._providers = {str(provider.uuid): provider for provider in providers}
        named = [(uuid, provider.name.pick(interface_language)) for uuid, provider in self._providers.items()]
        offer(self.fields["provider"], named)
        offer(self.fields["role"], [("", _("No role: a reader")), *Role.choices])

    def clean_phone(self) -> SignInName | None:
        return _contact(self.cleaned_data["phone"], "phone", _("Write a phone number like +7 701 123 45 67."))

    def clean_email(self) -> SignInName | None:
        return _contact(self.cleaned_data["email"], "email", _("Write an e-mail address like aigul@example.kz."))

    @property
    def contacts(self) -> tuple[SignInName, ...]:
        return tuple(contact for contact in (self.cleaned_data["phone"], self.cleaned_data["email"]) if contact)

    @property
    def chosen_provider(self) -> Provider:
        return self._providers[self.cleaned_data["provider"]]

    @property
    def chosen_role(self) -> Role | None:
        return Role(self.cleaned_data["role"]) if self.cleaned_data["role"] else None


def _contact(typed: str, kind: str, advice: Any) -> SignInName | None:
    if not typed.strip():
        return None
    name = read_sign_in_name(typed)
    if name is None or name.kind != kind:
        raise ValidationError(advice)
    return name


class GiveRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    place = forms.ChoiceField(label=_("Organisation or branch"))
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Until and including"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave empty for a role without an end."),
    )

    def __init__(self, *args: Any, providers: list[Provider], interface_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places: dict[str, tuple[Provider, Branch | None]] = {
            str(provider.uuid): (provider, None) for provider in providers
        }
        self._places |= {str(branch.uuid): (branch.provider, branch) for branch in branches_of(providers)}
        places = [
            (uuid, _place_name(provider, branch, interface_language))
            for uuid, (provider, branch) in self._places.items()
        ]
        offer(self.fields["place"], places)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day may not lie before the first day."))
        return values

    @property
    def chosen_place(self) -> tuple[Provider, Branch | None]:
        return self._places[self.cleaned_data["place"]]


class KnownPersonForm(GiveRoleForm):
    """A role for somebody who has an account already, named by the personal code that they told."""

    code = forms.CharField(
        label=_("Personal code"),
        max_length=20,
        help_text=_("The person sees it under “My account”, for example 4F7K-92QM."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    field_order = ("code", "role", "place", "since", "until")

    def clean_code(self) -> User:
        name = read_sign_in_name(self.cleaned_data["code"])
        found = person_named("code", name.value) if name and name.kind == "code" else None
        if found is None or not found.is_active:
            raise ValidationError(_("Nobody signs in by this personal code. Ask the person to read it out once more."))
        return found


def _place_name(provider: Provider, branch: Branch | None, language: str) -> str:
    name = provider.name.pick(language)
    return f"{name} · {branch.name.pick(language)}" if branch else name


class OwnPasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        max_length=128,
        help_text=_("At least 8 signs. A few words that only you put together are easy to keep in mind."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self._person.check_password(old):
            raise ValidationError(_("This is not your present password."))
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if self._person.check_password(new):
            raise ValidationError(_("This is the password that you have now. Choose another one."))
        validate_password(new, self._person)
        return new
