"""The wire of the answer journal: JSON in, JSON out, by the codes of the protocol. See `docs/sittings.md`.

Here belong sizes, origin, capability and status codes. Not here: what is stored and why (`actions.journal`), pages.
"""

import json
import time
from collections.abc import Callable, Mapping
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from qosyl.people.access import NotVisible, person_behind
from qosyl.rules.journal import batch_of
from qosyl.rules.reasons import Reason, Refused
from qosyl.sittings import actions
from qosyl.sittings.capability import COOKIE, Capability, NoCapability, give, opened
from qosyl.sittings.devices import device_of
from qosyl.sittings.limits import Pace
from qosyl.sittings.states import milliseconds
from qosyl.sittings.turned_away import Code, TurnedAway, turned_away_by

MOST_BYTES = 16 * 1024
#: After these the device comes again by itself, so long after.
_RETRY_SECONDS: Mapping[Code, int] = {Code.TOO_FAST: 1, Code.BUSY: 2}
_PACE = Pace()
_STATUS: Mapping[Code, int] = {
    Code.MALFORMED: 400,
    Code.CAPABILITY: 401,
    Code.SIGN_IN: 401,
    Code.ORIGIN: 403,
    Code.ROOM_CODE: 403,
    Code.NOT_YOURS: 404,
    Code.NOT_OPEN: 409,
    Code.NOT_STARTED: 409,
    Code.STARTED: 409,
    Code.GAP: 409,
    Code.DIVERGED: 409,
    Code.EPOCH: 409,
    Code.MISSING: 409,
    Code.NO_FINISH: 409,
    Code.CONSENT: 409,
    Code.ENDED: 409,
    Code.SIZE: 413,
    Code.PROTOCOL: 426,
    Code.TOO_FAST: 429,
    Code.BUSY: 503,
}

_View = Callable[[HttpRequest, UUID], HttpResponse]


def _spoken(view: _View) -> _View:
    """What all three addresses have in common: POST, our own origin, a size, and refusals as JSON."""

    @wraps(view)
    def answered(request: HttpRequest, attempt: UUID) -> HttpResponse:
        if request.method != "POST":
            return HttpResponse(status=405, headers={"Allow": "POST"})
        try:
            _check_origin(request)
            _check_size(request)
            response = view(request, attempt)
        except NotVisible:
            response = _counted_refusal(attempt, TurnedAway(Code.NOT_YOURS))
        except TurnedAway as refusal:
            response = _counted_refusal(attempt, refusal)
        except OperationalError:
            # The database is locked or away: nothing was stored, the device keeps everything and comes again.
            response = _refusal(TurnedAway(Code.BUSY))
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answered)


@_spoken
def events(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Append a batch. Capability instead of session: no question about session, user or record of acts."""
    at = timezone.now()
    capability = _capability(request, attempt)
    if not _PACE.allows(attempt, time.monotonic()):
        raise TurnedAway(Code.TOO_FAST)
    try:
        batch = batch_of(_json(request))
    except Refused as refusal:
        raise turned_away_by(refusal) from refusal
    done = actions.append_batch(capability, batch, at=at)
    return JsonResponse(
        {
            "epoch": done.epoch,
            "writer": done.writer,
            "through": done.through,
            "head": done.head,
            "refused": [{"n": int(reason.subject), "code": reason.code} for reason in done.refused],
            "ms_left": done.ms_left,
            "lease": done.lease,
            "state": done.state,
        }
    )


@_spoken
def finish(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Finish, or ask again for the same receipt."""
    at = timezone.now()
    capability = _capability(request, attempt)
    done = actions.finish_attempt(capability, actions.claim_of(_json(request)), at=at)
    return JsonResponse({"receipt": done.receipt, "state": done.state, "signed": done.signed})


@_spoken
def writer(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Take over: signed in, with the room's code where there is one; the answer brings the new capability."""
    at = timezone.now()
    person = person_behind(request.user)
    if person is None:
        raise TurnedAway(Code.SIGN_IN)
    body = _json(request)
    room_code, above = body.get("room_code", ""), body.get("above", 0)
    if not isinstance(room_code, str) or type(above) is not int or above < 0:
        raise TurnedAway(Code.MALFORMED)
    try:
        done = actions.take_over(
            person, attempt, room_code=room_code, above=above, device=device_of(request.headers), at=at
        )
    except NotVisible:
        actions.record_foreign_attempt(person.uuid, attempt, at=at)
        raise
    before = [
        {
            "epoch": one.epoch,
            "through": one.through,
            "head": one.head,
            "device": one.device,
            "seen_ms_ago": max(milliseconds(at) - milliseconds(one.last_seen), 0),
        }
        for one in done.before
    ]
    response = JsonResponse(
        {
            "epoch": done.epoch,
            "through": done.through,
            "head": done.head,
            "lease": done.lease,
            "state": done.state,
            "ms_left": done.ms_left,
            "before": before,
        }
    )
    give(response, done.capability)
    return response


def _capability(request: HttpRequest, attempt: UUID) -> Capability:
    try:
        return opened(request.COOKIES.get(COOKIE, ""), attempt, timezone.now())
    except NoCapability:
        raise TurnedAway(Code.CAPABILITY) from None


def _check_origin(request: HttpRequest) -> None:
    """Browsers name the origin of every POST, beacons too; a page of somebody else cannot write here."""
    origin = urlsplit(request.headers.get("Origin", ""))
    if (origin.scheme, origin.netloc) != (request.scheme, request.get_host()):
        raise TurnedAway(Code.ORIGIN)


def _check_size(request: HttpRequest) -> None:
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        raise TurnedAway(Code.MALFORMED)
    if int(length) > MOST_BYTES:
        raise TurnedAway(Code.SIZE, Reason("journal.bytes", MOST_BYTES, int(length)))


def _json(request: HttpRequest) -> Mapping[str, object]:
    """The body, whatever type it says it has: a beacon cannot choose freely."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise TurnedAway(Code.MALFORMED) from None
    if not isinstance(body, dict):
        raise TurnedAway(Code.MALFORMED)
    return body


def _counted_refusal(attempt: UUID, refusal: TurnedAway) -> JsonResponse:
    actions.count_refusal(attempt, refusal.code.value, at=timezone.now())
    return _refusal(refusal)


def _refusal(refusal: TurnedAway) -> JsonResponse:
    answer = JsonResponse({"code": refusal.code, **refusal.facts}, status=_STATUS[refusal.code])
    if refusal.code in _RETRY_SECONDS:
        answer["Retry-After"] = str(_RETRY_SECONDS[refusal.code])
    return answer
