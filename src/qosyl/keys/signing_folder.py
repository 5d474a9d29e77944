"""Where an installation keeps what it signs with: public roots, issuing keys with their sealed private halves, and
revocations, a file each. Private halves of roots are not among them.

A root of specimens makes itself at the first specimen: what it stands behind is no document, so that nothing is lost
with its private half, which is thrown away at once.
"""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from qosyl.keys.sealing import seal, unseal
from qosyl.keys.signing import (
    Certificate,
    KeyPair,
    NotAKey,
    Revocation,
    Root,
    Trust,
    as_text,
    certified,
    from_text,
    new_pair,
    read_certificate,
    signature_over,
)

SIGNING = "signing"
SPECIMEN_LIFE = timedelta(days=3650)
_PURPOSE = "issuing key"


class NoIssuingKey(Exception):
    """No key of this installation may seal at this moment: `qosyl keys` makes one."""


class UnknownKey(Exception):
    """This installation has no issuing key of that name."""


@dataclass(frozen=True, slots=True)
class IssuingKey:
    """A key that seals; its private half is opened for each signature and kept nowhere else."""

    certificate: Certificate
    sealed: bytes

    @property
    def name(self) -> str:
        return self.certificate.name

    def sign(self, purpose: str, content: object) -> bytes:
        return signature_over(unseal(_PURPOSE, self.sealed, self.name), purpose, content)


def keep_root(root: Root) -> None:
    """Know a root from now on; twice is once."""
    _write(_folder("roots") / f"{root.name}.json", root.as_json())


def make_issuing_key(root: KeyPair, *, since: datetime, until: datetime, specimen: bool = False) -> IssuingKey:
    """A new key, certified by the root; its private half is sealed before it touches the disk."""
    pair = new_pair()
    certificate = certified(root, pair.public, since=since, until=until, specimen=specimen)
    key = IssuingKey(certificate, seal(_PURPOSE, pair.private, certificate.name))
    keep_root(Root(root.public, specimen))
    content = {"certificate": certificate.as_json(), "sealed": as_text(key.sealed)}
    _write(_folder("issuing") / f"{key.name}.json", content)
    return key


def revoke_issuing_key(name: str, *, at: datetime, reason: str) -> Revocation:
    """Rely on the key no more; the first revocation stays the one that holds."""
    if name not in {key.name for key in issuing_keys()}:
        raise UnknownKey(name)
    known = trust().revocation_of(name)
    if known is not None:
        return known
    revocation = Revocation(name, at, reason)
    _write(_folder("revoked") / f"{name}.json", revocation.as_json())
    return revocation


def issuing_keys() -> list[IssuingKey]:
    """All keys, revoked and expired ones among them, the newest first."""
    keys = [
        IssuingKey(read_certificate(content["certificate"]), from_text(content["sealed"]))
        for content in _contents(_folder("issuing"))
    ]
    return sorted(keys, key=lambda key: (key.certificate.since, key.name), reverse=True)


def trust() -> Trust:
    """What this installation relies on."""
    return trust_in(_top())


def trust_in(top: Path) -> Trust:
    """What the installation relies on whose keys lie in this folder; nothing where there is no such folder."""
    roots = tuple(Root(from_text(row["public"]), row["specimen"] is True) for row in _contents(top / "roots"))
    revoked = tuple(
        Revocation(row["key"], datetime.fromisoformat(row["at"]), row["reason"]) for row in _contents(top / "revoked")
    )
    return Trust(roots, revoked)


def key_in_force(at: datetime, *, specimen: bool) -> IssuingKey:
    """The newest key that may seal now; one for specimens is made where there is none.

    :raises NoIssuingKey: for documents, while nobody has made one.
    """
    relied_on = trust()
    for key in issuing_keys():
        certificate = key.certificate
        fits = certificate.specimen == specimen and certificate.covers(at)
        if fits and relied_on.root_of(certificate) and relied_on.revocation_of(key.name) is None:
            return key
    if not specimen:
        raise NoIssuingKey
    return make_issuing_key(new_pair(), since=at, until=at + SPECIMEN_LIFE, specimen=True)


# --- files -----------------------------------------------------------------------------------------------------------
def _top() -> Path:
    return Path(settings.KEYS_FOLDER) / SIGNING


def _folder(name: str) -> Path:
    return _top() / name


def _contents(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        try:
            yield json.loads(path.read_text(encoding="utf-8"))
        except ValueError as problem:
            raise NotAKey(f"{path} is damaged; put the copy of a backup in its place") from problem


def _write(path: Path, content: object) -> None:
    """Whole or not at all, never over another."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
