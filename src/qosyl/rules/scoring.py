"""The result of a final test: form, answers in force and rulings give points, exact percent, grade, parts and reasons.

Here belong points and what they mean. Not here: which answer is in force (`answers`), confirmation by the commission,
documents (`eligibility`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.scales import Exact, Scale

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class FormItem:
    """An item of a drawn form, with its key as published: the options that are right."""

    position: int
    item: str
    module: str
    outcome: str
    right: frozenset[str]


class RulingKind(StrEnum):
    WITHDRAWN = "withdrawn"
    REKEYED = "rekeyed"
    #: An earlier ruling is taken back: the item counts as published.
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was ruled of an item after it was published; the last ruling of an item is in force."""

    item: str
    kind: RulingKind
    right: frozenset[str] = frozenset()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """The policies in force on the day of the test. `scale` grades percent."""

    points_per_question: Provision[int]
    maximum: Provision[int]
    pass_mark: Provision[int]
    mark_itself_passes: Provision[bool]
    withdrawn_counts_right: Provision[bool]
    scale: Provision[Scale]


class Because(StrEnum):
    """Why an item counts as it does."""

    ANSWERED = "answered"
    EMPTY = "empty"
    REKEYED = "rekeyed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item of a result; one that does not count is in no sum."""

    position: int
    item: str
    module: str
    outcome: str
    given: str | None
    is_right: bool
    because: Because
    counts: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Part:
    """Right answers of a module or an outcome."""

    key: str
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Score:
    """A result; `reasons` is empty where it passes, and otherwise names every condition that is not met."""

    right: int
    of: int
    points: Exact
    percent: Fraction
    grade: int
    passed: bool
    modules: tuple[Part, ...]
    outcomes: tuple[Part, ...]
    items: tuple[ItemResult, ...]
    reasons: tuple[Reason, ...]


def score(
    form: Sequence[FormItem], answers: Mapping[int, str | None], rulings: Iterable[Ruling], rules: ScoringRules
) -> Score:
    """The result of one attempt. A form that the rules cannot score, or an answer beside it, raises `Refused`."""
    if problems := (*form_problems(form, rules), *_answer_problems(form, answers)):
        raise Refused(problems)
    in_force = {ruling.item: ruling for ruling in rulings}
    items = tuple(_item_result(item, answers.get(item.position), in_force.get(item.item), rules) for item in form)
    counted = [item for item in items if item.counts]
    if not counted:
        raise Refused((Reason("test.all-withdrawn", 1, 0, clause=rules.withdrawn_counts_right.clause),))
    right = sum(item.is_right for item in counted)
    percent = Fraction(right * _WHOLE, len(counted))
    points = _whole_if_possible(Fraction(right * rules.maximum.value, len(counted)))
    reasons = _unmet(points, rules)
    return Score(
        right=right,
        of=len(counted),
        points=points,
        percent=percent,
        grade=rules.scale.value.grade_of(percent),
        passed=not reasons,
        modules=_parts(counted, lambda item: item.module),
        outcomes=_parts(counted, lambda item: item.outcome),
        items=items,
        reasons=reasons,
    )


def form_problems(form: Sequence[FormItem], rules: ScoringRules) -> tuple[Reason, ...]:
    """What keeps a form from being scored: too few or too many questions, a position twice, an item without a key."""
    reasons = []
    points = len(form) * rules.points_per_question.value
    if points != rules.maximum.value or not form:
        reasons.append(Reason("test.points-of-form", rules.maximum.value, points, clause=rules.maximum.clause))
    if rules.scale.value.maximum != _WHOLE:
        maximum = Fraction(rules.scale.value.maximum)
        reasons.append(Reason("test.scale", required=_WHOLE, actual=maximum, clause=rules.scale.clause))
    reasons += _twice("test.position-twice", (str(item.position) for item in form))
    reasons += _twice("test.item-twice", (item.item for item in form))
    reasons += [Reason("test.no-key", 1, 0, item.item) for item in form if not item.right]
    return tuple(reasons)


def decision_differs(one: Score, other: Score) -> bool:
    """Whether two readings of one attempt, with claims and without, lead to another decision or another grade."""
    return (one.passed, one.grade) != (other.passed, other.grade)


def _answer_problems(form: Sequence[FormItem], answers: Mapping[int, str | None]) -> tuple[Reason, ...]:
    positions = {item.position for item in form}
    return tuple(
        Reason("test.no-position", len(form), position, str(position)) for position in sorted({*answers} - positions)
    )


def _item_result(item: FormItem, given: str | None, ruling: Ruling | None, rules: ScoringRules) -> ItemResult:
    kind = RulingKind.KEPT if ruling is None else ruling.kind
    clause = "" if ruling is None or kind is RulingKind.KEPT else ruling.clause
    right, because, counts = given in item.right, Because.ANSWERED, True
    if ruling is not None and kind is RulingKind.REKEYED:
        if not ruling.right:
            raise Refused((Reason("test.no-key", 1, 0, item.item, ruling.clause),))
        right, because = given in ruling.right, Because.REKEYED
    if given is None:
        because = Because.EMPTY
    if kind is RulingKind.WITHDRAWN:
        counts = right = rules.withdrawn_counts_right.value
        because, clause = Because.WITHDRAWN, clause or rules.withdrawn_counts_right.clause
    return ItemResult(item.position, item.item, item.module, item.outcome, given, right, because, counts, clause)


def _unmet(points: Exact, rules: ScoringRules) -> tuple[Reason, ...]:
    mark = rules.pass_mark
    if points > mark.value or (points == mark.value and rules.mark_itself_passes.value):
        return ()
    clause = rules.mark_itself_passes.clause if points == mark.value else mark.clause
    return (Reason("test.pass-mark", mark.value, points, clause=clause),)


def _parts(items: Sequence[ItemResult], key: Callable[[ItemResult], str]) -> tuple[Part, ...]:
    """In the order in which the form meets them."""
    keys = dict.fromkeys(key(item) for item in items)
    groups = {name: [item for item in items if key(item) == name] for name in keys}
    return tuple(Part(name, sum(item.is_right for item in group), len(group)) for name, group in groups.items())


def _twice(code: str, keys: Iterable[str]) -> list[Reason]:
    return [Reason(code, 1, count, key) for key, count in sorted(Counter(keys).items()) if count > 1]


def _whole_if_possible(points: Fraction) -> Exact:
    return points.numerator if points.denominator == 1 else points
