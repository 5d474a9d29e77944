"""`modules/<key>/module.yaml` and the plan part of `topic.yaml`: modules, outcomes, promises, topics, hours."""

from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import NotNegative, Number, Positive, Shape, Slug, Source, Statement

ModuleKey = Annotated[str, Field(pattern=r"^M\d+$")]
OutcomeKey = Annotated[str, Field(pattern=r"^M\d+-O\d+$")]


class Hours(Shape):
    """Academic hours of a topic by kind of session."""

    lecture: NotNegative = 0
    practice: NotNegative = 0
    assessment: NotNegative = 0

    @property
    def total(self) -> int:
        return self.lecture + self.practice + self.assessment


class Outcome(Statement):
    """What a learner can do after a module, and which tasks and results of the programme it serves."""

    key: OutcomeKey
    tasks: tuple[str, ...]
    results: tuple[str, ...]


class KeptBy(Shape):
    """The heading that keeps a promise: an anchor that stands in the topic's lecture or practice in both languages."""

    topic: Number
    heading: Slug


class Promise(Statement):
    """What a module's annotation promises beyond the titles of its topics."""

    key: Slug
    kept_by: KeptBy | None = None


class ModuleSheet(Shape):
    """What `module.yaml` holds."""

    key: ModuleKey
    number: Positive
    title: LocalText
    aliases: tuple[LocalText, ...] = ()
    source: Source
    hours: Positive
    hours_source: Source
    annotation: Statement
    outcomes: tuple[Outcome, ...]
    promises: tuple[Promise, ...] = ()
    topics: tuple[Number, ...]
