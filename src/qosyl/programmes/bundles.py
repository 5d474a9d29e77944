"""Zips of topics, kept as files by version: a version never changes, so neither does its bundle."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from qosyl.kits.page import Audience
from qosyl.programmes.contents import package_of

#: Making one takes seconds; after so long the work that was asked for has been lost.
_ASKED_FOR = timedelta(minutes=3)


def as_audience(word: str) -> Audience:
    """The audience that a stored word means; ValueError for any other."""
    if word == "learner":
        return "learner"
    if word == "tutor":
        return "tutor"
    raise ValueError(f"{word!r} is no audience")


def bundle_path(version_fingerprint: str, number: str, audience: Audience) -> Path:
    """Where the zip lies, or will lie."""
    return Path(settings.MEDIA_ROOT) / "bundles" / version_fingerprint / f"{number}-{audience}.zip"


def ask_once(version_fingerprint: str, number: str, audience: Audience, now: datetime) -> bool:
    """Whether the zip is to be asked for now: it is not there, and nobody has asked for it in the last minutes.

    A page that is only looked at may be looked at by many, and by programs that follow every link.
    """
    path = bundle_path(version_fingerprint, number, audience)
    asked = path.with_suffix(".asked")
    moment = now.timestamp()
    if path.exists() or (asked.exists() and 0 <= moment - asked.stat().st_mtime < _ASKED_FOR.total_seconds()):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    asked.touch()
    os.utime(asked, (moment, moment))
    return True


def keep_bundle(version_fingerprint: str, number: str, audience: Audience) -> Path:
    """Make the zip unless it is there; it appears whole or not at all."""
    path = bundle_path(version_fingerprint, number, audience)
    if path.exists():
        return path
    # Libraries of office files take as long to load as all the rest; only the background work needs them.
    from qosyl.kits.bundle import topic_bundle  # noqa: PLC0415 - as the line above says

    package = package_of(version_fingerprint)
    content = topic_bundle(package, number, audience)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.write_bytes(content)
    draft.replace(path)
    path.with_suffix(".asked").unlink(missing_ok=True)
    return path
