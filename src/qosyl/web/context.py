"""What stands on every page around its content: the way to each role's work, and the demonstration's banner."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qosyl.people.access import may, person_behind
from qosyl.people.matrix import Door, matrix

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Route, words; a person sees the link if the matrix opens the route.
_WAYS: tuple[tuple[str, "_StrPromise"], ...] = (
    ("programmes:programmes", _("Programmes")),
    ("cohorts:cohorts", _("Cohorts")),
    ("sittings:sittings", _("Tests")),
    ("sittings:items", _("Questions")),
    ("commissions:protocols", _("Protocols")),
    ("certificates:awaiting", _("Documents")),
    ("certificates:register", _("Register")),
    ("programmes:workroom", _("Workroom")),
    ("people:people", _("People")),
    ("web:acts", _("Record of acts")),
)


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the navigation; `here` marks the one that leads to the present page."""

    address: str
    words: "_StrPromise"
    here: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """Links by role; one query a request at most, the one that the permission matrix asks anyway."""
    person = person_behind(getattr(request, "user", None))
    today = timezone.localdate()
    ways = []
    for route, words in _WAYS:
        rule = matrix().routes[route]
        if rule is Door.PUBLIC or (person and may(person, rule, today)):
            address = reverse(route)
            ways.append(Way(address, words, here=request.path.startswith(address)))
    return {"ways": ways, "person": person, "demo": settings.DEMO}
