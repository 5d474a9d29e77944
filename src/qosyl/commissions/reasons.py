"""Refusals of this room in words: each code of the rules that its acts ask has one whole sentence.

`%(who)s` is the name of a learner or a person where the reason is about one, `%(subject)s` a number otherwise.
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
    "commission.chair": _("A commission has one chair; here there are %(actual)s."),
    "commission.secretary": _("A commission has at most one secretary; here there are %(actual)s."),
    "commission.voices": _("At least %(required)s people decide, the chair among them; here there are %(actual)s."),
    "commission.quorum-low": _("A quorum is more than half of the voices: at least %(required)s, not %(actual)s."),
    "commission.quorum-high": _("There are %(required)s voices: a quorum of %(actual)s would never be reached."),
    "commission.person-twice": _("%(who)s is named for two seats. Choose one."),
    "commission.learner": _("%(who)s studies in this cohort and cannot sit on its commission."),
    "commission.order-future": _("The order bears the date %(actual)s, and today is %(required)s."),
    "commission.order-taken": _("An order No. %(actual)s of that year is entered already."),
    "commission.protocol-open": _(
        "Protocol No. %(subject)s awaits confirmation. Let it be confirmed first, or withdraw it."
    ),
    "protocol.no-commission": _("No commission is appointed for this cohort yet."),
    "protocol.no-list": _("The coordinator has not proposed an admission list yet."),
    "protocol.list-decided": _("A confirmed protocol has decided on list No. %(subject)s already."),
    "protocol.list-withdrawn": _(
        "Admission list No. %(subject)s was withdrawn. Withdraw this protocol and draw it up anew."
    ),
    "protocol.future": _("The protocol bears the date %(actual)s, and today is %(required)s."),
    "protocol.before-order": _(
        "The protocol bears the date %(actual)s, but the commission was appointed only on %(required)s."
    ),
    "protocol.number-taken": _("A protocol No. %(actual)s of this cohort is there already."),
    "protocol.open": _("Protocol No. %(subject)s of this kind awaits confirmation already."),
    "protocol.nobody": _("No admitted learner is without a confirmed result."),
    "protocol.test-unrecorded": _("%(who)s: no test result. Wait for the sitting, or mark the learner as absent."),
    "protocol.test-not-in-register": _(
        "%(who)s: the register of the sitting does not say that an invigilator registered this learner. Have the "
        "registration entered, or decide that the test does not count."
    ),
    "protocol.reading": _(
        "%(who)s: %(actual)s points by the answers received in time, %(required)s with those that the device claims. "
        "Choose what counts."
    ),
    "protocol.grounds": _("%(who)s: write on what grounds the commission chose."),
    "protocol.works-unrecorded": _("%(who)s: choose the points of independent work, or “not presented”."),
    "protocol.project-unrecorded": _("%(who)s: choose the points of the project, or “not presented”."),
    "protocol.works-range": _("%(who)s: independent work has from 0 to %(required)s points, not %(actual)s."),
    "protocol.project-range": _("%(who)s: the project has from 0 to %(required)s points, not %(actual)s."),
    "protocol.chair": _("The chair has not confirmed yet."),
    "protocol.quorum": _("%(actual)s of at least %(required)s voices have confirmed."),
    "protocol.withdrawn": _("Protocol No. %(subject)s was withdrawn."),
    "protocol.confirmed": _("Protocol No. %(subject)s is confirmed and cannot be withdrawn."),
    "protocol.confirmed-already": _("You have confirmed protocol No. %(subject)s already."),
    "protocol.not-to-correct": _(
        "Protocol No. %(subject)s is no confirmed protocol of results. Only such a one is corrected by another."
    ),
    "protocol.corrected-already": _("Protocol No. %(subject)s corrects this one already."),
    "protocol.correction-reason": _("Write which error of protocol No. %(subject)s is corrected."),
    "protocol.former-commission": _(
        "Another commission was appointed since, by order No. %(subject)s. It draws up a protocol of its own."
    ),
    "protocol.result-changed": _(
        "%(who)s: the test result has changed since the protocol was drawn up. Withdraw it and draw it up anew."
    ),
    "admission.grounds": _("%(who)s: the commission departs from the proposal; write its grounds."),
    "admission.no-hour": _("%(who)s earned %(actual)s academic hours and cannot be admitted."),
    "admission.state": _("%(who)s does not study in this cohort at present and cannot be admitted."),
    "admission.threshold": _("%(who)s is below the threshold of %(required)s%% of the hours and cannot be admitted."),
    "admission.other-learner": _("The decision is about another learner than the list."),
}


def in_words(reason: Reason, names: Mapping[str, str]) -> str:
    """The sentence of a reason; ``names``: of people and learners by their public references."""
    return str(SENTENCES[reason.code]) % {
        "required": _shown(reason.required),
        "actual": _shown(reason.actual),
        "subject": reason.subject,
        "who": names.get(reason.subject, "–"),
    }


def _shown(amount: Amount | None) -> str:
    if isinstance(amount, int | Fraction):
        return in_figures(amount)
    if isinstance(amount, date):
        return short_date(amount)
    return "–" if amount is None else amount
