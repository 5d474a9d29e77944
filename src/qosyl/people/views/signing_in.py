"""Signing in and out. A wrong name and a wrong password read the same."""

from math import ceil
from typing import Any
from uuid import UUID

from axes.helpers import get_cool_off
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qosyl.people.access import person_named, signed_in_person
from qosyl.people.forms import SignInForm
from qosyl.people.kept_forms import FIELD, MOST_LETTERS, KeptForm, opened_form
from qosyl.people.middleware import LOST_FORM
from qosyl.people.sign_in_names import read_sign_in_name
from qosyl.ui.errors import too_many_requests

#: Values of so many letters were written by hand; a choice, a number or a key is shorter or one word.
_TEXT = 60
_MOST_KEPT = 2 * MOST_LETTERS


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:  # noqa: ARG001 - axes' shape
    """Under what failed attempts are counted: the person, by whichever name; else a keyed hash of what was typed.

    The hash because personal data stands in `User` alone, and because people type passwords into the field of the
    name. After a success axes asks with the user's own uuid, so the person's count is the one that is forgotten.
    """
    given = (credentials or {}).get("sign_in_name", "")
    if isinstance(given, UUID):
        return str(given)
    typed = str(given)
    name = read_sign_in_name(typed)
    person = person_named(name.kind, name.value) if name else None
    if person is not None:
        return str(person.uuid)
    return salted_hmac("counted name", name.value if name else typed.casefold(), algorithm="sha256").hexdigest()


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Too many failed attempts under one name: wait, or ask the coordinator."""
    pause = get_cool_off(request)
    return too_many_requests(request, ceil(pause.total_seconds() / 60) if pause else 1)


@never_cache
@sensitive_post_parameters("password", FIELD)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    onward = request.POST.get("next") or request.GET.get("next") or ""
    lost = bool(request.POST.get(LOST_FORM) or request.GET.get(LOST_FORM))
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            kept = opened_form(request, timezone.now())  # before signing in, which makes new secrets
            login(request, user)
            person = signed_in_person(request)
            if kept is not None and kept.is_of(person) and not person.must_change_password:
                return render(request, "people/kept_form.html", {"kept": kept, "texts": _texts(kept)})
            if lost:
                messages.warning(request, _("What you sent before signing in was not taken. Please fill it in again."))
            # Not `redirect`, which takes a bare word for the name of a route and fails where there is none.
            return HttpResponseRedirect(_first_address(request, onward))
        if getattr(request, "axes_locked_out", False):
            return locked_out(request)
        form.add_error(None, _("The name or the password is not right. Check both, or ask your coordinator."))
    kept_field = request.POST.get(FIELD, "")
    page = {"form": form, "next": onward, "lost": lost, "kept": kept_field if len(kept_field) <= _MOST_KEPT else ""}
    return render(request, "people/sign_in.html", page)


def _texts(kept: KeptForm) -> list[str]:
    """What was written rather than chosen: shown, so that it can be read and copied."""
    return [value for _name, value in kept.typed if len(value) >= _TEXT or " " in value.strip()]


def _first_address(request: HttpRequest, onward: str) -> str:
    """Whoever signs in with a password from a slip replaces it before anything else."""
    if signed_in_person(request).must_change_password:
        return reverse("people:own-password")
    return _own_address(request, onward)


def _own_address(request: HttpRequest, address: str) -> str:
    own = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if own else "/"


@require_http_methods(["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")
