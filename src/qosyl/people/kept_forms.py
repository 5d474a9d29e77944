"""A form that arrived after its person had been signed out: what was typed travels through the page for signing in.

Nothing is stored. The text goes sealed into a hidden field of that page, opens in the same browser alone, and comes
back after signing in, to be sent again by a press of a button. Passwords and files never travel.
"""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.middleware.csrf import get_token

from qosyl.keys.sealing import BrokenSeal, seal, unseal

if TYPE_CHECKING:
    from qosyl.people.models import User

#: In the form for signing in: the sealed text.
FIELD = "kept"
#: A list of a hundred learners is a quarter of it; Django refuses forms of more than a thousand fields by itself.
MOST_LETTERS = 64 * 1024
_HOLDS = timedelta(hours=12)
_PURPOSE = "kept form"
_SECRET_WORDS = ("password", "csrfmiddlewaretoken")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where the form was going, the page on which it was filled in, and what was typed: names with their values."""

    action: str
    page: str
    typed: tuple[tuple[str, str], ...]
    #: The key of the person whose session had ended; empty where that is not known any more.
    owner: str

    def is_of(self, user: "User") -> bool:
        """Whether it may be shown to this person: on a shared phone somebody else may sign in."""
        return self.owner in {"", str(user.pk)}


def sealed_form(request: HttpRequest, page: str, at: datetime) -> str:
    """The form of this request, sealed for the page for signing in; empty where there is nothing to be kept.

    Kept is what a person sent from a page. What a script sends, files, and more than anybody types, is not.
    """
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or request.FILES:
        return ""
    typed = [(name, value) for name, values in request.POST.lists() if not _is_secret(name) for value in values]
    letters = sum(len(name) + len(str(value)) for name, value in typed)
    if not typed or letters > MOST_LETTERS:
        return ""
    words = {
        "action": request.get_full_path(),
        "page": page,
        "typed": typed,
        "owner": _owner_of_ended_session(request),
        "at": at.isoformat(),
    }
    content = zlib.compress(json.dumps(words).encode())
    return base64.urlsafe_b64encode(seal(_PURPOSE, content, _browser(request))).decode()


def opened_form(request: HttpRequest, at: datetime) -> KeptForm | None:
    """The form that the page for signing in carried; None where there is none, of another browser, or too old."""
    try:
        content = unseal(_PURPOSE, base64.urlsafe_b64decode(request.POST.get(FIELD, "")), _browser(request))
    except (BrokenSeal, ValueError):
        return None
    words = json.loads(zlib.decompress(content))
    if at - datetime.fromisoformat(words["at"]) > _HOLDS:
        return None
    typed = tuple((name, value) for name, value in words["typed"])
    return KeptForm(words["action"], words["page"], typed, words["owner"])


def _is_secret(name: str) -> bool:
    return any(word in name.casefold() for word in _SECRET_WORDS)


def _browser(request: HttpRequest) -> str:
    """What tells this browser from others until somebody signs in: the secret behind its forms."""
    get_token(request)
    return str(request.META["CSRF_COOKIE"])


def _owner_of_ended_session(request: HttpRequest) -> str:
    """Whose session it was. A row that has only run out is still there; one that was ended is gone."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    row = SessionStore.get_model_class().objects.filter(session_key=key).first() if key else None
    return str(row.get_decoded().get(SESSION_KEY, "")) if row is not None else ""
