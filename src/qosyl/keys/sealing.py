"""Sealing at rest: AES-256-GCM with a key of its own for each purpose, derived from one secret file.

A sealed value begins with a version byte, so that a later scheme can be told from this one.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from qosyl.keys.kept import kept_secret

_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_BYTES = 32


class BrokenSeal(Exception):
    """The sealed bytes were altered, belong to another thing, or the key is not the one that sealed them."""


def _cipher(purpose: str) -> AESGCM:
    secret = kept_secret(settings.KEYS_FOLDER / "sealing").encode("ascii")
    return AESGCM(HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"qosyl {purpose}".encode()).derive(secret))


def seal(purpose: str, content: bytes, belongs_to: str) -> bytes:
    """Encrypt ``content`` for ``purpose``; it opens only together with the same ``belongs_to``."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(purpose).encrypt(nonce, content, belongs_to.encode())


def unseal(purpose: str, sealed: bytes, belongs_to: str) -> bytes:
    """What was sealed; :class:`BrokenSeal` when anything about it is not as it was."""
    version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _VERSION:
        raise BrokenSeal("unknown version of the seal")
    try:
        return _cipher(purpose).decrypt(nonce, body, belongs_to.encode())
    except (InvalidTag, ValueError) as problem:  # ValueError: cut so short that no nonce is left
        raise BrokenSeal("the sealed content does not open") from problem
