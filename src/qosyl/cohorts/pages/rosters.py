"""The preview of a pasted list: each row with its verdict and remarks in words, and the sums of the verdicts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qosyl.cohorts.roster import Fate, Remark, Roster, Verdict, Weight
from qosyl.cohorts.words import FATE_KINDS, FATES, FIELDS, REMARKS

_KINDS = {Weight.LOOK: "attention", Weight.WRONG: "harm"}


@dataclass(frozen=True, slots=True)
class RemarkLine:
    field: str
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A row as the preview shows it: both spellings, how to reach the person, where to, what becomes of it."""

    number: int
    name_kk: str
    name_ru: str
    contacts: str
    workplace: str
    group: str
    fate: str
    kind: str
    remarks: Sequence[RemarkLine]


def lines_of(roster: Roster) -> list[RosterLine]:
    """Rows that need mending come first, then all others in their order."""
    ordered = sorted(roster.verdicts, key=lambda verdict: (verdict.fate is not Fate.WRONG, verdict.row.number))
    return [_line(verdict) for verdict in ordered]


def counts_of(roster: Roster) -> list[tuple[str, str, int]]:
    """How many rows meet each fate: its words, its kind, how many."""
    counts = Counter(verdict.fate for verdict in roster.verdicts)
    words = {
        Fate.NEW: _("New"),
        Fate.KNOWN: _("Known"),
        Fate.ALREADY: _("Already here"),
        Fate.REPEATED: _("Repeated"),
        Fate.WRONG: _("To be mended"),
    }
    return [(words[fate], FATE_KINDS[fate], counts[fate]) for fate in Fate if counts[fate]]


def _line(verdict: Verdict) -> RosterLine:
    learner = verdict.learner
    return RosterLine(
        number=verdict.row.number,
        name_kk=learner.kk.written,
        name_ru=learner.ru.written,
        contacts=", ".join(contact.value for contact in learner.contacts),
        workplace=", ".join(part for part in (learner.organisation, learner.position, learner.district) if part),
        group=_("Group %(number)s") % {"number": verdict.group.number} if verdict.group else "",
        fate=str(FATES[verdict.fate]) % {"row": verdict.earlier},
        kind=FATE_KINDS[verdict.fate],
        remarks=[_remark(remark) for remark in verdict.remarks],
    )


def _remark(remark: Remark) -> RemarkLine:
    words = str(REMARKS[remark.words]) % {"detail": remark.detail}
    return RemarkLine(str(FIELDS.get(remark.field, "")), words, _KINDS[remark.weight])
