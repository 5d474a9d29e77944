"""Keeps every route behind the permission matrix, and turns refusals into answers."""

from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from qosyl.people.access import NotVisible, Refused, may
from qosyl.people.forms import SignInForm
from qosyl.people.kept_forms import sealed_form
from qosyl.people.matrix import Door, matrix
from qosyl.people.models import User

#: In the address of the page for signing in: a form was sent after the session had ended.
LOST_FORM = "lost"

#: What somebody with a first password from a slip may do before choosing an own one.
_BEFORE_OWN_PASSWORD = {"people:own-password", "people:sign-out", "ui:language", "ui:display"}


class PermissionMiddleware:
    """Deny by default: a route answers only as the matrix says.

    A visitor who is not signed in is sent to sign in; a person without the role gets 404, as for an address that
    does not exist. Acts and access ask again for the very thing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if isinstance(getattr(request, "user", None), User):
            # A shared phone keeps no copy of what somebody saw while signed in.
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        route = request.resolver_match.view_name if request.resolver_match else ""
        rule = matrix().routes.get(route)
        if rule is Door.PUBLIC:
            return None
        if rule is None:
            raise Http404("this route stands in no permission table")
        if not isinstance(request.user, User):
            return _to_sign_in(request)
        if request.user.must_change_password and route not in _BEFORE_OWN_PASSWORD:
            return redirect("people:own-password")
        if rule is not Door.SIGNED_IN and not may(request.user, rule, timezone.localdate()):
            raise Http404("the matrix does not open this route for the person's roles")
        return None

    def process_exception(self, _request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A thing that is not visible, or an act that is refused, looks like one that does not exist."""
        if isinstance(problem, (NotVisible, Refused)):
            raise Http404 from problem
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """After signing in the visitor is where they were: at the page asked for, or at the page of the form they sent.

    A form that arrives after the session has ended is not taken. What was typed is carried through the page for signing
    in; where it cannot be, both that page and the page after it say so.
    """
    sign_in = reverse(settings.LOGIN_URL)
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return redirect_to_login(request.get_full_path(), sign_in)
    page = _page_of_form(request)
    if kept := sealed_form(request, page, timezone.now()):
        words = {"form": SignInForm(), "next": page, "lost": True, "kept": kept}
        return render(request, "people/sign_in.html", words)
    return redirect_to_login(page, f"{sign_in}?{urlencode({LOST_FORM: 1})}")


def _page_of_form(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return request.get_full_path()
    address = urlsplit(page)
    return urlunsplit(("", "", address.path or "/", address.query, ""))
