"""The file of a root key, which leaves the installation: the private half under a password (scrypt, AES-256-GCM).

Not here: what a root signs (`signing`), and where an installation keeps the public half (`signing_folder`).
"""

import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from qosyl.keys.signing import KeyPair, NotAKey, as_text, from_text, key_name, pair_of

_FORMAT = "qosyl-root-key/1"
#: About half a second and 128 MB for each guess.
_COST, _BLOCK, _LANES = 2**17, 8, 1


class WrongPassword(Exception):
    """The password does not open the file, or the file was altered."""


def write_root_file(path: Path, pair: KeyPair, password: bytes) -> None:
    """Make the file, readable by its owner alone; FileExistsError rather than another root overwritten."""
    salt, nonce, name = secrets.token_bytes(16), secrets.token_bytes(12), key_name(pair.public)
    sealed = AESGCM(_key(password, salt)).encrypt(nonce, pair.private, name.encode())
    content = {
        "format": _FORMAT,
        "key": name,
        "salt": as_text(salt),
        "nonce": as_text(nonce),
        "sealed": as_text(sealed),
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_root_file(path: Path, password: bytes) -> KeyPair:
    """The pair in the file; :class:`NotAKey` for another file, :class:`WrongPassword` where it does not open."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        name, salt, nonce, sealed = (content[word] for word in ("key", "salt", "nonce", "sealed"))
        salt, nonce, sealed = from_text(salt), from_text(nonce), from_text(sealed)
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAKey(f"{path} is no file of a root key") from problem
    try:
        private = AESGCM(_key(password, salt)).decrypt(nonce, sealed, str(name).encode())
    except (InvalidTag, ValueError) as problem:
        raise WrongPassword("the password does not open this file, or the file was altered") from problem
    return pair_of(private)


def _key(password: bytes, salt: bytes) -> bytes:
    return Scrypt(salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(password)
