"""Words for kinds, states and flaws of documents, in the reader's language. Only words: no tables, no decisions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.certificates.seal import Flaw, Problem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

KINDS: Mapping[str, "_StrPromise"] = {
    "certificate": _("Certificate"),
    "statement": _("Statement of attendance"),
    "nothing": _("No document"),
    "undecided": _("Not decided yet"),
}
STATES: Mapping[str, tuple["_StrPromise", str]] = {
    "valid": (_("Valid"), "done"),
    "annulled": (_("Annulled"), "harm"),
    "replaced": (_("Replaced"), "attention"),
}
TURNS: Mapping[str, "_StrPromise"] = {
    "issued": _("Issued"),
    "annulled": _("Annulled"),
    "replaced": _("Replaced by another document"),
}
_FIELDS: Mapping[str, "_StrPromise"] = {
    "kind": _("Kind of document"),
    "specimen": _("Specimen"),
    "number": _("Registration number"),
    "code": _("Code"),
    "address": _("Address of verification"),
    "issued": _("Date of issue"),
    "provider": _("Organisation"),
    "branch": _("Branch"),
    "holder": _("Full name"),
    "programme": _("Programme"),
    "hours": _("Hours"),
    "period": _("Period"),
    "place": _("Place"),
    "head": _("Head of the organisation"),
    "enrolment": _("Enrolment"),
    "cohort": _("Cohort"),
    "protocol": _("Protocol of the commission"),
    "earlier": _("Earlier document"),
    "annex": _("Annex"),
    "facts": _("Facts of the decision"),
    "policies": _("Policies of the decision"),
    "state": _("State in the register"),
    "format": _("Format"),
}
_FLAWS: Mapping[Flaw, "_StrPromise"] = {
    Flaw.FIELD_ALTERED: _("This field was altered after the issue."),
    Flaw.FIELD_ADDED: _("This field was added after the issue."),
    Flaw.FIELD_MISSING: _("This field was taken away after the issue."),
    Flaw.SEAL_ALTERED: _("The seal was altered."),
    Flaw.UNKNOWN_ROOT: _("The seal was made with a key that is not known here."),
    Flaw.KEY_REVOKED: _("The seal was made with a key that was revoked."),
    Flaw.KEY_OUT_OF_TIME: _("The seal was made outside the time of its key."),
    Flaw.FILE_ALTERED: _("The file was altered."),
    Flaw.FILE_UNSEALED: _("The file has no seal."),
    Flaw.PAGE_DIFFERS: _("The page shows other words."),
    Flaw.ROW_DIFFERS: _("The register holds another value."),
    Flaw.NO_RECORD: _("There is no sealed record."),
    Flaw.UNREADABLE: _("The record cannot be read."),
}


def field_in_words(path: str) -> str:
    """What a field is called, by the beginning of its path; a path that nobody knows is its own name."""
    first = path.split(".", 1)[0]
    return str(_FIELDS.get(first, path))


def problem_in_words(problem: Problem) -> tuple[str, str]:
    """The field, where one is named, and what is wrong with it."""
    return (field_in_words(problem.field) if problem.field else "", str(_FLAWS[problem.flaw]))
