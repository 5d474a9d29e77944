"""Results: the learner's own with questions and reasons, and those of a whole sitting for whoever answers for it.

Nothing of a result, a key or a rationale is in any answer of these pages before the sitting is released.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qosyl.people.access import NotVisible, scope_of, signed_in_person
from qosyl.sittings.access import attempt_visible_to, own_attempt, own_attempts, sitting_visible_to
from qosyl.sittings.pages.claims import readings_shown
from qosyl.sittings.pages.drawn import grouped
from qosyl.sittings.pages.own import own_attempt_shown
from qosyl.sittings.pages.register import invigilators, register_shown
from qosyl.sittings.pages.register_tables import register_table
from qosyl.sittings.pages.result_tables import result_table
from qosyl.sittings.pages.results import result_shown
from qosyl.sittings.pages.running import sitting_shown
from qosyl.sittings.pages.words import page_language
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.sittings.models import Sitting

_PAGE = 10
_READ, _REPLAY, _REVIEW = "read_results", "replay_attempts", "review_likeness"


@require_safe
def own_results(request: HttpRequest) -> HttpResponse:
    """The learner's attempts: to be sat, running, awaiting, with a result."""
    person, now = signed_in_person(request), timezone.now()
    found = own_attempts(person)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    shown = [own_attempt_shown(attempt, now) for attempt in page.items]
    return render(request, "sittings/own_results.html", {"page": page, "shown": shown})


@require_safe
def result(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The learner's own result with its reasons; before the release, when it will be there."""
    person, now = signed_in_person(request), timezone.now()
    found = own_attempt(person, attempt)
    page = {
        "attempt": found,
        "own": own_attempt_shown(found, now),
        "shown": result_shown(found, with_questions=True),
        "trail": [Link(_("My final test"), reverse("sittings:own-results")), Link(_("Result"))],
    }
    return render(request, "sittings/result.html", page)


@require_safe
def results(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """What everybody came to; before the release only who has sat."""
    return _results_page(request, sitting, "sittings/results.html", _("Results of the sitting"))


@require_safe
def sheet(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The test sheet for print: learners, points, grades, places for signatures."""
    return _results_page(request, sitting, "sittings/sheet.html", _("Test sheet"), with_register=True)


def _results_page(
    request: HttpRequest, sitting: UUID, template: str, title: str, *, with_register: bool = False
) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = sitting_visible_to(person, _READ, today, sitting)
    released = found.released_at is not None
    cohort = found.cohort
    may_replay, may_review = (
        scope_of(person, act, today).covers(cohort.provider, cohort.branch, cohort.uuid) for act in (_REPLAY, _REVIEW)
    )
    page = {
        "sitting": found,
        "shown": sitting_shown(found, timezone.now()),
        "released": released,
        "result_table": result_table(found, page_language(), with_replay=may_replay) if released else None,
        "may_review": may_review,
        "seed": grouped(found.seed),
        "trail": _trail(found, title),
    }
    if with_register:
        rows = register_shown(found, page_language())
        page |= {"register_table": register_table(rows, page_language())}
        page |= {"invigilators": invigilators(rows, page_language())}
    return render(request, template, page)


@require_safe
def claims(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Both readings of one journal side by side; which of them counts, the commission says in its protocol."""
    found = attempt_visible_to(signed_in_person(request), _READ, timezone.localdate(), attempt)
    if found.form.sitting.released_at is None:
        raise NotVisible
    page = {
        "attempt": found,
        "readings": readings_shown(found),
        "trail": _trail(found.form.sitting, _("Answers that arrived late")),
    }
    return render(request, "sittings/claims.html", page)


def _trail(sitting: "Sitting", here: str) -> list[Link]:
    title = sitting.cohort.title.pick(page_language())
    return [
        Link(_("Sittings"), reverse("sittings:sittings")),
        Link(title, reverse("sittings:sitting", args=[sitting.uuid])),
        Link(here),
    ]
