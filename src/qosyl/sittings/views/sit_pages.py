"""The learner's pages of an attempt: before the start, the test itself, where another device writes, and the end.

Here belongs which page an attempt shows. Not here: pages of questions without JavaScript (`form_pages`), the wire.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qosyl.people.access import person_behind
from qosyl.sittings import actions
from qosyl.sittings.accommodations import Kind
from qosyl.sittings.capability import give
from qosyl.sittings.devices import device_of
from qosyl.sittings.forms import StartForm
from qosyl.sittings.marking import clock_of
from qosyl.sittings.papers import questions_of
from qosyl.sittings.sheets import accommodation_of, leftover_of, sheet_of, shown_receipt, start_of
from qosyl.sittings.sit_words import SHORT_NAMES, words_of_leftover, words_of_page
from qosyl.sittings.states import AttemptState
from qosyl.sittings.turned_away import Code, TurnedAway
from qosyl.sittings.views.visits import Unknown, Visit, page_language, to_sign_in, visit_of

_REFUSED = 422
_ROOM_CODE_WRONG = _("This is not the code of the room. Look at the board or ask the person in the room.")
_ROOM_CODE_TRIES = _("The code was wrong too many times. Ask the person in the room to let you in.")


@never_cache
@require_GET
def sit(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """The page of an attempt, whatever state it is in."""
    try:
        visit = visit_of(request, attempt, timezone.now())
    except Unknown:
        return to_sign_in(attempt)
    if visit.state is AttemptState.OFFERED:
        return _before_start(request, visit, _start_form(visit))
    if visit.state is not AttemptState.STARTED:
        return _after_end(request, visit)
    if visit.writes and "anew" not in request.GET:
        return _test(request, visit)
    return _elsewhere(request, visit, _start_form(visit), has_lost="anew" in request.GET)


@never_cache
@require_POST
def start(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Begin. `way=pages` comes from browsers without JavaScript: they go on page by page."""
    return _open(request, attempt, begins=True)


@never_cache
@require_POST
def go_on(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Go on on this device: a new epoch, openly."""
    return _open(request, attempt, begins=False)


def _open(request: HttpRequest, attempt: UUID, *, begins: bool) -> HttpResponse:
    now = timezone.now()
    person = person_behind(request.user)
    if person is None:
        return to_sign_in(attempt)
    visit = visit_of(request, attempt, now)
    form = StartForm(request.POST, asks_code=bool(visit.attempt.form.sitting.room_code))
    page = _before_start if visit.state is AttemptState.OFFERED else _elsewhere
    if not form.is_valid():
        return page(request, visit, form, status=_REFUSED)
    code, device = form.typed_code, device_of(request.headers)
    try:
        if begins:
            writer = actions.start_attempt(person, attempt, room_code=code, device=device, at=now)
        else:
            above = form.highest_epoch
            writer = actions.take_over(person, attempt, room_code=code, device=device, at=now, above=above)
    except TurnedAway as refusal:
        if refusal.code is not Code.ROOM_CODE:
            return redirect("sittings:sit", attempt)  # started meanwhile, ended meanwhile: the page says so
        form.add_error("room_code", _room_code_words(refusal))
        return page(request, visit, form, status=_REFUSED)
    if request.POST.get("way") == "pages":
        response = redirect("sittings:questions", attempt, 1)
    else:
        response = redirect("sittings:sit", attempt)
    give(response, writer.capability)
    return response


def _room_code_words(refusal: TurnedAway) -> str:
    tries = any(reason.code == "sitting.room-code-tries" for reason in refusal.reasons)
    return str(_ROOM_CODE_TRIES if tries else _ROOM_CODE_WRONG)


def _start_form(visit: Visit) -> StartForm:
    return StartForm(asks_code=bool(visit.attempt.form.sitting.room_code))


def _before_start(request: HttpRequest, visit: Visit, form: StartForm, status: int = 200) -> HttpResponse:
    sitting = visit.attempt.form.sitting
    eased = accommodation_of(visit.attempt)
    page = {
        "attempt": visit.attempt,
        "sitting": sitting,
        "questions": len(visit.attempt.form.content),
        "eased": eased,
        "kinds": [Kind(kind).label for kind in eased.kinds] if eased else [],
        "form": form,
        "is_early": visit.at < sitting.opens_at,
        "is_late": visit.at >= (min(sitting.ended_at, sitting.closes_at) if sitting.ended_at else sitting.closes_at),
    }
    return render(request, "sittings/sit_start.html", page, status=status)


def _test(request: HttpRequest, visit: Visit) -> HttpResponse:
    sheet = sheet_of(visit.attempt, visit.attempt.epoch, visit.at)
    eased = accommodation_of(visit.attempt)
    page = {
        "attempt": visit.attempt,
        "questions": questions_of(visit.attempt.form),
        "start": start_of(visit.attempt, sheet, visit.at),
        "words": words_of_page(),
        "short_names": SHORT_NAMES,
        "is_large": eased is not None and Kind.LARGE_PRINT in eased.kinds,
    }
    return render(request, "sittings/sit.html", page)


def _elsewhere(
    request: HttpRequest, visit: Visit, form: StartForm, status: int = 200, *, has_lost: bool = False
) -> HttpResponse:
    sheet = sheet_of(visit.attempt, visit.attempt.epoch, visit.at)
    device, seen = sheet.devices.get(visit.attempt.epoch, ("", visit.at))
    page = {
        "attempt": visit.attempt,
        "form": form,
        "device": device,
        "seen": seen,
        "answered": len(sheet.answers),
        "questions": len(visit.attempt.form.content),
        "has_lost": has_lost and visit.writes,
        "minutes_left": clock_of(visit.attempt).ms_left(visit.at) // 60_000,
        "start": _leftover(visit),
    }
    return render(request, "sittings/sit_elsewhere.html", page, status=status)


def _after_end(request: HttpRequest, visit: Visit) -> HttpResponse:
    page = {
        "attempt": visit.attempt,
        "receipt": shown_receipt(visit.attempt),
        "is_closed": visit.state is AttemptState.CLOSED,
        "released": visit.attempt.form.sitting.released_at is not None,
        "start": _leftover(visit),
    }
    return render(request, "sittings/sit_end.html", page)


def _leftover(visit: Visit) -> dict[str, object] | None:
    """Only a device that once wrote can still hold something, and only with its capability it can send it."""
    if visit.capability is None:
        return None
    return leftover_of(visit.attempt, visit.at) | {"words": words_of_leftover(page_language())}
