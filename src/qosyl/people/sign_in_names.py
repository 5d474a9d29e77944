"""What a person types to say who they are: a phone number, an e-mail address or a personal code.

Pure text work. People type with spaces, brackets, a leading 8, small letters and Cyrillic look-alikes; all of these
mean the same name.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Literal

Kind = Literal["phone", "email", "code"]

# No I, L, O, U: nothing that a teacher can misread on a printed slip.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
_READ_AS = str.maketrans("ІILOАВСЕНКМОРТХУ", "111" + "0" + "ABCEHKM0PTXY")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_KAZAKHSTAN_DIGITS = 11
_PHONE_DIGITS = range(8, 16)


@dataclass(frozen=True, slots=True)
class SignInName:
    """A name as it is stored and compared."""

    kind: Kind
    value: str


def read_sign_in_name(typed: str) -> SignInName | None:
    """The name that somebody meant, or None when it can be neither phone, e-mail nor code."""
    text = typed.strip()
    if "@" in text:
        return SignInName("email", text.casefold()) if _EMAIL.fullmatch(text) else None
    if re.fullmatch(r"\+?[0-9\s()./-]+", text):
        phone = _read_phone(text)
        if phone:
            return SignInName("phone", phone)
    code = re.sub(r"[\s-]", "", text.upper()).translate(_READ_AS)
    if len(code) == CODE_LENGTH and all(letter in CODE_LETTERS for letter in code):
        return SignInName("code", code)
    return None


def _read_phone(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    if text.startswith("+"):
        return f"+{digits}" if len(digits) in _PHONE_DIGITS else None
    if len(digits) == _KAZAKHSTAN_DIGITS and digits[0] in "78":
        return f"+7{digits[1:]}"
    if len(digits) == _KAZAKHSTAN_DIGITS - 1 and digits[0] == "7":
        return f"+7{digits}"
    return None


def new_personal_code() -> str:
    """A code of 40 random bits; it names a person, it is no password."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def printed_code(code: str) -> str:
    """The code as a slip prints it: 4F7K-92QM."""
    return f"{code[:4]}-{code[4:]}"


def new_password() -> str:
    """A first password that can be read over the phone: 12 letters and digits in three groups, about 60 bits."""
    letters = [secrets.choice(CODE_LETTERS.lower()) for _ in range(12)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 12, 4))
