"""A topic's kits as clause 7 asks: lecture, practical class, independent work; prose lies beside in Markdown."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import NotNegative, Number, Positive, Shape, Slug, Source
from qosyl.packages.model.plan import Hours, OutcomeKey


class KitState(StrEnum):
    """How far the materials of a topic are."""

    PLANNED = "planned"  # hours and outcomes only
    DRAFT = "draft"  # parts may be missing; each missing one is a note
    FINISHED = "finished"  # every part of clause 7 must be there


class Reading(Shape):
    """A work of `literature.yaml` with the place in it."""

    work: str
    place: LocalText | None = None


class CheckQuestion(Shape):
    """A control question with a model answer."""

    question: LocalText
    answer: LocalText


class LectureMinutes(Shape):
    """How the minutes of the lecture are spent."""

    reading: NotNegative
    tasks: NotNegative
    case: NotNegative
    questions: NotNegative

    @property
    def total(self) -> int:
        return self.reading + self.tasks + self.case + self.questions


class Lecture(Shape):
    """Lecture kit; the theses lie in `lecture.<language>.md`, the illustrative material in `deck.<language>.md`."""

    minutes: LectureMinutes
    questions: tuple[CheckQuestion, ...]
    literature: tuple[Reading, ...]


class Step(Shape):
    """One step of the minute plan of a practical class: what is done, in which form, by which method."""

    minutes: Positive
    form: LocalText
    activity: LocalText


class Control(Shape):
    """A kind of control of reaching one outcome."""

    outcome: OutcomeKey
    kind: LocalText


class Practice(Shape):
    """Practical class; text in `practice.*.md`, hand-out in `handout.*.md`, tutor's key in `key.*.md`."""

    aim: LocalText
    tasks: tuple[LocalText, ...]
    questions: tuple[LocalText, ...]
    plan: tuple[Step, ...]
    controls: tuple[Control, ...]
    literature: tuple[Reading, ...]
    check: tuple[CheckQuestion, ...]


class WorkForm(StrEnum):
    """Forms of independent work that clause 7 names."""

    ESSAY = "essay"
    PRESENTATION = "presentation"
    TASKS = "tasks"
    TEST = "test"
    ALGORITHM = "algorithm"
    PROJECT_TEXT = "project_text"


class CriterionLevels(Shape):
    """One official criterion made concrete: what is seen at each level, from the strongest down."""

    criterion: str
    full: LocalText
    partial: LocalText
    none: LocalText


class IndependentWork(Shape):
    """Independent work; a worked sample answer lies in `sample.<language>.md`."""

    aim: LocalText
    tasks: tuple[LocalText, ...]
    form: WorkForm
    minutes: Positive
    deadline_days: Positive
    marked: bool = False
    criteria: tuple[CriterionLevels, ...]
    literature: tuple[Reading, ...]
    check: tuple[CheckQuestion, ...]


class TopicSheet(Shape):
    """What `topic.yaml` holds."""

    number: Number
    title: LocalText
    source: Source
    hours: Hours
    outcomes: tuple[OutcomeKey, ...]
    state: KitState = KitState.PLANNED
    terms: tuple[Slug, ...] = ()
    lecture: Lecture | None = None
    practice: Practice | None = None
    independent_work: IndependentWork | None = None


class Label(Shape):
    """A label of a figure: replaces the text of the SVG element whose `data-label` is `key`."""

    key: Slug
    text: LocalText


class FigureSheet(Shape):
    """What `figures/<name>.yaml` holds: everything in words about `figures/<name>.svg`."""

    title: LocalText
    description: Annotated[LocalText, Field(description="The text alternative: what a reader who cannot see learns")]
    labels: tuple[Label, ...] = ()
