"""Gives words to the one refusal that Django leaves blank: an address that takes forms, opened as a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qosyl.ui.errors import wrong_method

_WRONG_METHOD = 405


class WordsForWrongMethod:
    """A blank 405 becomes the page that helps; the methods that the address takes stay in its head."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if response.status_code == _WRONG_METHOD and not response.streaming and not response.content:
            return wrong_method(request, response.headers.get("Allow", ""))
        return response
