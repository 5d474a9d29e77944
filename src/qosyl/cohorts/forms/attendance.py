"""Forms of journals: presence by tapping the absent, work of own study, hours made up. They parse; the rules judge."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.actions.attendance import PARTS_OF_HOUR
from qosyl.rules.attendance import HandedIn, Mark, Presence
from qosyl.ui.choices import offer
from qosyl.ui.quantities import in_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qosyl.cohorts.attendances import Journal, JournalLine
    from qosyl.cohorts.models import Session
    from qosyl.cohorts.pages.hours import HoursLine
    from qosyl.localtext import Language

_REASON, _EVIDENCE = 300, 300


def _part_choices(hours: int) -> list[tuple[str, str]]:
    parts = [Fraction(part, PARTS_OF_HOUR) for part in range(1, hours * PARTS_OF_HOUR)]
    return [("0", "–"), *((str(part), in_figures(part)) for part in parts)]


class JournalForm(forms.Form):
    """Everybody is present but those who are tapped; late and left early in parts of an hour."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=_REASON,
        help_text=_("For example: the learner came after the roll was called."),
    )

    def __init__(self, *args: Any, journal: "Journal", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._journal = journal
        choices = _part_choices(journal.session.hours)
        for line in journal.lines:
            key, mark = str(line.enrolment.uuid), line.mark
            # A learner who joined after the journal was handed in was not there.
            absent = mark.presence is Presence.ABSENT if mark else journal.is_handed_in
            self.fields[f"absent-{key}"] = forms.BooleanField(required=False, initial=absent)
            for part, missed in (("late", mark.late if mark else 0), ("early", mark.left_early if mark else 0)):
                field = forms.ChoiceField(choices=choices, required=False, initial=str(Fraction(missed)))
                self.fields[f"{part}-{key}"] = field
        self.fields["seen"].initial = journal.seen
        if not journal.is_handed_in:
            del self.fields["reason"]

    def rows(self) -> "list[dict[str, Any]]":
        """Each learner with the three fields, for the template."""
        return [
            {
                "line": line,
                **{part: self[f"{part}-{line.enrolment.uuid}"] for part in ("absent", "late", "early")},
                "opened": any(
                    str(self[f"{part}-{line.enrolment.uuid}"].value() or "0") != "0" for part in ("late", "early")
                ),
            }
            for line in self._journal.lines
        ]

    @property
    def marks(self) -> dict[int, Mark]:
        """A mark of every learner on the journal. Whoever is absent is neither late nor early."""
        return {line.enrolment.pk: self._mark(line) for line in self._journal.lines}

    def _mark(self, line: "JournalLine") -> Mark:
        key, session = str(line.enrolment.uuid), str(self._journal.session.uuid)
        if self.cleaned_data[f"absent-{key}"]:
            return Mark(session, Presence.ABSENT)
        late, early = (Fraction(self.cleaned_data[f"{part}-{key}"] or 0) for part in ("late", "early"))
        return Mark(session, Presence.PRESENT, late, early)

    @property
    def chosen_reason(self) -> str:
        return str(self.cleaned_data.get("reason", "")).strip()


class OwnStudyForm(forms.Form):
    """What each learner handed in of a session that is studied alone."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, journal: "Journal", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._journal = journal
        for line in journal.lines:
            for part, done in (("questions", line.handed_in.questions), ("task", line.handed_in.task)):
                self.fields[f"{part}-{line.enrolment.uuid}"] = forms.BooleanField(required=False, initial=done)
        self.fields["seen"].initial = journal.seen

    def rows(self) -> "list[dict[str, Any]]":
        """Each learner with the two fields, for the template."""
        return [
            {"line": line, **{part: self[f"{part}-{line.enrolment.uuid}"] for part in ("questions", "task")}}
            for line in self._journal.lines
        ]

    @property
    def handed_in(self) -> dict[int, HandedIn]:
        return {
            line.enrolment.pk: HandedIn(
                questions=self.cleaned_data[f"questions-{line.enrolment.uuid}"],
                task=self.cleaned_data[f"task-{line.enrolment.uuid}"],
            )
            for line in self._journal.lines
        }


class TakeBackForm(forms.Form):
    """Why a journal that was handed in by mistake is taken back."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(label=_("Why it is taken back"), max_length=_REASON)


class MakeUpForm(forms.Form):
    """Hours of one session that were made up, in all, and on what evidence."""

    session = forms.ChoiceField(label=_("Session"))
    hours = forms.ChoiceField(
        label=_("Academic hours made up of it, in all"), help_text=_("Choose 0 to take hours back.")
    )
    evidence = forms.CharField(
        label=_("On what it rests"),
        max_length=_EVIDENCE,
        help_text=_("For example: with group 2 on 25.11.2026, or the task checked on that day."),
    )

    def __init__(self, *args: Any, lines: "Iterable[HoursLine]", language: "Language", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines: Mapping[str, HoursLine] = {one.hours.session: one for one in lines}
        offer(
            self.fields["session"],
            [
                (key, f"{one.day:%d.%m.%Y} · {one.line.number} {one.line.title.pick(language)} · {one.line.kind}")
                for key, one in self._lines.items()
            ],
        )
        most = max((one.hours.planned for one in self._lines.values()), default=0)
        parts = [Fraction(part, PARTS_OF_HOUR) for part in range(most * PARTS_OF_HOUR + 1)]
        offer(self.fields["hours"], [(str(part), in_figures(part)) for part in reversed(parts)])

    @property
    def chosen_session(self) -> "Session":
        found = self._lines[self.cleaned_data["session"]].line.session
        if found is None:
            raise LookupError("a ledger holds stored sessions alone")
        return found

    @property
    def chosen_hours(self) -> Fraction:
        return Fraction(self.cleaned_data["hours"])
