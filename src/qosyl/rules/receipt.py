"""The receipt of a finished attempt: eleven digits that both sides compute, and one that catches slips of the pen.

Equal digits mean equal contents of the journal; they do not say who answered or when. Not here: the signed receipt.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from qosyl.rules.journal import Tail
from qosyl.rules.reasons import Reason, Refused

_MARK = "qosyl-receipt-1"
_DIGITS = 11
_GROUP = 4
#: A quasigroup of order 10, totally anti-symmetric, with zeros on its diagonal (H. M. Damm, 2004): it finds every
#: single wrong digit and every exchange of two neighbours.
_QUASIGROUP = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_PRINTED = re.compile(r"[\s\u00a0-]")
_ASCII_DIGITS = re.compile(r"[0-9]*")


def receipt(attempt: str, tails: Iterable[Tail]) -> str:
    """The receipt as it is shown, 4-4-4. Every epoch counts, an empty one too.

    The digits are SHA256 of `qosyl-receipt-1`, the attempt, and for each epoch in order `/epoch:through:head`, read as
    one number, modulo 10 to the 11th.
    """
    heads = "".join(f"/{tail.epoch}:{tail.through}:{tail.head}" for tail in sorted(tails, key=lambda tail: tail.epoch))
    number = int.from_bytes(sha256(f"{_MARK}{attempt}{heads}".encode("ascii")).digest(), "big")
    return shown(with_check_digit(f"{number % 10**_DIGITS:0{_DIGITS}}"))


def check_digit(digits: str) -> str:
    """The Damm digit of some digits."""
    interim = 0
    for digit in digits:
        interim = _QUASIGROUP[interim][int(digit)]
    return str(interim)


def with_check_digit(digits: str) -> str:
    return digits + check_digit(digits)


def shown(digits: str) -> str:
    """Digits in groups of four, as people read them out."""
    return "-".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def receipt_problems(typed: str) -> tuple[Reason, ...]:
    """What is wrong with a receipt that somebody typed; spaces and hyphens may stand anywhere."""
    digits = _PRINTED.sub("", typed)
    if _ASCII_DIGITS.fullmatch(digits) is None:
        return (Reason("receipt.digits", required="0-9", actual=typed),)
    if len(digits) != _DIGITS + 1:
        return (Reason("receipt.length", required=_DIGITS + 1, actual=len(digits)),)
    if check_digit(digits) != "0":
        return (Reason("receipt.check-digit", required=check_digit(digits[:-1]), actual=digits[-1]),)
    return ()


def receipt_of(typed: str) -> str:
    """A typed receipt as it is shown; one with a slip raises `Refused`."""
    if problems := receipt_problems(typed):
        raise Refused(problems)
    return shown(_PRINTED.sub("", typed))
