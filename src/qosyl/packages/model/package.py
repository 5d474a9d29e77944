"""The whole of a programme package, and the bank of items that a provider keeps apart."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.assessment import AssessmentSheet
from qosyl.packages.model.base import Shape, Slug
from qosyl.packages.model.catalogue import GlossarySheet, LiteratureSheet, SupportSheet, SurveySheet
from qosyl.packages.model.items import BankSheet, Item, ItemSheet
from qosyl.packages.model.kit import FigureSheet, TopicSheet
from qosyl.packages.model.plan import ModuleSheet
from qosyl.packages.model.policies import PolicySheet
from qosyl.packages.model.programme import ProgrammeSheet

#: Prose of a topic, by file name without language: `lecture` stands for `lecture.kk.md` and `lecture.ru.md`.
PROSE_PARTS = ("lecture", "deck", "practice", "handout", "key", "independent", "sample", "guide")
ProsePart = Annotated[str, Field(pattern=f"^({'|'.join(PROSE_PARTS)})$")]


class Figure(Shape):
    """A drawing and its words."""

    key: Slug
    sheet: FigureSheet
    drawing: Annotated[str, Field(description="The SVG source")]


class Topic(Shape):
    """A topic with everything in its folder."""

    sheet: TopicSheet
    prose: dict[ProsePart, LocalText] = {}
    figures: tuple[Figure, ...] = ()
    items: ItemSheet = ItemSheet(items=())
    practice_items: ItemSheet = ItemSheet(items=())


class Module(Shape):
    """A module with its topics in the order of the plan."""

    sheet: ModuleSheet
    topics: tuple[Topic, ...]


class Package(Shape):
    """A programme package; `characters` are the pages about the school and pupils that run through the course."""

    programme: ProgrammeSheet
    glossary: GlossarySheet
    literature: LiteratureSheet
    policies: PolicySheet
    assessment: AssessmentSheet
    support: SupportSheet
    surveys: tuple[SurveySheet, ...]
    sections: dict[Slug, LocalText]
    characters: dict[Slug, LocalText] = {}
    modules: tuple[Module, ...]

    def topics(self) -> Iterator[Topic]:
        """All topics in the order of the plan."""
        for module in self.modules:
            yield from module.topics

    def items(self) -> Iterator[Item]:
        """All items of the final test's open bank."""
        for topic in self.topics():
            yield from topic.items.items


class Bank(Shape):
    """A provider's live bank: confidential, never in a repository."""

    sheet: BankSheet
    items: tuple[Item, ...]
