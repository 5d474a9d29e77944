"""Opening a cohort, a group, and taking staff on."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.actions import STAFF, GroupPlan
from qosyl.localtext import LocalText
from qosyl.people.roles import Role
from qosyl.rules.admission import Threshold
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qosyl.people.models import Branch, Provider, User
    from qosyl.programmes.models import Publication
    from qosyl.rules.provisions import Provision

_WHOLE = 100


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class OpenCohortForm(forms.Form):
    """A cohort on one of the publications that the person may open cohorts on."""

    place = forms.ChoiceField(label=_("Organisation or branch"))
    publication = forms.ChoiceField(label=_("Programme and version"))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
    title_kk = forms.CharField(
        label=_("Title in Kazakh"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the title of the programme is taken. The number is given by itself."),
    )
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    threshold = forms.ChoiceField(
        label=_("Admission to final assessment"),
        widget=forms.RadioSelect,
        choices=[
            ("percent", _("A learner is proposed who has earned at least a percentage of the hours taught")),
            ("none", _("Expressly no threshold: everybody who came for an hour may be proposed")),
        ],
    )
    percent = forms.IntegerField(
        label=_("Percentage of the hours taught"),
        min_value=0,
        max_value=_WHOLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Only if there is a threshold. A whole number, for example 80."),
    )

    def __init__(
        self,
        *args: Any,
        places: "Sequence[tuple[Provider, Branch | None]]",
        publications: "Sequence[tuple[Publication, LocalText, Provision[int | None]]]",
        interface_language: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str((branch or provider).uuid): (provider, branch) for provider, branch in places}
        self._publications = {str(each.uuid): (each, title, rule) for each, title, rule in publications}
        offer(
            self.fields["place"],
            [(uuid, _place_name(*place, interface_language)) for uuid, place in self._places.items()],
        )
        offer(
            self.fields["publication"],
            [
                (
                    uuid,
                    _("%(title)s, version %(number)s")
                    % {"title": title.pick(interface_language), "number": publication.number},
                )
                for uuid, (publication, title, _rule) in self._publications.items()
            ],
        )
        for single in ("place", "publication"):
            if len(self.fields[single].choices) == 1:  # type: ignore[attr-defined]  # both are fields of choices
                self.initial.setdefault(single, self.fields[single].choices[0][0])  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day may not lie before the first day."))
        if values.get("threshold") == "percent" and values.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Write the percentage, or choose that there is no threshold."))
        if values.get("place") and values.get("publication"):
            self._clean_together()
        return values

    def _clean_together(self) -> None:
        provider, _branch = self.chosen_place
        publication, _title, rule = self._publications[self.cleaned_data["publication"]]
        if publication.provider_id != provider.pk:
            self.add_error("publication", _("This programme belongs to another organisation."))
        given = rule.value
        if given is not None and self.cleaned_data.get("threshold") and self._typed_percent != given:
            self.add_error(
                "threshold",
                _("The programme itself sets the threshold: %(percent)s %% (%(clause)s). Write this percentage.")
                % {"percent": given, "clause": rule.clause},
            )

    @property
    def _typed_percent(self) -> int | None:
        return self.cleaned_data.get("percent") if self.cleaned_data.get("threshold") == "percent" else None

    @property
    def chosen_place(self) -> "tuple[Provider, Branch | None]":
        return self._places[self.cleaned_data["place"]]

    @property
    def chosen_publication(self) -> "Publication":
        return self._publications[self.cleaned_data["publication"]][0]

    @property
    def chosen_title(self) -> LocalText:
        """The title that was written; an empty spelling takes the programme's."""
        _publication, title, _rule = self._publications[self.cleaned_data["publication"]]
        return LocalText(kk=self.cleaned_data["title_kk"] or title.kk, ru=self.cleaned_data["title_ru"] or title.ru)

    @property
    def chosen_threshold(self) -> Threshold:
        rule = self._publications[self.cleaned_data["publication"]][2]
        return Threshold(self._typed_percent, rule.clause)


def _place_name(provider: "Provider", branch: "Branch | None", language: str) -> str:
    name = provider.name.pick(language)
    return f"{name} · {branch.name.pick(language)}" if branch else name


class GroupForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of teaching"), widget=forms.RadioSelect, choices=[("kk", "Қазақша"), ("ru", "Русский")]
    )
    mode = forms.ChoiceField(
        label=_("How the group is taught"),
        widget=forms.RadioSelect,
        choices=[
            ("offline", _("Face to face, in a room")),
            ("online", _("Online")),
            ("blended", _("Blended: some days in a room, some online")),
        ],
    )
    room = forms.CharField(
        label=_("Room"), max_length=120, required=False, help_text=_("For example: school No. 7, room 204.")
    )
    link = forms.URLField(
        label=_("Link to the online room"),
        max_length=300,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )

    @property
    def plan(self) -> GroupPlan:
        values = self.cleaned_data
        return GroupPlan(values["language"], values["mode"], values["room"], values["link"])


class StaffForm(forms.Form):
    """Somebody who works for the provider, and what they do in the cohort."""

    person = forms.ChoiceField(label=_("Person"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in STAFF])

    def __init__(self, *args: Any, people: "Sequence[User]", interface_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.uuid): person for person in people}
        named = [(uuid, person.full_name.pick(interface_language)) for uuid, person in self._people.items()]
        offer(self.fields["person"], [("", "—"), *named])

    @property
    def chosen_person(self) -> "User":
        return self._people[self.cleaned_data["person"]]

    @property
    def chosen_role(self) -> Role:
        return Role(self.cleaned_data["role"])
