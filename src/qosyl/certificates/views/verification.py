"""Verification by anybody: what a QR code or a short code leads to. No name in full, no list, no index."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qosyl.certificates import access, codes
from qosyl.certificates.forms import CodeForm, NameForm
from qosyl.certificates.lookups import CODES, NAMES, WAIT_MINUTES, count_try, is_slowed
from qosyl.certificates.plain import names_in
from qosyl.certificates.printing import sheet_values
from qosyl.certificates.visitors import visitor_of
from qosyl.certificates.words import KINDS, problem_in_words
from qosyl.people.access import NotVisible
from qosyl.rules.names import is_same_name, masked
from qosyl.ui.errors import too_many_requests


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """A field for the short code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        now, visitor = timezone.now(), visitor_of(request)
        if is_slowed(CODES, visitor, now):
            return too_many_requests(request, WAIT_MINUTES)
        if form.is_valid():
            found = access.document_of_code(form.cleaned_data["code"])
            if found is not None:
                return redirect("certificates:verification", token=found.token)
            count_try(CODES, visitor, now)
            form.add_error("code", _("There is no document with this code. Check each sign against the paper."))
    return _unlisted(render(request, "certificates/verify.html", {"form": form}, status=422 if form.is_bound else 200))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, token: str) -> HttpResponse:
    """What a document says, checked against its seal at this very moment; a typed name is compared, never shown."""
    now, visitor = timezone.now(), visitor_of(request)
    if is_slowed(CODES, visitor, now):
        return too_many_requests(request, WAIT_MINUTES)
    try:
        shown = access.shown(access.document_of_token(token))
    except NotVisible:
        count_try(CODES, visitor, now)
        raise
    form = NameForm(request.POST or None)
    same: bool | None = None
    if request.method == "POST" and form.is_valid() and not shown.problems:
        if is_slowed(NAMES, token, now):
            return too_many_requests(request, WAIT_MINUTES)
        same = is_same_name(form.cleaned_data["name"], names_in(shown.record))
        if not same:
            count_try(NAMES, token, now)
    page = _page(shown) | {"form": form, "same": same, "typed": form.is_bound}
    return _unlisted(render(request, "certificates/verification.html", page))


def _page(shown: access.Shown) -> dict[str, object]:
    page: dict[str, object] = {
        "problems": [problem_in_words(each) for each in shown.problems],
        "document": shown.document,
    }
    if shown.problems:
        return page  # nothing of a document that was altered is repeated
    language = "ru" if get_language() == "ru" else "kk"
    values = sheet_values(shown.record)
    name = names_in(shown.record)[0 if language == "kk" else 1]
    return page | {
        "kind": KINDS[shown.document.kind],
        "last": shown.entries[-1],
        "number": values["number"],
        "name": masked(name),
        "code": codes.printed(shown.document.code),
        "rows": [
            (_("Programme"), f"«{values['programme'][language]}»"),
            (_("Academic hours"), values["hours"]["printed"]),
            (_("Period"), values["period"][language]),
            (_("Organisation"), values["provider"][language]),
            (_("Place"), values["place"][language]),
            (_("Date of issue"), values["issued"][language]),
        ],
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and no site that a visitor goes to from here learns the address."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not `no-referrer`: with it browsers send the form of this page without an origin, and it would be refused.
    response["Referrer-Policy"] = "same-origin"
    return response
