"""`assessment.yaml`: forms, test blueprint, scales, criteria, rubric, certificate rule, learners' rights."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import NotNegative, Positive, Shape, Slug, Source, Statement
from qosyl.packages.model.items import Level
from qosyl.packages.model.plan import ModuleKey, OutcomeKey


class AssessmentForm(StrEnum):
    PROJECT = "project"
    INDEPENDENT_WORK = "independent_work"
    TEST = "test"


class BlueprintRow(Shape):
    """How many questions of the final test come from a module; quotas are minima within them."""

    module: ModuleKey
    questions: Positive
    outcomes: dict[OutcomeKey, NotNegative] = {}
    levels: dict[Level, NotNegative] = {}
    source: Source


class TestBlueprint(Shape):
    """The final test: its size, points and distribution."""

    questions: Positive
    points: Positive
    pass_mark: Positive
    options: Positive
    rows: tuple[BlueprintRow, ...]
    source: Source


class Band(Shape):
    """A band of a scale: from `at_least` (included) to `below` (not included; absent in the highest band)."""

    grade: Annotated[int, Field(ge=2, le=5)]
    label: LocalText
    at_least: NotNegative
    below: Positive | None = None
    printed: Annotated[str | None, Field(description="What the approved text prints; shown as a quotation only")] = None
    source: Source | None = None


class ScaleUnit(StrEnum):
    PERCENT = "percent"
    POINTS = "points"


class GradingScale(Shape):
    """How a result becomes a grade; bands cover 0 to `maximum` without gap or overlap."""

    key: Slug
    title: LocalText
    unit: ScaleUnit
    maximum: Positive
    bands: tuple[Band, ...]
    source: Source


class Criterion(Statement):
    """An assessment criterion; `label` is the number that the approved text prints."""

    key: Slug
    label: str


class IndependentWorkRule(Shape):
    """How independent work is judged."""

    maximum: Positive
    scale: Slug
    criteria: tuple[Criterion, ...]
    source: Source


class RubricLevel(Shape):
    points: NotNegative
    label: LocalText
    source: Source


class ProjectRule(Shape):
    """How a project and its defence are judged."""

    team_minimum: Positive
    team_maximum: Positive
    maximum: Positive
    scale: Slug
    levels: tuple[RubricLevel, ...]
    criteria: tuple[Criterion, ...]
    source: Source


class CertificateRule(Shape):
    """Which document a learner admitted to final assessment receives."""

    passed: Statement
    otherwise: Statement


class Right(Statement):
    """A right of a learner who has no certificate."""

    key: Slug
    number: Positive


class Erratum(Shape):
    """A slip of the approved text: what is printed and how it is read."""

    source: Source
    printed: str
    read_as: LocalText


class AssessmentSheet(Shape):
    """What `assessment.yaml` holds."""

    forms: tuple[AssessmentForm, ...]
    forms_source: Source
    test: TestBlueprint
    scales: tuple[GradingScale, ...]
    independent_work: IndependentWorkRule
    project: ProjectRule
    certificate: CertificateRule
    rights: tuple[Right, ...]
    errata: tuple[Erratum, ...] = ()
