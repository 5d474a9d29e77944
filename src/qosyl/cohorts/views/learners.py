"""Learners of a cohort: the list, found by name, state and group; and adding them out of a pasted table."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.cohorts import actions
from qosyl.cohorts.access import cohort_visible_to, groups_in, learners_found, may_do
from qosyl.cohorts.forms.learners import PasteForm
from qosyl.cohorts.pages.rosters import counts_of, lines_of
from qosyl.cohorts.sheet import MOST_ROWS, Sheet, read_sheet
from qosyl.cohorts.views.frame import tabs_of, trail_of
from qosyl.cohorts.words import STATE_KINDS, STATES
from qosyl.people.access import signed_in_person
from qosyl.rules.enrolment import State
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort
    from qosyl.cohorts.roster import Roster
    from qosyl.people.models import User

_PAGE = 30
_READ, _RUN = "read_learners", "run_cohort"


@require_safe
def learners(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _READ, today, cohort)
    words, state, group = (request.GET.get(name, "").strip() for name in ("q", "state", "group"))
    groups = groups_in(found)
    rows = learners_found(found, words, state=state, group=next((g for g in groups if str(g.number) == group), None))
    shown = page_of(rows, read_page_number(request.GET.get("page", "")), _PAGE, total=rows.count())
    page = {
        "cohort": found,
        "tabs": tabs_of(request, found, "cohorts:learners"),
        "trail": trail_of(found, Link(_("Learners"))),
        "words": words,
        "state": state,
        "group": group,
        "groups": groups,
        "states": [(each.value, STATES[each]) for each in State],
        "is_narrowed": bool(words or state or group),
        "page": shown,
        "lines": [(row, STATES[State(row.state)], STATE_KINDS[State(row.state)]) for row in shown.items],
        "may_run": may_do(person, _RUN, today, found),
    }
    return render(request, "cohorts/learners.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def add_learners(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Paste, look at the verdicts, confirm: until then nothing is written."""
    person = signed_in_person(request)
    found = cohort_visible_to(person, _RUN, timezone.localdate(), cohort)
    groups = groups_in(found)
    form = PasteForm(request.POST or None, groups=groups)
    page: dict[str, object] = {
        "cohort": found,
        "groups": groups,
        "form": form,
        "most": MOST_ROWS,
        "trail": trail_of(found, Link(_("Add learners"))),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "cohorts/add_learners.html", page, status=422 if form.is_bound else 200)
    sheet = read_sheet(form.cleaned_data["table"])
    if not sheet.rows:
        form.add_error("table", _("No row was found. Copy the rows of the table and paste them here."))
        return render(request, "cohorts/add_learners.html", page, status=422)
    if "confirm" in request.POST:
        try:
            return _confirm(request, person, found, form, sheet)
        except actions.RosterChanged:
            page["has_changed"] = True
    roster = actions.judge_learners(person, found, sheet, form.chosen_group, at=timezone.now())
    page |= _preview(sheet, roster)
    shown = request.POST.copy()
    shown["seen"] = roster.seen
    form.data = shown
    return render(request, "cohorts/add_learners.html", page, status=409 if "has_changed" in page else 200)


def _confirm(request: HttpRequest, person: "User", cohort: "Cohort", form: PasteForm, sheet: Sheet) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    added = actions.add_learners(person, cohort, sheet, form.chosen_group, seen=seen, at=timezone.now())
    words = ngettext(
        "%(many)s learner is added. Hand over the invitation now.",
        "%(many)s learners are added. Hand over the invitations now.",
        len(added),
    )
    messages.success(request, words % {"many": len(added)})
    return redirect("cohorts:invitations", cohort=cohort.uuid)


def _preview(sheet: Sheet, roster: "Roster") -> dict[str, object]:
    return {"sheet": sheet, "roster": roster, "lines": lines_of(roster), "counts": counts_of(roster)}
