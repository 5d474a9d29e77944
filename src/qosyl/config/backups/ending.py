"""The end of a backup: a SHA-256 over everything before it, as the last bytes of the zip's comment.

So the file is a zip like any other, and still no byte of it can change unseen, those between its members included. This
finds accidents; who alters a file on purpose can write a new digest, and only a password prevents that.
"""

import hashlib
import io
from typing import TYPE_CHECKING, BinaryIO

from qosyl.config.backups.refusals import BrokenBackup

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_LABEL = b"qosyl backup 1 sha256 "
_DIGEST = 64
#: What the zip takes for its comment; the writer below puts the digest where the zeros stand.
COMMENT = _LABEL + b"0" * _DIGEST
_PIECE = 1024 * 1024


class DigestingWriter(io.RawIOBase):
    """Passes a stream on to ``out``, and puts the digest of it in the place of its last 64 bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self._tail = b""

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer", /) -> int:
        taken = bytes(content)
        together = self._tail + taken
        ready, self._tail = together[:-_DIGEST], together[-_DIGEST:]
        self._digest.update(ready)
        self._out.write(ready)
        return len(taken)

    def finish(self) -> None:
        self._out.write(self._digest.hexdigest().encode())


def checked_digest(file: BinaryIO) -> str:
    """The digest at the end of the file, after all bytes before it were found to be those it was made of."""
    size = file.seek(0, io.SEEK_END)
    if size < len(COMMENT):
        raise BrokenBackup("the file is no backup, or it is cut short")
    file.seek(0)
    digest, left = hashlib.sha256(), size - _DIGEST
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise BrokenBackup("the file ends while it is read")
        digest.update(piece)
        left -= len(piece)
    said = file.read(_DIGEST)
    file.seek(size - len(COMMENT))
    if file.read(len(_LABEL)) != _LABEL:
        raise BrokenBackup("the file is no backup, or it is cut short")
    if digest.hexdigest().encode() != said:
        raise BrokenBackup("the file was altered after it was written: its bytes do not match its SHA-256")
    return digest.hexdigest()
