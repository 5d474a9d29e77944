"""Secrets of one installation, each in a file of its own. Standard library only: settings ask for them first."""

import os
import secrets
from pathlib import Path

_SECRET_BYTES = 48


class EmptySecret(Exception):
    """A file of a secret holds nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the file of a secret is empty: {path}; put the copy that was kept in its place")


def kept_secret(path: Path) -> str:
    """The secret in ``path``; made at the first start, readable by its owner alone, never in code.

    Two processes that start together agree on one: the file is created exclusively, the loser reads the winner's.

    :raises EmptySecret: the file is there and holds nothing: whatever it sealed or signed would be open to anybody.
    """
    if not path.exists():
        _make(path)
    secret = path.read_text(encoding="ascii").strip()
    if not secret:
        raise EmptySecret(path)
    return secret


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(_SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # atomic and refused where the file exists: never half-written, never overwritten
    except FileExistsError:
        pass
    finally:
        draft.unlink()
