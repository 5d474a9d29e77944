"""Why a rule refuses: every unmet condition with what is required and what was found.

Here belongs the value alone, and the form in which rows keep it. Words for it are chosen where it is shown, in the
reader's language.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: Whole marks, minutes or items; an exact share; a name or a day. Never a rounded number: 89.98 % is not 90 %.
Amount = int | Fraction | str | date


@dataclass(frozen=True, slots=True)
class Reason:
    """One unmet condition.

    `code` names the condition and is stable; `subject` names the thing by its key; `clause` gives the lines of the
    approved text on which the condition rests, empty where it follows from arithmetic alone.
    """

    code: str
    required: Amount | None = None
    actual: Amount | None = None
    subject: str = ""
    clause: str = ""


class Refused(ValueError):
    """A value that its rule does not admit; `reasons` holds all unmet conditions, never only the first."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__("; ".join(_in_words(reason) for reason in reasons))
        self.reasons = reasons


def recorded(reason: Reason) -> dict[str, str | None]:
    """A reason as rows keep it, ready for JSON: amounts as exact text, with the kind of amount before it."""
    return {
        "code": reason.code,
        "required": _written(reason.required),
        "actual": _written(reason.actual),
        "subject": reason.subject,
        "clause": reason.clause,
    }


def reason_of(record: Mapping[str, int | str | None]) -> Reason:
    """The reason again, exactly as it was."""
    return Reason(
        str(record["code"]),
        _read(record["required"]),
        _read(record["actual"]),
        str(record["subject"] or ""),
        str(record["clause"] or ""),
    )


def _written(amount: Amount | None) -> str | None:
    if amount is None:
        return None
    if isinstance(amount, str):
        return f"text:{amount}"
    if isinstance(amount, date):
        return f"date:{amount.isoformat()}"
    return f"{'int' if isinstance(amount, int) else 'fraction'}:{amount}"


def _read(written: int | str | None) -> Amount | None:
    if written is None or isinstance(written, int):
        return written
    kind, _, value = written.partition(":")
    if kind == "text":
        return value
    if kind == "int":
        return int(value)
    if kind == "fraction":
        return Fraction(value)
    return date.fromisoformat(value) if kind == "date" else _read_bare(written)


def _read_bare(written: str) -> Amount:
    """Results of the first layout kept shares and days as text without their kind, and whole numbers as numbers."""
    if re.fullmatch(r"-?[0-9]+/[0-9]+", written):
        return Fraction(written)
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def _in_words(reason: Reason) -> str:
    return f"{reason.code} {reason.subject}: required {reason.required}, found {reason.actual}"
