"""Home pages by role, the demonstration's door, the record of acts, and whether the house is up."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qosyl.audit.access import acts_of
from qosyl.people.access import may, people_named, person_behind, person_named, providers_where
from qosyl.programmes.access import (
    current_publications,
    live_banks_visible_to,
    published_package,
    submissions_visible_to,
)
from qosyl.ui.lists import page_of, read_page_number
from qosyl.web.demo import CAST, Player

if TYPE_CHECKING:
    from qosyl.people.models import User

_ACTS_ON_A_PAGE = 50
_SUBMISSIONS_AT_HOME = 5


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What to do next, for whoever is signed in; for everybody else, what this place is."""
    publications = [(found, published_package(found)) for found in current_publications()]
    user, today = person_behind(request.user), timezone.localdate()
    if user is None:
        return render(request, "web/welcome.html", {"publications": publications})
    page = {
        "publications": publications,
        "may_publish": may(user, "publish_programme", today),
        "may_look_after_people": may(user, "look_after_people", today),
        "may_read_acts": may(user, "read_acts", today),
        "submissions": submissions_visible_to(user, today)[:_SUBMISSIONS_AT_HOME],
        "banks": live_banks_visible_to(user, today),
    }
    return render(request, "web/home.html", page)


@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404("not a demonstration")
    return render(request, "web/demo.html", {"players": CAST})


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
    if account is None:
        raise Http404("the demonstration is not filled in: run `qosyl demo`")
    return account


@never_cache
@require_GET
def acts(request: HttpRequest) -> HttpResponse:
    """The record of acts of the providers where this person may read it, the newest first."""
    providers = providers_where(request.user, "read_acts", timezone.localdate())
    found = acts_of(provider.uuid for provider in providers)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _ACTS_ON_A_PAGE, total=found.count())
    actors = people_named({act.actor for act in page.items if act.actor})
    rows = [(act, actors.get(act.actor) if act.actor else None) for act in page.items]
    return render(request, "web/acts.html", {"page": page, "rows": rows})


@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """For whoever watches the server: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
