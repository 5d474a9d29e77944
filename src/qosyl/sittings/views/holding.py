"""Holding a sitting: the list, opening one, following it, changing deadlines, ending it, the proof of its drawing."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qosyl.cohorts.access import cohort_visible_to, cohorts_visible_to
from qosyl.people.access import may, scope_of, signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.sittings import actions, tasks
from qosyl.sittings.access import sitting_visible_to, sittings_visible_to
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.holding_forms import DeadlineForm, OpenSittingForm
from qosyl.sittings.pages.drawn import proof_of
from qosyl.sittings.pages.opening import groups_to_choose, learners_to_ease
from qosyl.sittings.pages.running import attempts_shown, drawing_shown, sitting_shown, sittings_shown
from qosyl.sittings.pages.words import page_language
from qosyl.sittings.reasons import sentences_of
from qosyl.sittings.states import AttemptState, SittingState
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.people.models import User
    from qosyl.sittings.models import Sitting

_PAGE = 25
_SEED_BYTES = 32
_CODE_DIGITS = 6
_LOOK_AGAIN_SECONDS, _LOOK_SOON_SECONDS = "30", "3"
_READ, _OPEN, _RUN, _RESULTS = "read_sittings", "open_sitting", "run_sitting", "read_results"


@require_safe
def sittings(request: HttpRequest) -> HttpResponse:
    """All sittings that the person may see, the latest first."""
    person, today = signed_in_person(request), timezone.localdate()
    found = sittings_visible_to(person, _READ, today)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    shown = sittings_shown(page.items, timezone.now())
    return render(
        request, "sittings/sittings.html", {"page": page, "shown": shown, "may_open": may(person, _OPEN, today)}
    )


@require_safe
def choose_cohort(request: HttpRequest) -> HttpResponse:
    """Which cohort sits."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohorts_visible_to(person, _OPEN, today)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    return render(request, "sittings/choose_cohort.html", {"page": page, "trail": _trail(_("Open a sitting"))})


@require_http_methods(["GET", "POST"])
def open_sitting(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Forms are drawn in the background after it; what stands against it is said in whole."""
    person, today = signed_in_person(request), timezone.localdate()
    found = cohort_visible_to(person, _OPEN, today, cohort)
    groups = groups_to_choose(found)
    form = OpenSittingForm(
        request.POST if request.method == "POST" else None,
        groups=[(str(group.uuid), _("Group %(number)s") % {"number": group.number}) for group in groups],
        learners=learners_to_ease(found, page_language()),
        initial={"day": today, "opens": "10:00", "closes": "10:30"},
    )
    against: list[str] = []
    if request.method == "POST" and form.is_valid():
        opens_at, closes_at = form.window
        plan = actions.Plan(
            cohort=found,
            group=next((group for group in groups if str(group.uuid) == form.cleaned_data["group"]), None),
            opens_at=opens_at,
            closes_at=closes_at,
            room_code=_room_code() if form.cleaned_data["with_code"] else "",
            open_bank_decision=form.cleaned_data["open_bank_decision"],
            eased=form.eased,
        )
        try:
            made = actions.open_sitting(person, plan, seed=secrets.token_hex(_SEED_BYTES), at=timezone.now())
        except Refused as refusal:
            against = sentences_of(refusal.reasons)
        else:
            tasks.draw_forms.enqueue(str(made.uuid))
            tasks.settle_after(made.uuid, made.closes_at)
            messages.success(request, _("The sitting is opened. Its forms are being drawn."))
            return redirect("sittings:sitting", sitting=made.uuid)
    page = {"cohort": found, "form": form, "against": against, "trail": _trail(_("Open a sitting"))}
    return render(request, "sittings/open_sitting.html", page, status=422 if form.errors or against else 200)


@require_safe
def sitting(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Who is where and whether the devices are heard; while it runs, the page looks again by itself."""
    person, today, now = signed_in_person(request), timezone.localdate(), timezone.now()
    found = sitting_visible_to(person, _READ, today, sitting)
    shown, drawing = sitting_shown(found, now), drawing_shown(found, now)
    page = {
        "shown": shown,
        "sitting": found,
        "drawing": drawing,
        "may_open": _may(person, _OPEN, found),
        "attempts": attempts_shown(found, now, page_language()),
        "may_run": _may(person, _RUN, found),
        "may_read_results": _may(person, _RESULTS, found),
        "trail": _trail(found.cohort.title.pick(page_language())),
    }
    response = render(request, "sittings/sitting.html", page)
    if shown.state is SittingState.DRAWING and drawing is not None and not drawing.may_be_asked_again:
        response["Refresh"] = _LOOK_SOON_SECONDS
    elif shown.is_live:
        response["Refresh"] = _LOOK_AGAIN_SECONDS
    return response


@require_POST
def draw(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """For a drawing that failed, or ended in the middle as when the machine was switched off."""
    person = signed_in_person(request)
    found = sitting_visible_to(person, _OPEN, timezone.localdate(), sitting)
    if actions.ask_to_draw(person, found, at=timezone.now()):
        tasks.draw_forms.enqueue(str(found.uuid))
    return redirect("sittings:sitting", sitting=found.uuid)


@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Minutes for those who write, or whose time the clock has just ended."""
    person, now = signed_in_person(request), timezone.now()
    found = sitting_visible_to(person, _RUN, timezone.localdate(), sitting)
    rows = [
        one
        for one in attempts_shown(found, now, page_language())
        if one.state in {AttemptState.STARTED, AttemptState.CLOSED}
    ]
    names = [(str(one.uuid), one.name.pick(page_language())) for one in rows]
    form = DeadlineForm(request.POST if request.method == "POST" else None, attempts=names)
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(value) for value in form.cleaned_data["attempts"]]
        minutes = form.cleaned_data["minutes"]
        try:
            reached = actions.change_deadlines(
                person, found, chosen, minutes=minutes, reason=form.cleaned_data["reason"], at=now
            )
        except Refused as refusal:
            form.add_error("minutes", sentences_of(refusal.reasons)[0])
        else:
            said = ngettext(
                "The deadline of %(count)s learner was changed.",
                "The deadline of %(count)s learners was changed.",
                reached,
            )
            messages.success(request, said % {"count": reached})
            return redirect("sittings:sitting", sitting=found.uuid)
    page = {"sitting": found, "form": form, "rows": rows, "trail": _trail_below(found, _("Change deadlines"))}
    return render(request, "sittings/more_time.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end_starting(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Asked once more before it is done: it cannot be taken back."""
    person = signed_in_person(request)
    found = sitting_visible_to(person, _RUN, timezone.localdate(), sitting)
    if request.method == "POST":
        actions.end_starting(person, found, at=timezone.now())
        tasks.settle_after(found.uuid, timezone.now() + timedelta(minutes=1))
        return redirect("sittings:sitting", sitting=found.uuid)
    page = {
        "question": _("Let nobody start any more?"),
        "consequence": _("Whoever writes keeps the whole time. Whoever has not started cannot start in this sitting."),
        "act": _("End the starting"),
        "back_to": reverse("sittings:sitting", args=[found.uuid]),
        "harm": True,
    }
    return render(request, "ui/confirm.html", page)


@require_POST
def record(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """What background work does by itself soon after the end, asked for now."""
    person = signed_in_person(request)
    found = sitting_visible_to(person, _RUN, timezone.localdate(), sitting)
    state = actions.record_results(person, found, at=timezone.now())
    if state is SittingState.RELEASED:
        count_sitting.enqueue(str(found.uuid))
        messages.success(request, _("Results are recorded and open to the learners."))
    else:
        messages.info(request, _("The sitting is not over yet; what is settled has been recorded."))
    return redirect("sittings:sitting", sitting=found.uuid)


@require_safe
def proof(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """The drawing as anybody can repeat it, repeated on the spot."""
    person = signed_in_person(request)
    found = sitting_visible_to(person, _READ, timezone.localdate(), sitting)
    page = {"sitting": found, "proof": proof_of(found), "trail": _trail_below(found, _("Proof of the drawing"))}
    return render(request, "sittings/proof.html", page)


def _may(person: "User", act: str, sitting: "Sitting") -> bool:
    cohort = sitting.cohort
    return scope_of(person, act, timezone.localdate()).covers(cohort.provider, cohort.branch, cohort.uuid)


def _room_code() -> str:
    return f"{secrets.randbelow(10**_CODE_DIGITS):0{_CODE_DIGITS}}"


def _trail(here: str) -> list[Link]:
    return [Link(_("Sittings"), reverse("sittings:sittings")), Link(here)]


def _trail_below(sitting: "Sitting", here: str) -> list[Link]:
    above = Link(sitting.cohort.title.pick(page_language()), reverse("sittings:sitting", args=[sitting.uuid]))
    return [Link(_("Sittings"), reverse("sittings:sittings")), above, Link(here)]
