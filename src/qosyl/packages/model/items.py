"""Test items: `items.yaml` (final test) and `practice.yaml` (self-check) of a topic, `items/*.yaml` of a bank."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import Number, Shape, Slug
from qosyl.packages.model.plan import OutcomeKey

ItemKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]


class Level(StrEnum):
    """What an item asks of the learner, from the simplest up."""

    KNOW = "know"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"


class Option(Shape):
    """One answer, and why it is right or wrong."""

    key: Annotated[str, Field(pattern=r"^[a-z]$")]
    text: LocalText
    why: LocalText


class Item(Shape):
    """One question with one best answer of four."""

    key: ItemKey
    topic: Number
    outcome: OutcomeKey
    level: Level
    stem: LocalText
    options: tuple[Option, ...]
    answer: Annotated[str, Field(pattern=r"^[a-z]$")]
    enemies: tuple[ItemKey, ...] = ()
    works: Annotated[tuple[str, ...], Field(description="Keys of literature on which the answer rests")] = ()


class ItemSheet(Shape):
    """What an item file holds."""

    items: tuple[Item, ...]


class BankSheet(Shape):
    """What `bank.yaml` of a provider's live bank holds: whose it is and which programme it serves."""

    key: Slug
    programme: Slug
    title: LocalText
    public: bool = False
