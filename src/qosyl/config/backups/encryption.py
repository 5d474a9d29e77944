"""A stream under a password: AES-256-GCM in chunks, the key drawn out of the password by scrypt.

Each chunk is sealed together with the header, its number and whether it is the last, so that a byte that was altered,
a chunk that was moved and an end that was cut off are all noticed. Not here: what the stream holds.

    magic 8 | salt 16 | nonce prefix 7 | chunks of 65,536 bytes, each 16 bytes longer when sealed; the last is shorter
"""

import io
import secrets
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from qosyl.config.backups.refusals import BrokenBackup

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"QOSYLBK\x01"
_SALT, _PREFIX, _TAG = 16, 7, 16
_HEADER = len(MAGIC) + _SALT + _PREFIX
_CHUNK = 65_536
_SEALED = _CHUNK + _TAG
# 128 MiB and about half a second for each guess. Fixed by the format: a file cannot ask for more, or for less.
_COST, _BLOCK, _LANES = 2**17, 8, 1


class EncryptingWriter(io.RawIOBase):
    """Takes a stream and writes it sealed to ``out``; :meth:`finish` seals the last chunk."""

    def __init__(self, out: BinaryIO, password: bytes) -> None:
        self._out = out
        self._header = MAGIC + secrets.token_bytes(_SALT + _PREFIX)
        self._cipher = _cipher(self._header, password)
        self._number = 0
        self._waiting = bytearray()
        out.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer", /) -> int:
        taken = bytes(content)
        self._waiting += taken
        while len(self._waiting) > _CHUNK:  # a full chunk waits: only `finish` knows whether it is the last
            self._seal(bytes(self._waiting[:_CHUNK]), last=False)
            del self._waiting[:_CHUNK]
        return len(taken)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._header, self._number, last=last), chunk, self._header))
        self._number += 1


class DecryptingReader(io.RawIOBase):
    """The stream behind a sealed file, from any place in it; :class:`BrokenBackup` for a chunk that does not open."""

    def __init__(self, file: BinaryIO, password: bytes) -> None:
        self._file = file
        body = file.seek(0, io.SEEK_END) - _HEADER
        file.seek(0)
        self._header = file.read(_HEADER)
        if body <= _TAG or not self._header.startswith(MAGIC):
            raise BrokenBackup("the file is cut short")
        self._chunks = -(-body // _SEALED)
        self._size = body - self._chunks * _TAG
        self._cipher = _cipher(self._header, password)
        self._place = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError("a place before the start")
        self._place = start + offset
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if self._place >= self._size:
            return 0
        number, start = divmod(self._place, _CHUNK)
        view = memoryview(buffer).cast("B")
        piece = self._chunk(number)[start : start + len(view)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _chunk(self, number: int) -> bytes:
        if self._opened[0] != number:
            self._file.seek(_HEADER + number * _SEALED)
            nonce = _nonce(self._header, number, last=number == self._chunks - 1)
            try:
                opened = self._cipher.decrypt(nonce, self._file.read(_SEALED), self._header)
            except (InvalidTag, ValueError) as problem:  # ValueError: shorter than a tag
                raise BrokenBackup(
                    "the file does not open: the password is another one, or the file was altered"
                    if number == 0
                    else "the file was altered or cut short after it was written"
                ) from problem
            self._opened = (number, opened)
        return self._opened[1]


def _cipher(header: bytes, password: bytes) -> AESGCM:
    salt = header[len(MAGIC) : len(MAGIC) + _SALT]
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(password))


def _nonce(header: bytes, number: int, *, last: bool) -> bytes:
    return header[-_PREFIX:] + number.to_bytes(4, "big") + bytes([last])
