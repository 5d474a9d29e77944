"""A cohort's commission, and appointing one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.commissions import actions
from qosyl.commissions.access import candidates_for, cohort_for
from qosyl.commissions.forms import AppointForm
from qosyl.commissions.pages import cohort_trail, commission_page, people_named
from qosyl.commissions.views.frame import page_language, posted, show_refusal
from qosyl.people.access import signed_in_person
from qosyl.rules.reasons import Refused

_UNPROCESSABLE = 422


@require_safe
def commission(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_for(person, "read_protocols", today, cohort)
    return render(request, "commissions/commission.html", commission_page(person, found, today))


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    today = timezone.localdate(now)
    found = cohort_for(person, "appoint_commission", today, cohort)
    people = candidates_for(found, today)
    form = AppointForm(posted(request), initial={"order_date": today}, people=people, language=page_language())
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint_commission(person, found, form.order, form.seats, form.voices_asked, at=now)
        except Refused as refusal:
            names = people_named(people, page_language())
            show_refusal(form, refusal, names, lambda reason: form.FIELD_OF.get(reason.code))
        else:
            messages.success(request, _("The commission is appointed."))
            return redirect("commissions:commission", cohort=found.uuid)
    page = {"form": form, "cohort": found, "trail": cohort_trail(found, _("Appoint a commission"))}
    return render(request, "commissions/appoint.html", page, status=_UNPROCESSABLE if form.errors else 200)
