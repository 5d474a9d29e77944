"""Drawing up the two protocols: what the secretary types beside each learner."""

from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qosyl.commissions import actions
from qosyl.commissions.access import cohort_to_draw_up, protocol_to_draw_up
from qosyl.commissions.forms import AdmissionForm, CorrectionForm, ResultsForm
from qosyl.commissions.pages import (
    admission_draft,
    cohort_trail,
    correction_against,
    correction_draft,
    list_to_decide,
    names_of,
    results_draft,
    results_said,
)
from qosyl.commissions.views.frame import page_language, posted, show_refusal
from qosyl.commissions.words import OUTCOMES
from qosyl.people.access import signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.ui.quantities import in_figures

if TYPE_CHECKING:
    from qosyl.commissions.models import Protocol

_UNPROCESSABLE = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def admission(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    today = timezone.localdate(now)
    found = cohort_to_draw_up(person, today, cohort)
    entries, rows = admission_draft(list_to_decide(found))
    form = AdmissionForm(posted(request), initial={"dated": today}, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draw_up_admission(person, found, form.paper, form.decisions, at=now)
        except Refused as refusal:
            names = names_of([entry.enrolment for entry in entries], page_language())
            show_refusal(form, refusal, names, form.place_of)
        else:
            return _drawn_up(request, made)
    page = {
        "form": form,
        "cohort": found,
        "trail": cohort_trail(found, _("Protocol of admission")),
        "learners": [
            {
                "learner": entry.enrolment.learner,
                "outcome": OUTCOMES[entry.outcome],
                "earned": in_figures(Fraction(entry.earned)),
                "taught": entry.taught,
                "fields": form.fields_of(str(entry.enrolment.uuid)),
            }
            for entry in entries
        ],
    }
    return render(request, "commissions/draw_up_admission.html", page, status=_UNPROCESSABLE if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    today = timezone.localdate(now)
    found = cohort_to_draw_up(person, today, cohort)
    draft = results_draft(found, today)
    form = ResultsForm(
        posted(request),
        initial={"dated": today},
        rows=draft.rows,
        works_maximum=draft.works_maximum,
        project_maximum=draft.project_maximum,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draw_up_results(person, found, form.paper, form.records, at=now)
        except Refused as refusal:
            show_refusal(form, refusal, names_of(draft.learners, page_language()), form.place_of)
        else:
            return _drawn_up(request, made)
    page = {
        "form": form,
        "cohort": found,
        "trail": cohort_trail(found, _("Protocol of results")),
        "learners": [
            (
                enrolment,
                draft.points_of(enrolment),
                form.fields_of(str(enrolment.uuid)),
                draft.is_outside_register(enrolment),
            )
            for enrolment in draft.learners
        ],
    }
    return render(request, "commissions/draw_up_results.html", page, status=_UNPROCESSABLE if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, protocol: UUID) -> HttpResponse:
    """A confirmed protocol of results stays as it is; another one, confirmed in its turn, takes its place."""
    person, now = signed_in_person(request), timezone.now()
    today = timezone.localdate(now)
    wrong = protocol_to_draw_up(person, today, protocol)
    if against := correction_against(wrong):
        messages.error(request, against)
        return redirect("commissions:protocol", protocol=wrong.uuid)
    draft = correction_draft(wrong, today)
    form = CorrectionForm(
        posted(request),
        initial={"dated": today} | results_said(wrong),
        rows=draft.rows,
        works_maximum=draft.works_maximum,
        project_maximum=draft.project_maximum,
    )
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            made = actions.draw_up_correction(person, wrong, form.paper, form.records, reason, at=now)
        except Refused as refusal:
            show_refusal(form, refusal, names_of(draft.learners, page_language()), form.place_of)
        else:
            return _drawn_up(request, made)
    cohort = wrong.commission.cohort
    page = {
        "form": form,
        "wrong": wrong,
        "cohort": cohort,
        "trail": cohort_trail(cohort, _("Correction of a protocol")),
        "learners": [
            (
                enrolment,
                draft.points_of(enrolment),
                form.fields_of(str(enrolment.uuid)),
                draft.is_outside_register(enrolment),
            )
            for enrolment in draft.learners
        ],
    }
    return render(request, "commissions/draw_up_results.html", page, status=_UNPROCESSABLE if form.errors else 200)


def _drawn_up(request: HttpRequest, made: "Protocol") -> HttpResponse:
    messages.success(request, _("The protocol is drawn up. Now the members confirm it, each in their own account."))
    return redirect("commissions:protocol", protocol=made.uuid)
