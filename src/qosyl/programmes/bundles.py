"""Zips of topics, kept as files by version: a version never changes, so neither does its bundle."""

import secrets
from pathlib import Path

from django.conf import settings

from qosyl.kits.page import Audience
from qosyl.programmes.contents import package_of


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
    return path
