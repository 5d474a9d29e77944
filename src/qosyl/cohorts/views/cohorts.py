"""The list of cohorts and the page of one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qosyl.cohorts.access import cohort_visible_to, cohorts_visible_to
from qosyl.people.access import signed_in_person
from qosyl.ui.lists import page_of, read_page_number

_PAGE = 25
_READ = "read_cohorts"


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = cohorts_visible_to(person, _READ, today)
    page = {"page": page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())}
    return render(request, "cohorts/cohorts.html", page)


@require_safe
def cohort(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _READ, today, cohort)
    return render(request, "cohorts/cohort.html", {"cohort": found})
