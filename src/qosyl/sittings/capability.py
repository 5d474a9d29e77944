"""The capability of an attempt: a cookie that lets one device write one attempt, without session and account.

HMAC-SHA-256 by a key of its own over version, attempt, learner, epoch and the last moment. It holds no deadline: the
row decides, so that extensions work. Never in an address, a log or a device's store; scripts cannot read it.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase

from qosyl.keys.kept import kept_secret

COOKIE = "qosyl_sit"
_VERSION = "1"
_PARTS = 5
_LONGEST = 200


class NoCapability(Exception):
    """Absent, forged, expired or of another attempt; which of them, nobody is told."""


@dataclass(frozen=True, slots=True)
class Capability:
    """Lets a learner's device write epochs 1 to `epoch` of an attempt until `not_after`."""

    attempt: UUID
    learner: UUID
    epoch: int
    not_after: datetime


def sealed(capability: Capability) -> str:
    """The value of the cookie."""
    words = _words(capability.learner, capability.epoch, int(capability.not_after.timestamp()))
    return f"{words}.{_mark(capability.attempt, words)}"


def opened(value: str, attempt: UUID, at: datetime) -> Capability:
    """What a cookie that came with a request for `attempt` allows at this moment; raises `NoCapability`."""
    if len(value) > _LONGEST or not value.isascii():
        raise NoCapability
    words, _, mark = value.rpartition(".")
    if not hmac.compare_digest(mark, _mark(attempt, words)):
        raise NoCapability
    parts = words.split(".")
    if len(parts) != _PARTS - 1 or parts[0] != _VERSION:
        raise NoCapability
    _, learner, epoch, last = parts
    not_after = datetime.fromtimestamp(int(last), UTC)
    if at > not_after:
        raise NoCapability
    return Capability(attempt, UUID(learner), int(epoch), not_after)


def give(response: HttpResponseBase, capability: Capability) -> None:
    """Set the cookie, for the addresses of this attempt alone."""
    response.set_cookie(
        COOKIE,
        sealed(capability),
        expires=capability.not_after,
        path=path_of(capability.attempt),
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def take_back(response: HttpResponseBase, attempt: UUID) -> None:
    """Remove the cookie from the device."""
    response.delete_cookie(COOKIE, path=path_of(attempt), samesite="Strict")


def path_of(attempt: UUID) -> str:
    return f"/sit/{attempt}/"


def tag(purpose: str, words: str) -> str:
    """A mark of the server under other words of this room: receipts, tokens of forms. Each purpose has its own."""
    return hmac.new(_key(settings.KEYS_FOLDER), f"{purpose}/{words}".encode(), sha256).hexdigest()


def _words(learner: UUID, epoch: int, not_after: int) -> str:
    return f"{_VERSION}.{learner.hex}.{epoch}.{not_after}"


def _mark(attempt: UUID, words: str) -> str:
    return tag("capability", f"{attempt.hex}/{words}")


@lru_cache(maxsize=2)
def _key(folder: Path) -> bytes:
    return kept_secret(folder / "sittings").encode("ascii")
