"""Conversations of the interface kit: choosing language and display, the page of all parts.

The error pages are in ``ui.errors``; Django finds them here, among the views.

Language and display are stored in cookies of the reader's own browser; nothing on the server changes.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from qosyl.ui.display import COOKIE_NAME, COOKIE_SECONDS, DisplaySettings
from qosyl.ui.errors import bad_request, csrf_failure, forbidden, not_found, server_error
from qosyl.ui.gallery import examples

# The handlers that Django is told of stand here too, among the views.
__all__ = ["bad_request", "csrf_failure", "forbidden", "gallery", "not_found"]
__all__ += ["server_error", "set_display", "set_language"]

View = Callable[[HttpRequest], HttpResponse]
_OWN_SITE = {"", "same-origin", "none"}


def _from_own_pages(view: View) -> View:
    """Take a choice only from pages of this site, and without a token in the form.

    The two forms stand on every page. A token in them would make each page differ at every visit, so that no browser
    could keep one; what they change is a cookie of taste. A form of another site is still turned away.
    """

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "") not in _OWN_SITE:
            return forbidden(request)
        return view(request)

    return csrf_exempt(guarded)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page from which the choice came, if it is one of ours."""
    address = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    # 303: the browser asks for the page anew with GET, whatever the form did.
    response = HttpResponseRedirect(address if own else "/")
    response.status_code = 303
    return response


@_from_own_pages
@require_http_methods(["GET", "POST"])
def set_language(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return redirect("/")
    response = _back(request)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES) and check_for_language(code):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response


@_from_own_pages
@require_http_methods(["GET", "POST"])
def set_display(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return render(request, "ui/display.html")
    response = _back(request)
    chosen = DisplaySettings() if "reset" in request.POST else DisplaySettings.from_choices(request.POST.dict())
    if cookie := chosen.as_cookie():
        # The page's module writes this cookie as well, therefore not httponly.
        response.set_cookie(COOKIE_NAME, cookie, COOKIE_SECONDS, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
    else:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
    return response


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", examples(request.GET))
