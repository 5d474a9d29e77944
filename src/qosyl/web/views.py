"""Home pages by role, the demonstration's door, the record of acts, and whether the house is up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qosyl.audit.access import acts_of
from qosyl.people.access import (
    people_named,
    people_visible_to,
    person_behind,
    person_named,
    providers_where,
)
from qosyl.people.queries import people_by_contact
from qosyl.people.sign_in_names import SignInName
from qosyl.programmes.access import current_publications, published_package
from qosyl.ui.lists import page_of, read_page_number
from qosyl.web.act_words import detail_of, sentence_of
from qosyl.web.demo import CAST, Player
from qosyl.web.home import sections_of

if TYPE_CHECKING:
    from qosyl.audit.models import Act
    from qosyl.people.models import User

_ACTS_ON_A_PAGE = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, for whoever is signed in; for everybody else, what this place is."""
    publications = [(found, published_package(found)) for found in current_publications()]
    user = person_behind(request.user)
    if user is None:
        return render(request, "web/welcome.html", {"publications": publications})
    sections = sections_of(user, timezone.now())
    page = {
        "publications": publications,
        "sections": sections,
        "studies": any(section.key == "learner" for section in sections),
    }
    return render(request, "web/home.html", page)


@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404("not a demonstration")
    # Learners are there only once a programme was given to the demonstration's cohorts.
    there = {name.value for name in people_by_contact(frozenset(SignInName("phone", one.phone) for one in CAST))}
    return render(request, "web/demo.html", {"players": [one for one in CAST if one.phone in there]})


@require_POST
def demo_sign_in(request: HttpRequest, player: str) -> HttpResponse:
    """Sign in as an invented person; only in a demonstration, and only people of its own cast."""
    found = next((one for one in CAST if one.key == player), None)
    if not settings.DEMO or found is None:
        raise Http404("no such person in the demonstration")
    login(request, _account_of(found), backend="qosyl.people.backends.SignInNameBackend")
    return redirect("web:home")


def _account_of(player: Player) -> "User":
    account = person_named("phone", player.phone)
    if account is None or account.opened_by is None or not account.opened_by.is_demo:
        raise Http404("the demonstration is not filled in: run `qosyl demo`")
    return account


@never_cache
@require_safe
def acts(request: HttpRequest) -> HttpResponse:
    """The record of acts of the providers where this person may read it, the newest first."""
    today = timezone.localdate()
    providers = providers_where(request.user, "read_acts", today)
    people = people_visible_to(request.user, "read_acts", today)
    found = acts_of((provider.uuid for provider in providers), people.order_by().values_list("uuid", flat=True))
    page = page_of(found, read_page_number(request.GET.get("page", "")), _ACTS_ON_A_PAGE, total=found.count())
    named = people_named({uuid for act in page.items for uuid in (act.actor, _person_of(act)) if uuid}, among=people)
    rows = [_row(act, named) for act in page.items]
    return render(request, "web/acts.html", {"page": page, "rows": rows})


def _person_of(act: "Act") -> UUID | None:
    return UUID(act.thing) if act.thing_kind == "user" else None


def _row(act: "Act", named: Mapping[UUID, "User"]) -> dict[str, object]:
    """An act in words: what was done, to whom or what, by whom and when."""
    person, actor = _person_of(act), act.actor
    return {
        "sentence": sentence_of(act.name, act.facts),
        "detail": detail_of(act.facts),
        "refused": act.refused,
        "person": named.get(person) if person and person != actor else None,
        "actor": named.get(actor) if actor else None,
        "done_at": act.done_at,
    }


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """For whoever watches the server: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
