"""What a ruling on an item does to every result that rests on it: worked out beforehand, from the answers as recorded.

Here belongs reading: nothing is written, and nothing can change but what the ruling says, since answers, policies of
the day and all other rulings stay. Doing it stands in `actions.rulings`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Prefetch, TextField
from django.db.models.functions import Cast

from qosyl.cohorts.queries import package_of_cohort
from qosyl.packages.model.package import Package
from qosyl.programmes.provisions import scoring_rules
from qosyl.rules.scoring import Ruling, Score, decision_differs, score
from qosyl.sittings.marking import LAYOUT, Rulings, day_of, facts_of, form_items, ruled, ruling_of
from qosyl.sittings.models import Attempt, Basis, ItemRuling, Result, SatItem
from qosyl.sittings.queries import in_force_of

_COHORT = "form__sitting__cohort"


@dataclass(frozen=True, slots=True)
class Change:
    """A result that a ruling makes anew; `after` is not stored yet."""

    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class AttemptEffect:
    """What a ruling does to one attempt: which result is in force before and after, and every result made anew.

    None stands for a result that awaits the commission's word about late answers.
    """

    attempt: Attempt
    before: Result | None
    after: Result | None
    changes: tuple[Change, ...]

    @property
    def changes_points(self) -> bool:
        return _worth(self.before)[:1] != _worth(self.after)[:1]

    @property
    def changes_decision(self) -> bool:
        """Another grade, or passed instead of not passed, or the commission has to say something first."""
        return _worth(self.before)[1:] != _worth(self.after)[1:]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a ruling does, to everybody who had the item, and a digest by which it is known again."""

    attempts: tuple[AttemptEffect, ...]
    digest: str

    @property
    def points_changed(self) -> int:
        return sum(each.changes_points for each in self.attempts)

    @property
    def decisions_changed(self) -> int:
        return sum(each.changes_decision for each in self.attempts)


def effect_of(item: SatItem, ruling: Ruling) -> Effect:
    """The effect of a ruling on all recorded results of the provider; raises `Refused` as scoring does."""
    rows = ItemRuling.objects.filter(item__provider=item.provider_id).select_related("item").order_by("id")
    rulings = {row.item.fingerprint: ruling_of(row) for row in rows} | {item.fingerprint: ruling}
    effects = tuple(_effect(attempt, rulings) for attempt in _attempts(item))
    return Effect(effects, _digest(effects))


def in_force_on(item: SatItem) -> ItemRuling | None:
    """The last ruling on an item."""
    return item.rulings.order_by("id").last()


def _attempts(item: SatItem) -> Iterable[Attempt]:
    """Attempts with results whose form holds this wording, in a fixed order."""
    unread = (f"{_COHORT}__publication__version__content", f"{_COHORT}__publication__difference")
    return (
        Attempt.objects.annotate(words=Cast("form__content", TextField()))
        .filter(words__contains=item.fingerprint, form__sitting__cohort__provider=item.provider_id)
        .filter(pk__in=Result.objects.values("attempt"))
        .select_related("form__enrolment__learner", f"{_COHORT}__publication__version")
        .defer("form__sitting__drawing", *unread)
        .prefetch_related(Prefetch("results", Result.objects.order_by("id")), "basis_decisions")
        .order_by("form__sitting__opens_at", "form__enrolment__learner__folded_name", "id")
    )


def _effect(attempt: Attempt, rulings: Rulings) -> AttemptEffect:
    newest = {Basis(result.basis): result for result in attempt.results.all()}
    words = list(attempt.basis_decisions.all())
    word = Basis(words[-1].basis) if words else None
    after = _rescored(attempt, newest, rulings)
    changes = tuple(Change(newest[basis], after[basis]) for basis in newest)
    return AttemptEffect(attempt, in_force_of(newest, word), in_force_of(after, word), changes)


def _rescored(attempt: Attempt, newest: Mapping[Basis, Result], rulings: Rulings) -> dict[Basis, Result]:
    package = package_of_cohort(attempt.form.sitting.cohort)
    scores = {basis: _score(attempt, result, package, rulings) for basis, result in newest.items()}
    differs = len(scores) > 1 and decision_differs(*(each for each, _facts in scores.values()))
    return {basis: _result(newest[basis], *scores[basis], differs=differs) for basis in newest}


def _score(attempt: Attempt, result: Result, package: Package, rulings: Rulings) -> tuple[Score, dict[str, Any]]:
    rules = scoring_rules(package, day_of(attempt))
    form = form_items(attempt.form.content, package)
    by_item = ruled(attempt.form.content, rulings)
    found = score(form, {item["p"]: item["given"] for item in result.facts["items"]}, by_item, rules)
    return found, facts_of(found, rules, form, by_item) | {"journal": result.facts["journal"]}


def _result(before: Result, found: Score, facts: dict[str, Any], *, differs: bool) -> Result:
    return Result(
        attempt_id=before.attempt_id,
        basis=before.basis,
        cut=before.cut,
        facts=facts,
        points_numerator=found.points.numerator,
        points_denominator=found.points.denominator,
        percent_numerator=found.percent.numerator,
        percent_denominator=found.percent.denominator,
        grade=found.grade,
        passed=found.passed,
        differs=differs,
        layout=LAYOUT,
    )


def _worth(result: Result | None) -> tuple[object, ...]:
    return (None, None, None) if result is None else (result.points, result.grade, result.passed)


def _digest(effects: Iterable[AttemptEffect]) -> str:
    words = [
        [str(each.attempt.uuid), change.before.pk, change.after.basis, *map(str, _worth(change.after))]
        for each in effects
        for change in each.changes
    ]
    return sha256(json.dumps(words, separators=(",", ":")).encode()).hexdigest()
