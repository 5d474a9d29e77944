"""Why a rule refuses: every unmet condition with what is required and what was found.

Here belongs the value alone. Words for it are chosen where it is shown, in the reader's language.
"""

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


def _in_words(reason: Reason) -> str:
    return f"{reason.code} {reason.subject}: required {reason.required}, found {reason.actual}"
