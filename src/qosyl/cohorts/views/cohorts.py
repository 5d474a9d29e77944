"""The list of cohorts, the page of one, opening one, its groups and its staff."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.cohorts import actions
from qosyl.cohorts.access import (
    cohort_visible_to,
    cohorts_found,
    cohorts_visible_to,
    group_visible_to,
    may_do,
    places_where,
)
from qosyl.cohorts.forms.cohorts import GroupForm, OpenCohortForm, StaffForm
from qosyl.cohorts.pages.overview import overview_of
from qosyl.cohorts.views.frame import cohort_name, page_language, tabs_of, trail_of
from qosyl.people.access import NotVisible, signed_in_person, staff_of
from qosyl.people.queries import holdings_in_cohorts
from qosyl.people.roles import Role
from qosyl.programmes.access import current_publications, published_package
from qosyl.programmes.provisions import admission_threshold
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort
    from qosyl.people.models import User

_PAGE = 25
_READ, _OPEN, _RUN = "read_cohorts", "open_cohort", "run_cohort"


@require_safe
def cohorts(request: HttpRequest) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    words = request.GET.get("q", "").strip()
    found = cohorts_found(cohorts_visible_to(person, _READ, today), words)
    page = {
        "words": words,
        "today": today,
        "page": page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count()),
        "may_open": bool(places_where(person, _OPEN, today)),
    }
    return render(request, "cohorts/cohorts.html", page)


@require_safe
def cohort(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """What the cohort is, who is in it, and what is next."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _READ, today, cohort)
    may_run = may_do(person, _RUN, today, found)
    staff = holdings_in_cohorts([found.uuid], actions.STAFF, today)
    page = {
        "cohort": found,
        "tabs": tabs_of(request, found, "cohorts:cohort"),
        "trail": trail_of(found),
        "overview": overview_of(found, may_run=may_run, staffed=bool(staff)),
        "programme": published_package(found.publication).programme.title,
        "staff": staff,
        "may_run": may_run,
        "may_read_learners": may_do(person, "read_learners", today, found),
    }
    return render(request, "cohorts/cohort.html", page)


@require_http_methods(["GET", "POST"])
def open_cohort(request: HttpRequest) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    places = places_where(person, _OPEN, today)
    if not places:
        # Who runs a single cohort opens no further one.
        raise NotVisible
    providers = {provider.pk for provider, _branch in places}
    publications = []
    for publication in current_publications():
        if publication.provider_id in providers:
            package = published_package(publication)
            publications.append((publication, package.programme.title, admission_threshold(package, today)))
    form = OpenCohortForm(
        request.POST or None, places=places, publications=publications, interface_language=page_language()
    )
    if request.method == "POST" and form.is_valid():
        opened = _open(person, form)
        messages.success(request, _("The cohort is open. Add its groups now."))
        return redirect("cohorts:cohort", cohort=opened.uuid)
    page = {
        "form": form,
        "clauses": sorted({rule.clause for _publication, _title, rule in publications}),
        "has_programme": bool(publications),
        "trail": [Link(_("Cohorts"), reverse("cohorts:cohorts")), Link(_("Open a cohort"))],
    }
    return render(request, "cohorts/open_cohort.html", page, status=422 if form.is_bound else 200)


def _open(person: "User", form: OpenCohortForm) -> "Cohort":
    provider, branch = form.chosen_place
    return actions.open_cohort(
        person,
        provider,
        branch,
        form.chosen_publication,
        title=form.chosen_title,
        starts_on=form.cleaned_data["starts_on"],
        ends_on=form.cleaned_data["ends_on"],
        threshold=form.chosen_threshold,
        at=timezone.now(),
    )


@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = cohort_visible_to(person, _RUN, timezone.localdate(), cohort)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_group(person, found, form.plan, at=timezone.now())
        messages.success(request, _("The group is added."))
        return redirect("cohorts:cohort", cohort=found.uuid)
    page = {"cohort": found, "form": form, "trail": trail_of(found, Link(_("New group")))}
    return render(request, "cohorts/group.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, group: UUID) -> HttpResponse:
    """Language, mode and place of one group."""
    person = signed_in_person(request)
    found = group_visible_to(person, _RUN, timezone.localdate(), group)
    initial = {"language": found.language, "mode": found.mode, "room": found.room, "link": found.link}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_group(person, found, form.plan, at=timezone.now())
        messages.success(request, _("The group is written anew."))
        return redirect("cohorts:cohort", cohort=found.cohort.uuid)
    here = Link(_("Group %(number)s") % {"number": found.number})
    page = {"cohort": found.cohort, "group": found, "form": form, "trail": trail_of(found.cohort, here)}
    return render(request, "cohorts/group.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Who runs and teaches the cohort: take somebody on, let somebody go."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _RUN, today, cohort)
    held = holdings_in_cohorts([found.uuid], actions.STAFF, today)
    leaving = next((each for each in held if str(each.uuid) == request.POST.get("leave")), None)
    if leaving is not None:
        actions.let_go(person, found, leaving.user, Role(leaving.role), at=timezone.now())
        messages.success(request, _("The role in this cohort has ended. It stays in the history."))
        return redirect("cohorts:staff", cohort=found.uuid)
    form = StaffForm(request.POST or None, people=staff_of(found.provider, today), interface_language=page_language())
    if request.method == "POST" and form.is_valid():
        actions.take_on(person, found, form.chosen_person, form.chosen_role, at=timezone.now())
        messages.success(request, _("The role in this cohort is given."))
        return redirect("cohorts:staff", cohort=found.uuid)
    page = {
        "cohort": found,
        "name": cohort_name(found),
        "held": held,
        "form": form,
        "trail": trail_of(found, Link(_("Staff of the cohort"))),
    }
    return render(request, "cohorts/staff.html", page, status=422 if form.is_bound else 200)
