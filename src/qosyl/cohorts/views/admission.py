"""Admission to final assessment: what would be proposed today, proposing it, taking it back, the list on paper."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qosyl.cohorts.access import admission_visible_to, cohort_visible_to, may_do
from qosyl.cohorts.actions import propose_admission, withdraw_admission
from qosyl.cohorts.pages.admission import earlier_lists, list_page, page_of_today
from qosyl.cohorts.reasons import sentences_of
from qosyl.cohorts.views.frame import tabs_of, trail_of
from qosyl.people.access import signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort

_READ, _RUN = "read_admission", "run_cohort"


@never_cache
@require_safe
def admission(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """The list that stands, or what one would say today; withdrawn and earlier ones below."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _READ, today, cohort)
    lists = earlier_lists(found)
    stands = next((each for each in lists if each.withdrawn_at is None), None)
    page = {
        "cohort": found,
        "trail": trail_of(found, Link(_("Admission"))),
        "tabs": tabs_of(request, found, "cohorts:admission"),
        "stands": stands,
        "earlier": [each for each in lists if each != stands],
        "entries": list_page(stands) if stands else page_of_today(found),
        "may_run": may_do(person, _RUN, today, found),
    }
    return render(request, "cohorts/admission.html", page)


@require_POST
def propose(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = cohort_visible_to(person, _RUN, timezone.localdate(), cohort)
    try:
        propose_admission(person, found, at=timezone.now())
    except Refused as refused:
        for sentence in sentences_of(refused.reasons):
            messages.error(request, sentence)
    else:
        messages.success(request, _("The list is proposed. The commission confirms it."))
    return _back(found)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, admission: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = admission_visible_to(person, _RUN, timezone.localdate(), admission)
    if request.method == "POST":
        try:
            withdraw_admission(person, found, at=timezone.now())
        except Refused as refused:
            for sentence in sentences_of(refused.reasons):
                messages.error(request, sentence)
        else:
            messages.success(request, _("The proposal is withdrawn."))
        return _back(found.cohort)
    page = {
        "question": _("Withdraw the proposal?"),
        "consequence": _("The list stays in the history. A new one can be proposed with the hours of that day."),
        "act": _("Withdraw the proposal"),
        "back_to": reverse("cohorts:admission", kwargs={"cohort": found.cohort.uuid}),
        "harm": True,
    }
    return render(request, "ui/confirm.html", page)


@never_cache
@require_safe
def admission_list(request: HttpRequest, admission: UUID) -> HttpResponse:
    """One list on A4."""
    found = admission_visible_to(signed_in_person(request), _READ, timezone.localdate(), admission)
    page = {
        "list": found,
        "cohort": found.cohort,
        "entries": list_page(found),
        "back": reverse("cohorts:admission", kwargs={"cohort": found.cohort.uuid}),
    }
    return render(request, "cohorts/admission_list.html", page)


def _back(cohort: "Cohort") -> HttpResponse:
    return redirect("cohorts:admission", cohort=cohort.uuid)
