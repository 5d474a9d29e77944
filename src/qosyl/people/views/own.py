"""A person's own account: names as documents print them, ways to sign in, roles, password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qosyl.people.access import holdings_on, signed_in_person
from qosyl.people.actions import choose_own_password, correct_own_names
from qosyl.people.forms import NamesForm, OwnPasswordForm, names_of
from qosyl.people.sign_in_names import printed_code
from qosyl.ui.shapes import Link


@login_required
@require_http_methods(["GET", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    form = NamesForm(request.POST or None, initial=names_of(person))
    if request.method == "POST" and form.is_valid():
        correct_own_names(person, form.name("kk"), form.name("ru"), at=timezone.now())
        messages.success(request, _("Your name is kept as you wrote it."))
        return redirect("people:own-account")
    page = {
        "form": form,
        "person": person,
        "code": printed_code(person.code) if person.code else "",
        "holdings": holdings_on(person, timezone.localdate()),
    }
    return render(request, "people/own_account.html", page)


@login_required
@sensitive_post_parameters("old", "new")
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    form = OwnPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        choose_own_password(person, form.cleaned_data["new"], at=timezone.now())
        update_session_auth_hash(request, person)
        messages.success(request, _("Your new password is in force. Other devices are signed out."))
        return redirect("web:home")
    trail = [Link(_("My account"), reverse("people:own-account")), Link(_("Change the password"))]
    page = {"form": form, "first": person.must_change_password, "trail": trail}
    return render(request, "people/own_password.html", page)
