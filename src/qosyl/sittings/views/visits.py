"""Who comes to a page of an attempt, and by what right: the capability of this device, or the learner's own account."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from qosyl.people.access import NotVisible, person_behind
from qosyl.sittings.access import attempt_of_capability, own_attempt
from qosyl.sittings.capability import COOKIE, Capability, NoCapability, opened
from qosyl.sittings.marking import clock_of
from qosyl.sittings.states import AttemptState

if TYPE_CHECKING:
    from qosyl.sittings.models import Attempt


class Unknown(Exception):
    """Neither a capability nor an account came with the request."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page of an attempt is asked for. `capability` is None on a device that does not write it."""

    attempt: "Attempt"
    capability: Capability | None
    at: datetime

    @property
    def state(self) -> AttemptState:
        return clock_of(self.attempt).state(self.at)

    @property
    def writes(self) -> bool:
        """Whether this device is the one that writes."""
        return self.capability is not None and self.capability.epoch == self.attempt.epoch


def visit_of(request: HttpRequest, attempt: UUID, at: datetime) -> Visit:
    """Raises `Unknown` where nobody is behind the request, `NotVisible` where the attempt is another's.

    An expired session loses no page: the capability of the device is enough.
    """
    person = person_behind(getattr(request, "user", None))
    try:
        capability = opened(request.COOKIES.get(COOKIE, ""), attempt, at)
    except NoCapability:
        if person is None:
            raise Unknown from None
        return Visit(own_attempt(person, attempt), None, at)
    if person is not None and person.uuid != capability.learner:
        raise NotVisible  # a shared phone: somebody else has signed in since
    return Visit(attempt_of_capability(attempt, capability.learner), capability, at)


def to_sign_in(attempt: UUID) -> HttpResponse:
    """Sign in first, then come back to the attempt."""
    return redirect_to_login(reverse("sittings:sit", args=[attempt]), reverse(settings.LOGIN_URL))


def page_language() -> str:
    return "ru" if get_language() == "ru" else "kk"
