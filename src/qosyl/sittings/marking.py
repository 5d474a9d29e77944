"""What a journal is worth: events to answers to points, once with claims and once without, and the facts to keep.

Here belongs gathering the facts for `rules.answers` and `rules.scoring` and writing down what they say. Nothing here
reaches a reader before the sitting is released: whoever calls it asks that first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from qosyl.packages.model.package import Package
from qosyl.programmes.provisions import scoring_rules
from qosyl.rules.answers import (
    IN_TIME_ONLY,
    WITH_CLAIMS,
    Judged,
    Received,
    Timeliness,
    answers_in_force,
    differences,
    judged,
)
from qosyl.rules.events import LANGUAGES, EventKind
from qosyl.rules.pace import times_at
from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import recorded
from qosyl.rules.scales import Scale
from qosyl.rules.scoring import FormItem, Part, Ruling, RulingKind, Score, ScoringRules, decision_differs, score
from qosyl.sittings import journal_table as table
from qosyl.sittings.models import Attempt, Basis, ItemRuling, Lease
from qosyl.sittings.papers import options_of
from qosyl.sittings.states import AttemptClock, milliseconds

#: How `facts` are written. The first layout kept reasons without the kinds of their amounts.
LAYOUT = 2
_COUNTED = {Basis.IN_TIME: IN_TIME_ONLY, Basis.WITH_CLAIMS: WITH_CLAIMS}


_SECOND = 1_000

#: By the fingerprint of an item, what is ruled of it.
Rulings = Mapping[str, Ruling]


class NotStarted(Exception):
    """There is nothing to mark: the attempt never began."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a journal: the score, the facts on which it rests, and the cut up to which events were read."""

    basis: Basis
    score: Score
    facts: dict[str, Any]
    cut: dict[str, int]
    differs: bool


def clock_of(attempt: Attempt) -> AttemptClock:
    return AttemptClock(
        attempt.minutes, attempt.changed_minutes, attempt.late_minutes, attempt.started_at, attempt.finished_at
    )


def readings_of(attempt: Attempt, package: Package, rulings: Rulings | None = None) -> tuple[Reading, ...]:
    """Without claims, and with them where claims change any answer; by the rulings in force unless others are given."""
    window = clock_of(attempt).window
    if attempt.started_at is None or window is None:
        raise NotStarted
    received, cut = _journal(attempt)
    rows = Lease.objects.filter(attempt=attempt).values_list("lease", "at")
    leases = {lease: milliseconds(at) for lease, at in rows}
    events = judged(received, leases=leases, window=window, form=options_of(attempt.uuid))
    rules = scoring_rules(package, day_of(attempt))
    form = form_items(attempt.form.content, package)
    by_item = ruled(attempt.form.content, rulings_in_force(attempt) if rulings is None else rulings)
    by_basis = {}
    for basis, counted in _COUNTED.items():
        answers = {at: answer.option for at, answer in answers_in_force(events, counted).items()}
        by_basis[basis] = score(form, answers, by_item, rules)
    plain, claimed = by_basis[Basis.IN_TIME], by_basis[Basis.WITH_CLAIMS]
    differs = decision_differs(plain, claimed)
    notes = {
        "claimed": sum(one.timeliness is Timeliness.CLAIMED for one in events),
        "late": sum(one.timeliness is Timeliness.LATE for one in events),
        "refused": sum(one.refused is not None for one in events),
        "differences": [
            {"p": one.position, "in_force": one.in_force.option, "other": one.other.option}
            for one in differences(events)
        ],
        "language": _language(events),
        "seconds": {str(position): round(spent / _SECOND) for position, spent in times_at(events, leases).items()},
    }
    bases = [Basis.IN_TIME] if plain.items == claimed.items else [Basis.IN_TIME, Basis.WITH_CLAIMS]
    return tuple(
        Reading(
            basis, by_basis[basis], facts_of(by_basis[basis], rules, form, by_item) | {"journal": notes}, cut, differs
        )
        for basis in bases
    )


def rulings_in_force(attempt: Attempt) -> Rulings:
    """By fingerprint, what is ruled of items for everybody at the provider of the attempt."""
    rows = (
        ItemRuling.objects.filter(item__provider__cohorts__sittings__forms=attempt.form_id)
        .select_related("item")
        .order_by("id")
    )
    return {row.item.fingerprint: ruling_of(row) for row in rows}


def ruling_of(row: ItemRuling) -> Ruling:
    return Ruling(row.item.key, RulingKind(row.kind), frozenset(row.right))


def ruled(content: Iterable[Mapping[str, Any]], rulings: Rulings) -> tuple[Ruling, ...]:
    """The rulings on items of a form: on this very wording, never on another one of the same key."""
    marks = [place["fingerprint"] for place in content]
    return tuple(rulings[mark] for mark in marks if mark in rulings)


def day_of(attempt: Attempt) -> date:
    """The day whose provisions hold: that on which the attempt began."""
    if attempt.started_at is None:
        raise NotStarted
    return timezone.localdate(attempt.started_at)


def form_items(content: Iterable[Mapping[str, Any]], package: Package) -> tuple[FormItem, ...]:
    """A form with its keys as published."""
    answers = {item.key: item.answer for item in package.items()}
    return tuple(
        FormItem(place["p"], place["item"], place["module"], place["outcome"], frozenset({answers[place["item"]]}))
        for place in content
    )


def facts_of(
    result: Score, rules: ScoringRules, form: Sequence[FormItem], rulings: Iterable[Ruling] = ()
) -> dict[str, Any]:
    """Everything from which a result can be explained and derived again: items, parts, reasons, provisions."""
    rekeyed = {ruling.item: ruling.right for ruling in rulings if ruling.kind is RulingKind.REKEYED}
    keys = {item.position: sorted(rekeyed.get(item.item, item.right)) for item in form}
    return {
        "right": result.right,
        "of": result.of,
        "items": [
            {
                "p": item.position,
                "item": item.item,
                "module": item.module,
                "outcome": item.outcome,
                "given": item.given,
                "right": item.is_right,
                "key": keys[item.position],
                "because": item.because.value,
                "counts": item.counts,
                "clause": item.clause,
            }
            for item in result.items
        ],
        "modules": _parts(result.modules),
        "outcomes": _parts(result.outcomes),
        "reasons": [recorded(reason) for reason in result.reasons],
        "provisions": _provisions(rules),
    }


def _journal(attempt: Attempt) -> tuple[list[Received], dict[str, int]]:
    received, cut = [], {}
    for epoch in table.epochs(attempt.pk):
        cut[str(epoch.number)] = epoch.through
        for row in table.batches(attempt.pk, epoch.number):
            at = milliseconds(row.received_at)
            received += [Received(epoch.number, event, at) for event in row.stored.events]
    return received, cut


def _language(events: Iterable[Judged]) -> str:
    """In which language most answers were given; Kazakh where both are equal."""
    said = Counter(one.event.g for one in events if one.event.k == EventKind.ANSWER and one.refused is None)
    return max(LANGUAGES, key=lambda language: said[language])


def _parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"key": part.key, "right": part.right, "of": part.of} for part in parts]


def _provisions(rules: ScoringRules) -> dict[str, Any]:
    def said(provision: Provision[Any]) -> dict[str, Any]:
        return {"value": _plain(provision.value), "clause": provision.clause}

    return {
        "points-per-question": said(rules.points_per_question),
        "maximum": said(rules.maximum),
        "pass-mark": said(rules.pass_mark),
        "mark-itself-passes": said(rules.mark_itself_passes),
        "withdrawn-question-counts-right": said(rules.withdrawn_counts_right),
        "scale": {"value": _bands(rules.scale.value), "clause": rules.scale.clause},
    }


def _bands(scale: Scale) -> list[dict[str, Any]]:
    return [
        {"grade": band.grade, "at_least": _plain(band.at_least), "below": _plain(band.below)} for band in scale.bands
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)
