"""Reasons in words: why a learner has not earned a document yet, and what keeps a provider from issuing one.

A sentence for each code of the rules that this room asks, and for the codes of its own acts; a test keeps the table
whole. Amounts stand inside whole sentences.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.localtext import short_date
from qosyl.rules.reasons import Amount, Reason
from qosyl.ui.quantities import in_figures

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    # what is awaited
    "document.admission-undecided": _("Nobody has decided yet on admission to final assessment."),
    "document.admission-unconfirmed": _("The commission has not confirmed the admission yet."),
    "document.test-unrecorded": _("No result of the final test is recorded yet."),
    "document.works-unrecorded": _("Independent work is not recorded yet."),
    "document.project-unrecorded": _("The project is not recorded yet."),
    "document.results-unconfirmed": _("The commission has not confirmed the results yet."),
    "document.name-unconfirmed": _("The learner has not confirmed the spelling of the own name yet."),
    # what is not met
    "document.not-admitted": _("The learner was not admitted to final assessment."),
    "document.not-admitted.absent": _("The learner did not come to the course."),
    "document.test": _("A certificate asks for %(required)s points in the final test, the learner has %(actual)s."),
    "document.test.not-presented": _("The learner did not sit the final test."),
    "document.works": _("A certificate asks for %(required)s points in independent work, the learner has %(actual)s."),
    "document.works.not-presented": _("The learner presented no independent work."),
    "document.project": _("A certificate asks for %(required)s points in the project, the learner has %(actual)s."),
    "document.project.not-presented": _("The learner presented no project."),
    "document.attendance": _("A certificate asks for %(required)s%% of the hours, the learner has %(actual)s%%."),
    "document.nothing": _("The learner has earned neither a certificate nor a statement."),
    # why it is only a specimen
    "document.version-is-a-trial": _(
        "This version of the programme is a trial: until its approval, papers are specimens."
    ),
    "document.demo": _("This is a demonstration: its papers are specimens."),
    # what an act refuses
    "document.issued-already": _("Document %(actual)s is issued to this learner already."),
    "document.ended-already": _("This document is not valid any more."),
    "document.other-kind": _(
        "What is recorded today leads to a document of another kind. Annul this one and issue that."
    ),
    "document.interrupted": _("The course of this learner is interrupted. Let the learner resume or withdraw first."),
    "letterhead.none": _("The letterhead is empty: say who signs documents, and where."),
    "key.none": _("There is no key that seals documents. The administrator makes one with «qosyl keys»."),
    "series.none.certificate": _("No numbers are set for certificates of the year %(required)s."),
    "series.none.statement": _("No numbers are set for statements of the year %(required)s."),
    "series.after-restore": _(
        "The installation was restored from a backup. Look at the last paper handed out and set the next number of "
        "«%(required)s»."
    ),
    "series.given": _("Numbers up to this one are given already; the next one can be %(required)s or later."),
    # patterns of numbers
    "number.brace": _("A brace of the pattern has no partner."),
    "number.space": _("The pattern begins or ends with a space, or holds an unusual one."),
    "number.long": _("The pattern is longer than %(required)s signs."),
    "number.separator": _("Between two fields of the pattern stands no sign that keeps them apart."),
    "number.digits": _("A number has %(required)s digits at most."),
    "number.unknown-field": _("The pattern names a field that does not exist; there are: %(required)s."),
    "number.number": _("The pattern needs the field {number} exactly once."),
    "number.year": _("The pattern needs the field {year}."),
    "number.field-twice": _("The pattern names a field twice."),
    "number.word": _("A field of the pattern is empty here, or holds signs other than letters and digits."),
    "number.year-digits": _("A year has four digits."),
    "number.range": _("A number is 1 or more, with twelve digits at most."),
    "number.first": _("The first number is 1 or more."),
}


def in_words(reason: Reason) -> str:
    """The reason as a sentence in the reader's language; a code that has none here is an error of ours."""
    actual = reason.actual
    special = f"{reason.code}.{'not-presented' if actual is None else actual}"
    sentence = SENTENCES.get(special) if actual is None or isinstance(actual, str) else None
    template = str(sentence if sentence is not None else SENTENCES[reason.code])
    return template % {"required": _shown(reason.required), "actual": _shown(actual)} if "%" in template else template


def all_in_words(reasons: tuple[Reason, ...] | list[Reason]) -> list[str]:
    return list(dict.fromkeys(in_words(reason) for reason in reasons))


def _shown(amount: Amount | None) -> str:
    """Years and numbers of documents without spaces between digits; shares cut to two digits, never rounded up."""
    if isinstance(amount, date):
        return short_date(amount)
    if isinstance(amount, Fraction):
        return in_figures(amount, None if amount.denominator == 1 else 2)
    return "" if amount is None else str(amount)
