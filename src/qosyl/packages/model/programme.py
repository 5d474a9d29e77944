"""`programme.yaml`: identity, legal basis, approval, formats, languages, sections, goal, tasks and results."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qosyl.localtext import Language, LocalText
from qosyl.packages.model.base import Day, Positive, Shape, Slug, Source, Statement, Wording


class DeliveryMode(StrEnum):
    OFFLINE = "offline"
    ONLINE = "online"
    BLENDED = "blended"


class Audience(StrEnum):
    """At which level of education a learner of the course works."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    SCHOOL = "school"
    VOCATIONAL = "vocational"
    SPECIAL = "special"
    SUPPORT = "support"


class LegalAct(Shape):
    """An act on which the programme rests."""

    title: LocalText
    number: str
    date: Day
    source: Source


class Approval(Shape):
    """Who agreed to and approved the programme; a version without these is a trial."""

    provider: LocalText | None = None
    clearance_letter: str | None = None
    clearance_date: Day | None = None
    order_number: str | None = None
    order_date: Day | None = None
    approved_by: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether provider, order and date, and the person who approved are all known."""
        return None not in (self.provider, self.order_number, self.order_date, self.approved_by)


class TextStatus(StrEnum):
    APPROVED = "approved"
    TRANSLATION = "translation"


class TextLanguage(Shape):
    """A language of the programme, and whether its text is the approved one or a translation of it."""

    code: Language
    status: TextStatus


class Task(Statement):
    """An objective of the programme (міндет / задача)."""

    key: Annotated[str, Field(pattern=r"^T\d+$")]


class Result(Statement):
    """An expected result of the whole programme."""

    key: Annotated[str, Field(pattern=r"^R\d+$")]
    tasks: tuple[str, ...]


class Section(Shape):
    """One of the ten sections of the approved text; its prose lies in `sections/<key>.<language>.md`."""

    key: Slug
    number: Positive
    title: LocalText
    source: Source


class ProgrammeSheet(Shape):
    """What `programme.yaml` holds."""

    key: Slug
    title: LocalText
    wording: Wording = Wording.APPROVED
    source: Source
    summary: LocalText
    legal_basis: tuple[LegalAct, ...]
    approval: Approval
    formats: tuple[DeliveryMode, ...]
    formats_source: Source | None = None
    languages: tuple[TextLanguage, ...]
    languages_source: Source | None = None
    audience: tuple[Audience, ...]
    hours: Positive
    hours_source: Source | None = None
    goal: Statement
    tasks: tuple[Task, ...]
    results: tuple[Result, ...]
    sections: tuple[Section, ...]
