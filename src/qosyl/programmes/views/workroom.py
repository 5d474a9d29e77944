"""The methodologist's workroom: hand a package in, see its findings first, then publish it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qosyl.people.access import may, providers_where, signed_in_person
from qosyl.programmes import actions, tasks
from qosyl.programmes.access import (
    current_publications,
    live_banks_visible_to,
    published_package,
    shut_banks,
    submission_visible_to,
    submissions_visible_to,
)
from qosyl.programmes.forms import HandInForm
from qosyl.programmes.pages.coverage import coverage_shape
from qosyl.programmes.states import NOT_CHECKED, NOT_PUBLISHED, SubmissionState, is_moving, is_stalled
from qosyl.programmes.views.frame import page_language
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.programmes.models import Submission

_SUBMISSIONS, _FINDINGS = 20, 50
_READ, _PUBLISH = "read_submissions", "publish_programme"
_REFUSALS = {
    "not-a-zip": gettext_lazy(
        "This file is not a zip archive. Pack the folder of the package as zip and hand it in again."
    ),
    "too-large": gettext_lazy("The unpacked package is larger than 64 MB. Make its pictures smaller."),
    "too-many-files": gettext_lazy("The archive holds more than 5,000 files. Pack the folder of the package alone."),
    "bad-path": gettext_lazy(
        "The archive holds a link or a path that leads out of its folder. Pack the folder itself."
    ),
    "encrypted": gettext_lazy("The archive is protected by a password. Pack it without one."),
    NOT_CHECKED: gettext_lazy(
        "The check broke down; that is our error, and nothing was published. Hand the archive in again; if it happens "
        "once more, tell the administrator."
    ),
    "no-package": gettext_lazy("The archive holds no programme.yaml. Pack the folder in which that file lies."),
}
_KINDS = (
    ("", gettext_lazy("All")),
    ("error", gettext_lazy("Errors")),
    ("warning", gettext_lazy("Warnings")),
    ("note", gettext_lazy("Notes")),
    ("accepted", gettext_lazy("Accepted")),
)


@never_cache
@require_safe
def workroom(request: HttpRequest) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = submissions_visible_to(person, today)
    providers = providers_where(person, _READ, today)
    page = {
        "page": page_of(found, read_page_number(request.GET.get("page", "")), _SUBMISSIONS, total=found.count()),
        "publications": [
            (each, published_package(each)) for each in current_publications() if each.provider in providers
        ],
        "banks": live_banks_visible_to(person, today),
        "shut_banks": shut_banks(person, today),
        "may_publish": may(person, _PUBLISH, today),
    }
    return render(request, "programmes/workroom.html", page)


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    providers = providers_where(person, _PUBLISH, timezone.localdate())
    form = HandInForm(
        request.POST or None, request.FILES or None, providers=providers, interface_language=page_language()
    )
    if request.method == "POST" and form.is_valid():
        archive = form.cleaned_data["archive"]
        submission = actions.hand_in(
            person, form.chosen_provider, archive.name or "", archive.read(), at=timezone.now()
        )
        tasks.check_submission.enqueue(str(submission.uuid))
        return redirect("programmes:submission", submission=submission.uuid)
    return render(request, "programmes/hand_in.html", {"form": form, "trail": _trail(_("Hand in a package"))})


@never_cache
@require_safe
def submission(request: HttpRequest, submission: UUID) -> HttpResponse:
    """The findings, the worst first; while work goes on, the page looks again by itself."""
    person, today = signed_in_person(request), timezone.localdate()
    found = submission_visible_to(person, _READ, today, submission)
    kind = request.GET.get("kind", "")
    rows = sorted((row for row in found.findings if not kind or _kind_of(row) == kind), key=_urgency)
    page = {
        "trail": _trail(found.file_name),
        "kind": kind,
        "submission": found,
        "refusal": _REFUSALS.get(found.refusal, ""),
        "tried": found.refusal == NOT_PUBLISHED,
        "moving": is_moving(found.state),
        "stalled": is_stalled(found.state, found.asked_at, timezone.now()),
        "kinds": _kind_links(found, kind),
        "page": page_of(rows, read_page_number(request.GET.get("page", "")), _FINDINGS),
        "language": page_language(),
        "coverage": coverage_shape(found.coverage),
        "may_publish": may(person, _PUBLISH, today, found.provider),
        "can_publish": found.state == SubmissionState.CHECKED and not found.errors and bool(found.fingerprint),
    }
    response = render(request, "programmes/submission.html", page)
    if page["moving"] and not page["stalled"]:
        response["Refresh"] = "2"
    return response


def _kind_of(row: Mapping[str, object]) -> object:
    return "accepted" if row["accepted_by"] else row["severity"]


def _urgency(row: Mapping[str, object]) -> int:
    """Open errors before everything else, what a policy accepts last; among equals the order of the files stays."""
    return [kind for kind, _words in _KINDS].index(str(_kind_of(row)))


def _trail(here: str) -> list[Link]:
    return [Link(_("Workroom"), reverse("programmes:workroom")), Link(here)]


def _kind_links(found: "Submission", chosen: str) -> list[Link]:
    counts = {kind: sum(not kind or _kind_of(row) == kind for row in found.findings) for kind, _words in _KINDS}
    return [
        Link(words, f"?kind={kind}" if kind else "?", current=kind == chosen, count=counts[kind])
        for kind, words in _KINDS
    ]


@require_POST
def publish(request: HttpRequest, submission: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = submission_visible_to(person, _PUBLISH, timezone.localdate(), submission)
    try:
        actions.ask_to_publish(person, found, at=timezone.now())
    except actions.HasErrors:
        messages.error(request, _("This package cannot be published: errors are open, or it is not checked yet."))
    else:
        tasks.publish_submission.enqueue(str(found.uuid), str(person.uuid))
    return redirect("programmes:submission", submission=found.uuid)


@require_POST
def ask_again(request: HttpRequest, submission: UUID) -> HttpResponse:
    """For work that ended in the middle, as when the machine was switched off."""
    person = signed_in_person(request)
    found = submission_visible_to(person, _PUBLISH, timezone.localdate(), submission)
    state = actions.ask_again(person, found, at=timezone.now())
    if state == SubmissionState.WAITING:
        tasks.check_submission.enqueue(str(found.uuid))
    elif state == SubmissionState.PUBLISHING:
        tasks.publish_submission.enqueue(str(found.uuid), str(person.uuid))
    return redirect("programmes:submission", submission=found.uuid)
