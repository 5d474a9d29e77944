"""Looking back at a sitting: an attempt replayed, for staff and for its learner, and pairs of equal answers."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qosyl.people.access import NotVisible, signed_in_person
from qosyl.sittings.access import attempt_visible_to, own_attempt, sitting_visible_to
from qosyl.sittings.pages.alike import alike_shown
from qosyl.sittings.pages.replay import replay_shown
from qosyl.sittings.pages.words import page_language
from qosyl.ui.lists import read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.sittings.models import Attempt

_ACT, _REVIEW = "replay_attempts", "review_likeness"


@never_cache
@require_safe
def replay(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Any attempt of a released sitting that this person answers for."""
    person = signed_in_person(request)
    found = attempt_visible_to(person, _ACT, timezone.localdate(), attempt)
    name = found.form.enrolment.learner.full_name.pick(page_language())
    trail = [Link(found.form.sitting.cohort.title.pick(page_language())), Link(name)]
    return _page(request, found, reverse("sittings:replay", args=[attempt]), trail)


@never_cache
@require_safe
def own_replay(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The learner's own attempt, once its sitting is released."""
    found = own_attempt(signed_in_person(request), attempt)
    trail = [
        Link(_("My final test"), reverse("sittings:own-results")),
        Link(_("Result"), reverse("sittings:result", args=[attempt])),
        Link(_("Replay of the attempt")),
    ]
    return _page(request, found, reverse("sittings:own-replay", args=[attempt]), trail)


def _page(request: HttpRequest, found: "Attempt", address: str, trail: list[Link]) -> HttpResponse:
    if found.form.sitting.released_at is None:
        raise NotVisible
    page = {
        "attempt": found,
        "shown": replay_shown(found, read_page_number(request.GET.get("step", "")), address, page_language()),
        "address": address,
        "trail": trail,
    }
    return render(request, "sittings/replay.html", page)


@never_cache
@require_safe
def alike(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Pairs of a released sitting whose wrong answers are improbably equal: for people to look at."""
    found = sitting_visible_to(signed_in_person(request), _REVIEW, timezone.localdate(), sitting)
    if found.released_at is None:
        raise NotVisible
    title = found.cohort.title.pick(page_language())
    page = {
        "sitting": found,
        "shown": alike_shown(found),
        "trail": [
            Link(_("Sittings"), reverse("sittings:sittings")),
            Link(title, reverse("sittings:sitting", args=[sitting])),
            Link(_("Improbably equal answers")),
        ],
    }
    return render(request, "sittings/alike.html", page)
