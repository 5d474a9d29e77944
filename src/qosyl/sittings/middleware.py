"""The short way to the answer journal: saving an answer passes no session, no user and no page of the house.

Here belongs which addresses take it. Everything else, and every page under `/sit/`, goes the usual way.
"""

import re
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from qosyl.sittings.views.journal import events, finish

_ADDRESS = re.compile(r"/sit/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(events|finish)")
_VIEWS = {"events": events, "finish": finish}


class JournalMiddleware:
    """Answers the two addresses that a device calls in the hour that decides; what they ask for is the capability."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _ADDRESS.fullmatch(request.path_info)
        if found is None:
            return self._get_response(request)
        return _VIEWS[found[2]](request, UUID(found[1]))
