"""Journals: the roll of a session on a phone, own study, the paper of a group, hours of learners."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.cohorts.access import enrolment_visible_to, group_visible_to, may_do, session_visible_to
from qosyl.cohorts.actions import JournalChanged, make_up, record_attendance, record_own_study, take_back_journal
from qosyl.cohorts.attendances import Journal, corrections_of, journal_of
from qosyl.cohorts.forms.attendance import JournalForm, MakeUpForm, OwnStudyForm, TakeBackForm
from qosyl.cohorts.pages.hours import HoursPage, group_hours, hours_page
from qosyl.cohorts.pages.journal import journal_sheets
from qosyl.cohorts.pages.timetable import line_of, titles_of
from qosyl.cohorts.reasons import sentences_of
from qosyl.cohorts.views.frame import page_language, trail_of
from qosyl.people.access import signed_in_person
from qosyl.rules.attendance import Study
from qosyl.rules.reasons import Refused
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from django.forms import Form

    from qosyl.cohorts.models import Enrolment, Group, Session
    from qosyl.people.models import User

_MARK, _LEARNERS = "record_attendance", "read_learners"


@never_cache
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, session: UUID) -> HttpResponse:
    """The journal of a session: everybody is present, the absent are tapped; what is handed in is corrected here."""
    person = signed_in_person(request)
    found = session_visible_to(person, _MARK, timezone.localdate(), session)
    journal = journal_of(found)
    form = _form(request, journal)
    if request.method == "POST" and form.is_valid() and _written(person, found, form):
        messages.success(
            request,
            _("The journal is corrected.") if journal.is_handed_in else _("The journal is handed in."),
        )
        return redirect("cohorts:attendance", session=found.uuid)
    failed = form.is_bound and bool(form.errors)
    page = {
        "session": found,
        "group": found.group,
        "line": line_of(found, titles_of(found.group.cohort)),
        "trail": _trail(found.group, Link(_("Journal"))),
        "form": form,
        "journal": journal,
        "absent": sum(bool(line.mark) and line.mark.presence == "absent" for line in journal.lines if line.mark),
        "corrections": corrections_of(found),
        "back": reverse("cohorts:teaching", kwargs={"cohort": found.group.cohort.uuid}),
    }
    template = "cohorts/own_study.html" if found.study == Study.ALONE else "cohorts/attendance.html"
    return render(request, template, page, status=422 if failed else 200)


def _form(request: HttpRequest, journal: Journal) -> JournalForm | OwnStudyForm:
    kind = OwnStudyForm if journal.session.study == Study.ALONE else JournalForm
    return kind(request.POST or None, journal=journal)


def _written(person: "User", session: "Session", form: JournalForm | OwnStudyForm) -> bool:
    """Whether the act took it; otherwise the form says why not."""
    at, seen = timezone.now(), form.cleaned_data["seen"]
    try:
        if isinstance(form, JournalForm):
            record_attendance(person, session, form.marks, seen=seen, reason=form.chosen_reason, at=at)
        else:
            record_own_study(person, session, form.handed_in, seen=seen, at=at)
    except Refused as refused:
        _add(form, refused)
    except JournalChanged:
        form.add_error(None, _("Somebody else has written into this journal meanwhile. Open it again and compare."))
    else:
        return True
    return False


@never_cache
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, session: UUID) -> HttpResponse:
    """A page of its own: the journal of the wrong session was handed in."""
    person = signed_in_person(request)
    found = session_visible_to(person, _MARK, timezone.localdate(), session)
    journal = journal_of(found)
    back = reverse("cohorts:attendance", kwargs={"session": found.uuid})
    form = TakeBackForm(request.POST or None, initial={"seen": journal.seen})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            take_back_journal(person, found, chosen["reason"], seen=chosen["seen"], at=timezone.now())
        except Refused as refused:
            _add(form, refused)
        except JournalChanged:
            form.add_error(None, _("Somebody else has written into this journal meanwhile. Open it again and compare."))
        else:
            messages.success(request, _("The journal is taken back. The session counts as not held."))
            return redirect(back)
    page = {
        "question": _("Take the journal back?"),
        "consequence": _("All marks of this session are taken back, and it counts as not held. The history stays."),
        "harm": True,
        "act": _("Take the journal back"),
        "back_to": back,
        "form": form,
    }
    return render(request, "ui/confirm.html", page, status=422 if form.is_bound and form.errors else 200)


@never_cache
@require_safe
def journal(request: HttpRequest, group: UUID) -> HttpResponse:
    """The attendance journal of a group on A4."""
    found = group_visible_to(signed_in_person(request), _LEARNERS, timezone.localdate(), group)
    page = {
        "group": found,
        "cohort": found.cohort,
        "sheets": journal_sheets(found),
        "back": reverse("cohorts:teaching", kwargs={"cohort": found.cohort.uuid}),
    }
    return render(request, "cohorts/journal.html", page)


@never_cache
@require_safe
def hours(request: HttpRequest, group: UUID) -> HttpResponse:
    """Hours of every learner of a group, and whom admission would not be proposed for as things stand."""
    found = group_visible_to(signed_in_person(request), _LEARNERS, timezone.localdate(), group)
    page = {
        "group": found,
        "cohort": found.cohort,
        "trail": _trail(found, Link(_("Hours of learners"))),
        "learners": group_hours(found),
    }
    return render(request, "cohorts/hours.html", page)


@never_cache
@require_safe
def ledger(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """One learner's hours, session by session."""
    person, today = signed_in_person(request), timezone.localdate()
    found = enrolment_visible_to(person, _LEARNERS, today, enrolment)
    hours_found = hours_page(found)
    form = _make_up_form(request, hours_found) if may_do(person, _MARK, today, found.cohort) else None
    return render(request, "cohorts/ledger.html", _ledger_page(found, hours_found, form))


@never_cache
@require_http_methods(["POST"])
def make_up_hours(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = enrolment_visible_to(person, _MARK, today, enrolment)
    hours_found = hours_page(found)
    form = _make_up_form(request, hours_found)
    if form.is_valid():
        try:
            make_up(
                person, found, form.chosen_session, form.chosen_hours, form.cleaned_data["evidence"], at=timezone.now()
            )
        except Refused as refused:
            _add(form, refused)
        else:
            messages.success(request, _("The hours are written."))
            return redirect("cohorts:ledger", enrolment=found.uuid)
    return render(request, "cohorts/ledger.html", _ledger_page(found, hours_found, form), status=422)


def _make_up_form(request: HttpRequest, page: HoursPage) -> MakeUpForm:
    return MakeUpForm(request.POST or None, lines=page.open_lines, language=page_language())


def _ledger_page(enrolment: "Enrolment", page: HoursPage, form: MakeUpForm | None) -> dict[str, object]:
    group = enrolment.group
    trail = [
        *trail_of(enrolment.cohort),
        Link(_("Hours of learners"), reverse("cohorts:hours", kwargs={"group": group.uuid})),
        Link(enrolment.learner.full_name.pick(page_language())),
    ]
    return {"enrolment": enrolment, "group": group, "trail": trail, "hours": page, "form": form}


def _add(form: "Form", refused: Refused) -> None:
    for sentence in sentences_of(refused.reasons):
        form.add_error(None, sentence)


def _trail(group: "Group", *further: Link) -> list[Link]:
    teaching = Link(_("Sessions and hours"), reverse("cohorts:teaching", kwargs={"cohort": group.cohort.uuid}))
    return trail_of(group.cohort, teaching, *further)
