"""The timetable of a group: reading, printing, laying with a preview first, moving one session."""

import hashlib
import json
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

from qosyl.cohorts.access import cohort_visible_to, group_visible_to, may_do, session_visible_to
from qosyl.cohorts.actions import Booked, Slot, TimetableChanged, lay_timetable, move_session
from qosyl.cohorts.forms.timetable import LayingForm, MoveForm, clock_of, laying_initial
from qosyl.cohorts.holidays import KNOWN_UNTIL, SOURCE
from qosyl.cohorts.pages.teaching import teaching_page
from qosyl.cohorts.pages.timetable import (
    Preview,
    holiday_names,
    line_of,
    preview,
    session_seen,
    stands_in,
    timetable_page,
    titles_of,
    wishes_to_begin_with,
)
from qosyl.cohorts.reasons import sentences_of
from qosyl.cohorts.views.frame import page_language, tabs_of, trail_of
from qosyl.people.access import signed_in_person, staff_of
from qosyl.people.roles import Role
from qosyl.rules.attendance import Study
from qosyl.rules.reasons import Refused
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Group
    from qosyl.people.models import User

_READ, _RUN, _MARK, _LEARNERS = "read_cohorts", "run_cohort", "record_attendance", "read_learners"


@never_cache
@require_safe
def teaching(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Groups of a cohort with their timetables and journals, and what is taught today."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _READ, today, cohort)
    page = {
        "cohort": found,
        "trail": trail_of(found, Link(_("Sessions and hours"))),
        "tabs": tabs_of(request, found, "cohorts:teaching"),
        "teaching": teaching_page(found, today),
        "may_run": may_do(person, _RUN, today, found),
        "may_mark": may_do(person, _MARK, today, found),
        "may_read_learners": may_do(person, _LEARNERS, today, found),
    }
    return render(request, "cohorts/teaching.html", page)


@never_cache
@require_safe
def timetable(request: HttpRequest, group: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = group_visible_to(person, _READ, today, group)
    page = {
        "group": found,
        "cohort": found.cohort,
        "trail": _trail(found),
        "timetable": timetable_page(found),
        "today": today,
        "may_run": may_do(person, _RUN, today, found.cohort),
        "may_mark": may_do(person, _MARK, today, found.cohort),
    }
    return render(request, "cohorts/timetable.html", page)


@never_cache
@require_safe
def timetable_print(request: HttpRequest, group: UUID) -> HttpResponse:
    """The same on A4, for the wall."""
    found = group_visible_to(signed_in_person(request), _READ, timezone.localdate(), group)
    page = {
        "group": found,
        "cohort": found.cohort,
        "timetable": timetable_page(found),
        "back": reverse("cohorts:timetable", kwargs={"group": found.uuid}),
    }
    return render(request, "cohorts/timetable_print.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def lay(request: HttpRequest, group: UUID) -> HttpResponse:
    """Wishes first, then what would stand, then the same pressed once more lays it."""
    person, today = signed_in_person(request), timezone.localdate()
    found = group_visible_to(person, _RUN, today, group)
    seen, sessions = stands_in(found)
    form = _laying_form(request, found)
    shown: Preview | None = None
    if request.method == "POST" and form.is_valid():
        try:
            shown = preview(found, form.wishes)
            if request.POST.get("previewed") == _mark_of(form) and request.POST.get("act") == "lay":
                booked = Booked(form.chosen_tutor, form.chosen_place)
                lay_timetable(person, found, form.wishes, booked, seen=request.POST.get("seen", ""), at=timezone.now())
                messages.success(request, _("The timetable is laid."))
                return redirect("cohorts:timetable", group=found.uuid)
        except Refused as refused:
            _add(form, refused)
        except TimetableChanged:
            form.add_error(None, _("Somebody else has changed the timetable meanwhile. Look at the preview again."))
    page = {
        "group": found,
        "cohort": found.cohort,
        "trail": _trail(found, Link(_("Lay the timetable"))),
        "form": form,
        "preview": shown,
        "previewed": _mark_of(form) if shown else "",
        "seen": seen,
        "stands": len(sessions),
        "held": sum(session.delivered_at is not None for session in sessions),
        "source": SOURCE,
        "known_until": KNOWN_UNTIL,
    }
    return render(request, "cohorts/lay.html", page, status=422 if form.is_bound and form.errors else 200)


def _laying_form(request: HttpRequest, group: "Group") -> LayingForm:
    wishes, language = wishes_to_begin_with(group), page_language()
    initial: dict[str, object] = laying_initial(wishes, holiday_names(language))
    initial["place"] = group.link if group.mode == "online" else group.room
    return LayingForm(request.POST or None, initial=initial, tutors=_tutors(group), language=language)


def _mark_of(form: LayingForm) -> str:
    """What was previewed: whoever changes a wish sees another preview before anything is laid."""
    wishes = form.wishes.as_json()
    tutor = str(form.chosen_tutor.uuid) if form.chosen_tutor else ""
    return hashlib.sha256(json.dumps([wishes, tutor, form.chosen_place]).encode()).hexdigest()[:32]


@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, session: UUID) -> HttpResponse:
    """Another day, time, tutor, place or way of study for one session that was not held."""
    person, today = signed_in_person(request), timezone.localdate()
    found = session_visible_to(person, _RUN, today, session)
    initial = {
        "day": found.day,
        "start": clock_of(found.start),
        "tutor": str(found.tutor.uuid) if found.tutor else "",
        "place": found.place,
        "study": found.study,
        "seen": session_seen(found),
    }
    form = MoveForm(request.POST or None, initial=initial, tutors=_tutors(found.group), language=page_language())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        booked = Booked(form.chosen_tutor, chosen["place"])
        slot = Slot(chosen["day"], form.start_minutes, booked, Study(chosen["study"]))
        try:
            move_session(person, found, slot, seen=chosen["seen"], at=timezone.now())
        except Refused as refused:
            _add(form, refused)
        except TimetableChanged:
            form.add_error(None, _("Somebody else has changed this session meanwhile. Open it again."))
        else:
            messages.success(request, _("The session is changed."))
            return redirect("cohorts:timetable", group=found.group.uuid)
    line = line_of(found, titles_of(found.group.cohort))
    page = {
        "session": found,
        "line": line,
        "group": found.group,
        "trail": _trail(found.group, Link(_("Change a session"))),
        "form": form,
    }
    return render(request, "cohorts/move.html", page, status=422 if form.is_bound and form.errors else 200)


def _tutors(group: "Group") -> "list[User]":
    return staff_of(group.cohort.provider, timezone.localdate(), Role.TUTOR)


def _add(form: LayingForm | MoveForm, refused: Refused) -> None:
    for sentence in sentences_of(refused.reasons):
        form.add_error(None, sentence)


def _trail(group: "Group", *further: Link) -> list[Link]:
    own = Link(
        _("Timetable of group %(number)s") % {"number": group.number},
        reverse("cohorts:timetable", kwargs={"group": group.uuid}) if further else "",
    )
    return trail_of(group.cohort, own, *further)
