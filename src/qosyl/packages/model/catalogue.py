"""`glossary.yaml`, `literature.yaml`, `support.yaml` and `surveys/*.yaml`: what learners look up and fill in."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import Day, Named, Number, Positive, Shape, Slug, Source
from qosyl.packages.model.plan import OutcomeKey

WorkKey = Annotated[str, Field(pattern=r"^[LA]\d{2,3}$")]


class Term(Shape):
    """A term of the glossary; one with a `source` is official, the others are additions."""

    key: Slug
    term: LocalText
    definition: LocalText
    source: Source | None = None
    see: tuple[Slug, ...] = ()


class GlossarySheet(Shape):
    terms: tuple[Term, ...]


class WorkKind(StrEnum):
    LAW = "law"
    ORDER = "order"
    RESOLUTION = "resolution"
    TREATY = "treaty"
    STANDARD = "standard"
    ARTICLE = "article"
    BOOK = "book"
    REPORT = "report"
    WEBSITE = "website"


class WorkList(StrEnum):
    MAIN = "main"
    ADDITIONAL = "additional"
    ADDED = "added"


class ForceStatus(StrEnum):
    """Whether an act may still be relied on; never a promise, always a reminder to look."""

    CHECK = "check"
    SUPERSEDED = "superseded"
    NOT_AN_ACT = "not_an_act"


class Work(Shape):
    """An entry of the literature. Titles and authors stand in the language of the work, as it prints them."""

    key: WorkKey
    list: WorkList
    printed_number: str | None = None
    kind: WorkKind
    authors: str | None = None
    title: str
    language: Annotated[str, Field(pattern=r"^(kk|ru|en)$")]
    container: Annotated[str | None, Field(description="Journal, collection or issuing body")] = None
    publisher: str | None = None
    place: str | None = None
    year: Annotated[int | None, Field(ge=1800, le=2100)] = None
    pages: str | None = None
    number: Annotated[str | None, Field(description="Number of an act")] = None
    date: Day | None = None
    edition_date: Day | None = None
    address: Annotated[str | None, Field(description="Where it can be read: a https address or a DOI")] = None
    status: ForceStatus = ForceStatus.NOT_AN_ACT
    replaced_by: WorkKey | None = None
    note: LocalText | None = None
    source: Source | None = None


class LiteratureSheet(Shape):
    works: tuple[Work, ...]


class SupportSheet(Shape):
    """Vocabulary of post-course support; `open` because the approved text says "some of them"."""

    purpose: LocalText
    source: Source
    open: bool
    formats: tuple[Named, ...]
    forms: tuple[Named, ...]
    methods: tuple[Named, ...]


class SurveyKind(StrEnum):
    NEEDS = "needs"
    DIAGNOSTIC = "diagnostic"
    FEEDBACK = "feedback"


class AnswerKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"


class Choice(Shape):
    key: Slug
    text: LocalText


class SurveyQuestion(Shape):
    """A question; `right` and `topic` only in a diagnostic, `outcome` where it measures one."""

    key: Slug
    text: LocalText
    help: LocalText | None = None
    answer: AnswerKind
    choices: tuple[Choice, ...] = ()
    steps: Annotated[int | None, Field(ge=2, le=10)] = None
    outcome: OutcomeKey | None = None
    topic: Number | None = None
    right: Slug | None = None
    why: LocalText | None = None
    required: bool = True


class SurveySheet(Shape):
    """A questionnaire: needs analysis, entry diagnostic or end-of-course feedback."""

    key: Slug
    kind: SurveyKind
    title: LocalText
    intro: LocalText
    minutes: Positive
    source: Source | None = None
    questions: tuple[SurveyQuestion, ...]
