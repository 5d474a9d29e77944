"""Forms of the room: an order of appointment, the two protocols, a special opinion, the reason of a withdrawal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from qosyl.commissions.actions import Order, Paper, ResultRecord
from qosyl.commissions.queries import read_recorded
from qosyl.rules.admission import Outcome
from qosyl.rules.eligibility import NOT_PRESENTED
from qosyl.rules.protocols import Reading, Seat
from qosyl.rules.reasons import Reason
from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from qosyl.people.models import User

_LONGEST_NUMBER, _LONGEST_GROUNDS, _LONGEST_OPINION = 40, 500, 4000
_MOST_SEATS = 50


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AppointForm(forms.Form):
    """An order and the people that it names."""

    order_number = forms.CharField(label=_("Number of the order"), max_length=_LONGEST_NUMBER)
    order_date = forms.DateField(
        label=_("Date of the order"), widget=_day(), help_text=_("As on the paper: today's date or an earlier one.")
    )
    chair = forms.ChoiceField(label=_("Chair"))
    members = forms.MultipleChoiceField(label=_("Members"), widget=forms.CheckboxSelectMultiple)
    secretary = forms.ChoiceField(
        label=_("Secretary"),
        required=False,
        help_text=_("Draws up protocols and has no voice. Without one, the coordinator draws them up."),
    )
    quorum = forms.IntegerField(
        label=_("Quorum"),
        required=False,
        min_value=1,
        max_value=_MOST_SEATS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("How many voices confirm a protocol, the chair's among them. Empty: more than half."),
    )

    def __init__(self, *args: Any, people: Sequence["User"], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.uuid): person for person in people}
        named = [(uuid, person.full_name.pick(language)) for uuid, person in self._people.items()]
        offer(self.fields["chair"], [("", _("Choose")), *named])
        offer(self.fields["secretary"], [("", _("None")), *named])
        offer(self.fields["members"], named)

    @property
    def order(self) -> Order:
        return Order(self.cleaned_data["order_number"].strip(), self.cleaned_data["order_date"])

    @property
    def seats(self) -> list[tuple["User", Seat]]:
        """The chair first, then the members, the secretary last: the order in which a protocol names them."""
        values = self.cleaned_data
        chosen = [(values["chair"], Seat.CHAIR)]
        chosen += [(member, Seat.MEMBER) for member in values["members"]]
        chosen += [(values["secretary"], Seat.SECRETARY)] if values["secretary"] else []
        return [(self._people[uuid], seat) for uuid, seat in chosen]

    @property
    def voices_asked(self) -> int:
        """The quorum that was typed, or more than half of the voices."""
        voices = sum(seat.has_a_voice for _person, seat in self.seats)
        return self.cleaned_data["quorum"] or voices // 2 + 1

    #: Where a reason of the act is shown; any other stands above the form.
    FIELD_OF = {
        "commission.quorum-low": "quorum",
        "commission.quorum-high": "quorum",
        "commission.order-future": "order_date",
        "commission.order-taken": "order_number",
        "commission.voices": "members",
    }


class PaperForm(forms.Form):
    """Number and date of a protocol; what stands beside each learner is added by the two forms below."""

    number = forms.CharField(
        label=_("Number of the protocol"), max_length=_LONGEST_NUMBER, widget=forms.TextInput(attrs={"class": "short"})
    )
    dated = forms.DateField(
        label=_("Date of the protocol"), widget=_day(), help_text=_("As on the paper: today's date or an earlier one.")
    )

    #: Where a reason about the paper is shown.
    FIELD_OF = {
        "protocol.number-taken": "number",
        "protocol.future": "dated",
        "protocol.before-order": "dated",
    }

    @property
    def paper(self) -> Paper:
        return Paper(self.cleaned_data["number"].strip(), self.cleaned_data["dated"])

    @property
    def head(self) -> list[BoundField]:
        return [self["number"], self["dated"]]

    def place_of(self, reason: Reason) -> str | None:
        """The field beside which a reason is shown; None: above the form."""
        return self.FIELD_OF.get(reason.code)


def _grounds(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=_LONGEST_GROUNDS, widget=forms.Textarea(attrs={"rows": 2})
    )


@dataclass(frozen=True, slots=True)
class AdmissionRow:
    """A learner in the form: key of the entry, public reference of the enrolment, what was proposed."""

    entry: int
    learner: str
    outcome: Outcome


class AdmissionForm(PaperForm):
    """What the commission decided of each learner; it begins with what was proposed."""

    def __init__(self, *args: Any, rows: Sequence[AdmissionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            proposed = row.outcome is Outcome.PROPOSED
            # Whoever came for no hour is not admitted by anybody: there is nothing to choose.
            if row.outcome is Outcome.ABSENT:
                continue
            self.fields[f"admit-{row.learner}"] = forms.ChoiceField(
                label=_("Decision of the commission"),
                choices=[("yes", _("Admitted")), ("no", _("Not admitted"))],
                initial="yes" if proposed else "no",
            )
            self.fields[f"grounds-{row.learner}"] = _grounds(_("Grounds, where it departs from the proposal"))

    def fields_of(self, learner: str) -> list[BoundField]:
        return [self[name] for name in (f"admit-{learner}", f"grounds-{learner}") if name in self.fields]

    @property
    def decisions(self) -> Mapping[int, tuple[bool, str]]:
        return {
            row.entry: (self.cleaned_data[f"admit-{row.learner}"] == "yes", self.cleaned_data[f"grounds-{row.learner}"])
            for row in self._rows
            if f"admit-{row.learner}" in self.fields
        }

    def place_of(self, reason: Reason) -> str | None:
        name = f"grounds-{reason.subject}"
        return name if name in self.fields else super().place_of(reason)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A learner in the form: keys, whether a test result is there and in the register, whether its readings differ."""

    enrolment: int
    learner: str
    has_sat: bool
    readings_differ: bool
    in_register: bool = True


class ResultsForm(PaperForm):
    """Points of works and of the project, «not presented», who did not sit the test, which reading counts."""

    def __init__(
        self, *args: Any, rows: Sequence[ResultRow], works_maximum: int, project_maximum: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._rows = rows
        for row in rows:
            if not row.has_sat or not row.in_register:
                label = _("The test does not count") if row.has_sat else _("Did not sit the test")
                self.fields[f"absent-{row.learner}"] = forms.BooleanField(label=label, required=False)
            if row.readings_differ:
                self.fields[f"reading-{row.learner}"] = forms.ChoiceField(
                    label=_("Which answers count"),
                    required=False,
                    choices=[
                        ("", _("Choose")),
                        (Reading.IN_TIME.value, _("Those received in time")),
                        (Reading.WITH_CLAIMS.value, _("Also those that the device claims were in time")),
                    ],
                )
                self.fields[f"grounds-{row.learner}"] = _grounds(_("Grounds of the choice"))
            self.fields[f"works-{row.learner}"] = _points(_("Independent work, points"), works_maximum)
            self.fields[f"project-{row.learner}"] = _points(_("Project, points"), project_maximum)

    def fields_of(self, learner: str) -> list[BoundField]:
        names = (f"{name}-{learner}" for name in ("absent", "reading", "grounds", "works", "project"))
        return [self[name] for name in names if name in self.fields]

    @property
    def records(self) -> Mapping[int, ResultRecord]:
        return {row.enrolment: self._record(row.learner) for row in self._rows}

    def _record(self, learner: str) -> ResultRecord:
        typed = self.cleaned_data
        reading = typed.get(f"reading-{learner}")
        return ResultRecord(
            works=read_recorded(typed[f"works-{learner}"] or None),
            project=read_recorded(typed[f"project-{learner}"] or None),
            absent=typed.get(f"absent-{learner}", False),
            reading=Reading(reading) if reading else None,
            grounds=typed.get(f"grounds-{learner}", ""),
        )

    def place_of(self, reason: Reason) -> str | None:
        """`protocol.works-range` belongs beside the works of its learner, and so on."""
        part = reason.code.removeprefix("protocol.").split("-")[0]
        name = f"{'absent' if part == 'test' else part}-{reason.subject}"
        return name if name in self.fields else super().place_of(reason)


class CorrectionForm(ResultsForm):
    """The same anew for a protocol that holds an error, beginning with what that one says."""

    reason = forms.CharField(
        label=_("Which error is corrected"),
        max_length=_LONGEST_GROUNDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is printed in the new protocol."),
    )

    FIELD_OF = PaperForm.FIELD_OF | {"protocol.correction-reason": "reason"}

    @property
    def head(self) -> list[BoundField]:
        return [*super().head, self["reason"]]


def _points(label: Any, maximum: int) -> forms.ChoiceField:
    """A choice and not a typed number: a slip of the finger cannot become 110 points."""
    numbers = [(str(points), str(points)) for points in range(maximum + 1)]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", _("Choose")), (str(NOT_PRESENTED), _("not presented")), *numbers],
    )


class OpinionForm(forms.Form):
    special_opinion = forms.CharField(
        label=_("Special opinion"),
        required=False,
        max_length=_LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If you disagree with a part of it. Whoever reads the protocol reads your opinion beside it."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=_LONGEST_GROUNDS, widget=forms.Textarea(attrs={"rows": 3})
    )
