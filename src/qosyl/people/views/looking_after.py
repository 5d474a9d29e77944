"""What an administrator does: finds people, opens and closes accounts, gives and ends roles, renews passwords."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qosyl.people import actions
from qosyl.people.access import (
    holding_visible_to,
    holdings_visible_to,
    may,
    people_visible_to,
    person_visible_to,
    providers_where,
    signed_in_person,
)
from qosyl.people.forms import GiveRoleForm, KnownPersonForm, NewPersonForm
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName, printed_code
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.people.models import User

_PAGE = 25

_READ, _LOOK_AFTER = "read_people", "look_after_people"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    actor, today = signed_in_person(request), timezone.localdate()
    words = request.GET.get("q", "").strip()
    found = people_visible_to(actor, _READ, today, words)
    page = {
        "words": words,
        "page": page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count()),
        "may_change": may(actor, _LOOK_AFTER, today),
    }
    return render(request, "people/people.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    actor = signed_in_person(request)
    providers = providers_where(actor, _LOOK_AFTER, timezone.localdate())
    form = NewPersonForm(
        request.POST or None,
        initial={"once": uuid4()},
        providers=providers,
        interface_language=get_language() or "kk",
    )
    known = None
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.open_account(
                actor,
                form.chosen_provider,
                kk=form.name("kk"),
                ru=form.name("ru"),
                role=form.chosen_role,
                at=timezone.now(),
                contacts=form.contacts,
                language=form.cleaned_data["language"],
                once=form.cleaned_data["once"],
            )
        except actions.AlreadyOpened as twice:
            return _sent_twice(request, actor, twice.user)
        except actions.NameTaken as taken:
            known = _known_by(actor, form.cleaned_data[str(taken)])
            form.add_error(str(taken), _taken_words(known))
        else:
            return _first_password(request, account.user, account.password)
    page = {"form": form, "known": known, "trail": _trail(_("New account"))}
    return render(request, "people/new_person.html", page, status=422 if form.errors else 200)


def _sent_twice(request: HttpRequest, actor: "User", opened: "User") -> HttpResponse:
    """The answer to the first sending is lost with its password: while nobody has used that, this one has a new one."""
    if opened.last_login is None:
        return _first_password(request, opened, actions.renew_password(actor, opened, at=timezone.now()))
    messages.info(request, _("This account was opened before and is in use."))
    return redirect("people:person", person=opened.uuid)


def _known_by(actor: "User", contact: SignInName) -> "User | None":
    """Who signs in by this name, if this administrator may know."""
    return people_visible_to(actor, _READ, timezone.localdate()).filter(**{contact.kind: contact.value}).first()


def _taken_words(known: "User | None") -> str:
    if known is not None:
        return _("One of your people signs in by this name already.")
    return _(
        "No new account can be opened with this. Leave the field empty, or, if the person has an account already, ask "
        "for their personal code and give them a role by it."
    )


@require_http_methods(["GET", "POST"])
def known_person(request: HttpRequest) -> HttpResponse:
    """A role for somebody whose account was opened elsewhere: with their personal code they let themselves be found."""
    actor = signed_in_person(request)
    form = _role_form(actor, request.POST or None, KnownPersonForm)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["code"]
        _give(actor, found, form)
        messages.success(request, _("The role is given."))
        return redirect("people:person", person=found.uuid)
    page = {"form": form, "trail": _trail(_("A person with an account"))}
    return render(request, "people/known_person.html", page, status=422 if form.errors else 200)


def _trail(here: str) -> list[Link]:
    return [Link(_("People"), reverse("people:people")), Link(here)]


def _first_password(request: HttpRequest, person: "User", password: str) -> HttpResponse:
    """Shown once, in the answer itself: it is stored nowhere in plain."""
    page = {"person": person, "code": printed_code(person.code) if person.code else "", "password": password}
    return render(request, "people/first_password.html", page)


@require_safe
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    actor, today = signed_in_person(request), timezone.localdate()
    return render(request, "people/person.html", _person_page(actor, person_visible_to(actor, _READ, today, person)))


def _person_page(actor: "User", found: "User", form: GiveRoleForm | None = None) -> dict[str, object]:
    today = timezone.localdate()
    may_change = may(actor, _LOOK_AFTER, today)
    holdings = holdings_visible_to(actor, _READ, today, found)
    past = [holding for holding in holdings if holding.last_day is not None and holding.last_day < today]
    if form is None and may_change:
        form = _role_form(actor)
    return {
        "person": found,
        "trail": _trail(found.full_name.pick("ru" if get_language() == "ru" else "kk")),
        "code": printed_code(found.code) if found.code else "",
        "now": [holding for holding in holdings if holding not in past],
        "past": past,
        "may_change": may_change,
        "form": form,
    }


def _role_form(actor: "User", posted: object = None, kind: type[GiveRoleForm] = GiveRoleForm) -> GiveRoleForm:
    providers = providers_where(actor, _LOOK_AFTER, timezone.localdate())
    return kind(
        posted,
        initial={"since": timezone.localdate()},
        providers=providers,
        interface_language=get_language() or "kk",
    )


@require_POST
def give_role(request: HttpRequest, person: UUID) -> HttpResponse:
    actor, today = signed_in_person(request), timezone.localdate()
    found = person_visible_to(actor, _LOOK_AFTER, today, person)
    form = _role_form(actor, request.POST)
    if not form.is_valid():
        return render(request, "people/person.html", _person_page(actor, found, form), status=422)
    _give(actor, found, form)
    messages.success(request, _("The role is given."))
    return redirect("people:person", person=found.uuid)


def _give(actor: "User", found: "User", form: GiveRoleForm) -> None:
    provider, branch = form.chosen_place
    values = form.cleaned_data
    actions.give_role(
        actor,
        found,
        Role(values["role"]),
        provider,
        branch=branch,
        since=values["since"],
        until=values["until"],
        at=timezone.now(),
    )


@require_POST
def end_role(request: HttpRequest, holding: UUID) -> HttpResponse:
    actor = signed_in_person(request)
    found = holding_visible_to(actor, _LOOK_AFTER, timezone.localdate(), holding)
    try:
        actions.end_role(actor, found, at=timezone.now())
    except actions.LastAdministrator:
        messages.error(request, _("This is the last administrator. Give the role to somebody else first."))
    else:
        messages.success(request, _("The role has ended. It stays in the history."))
    return redirect("people:person", person=found.user.uuid)


@never_cache
@require_POST
def renew_password(request: HttpRequest, person: UUID) -> HttpResponse:
    actor = signed_in_person(request)
    found = person_visible_to(actor, _LOOK_AFTER, timezone.localdate(), person)
    password = actions.renew_password(actor, found, at=timezone.now())
    return _first_password(request, found, password)


@require_POST
def close_account(request: HttpRequest, person: UUID) -> HttpResponse:
    actor = signed_in_person(request)
    found = person_visible_to(actor, _LOOK_AFTER, timezone.localdate(), person)
    try:
        actions.close_account(actor, found, at=timezone.now())
    except actions.LastAdministrator:
        messages.error(request, _("This is the last administrator. Give the role to somebody else first."))
    else:
        messages.success(request, _("The account is closed. You can open it again here."))
    return redirect("people:person", person=found.uuid)


@require_POST
def open_account(request: HttpRequest, person: UUID) -> HttpResponse:
    actor = signed_in_person(request)
    found = person_visible_to(actor, _LOOK_AFTER, timezone.localdate(), person)
    actions.reopen_account(actor, found, at=timezone.now())
    messages.success(request, _("The account is open again."))
    return redirect("people:person", person=found.uuid)
