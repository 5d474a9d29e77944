"""Results as learners and staff read them. Everything here speaks of released sittings only: callers ask `released`."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from qosyl.cohorts.queries import package_of_cohort
from qosyl.localtext import LocalText
from qosyl.packages.model.assessment import ScaleUnit
from qosyl.packages.model.items import Item
from qosyl.packages.model.package import Package
from qosyl.rules.reasons import reason_of
from qosyl.sittings.models import Attempt, Result
from qosyl.sittings.queries import result_of_attempt
from qosyl.sittings.reasons import sentence_of


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option after release; `why` is the rationale, told for the right one and for the one that was given."""

    text: LocalText
    why: LocalText | None
    is_given: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with what was given, what is right, and why."""

    position: int
    stem: LocalText
    options: tuple[OptionShown, ...]
    is_right: bool
    is_empty: bool
    because: str
    clause: str


@dataclass(frozen=True, slots=True)
class ModuleShown:
    """Right answers of a module."""

    title: LocalText
    right: int
    of: int
    questions: tuple[QuestionShown, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """A sentence and the lines of the approved text on which it rests."""

    words: str
    clause: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """One result as it is told."""

    result: Result
    grade: LocalText
    maximum: int
    pass_mark: int
    right: int
    of: int
    reasons: tuple[ReasonShown, ...]
    scale_clause: str
    mark_clause: str
    modules: tuple[ModuleShown, ...]
    late: int
    claimed: int

    @property
    def points(self) -> str:
        return exact(self.result.points)

    @property
    def percent(self) -> str:
        return exact(self.result.percent)


def exact(value: Fraction) -> str:
    """A whole number, or a whole number and a fraction: 66 2/3. Nothing is rounded."""
    whole, rest = divmod(value.numerator, value.denominator)
    if not rest:
        return str(whole)
    part = f"{rest}/{value.denominator}"
    return f"{whole}\N{NO-BREAK SPACE}{part}" if whole else part


def result_shown(attempt: Attempt, *, with_questions: bool) -> ResultShown | None:
    """The result in force of an attempt, or None while none may be told."""
    result = result_of_attempt(attempt)
    if result is None:
        return None
    package = package_of_cohort(attempt.form.sitting.cohort)
    facts = result.facts
    questions = _questions(attempt, facts, package) if with_questions else {}
    titles = {module.sheet.key: module.sheet.title for module in package.modules}
    return ResultShown(
        result=result,
        grade=grade_words(package, result.grade),
        maximum=facts["provisions"]["maximum"]["value"],
        pass_mark=facts["provisions"]["pass-mark"]["value"],
        right=facts["right"],
        of=facts["of"],
        reasons=tuple(ReasonShown(sentence_of(reason), reason.clause) for reason in map(reason_of, facts["reasons"])),
        scale_clause=facts["provisions"]["scale"]["clause"],
        mark_clause=facts["provisions"]["pass-mark"]["clause"],
        modules=tuple(
            ModuleShown(titles[part["key"]], part["right"], part["of"], questions.get(part["key"], ()))
            for part in facts["modules"]
        ),
        late=facts["journal"]["late"],
        claimed=facts["journal"]["claimed"],
    )


def grade_words(package: Package, grade: int) -> LocalText:
    """What the scale of the test calls a grade."""
    sheet = package.assessment
    others = {sheet.independent_work.scale, sheet.project.scale}
    percent = [scale for scale in sheet.scales if scale.unit is ScaleUnit.PERCENT]
    scale = next((scale for scale in percent if scale.key not in others), percent[0])
    return next(band.label for band in scale.bands if band.grade == grade)


def _questions(attempt: Attempt, facts: dict[str, Any], package: Package) -> dict[str, tuple[QuestionShown, ...]]:
    items = {item.key: item for item in package.items()}
    order = {place["p"]: place["options"] for place in attempt.form.content}
    by_module: dict[str, list[QuestionShown]] = {}
    for words in facts["items"]:
        by_module.setdefault(words["module"], []).append(_question(words, items[words["item"]], order[words["p"]]))
    return {key: tuple(questions) for key, questions in by_module.items()}


def _question(words: dict[str, Any], item: Item, order: list[str]) -> QuestionShown:
    options = {option.key: option for option in item.options}
    told = {*words["key"], words["given"]}
    return QuestionShown(
        position=words["p"],
        stem=item.stem,
        options=tuple(
            OptionShown(
                options[key].text, options[key].why if key in told else None, key == words["given"], key in words["key"]
            )
            for key in order
        ),
        is_right=words["right"],
        is_empty=words["given"] is None,
        because=words["because"],
        clause=words["clause"],
    )
