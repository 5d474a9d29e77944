"""Academic hours: sums by kind, topic, module and programme, and where a stated sum disagrees.

Here belongs the arithmetic of a thematic plan. Not here: timetables, attendance and hours worked by a learner.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from qosyl.rules.reasons import Reason

MINUTES_OF_ACADEMIC_HOUR = 45


@dataclass(frozen=True, slots=True)
class HoursByKind:
    """Academic hours by kind of session."""

    lecture: int = 0
    practice: int = 0
    assessment: int = 0

    @property
    def total(self) -> int:
        return self.lecture + self.practice + self.assessment

    def __add__(self, other: Self) -> "HoursByKind":
        return HoursByKind(
            self.lecture + other.lecture, self.practice + other.practice, self.assessment + other.assessment
        )


@dataclass(frozen=True, slots=True)
class TopicHours:
    """A topic of the plan by its number."""

    number: str
    hours: HoursByKind


@dataclass(frozen=True, slots=True)
class ModuleHours:
    """A module of the plan: what it states and the topics that should add up to it."""

    key: str
    stated: int
    topics: tuple[TopicHours, ...]

    @property
    def computed(self) -> HoursByKind:
        return sum_of(topic.hours for topic in self.topics)


def sum_of(hours: Iterable[HoursByKind]) -> HoursByKind:
    """The sum by kind; an empty plan has no hours."""
    return sum(hours, start=HoursByKind())


def minutes_of(academic_hours: int) -> int:
    """Minutes of class in academic hours: 2 hours are 90 minutes."""
    return academic_hours * MINUTES_OF_ACADEMIC_HOUR


def hours_problems(stated: int, modules: Iterable[ModuleHours]) -> tuple[Reason, ...]:
    """Every sum that disagrees: topics without hours, modules against their topics, the programme against its modules.

    The programme is compared with what the modules *state*, so that one wrong module gives one reason, not two.
    """
    known = tuple(modules)
    reasons = [reason for module in known for reason in _module_problems(module)]
    total = sum(module.stated for module in known)
    if total != stated:
        reasons.append(Reason("hours.programme", required=stated, actual=total))
    return tuple(reasons)


def _module_problems(module: ModuleHours) -> Iterator[Reason]:
    for topic in module.topics:
        if topic.hours.total == 0:
            yield Reason("hours.topic", required=1, actual=0, subject=topic.number)
    if module.computed.total != module.stated:
        yield Reason("hours.module", required=module.stated, actual=module.computed.total, subject=module.key)
