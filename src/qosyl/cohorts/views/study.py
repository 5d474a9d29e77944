"""A learner's own pages: the study home of one enrolment, and the way to a lesson that keeps the place."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qosyl.cohorts.access import own_enrolment
from qosyl.cohorts.actions import keep_place
from qosyl.cohorts.pages.study import study_page
from qosyl.people.access import signed_in_person

if TYPE_CHECKING:
    from qosyl.cohorts.models import Enrolment


@never_cache
@require_safe
def study(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    found = own_enrolment(signed_in_person(request), enrolment)
    today = timezone.localdate()
    page = {
        "enrolment": found,
        "cohort": found.cohort,
        "group": found.group,
        "today": today,
        "study": study_page(found, today),
        "programme": reverse("programmes:programme", kwargs=_own_version(found)),
    }
    return render(request, "cohorts/study.html", page)


@never_cache
@require_safe
def lesson(request: HttpRequest, enrolment: UUID, number: str) -> HttpResponse:
    """On to a topic of the cohort's version of the programme, and this is where the learner reads now."""
    person = signed_in_person(request)
    found = own_enrolment(person, enrolment)
    keep_place(person, found, number, at=timezone.now())
    return redirect(reverse("programmes:topic", kwargs=_own_version(found) | {"number": number}))


def _own_version(enrolment: "Enrolment") -> dict[str, str | int]:
    """What names the version on which the cohort was opened: a newer one does not change a course that runs."""
    publication = enrolment.cohort.publication
    return {
        "provider": publication.provider.key,
        "programme": publication.programme_key,
        "version": publication.number,
    }
