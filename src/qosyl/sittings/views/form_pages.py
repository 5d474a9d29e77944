"""The test without JavaScript: ten questions a page as plain forms, an overview, handing in. The same journal.

The capability of the device and the mark in the form are enough; an expired session loses no page.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from qosyl.sittings import actions
from qosyl.sittings.capability import Capability
from qosyl.sittings.forms import QuestionsForm
from qosyl.sittings.marking import clock_of
from qosyl.sittings.papers import Question, questions_of
from qosyl.sittings.plain_pages import (
    BrokenPage,
    Changes,
    Shown,
    batch_for,
    changes,
    finishing_batch,
    pages_of,
    shown_by,
    shown_on,
)
from qosyl.sittings.sheets import Sheet, sheet_of
from qosyl.sittings.states import AttemptState
from qosyl.sittings.turned_away import Code, TurnedAway
from qosyl.sittings.views.visits import Unknown, Visit, page_language, to_sign_in, visit_of

_CONFLICT, _BAD = 409, 400
_MOST_TRIES = 4
_NOT_WRITTEN = {AttemptState.OFFERED, AttemptState.FINISHED}
_MEANWHILE = {Code.GAP, Code.DIVERGED, Code.MISSING, Code.NO_FINISH}
_View = Callable[..., HttpResponse]


def _while_it_runs(view: _View) -> _View:
    """For the device that writes, while the attempt runs; everybody else is shown where the attempt stands.

    A page that comes back too late, or from a replaced device, is stored all the same: the rules say what counts.

    Instead of a token against forged requests, which a session would keep, the pages carry their own mark, and the
    cookie of the capability comes with no request that another site has made.
    """

    @wraps(view)
    def answered(request: HttpRequest, attempt: UUID, **where: int) -> HttpResponse:
        try:
            visit = visit_of(request, attempt, timezone.now())
        except Unknown:
            return to_sign_in(attempt)
        if visit.capability is None or visit.state in _NOT_WRITTEN:
            return redirect("sittings:sit", attempt)
        if request.method == "GET" and not (visit.writes and visit.state is AttemptState.STARTED):
            return redirect("sittings:sit", attempt)
        return view(request, visit, visit.capability, **where)

    return csrf_exempt(never_cache(answered))


@_while_it_runs
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, visit: Visit, capability: Capability, number: int) -> HttpResponse:
    """One page of questions; sent back, only what was changed on it becomes events."""
    pages = pages_of(questions_of(visit.attempt.form))
    if not 1 <= number <= len(pages):
        raise Http404
    if request.method == "POST":
        return _taken(request, visit, capability, number, pages)
    sheet = sheet_of(visit.attempt, capability.epoch, visit.at)
    return render(request, "sittings/questions.html", _page(visit, sheet, number, pages))


@_while_it_runs
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest, visit: Visit, capability: Capability) -> HttpResponse:
    """What is answered, open and flagged; from here the test is handed in, after a word of confirmation."""
    paper = questions_of(visit.attempt.form)
    sheet = sheet_of(visit.attempt, capability.epoch, visit.at)
    if request.method == "POST":
        try:
            shown_by(request.POST.get("shown", ""), visit.attempt.uuid)
        except BrokenPage:
            return _broken(request, visit)
        if "sure" in request.POST:
            return _handed_in(visit, capability)
    ways = {question.position: at // 10 + 1 for at, question in enumerate(paper)}
    page = {
        "attempt": visit.attempt,
        "total": len(paper),
        "answered": len(sheet.answers),
        "open": [(position, ways[position]) for position in ways if position not in sheet.answers],
        "flagged": [(position, ways[position]) for position in ways if position in sheet.flags],
        "pages": range(1, len(pages_of(paper)) + 1),
        "minutes_left": clock_of(visit.attempt).ms_left(visit.at) // 60_000,
        "token": shown_on(sheet, ()).token(visit.attempt.uuid),
        "is_unsure": request.method == "POST",
    }
    return render(request, "sittings/overview.html", page, status=422 if request.method == "POST" else 200)


def _taken(
    request: HttpRequest, visit: Visit, capability: Capability, number: int, pages: Sequence[Sequence[Question]]
) -> HttpResponse:
    try:
        shown = shown_by(request.POST.get("shown", ""), visit.attempt.uuid)
    except BrokenPage:
        return _broken(request, visit)
    asked = [question for page in pages for question in page if question.position in shown.positions]
    form = QuestionsForm(request.POST, asked)
    if not form.is_valid():
        return _broken(request, visit)
    changed, sheet = _stored(visit, capability, shown, form)
    if changed is None:
        return redirect("sittings:sit", visit.attempt.uuid)
    if changed.clashes:
        page = _clash_page(visit, sheet, number, asked, changed)
        return render(request, "sittings/clash.html", page, status=_CONFLICT)
    return _onward(request, visit, number, len(pages))


def _stored(visit: Visit, capability: Capability, shown: Shown, form: QuestionsForm) -> tuple[Changes | None, Sheet]:
    """Write what was changed; another page may write at the same moment, then it is looked at again.

    None: the attempt ended meanwhile, and its page says so.
    """
    for _attempt in range(_MOST_TRIES):
        sheet = sheet_of(visit.attempt, capability.epoch, visit.at)
        changed = changes(shown, form.answers, form.flags, sheet)
        if not changed:
            return changed, sheet
        try:
            actions.append_batch(capability, batch_for(changed, sheet, page_language()), at=timezone.now())
        except TurnedAway as refusal:
            if refusal.code in _MEANWHILE:
                continue
            return None, sheet
        return changed, sheet
    raise TimeoutError("other pages wrote to the same attempt all the while")


def _onward(request: HttpRequest, visit: Visit, number: int, last: int) -> HttpResponse:
    way = request.POST.get("go", "")
    if way == "overview":
        return redirect("sittings:overview", visit.attempt.uuid)
    target = {"next": number + 1, "previous": number - 1}.get(way, number)
    return redirect("sittings:questions", visit.attempt.uuid, min(max(target, 1), last))


def _handed_in(visit: Visit, capability: Capability) -> HttpResponse:
    for _attempt in range(_MOST_TRIES):
        sheet = sheet_of(visit.attempt, capability.epoch, visit.at)
        try:
            actions.append_batch(capability, finishing_batch(sheet, page_language()), at=timezone.now())
            tails = sheet_of(visit.attempt, capability.epoch, visit.at).tails
            actions.finish_attempt(capability, actions.Claim(tails), at=timezone.now())
        except TurnedAway as refusal:
            if refusal.code in _MEANWHILE:
                continue
        break
    return redirect("sittings:sit", visit.attempt.uuid)


def _page(visit: Visit, sheet: Sheet, number: int, pages: Sequence[Sequence[Question]]) -> dict[str, object]:
    page = pages[number - 1]
    return {
        "attempt": visit.attempt,
        "number": number,
        "pages": range(1, len(pages) + 1),
        "total": sum(map(len, pages)),
        "answered": len(sheet.answers),
        "questions": [
            (question, sheet.answers.get(question.position, ""), question.position in sheet.flags) for question in page
        ],
        "minutes_left": clock_of(visit.attempt).ms_left(visit.at) // 60_000,
        "token": shown_on(sheet, page).token(visit.attempt.uuid),
    }


def _clash_page(
    visit: Visit, sheet: Sheet, number: int, asked: Sequence[Question], changed: Changes
) -> dict[str, object]:
    by_position = {question.position: question for question in asked}
    rows = []
    for clash in changed.clashes:
        question = by_position[clash.position]
        words = {option.key: option.text for option in question.options}
        sides = [
            ("elsewhere", clash.elsewhere, words.get(clash.elsewhere)),
            ("here", clash.here, words.get(clash.here)),
        ]
        rows.append((question, sides, clash.position in sheet.flags))
    clashing = [by_position[clash.position] for clash in changed.clashes]
    token = shown_on(sheet, clashing).token(visit.attempt.uuid)
    return {"attempt": visit.attempt, "number": number, "rows": rows, "token": token}


def _broken(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "sittings/broken.html", {"attempt": visit.attempt}, status=_BAD)
