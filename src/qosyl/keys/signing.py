"""Ed25519: a root key that leaves the installation certifies issuing keys, and these seal what is issued.

Pure: values and signatures, no files, no settings, no database, so that a stranger can check a seal anywhere. Where an
installation keeps its keys is said in `signing_folder`.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_NAME_LENGTH = 16
_CERTIFICATE = "qosyl/issuing-key/1"


class NotAKey(ValueError):
    """A text that should hold a key, a certificate or a trust file does not."""


def canonical(value: object) -> bytes:
    """JSON as it is signed: sorted keys, no spaces, UTF-8. The same value has the same bytes everywhere."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def signature_over(private: bytes, purpose: str, content: object) -> bytes:
    """The signature of one purpose; it means nothing for another."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_said(purpose, content))


def is_signed(public: bytes, purpose: str, content: object, signature: bytes) -> bool:
    """Whether the key signed this content for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _said(purpose, content))
    except (InvalidSignature, ValueError):
        return False
    return True


def _said(purpose: str, content: object) -> bytes:
    return purpose.encode() + b"\n" + (content if isinstance(content, bytes) else canonical(content))


def key_name(public: bytes) -> str:
    """What a key is called: the beginning of its own hash, so that no two share a name."""
    return hashlib.sha256(public).hexdigest()[:_NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class KeyPair:
    private: bytes
    public: bytes


def new_pair() -> KeyPair:
    private = Ed25519PrivateKey.generate()
    return KeyPair(private.private_bytes_raw(), private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def pair_of(private: bytes) -> KeyPair:
    """The pair that a private key belongs to."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return KeyPair(private, public.public_bytes(Encoding.Raw, PublicFormat.Raw))


@dataclass(frozen=True, slots=True)
class Root:
    """The public half of a root key. What a ``specimen`` root stands behind is never a document."""

    public: bytes
    specimen: bool = False

    @property
    def name(self) -> str:
        return key_name(self.public)

    def as_json(self) -> dict[str, Any]:
        return {"public": as_text(self.public), "specimen": self.specimen}


@dataclass(frozen=True, slots=True)
class Certificate:
    """A root says: this issuing key may seal between these two moments (both included)."""

    public: bytes
    root: str
    since: datetime
    until: datetime
    specimen: bool
    signature: bytes

    @property
    def name(self) -> str:
        return key_name(self.public)

    def statement(self) -> dict[str, Any]:
        """What the root signed."""
        return {
            "public": as_text(self.public),
            "root": self.root,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "specimen": self.specimen,
        }

    def as_json(self) -> dict[str, Any]:
        return self.statement() | {"signature": as_text(self.signature)}

    def is_of(self, root: Root) -> bool:
        """Whether this root gave it, word for word."""
        same_kind = self.root == root.name and self.specimen == root.specimen
        return same_kind and is_signed(root.public, _CERTIFICATE, self.statement(), self.signature)

    def covers(self, moment: datetime) -> bool:
        return self.since <= moment <= self.until


def certified(root: KeyPair, public: bytes, *, since: datetime, until: datetime, specimen: bool = False) -> Certificate:
    """The certificate of an issuing key by a root."""
    if until <= since:
        raise ValueError("a key ends after it begins")
    draft = Certificate(public, key_name(root.public), since, until, specimen, b"")
    signature = signature_over(root.private, _CERTIFICATE, draft.statement())
    return Certificate(public, draft.root, since, until, specimen, signature)


@dataclass(frozen=True, slots=True)
class Revocation:
    """From this moment on nobody relies on the key, whatever time its seals name: who has it can name any."""

    key: str
    at: datetime
    reason: str

    def as_json(self) -> dict[str, str]:
        return {"key": self.key, "at": self.at.isoformat(), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verifier has been handed by the provider: roots, and issuing keys that are revoked."""

    roots: tuple[Root, ...] = ()
    revoked: tuple[Revocation, ...] = ()

    def root_of(self, certificate: Certificate) -> Root | None:
        """The known root that gave this certificate; None for a stranger's."""
        return next((root for root in self.roots if certificate.is_of(root)), None)

    def revocation_of(self, key: str) -> Revocation | None:
        return next((revocation for revocation in self.revoked if revocation.key == key), None)


# --- as text ---------------------------------------------------------------------------------------------------------
def as_text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()


def from_text(text: object) -> bytes:
    """:class:`NotAKey` for anything that `as_text` did not write, other spellings of the same bytes among it."""
    try:
        content = base64.urlsafe_b64decode(text.encode("ascii")) if isinstance(text, str) else b""
    except ValueError as problem:
        raise NotAKey("no bytes as text") from problem
    if not content or as_text(content) != text:
        raise NotAKey("no bytes as text")
    return content


def read_certificate(value: object) -> Certificate:
    """A certificate out of JSON; :class:`NotAKey` where it is none, word for word."""
    if not isinstance(value, Mapping):
        raise NotAKey("no certificate of a key")
    try:
        read = Certificate(
            public=from_text(value["public"]),
            root=str(value["root"]),
            since=datetime.fromisoformat(value["since"]),
            until=datetime.fromisoformat(value["until"]),
            specimen=value["specimen"] is True,
            signature=from_text(value["signature"]),
        )
        is_same = canonical(read.as_json()) == canonical(dict(value))
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAKey("no certificate of a key") from problem
    if read.since.tzinfo is None or read.until.tzinfo is None or not is_same:
        raise NotAKey("no certificate of a key")
    return read


def written_trust(trust: Trust) -> str:
    """The trust file that a provider hands to whoever verifies without the network."""
    content = {
        "format": "qosyl-trust/1",
        "roots": [root.as_json() for root in trust.roots],
        "revoked": [revocation.as_json() for revocation in trust.revoked],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_trust(text: str) -> Trust:
    """A trust file; :class:`NotAKey` where it is none."""
    try:
        content = json.loads(text)
        roots = tuple(Root(from_text(row["public"]), row["specimen"] is True) for row in content["roots"])
        revoked = tuple(
            Revocation(str(row["key"]), datetime.fromisoformat(row["at"]), str(row["reason"]))
            for row in content["revoked"]
        )
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        raise NotAKey("no trust file") from problem
    return Trust(roots, revoked)
