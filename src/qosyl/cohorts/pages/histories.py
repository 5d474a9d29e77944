"""The history of an enrolment in words: what happened, when, by whom and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from qosyl.cohorts.queries import changes_of
from qosyl.cohorts.words import ACTORS, HAPPENED, REASONS
from qosyl.rules.enrolment import Act, Actor

if TYPE_CHECKING:
    # A lazily translated sentence is as good as a str wherever words are shown.
    from django.utils.functional import _StrOrPromise as Words

    from qosyl.cohorts.models import Enrolment
    from qosyl.localtext import LocalText


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change; without a person the course itself caused it."""

    happened: "Words"
    by: "Words"
    person: "LocalText | None"
    reason: "Words"
    note: str
    at: datetime


def history_in_words(enrolment: "Enrolment") -> Sequence[HistoryLine]:
    """The first change first; one query."""
    return [
        HistoryLine(
            happened=HAPPENED[Act(change.act)],
            by=ACTORS[Actor(change.by)],
            person=change.actor.full_name if change.actor else None,
            reason=REASONS.get(change.reason, ""),
            note=change.note,
            at=change.at,
        )
        for change in changes_of(enrolment)
    ]
