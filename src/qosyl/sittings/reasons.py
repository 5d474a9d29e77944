"""Why a sitting, a drawing, a journal or a result refuses, as whole sentences: one for each reason code.

Here belong words alone. What is required and found is shown exactly: nothing is rounded up.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.localtext import date_in_words
from qosyl.rules.reasons import Amount, Reason

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SITTING: Mapping[str, "_StrPromise"] = {
    "sitting.window-order": _("The end of the window must lie after its beginning."),
    "sitting.window-past": _("This window has passed already. Choose a later time."),
    "sitting.window-long": _("The window is %(actual)s days long; at most %(required)s are allowed."),
    "sitting.nobody-admitted": _(
        "There is nobody to sit: no learner here is both admitted to final assessment and still without a form."
    ),
    "sitting.not-drawn": _(
        "Drawing the forms broke down. Ask for it again; if it happens once more, tell the administrator."
    ),
    "sitting.extra-time": _("More time of %(actual)s %% was asked for; at most %(required)s %% is allowed."),
    "sitting.not-a-sitter": _("Something is eased for a learner who does not sit here."),
    "sitting.uncovered": _("The programme does not say how the final test is held on this day: %(actual)s."),
    "sitting.room-code": _("This is not the code of the room. Ask whoever holds the sitting."),
    "sitting.room-code-tries": _("The code was wrong too often. Ask whoever holds the sitting."),
    "sitting.deadline-minutes": _("Give a number of minutes from 1 to %(required)s."),
    "sitting.deadline-reason": _("Write down why the time changes."),
    "sitting.claims-grounds": _("Write down the grounds of the decision."),
    "sitting.no-difference": _("Claims change nothing in this result: there is nothing to decide."),
}
_REGISTER: Mapping[str, "_StrPromise"] = {
    "register.future": _("It is %(required)s now; %(actual)s has not come yet."),
    "register.early": _("Learners are let in from %(required)s on, not at %(actual)s."),
    "register.before-arrival": _("The learner arrived at %(required)s and cannot have left at %(actual)s."),
    "register.own": _("Nobody keeps the register of their own test. Ask another invigilator."),
    "register.admitted-already": _("The learner is registered already."),
    "register.not-admitted": _("The learner is not registered."),
    "register.document": _("Choose which document was shown, and where."),
    "register.late": _("This test has ended already. Write why the learner is registered only now."),
    "register.words": _("Write what happened."),
}
_DRAWING: Mapping[str, "_StrPromise"] = {
    "blueprint.short": _(
        "Too few questions in %(subject)s: a form needs %(required)s, and %(actual)s can stand in one form."
    ),
    "blueprint.together": _(
        "The questions do not suffice for all shares at once; %(subject)s is the tightest: needed %(required)s, "
        "there are %(actual)s."
    ),
    "blueprint.entangled": _(
        "Too many questions exclude each other; %(subject)s is the tightest: needed %(required)s, there are %(actual)s."
    ),
}
_RESULT: Mapping[str, "_StrPromise"] = {
    "test.pass-mark": _("To pass, %(required)s points are needed; the result is %(actual)s."),
    "test.points-of-form": _("The questions of the form give %(actual)s points, not %(required)s."),
    "test.scale": _("The scale goes to %(actual)s, not to %(required)s."),
    "test.position-twice": _("Position %(subject)s stands in the form more than once."),
    "test.item-twice": _("Question %(subject)s stands in the form more than once."),
    "test.no-key": _("Question %(subject)s has no right answer."),
    "test.all-withdrawn": _("No question of the form counts any more."),
    "test.no-position": _("There is an answer to a question %(subject)s, which the form does not have."),
}
_RULING: Mapping[str, "_StrPromise"] = {
    "ruling.grounds": _("Write down the grounds of the ruling."),
    "ruling.right": _("Choose which options are right: at least one, and not all of them."),
    "ruling.same": _("The question counts so already: there is nothing to rule."),
}
_JOURNAL: Mapping[str, "_StrPromise"] = {
    "journal.malformed": _("The device sent something that is no answer. Load the page again."),
    "journal.protocol": _("The page is out of date. Load it again; the answers on the device stay."),
    "journal.batch-size": _("More than %(required)s answers were sent at once."),
    "journal.attempt-size": _("More than %(required)s entries were made in this test."),
    "journal.bytes": _("More than %(required)s bytes were sent at once."),
    "journal.gap": _("Earlier answers have not arrived yet."),
    "journal.diverged": _("The answers on this device differ from those that were received."),
    "journal.epoch": _("The test goes on at another place."),
    "journal.history": _("The journal on the server is not whole."),
    "journal.missing": _("Not all answers of this device have arrived yet."),
    "journal.consent": _("Another device may still hold answers. Say that the test may end without them."),
    "journal.unknown-kind": _("An entry is of no known kind."),
    "journal.unknown-language": _("An entry names no language of the test."),
    "journal.unknown-position": _("An entry names a question that this form does not have."),
    "journal.unknown-option": _("An entry names an option that this question does not have."),
    "receipt.digits": _("A receipt holds digits only."),
    "receipt.length": _("A receipt has %(required)s digits; these are %(actual)s."),
    "receipt.check-digit": _("A digit of this receipt is wrong, or two were exchanged."),
}
SENTENCES: Mapping[str, "_StrPromise"] = {**_SITTING, **_REGISTER, **_DRAWING, **_RESULT, **_RULING, **_JOURNAL}


def sentence_of(reason: Reason) -> str:
    """The reason as a sentence in the language of the page; KeyError for a code that has none."""
    required, actual = _shown(reason.required), _shown(reason.actual)
    return str(SENTENCES[reason.code]) % {"required": required, "actual": actual, "subject": reason.subject}


def sentences_of(reasons: Iterable[Reason]) -> list[str]:
    return [sentence_of(reason) for reason in reasons]


def _shown(amount: Amount | None) -> object:
    if isinstance(amount, date):
        return date_in_words(amount).pick(get_language() or "kk")
    return str(amount) if isinstance(amount, Fraction) else amount
