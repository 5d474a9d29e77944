"""A seal over a whole file, inside that file: the place for it is kept open, and filled when all other bytes stand.

Here belongs the place alone. Not here: keys, signatures, and what a file says.
"""

import re
from collections.abc import Callable

_NAME = "qosyl-file-seal:"
#: As many hexadecimal digits as an Ed25519 signature has.
_DIGITS = 128
#: What a template writes where the seal will stand; a document says its keywords twice, in two kinds of metadata.
EMPTY_MARK = _NAME + "0" * _DIGITS
_MARK = re.compile(rb"%s([0-9a-f]{%d})" % (_NAME.encode(), _DIGITS))


def sealed_file(content: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The file with the signature over all its other bytes in the place that was kept; ValueError without a place."""
    if EMPTY_MARK.encode() not in content:
        raise ValueError("the file keeps no place for a seal")
    signature = sign(content).hex()
    if len(signature) != _DIGITS:
        raise ValueError(f"a seal has {_DIGITS} hexadecimal digits, this one {len(signature)}")
    return content.replace(EMPTY_MARK.encode(), (_NAME + signature).encode())


def parted(content: bytes) -> tuple[bytes, bytes] | None:
    """The file as it was when it was sealed, and the seal; None where there is none, or where two differ."""
    found = set(_MARK.findall(content))
    if len(found) != 1:
        return None
    return _MARK.sub(EMPTY_MARK.encode(), content), bytes.fromhex(found.pop().decode())
