"""The token of a QR code and the short code beside it: out of chance, told apart by eye, read back as typed."""

import re
import secrets

#: Digits and letters without I, L, O and U, which are mistaken for others or for words.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 12, 4
_TOKEN_BYTES = 16
#: What fingers and eyes make of them; Cyrillic twins too, since nobody changes the keyboard for a code.
_READ_AS = str.maketrans("OILАВЕКМНРСТУХО", "011ABEKMHPCTYX0")


def new_token() -> str:
    """128 bits out of chance, for an address that nobody guesses."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def new_code() -> str:
    """60 bits out of chance: enough where each visitor has some dozens of tries an hour."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def printed(code: str) -> str:
    """«K7Q2-M9XT-4HJW»."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed(text: str) -> str | None:
    """The code that somebody typed, with or without hyphens and spaces, in either case; None for anything else."""
    plain = re.sub(r"[\s\-–—]", "", text[:64]).upper().translate(_READ_AS)
    return plain if len(plain) == _LENGTH and set(plain) <= set(_SIGNS) else None
