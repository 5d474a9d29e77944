"""What a learner is given of a form: questions and options in the learner's order, in both languages.

Keys and rationales never pass through here: the values have no place for them. Not here: drawing and scoring.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from qosyl.localtext import LocalText
from qosyl.packages.model.package import Package
from qosyl.programmes.access import published_package
from qosyl.rules.events import FormOptions
from qosyl.sittings.models import Form

_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as a learner sees it: the key that answers carry, and the words."""

    key: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Question:
    """A question at a position of a form; positions count from 1."""

    position: int
    module: str
    stem: LocalText
    options: tuple[Choice, ...]


def questions_of(form: Form) -> tuple[Question, ...]:
    """The paper of a form; the sitting's cohort and publication should be loaded with it."""
    return _questions(form.content, published_package(form.sitting.cohort.publication))


def _questions(content: Iterable[Mapping[str, object]], package: Package) -> tuple[Question, ...]:
    items = {item.key: item for item in package.items()}
    paper = []
    for place in content:
        item = items[str(place["item"])]
        words = {option.key: option.text for option in item.options}
        order = place["options"]
        if not isinstance(order, list):
            raise TypeError("the options of a form are a list")
        choices = tuple(Choice(key, words[key]) for key in order)
        paper.append(Question(int(str(place["p"])), str(place["module"]), item.stem, choices))
    return tuple(paper)


@lru_cache(maxsize=_KEPT)
def options_of(attempt: UUID) -> FormOptions:
    """Positions of an attempt's form and the option keys of each; a form never changes, so it is read once a process.

    Kept by the public reference: no other attempt ever has the same one, whatever becomes of the rows' numbers.
    """
    content = Form.objects.values_list("content", flat=True).get(attempt__uuid=attempt)
    return {int(place["p"]): _shared(tuple(sorted(place["options"]))) for place in content}


@lru_cache(maxsize=64)
def _shared(keys: tuple[str, ...]) -> frozenset[str]:
    """Almost all questions have the same four keys."""
    return frozenset(keys)
