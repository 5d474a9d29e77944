"""The learner's study home: today and next, what is left to do, hours and why some are missing, lessons, the place."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from qosyl.cohorts.models import Enrolment, StudyPlace
from qosyl.cohorts.pages.hours import HoursLine, HoursPage, hours_page
from qosyl.cohorts.queries import admission_facts, package_of_cohort
from qosyl.rules.attendance import Evidence, Study
from qosyl.rules.eligibility import Admission

if TYPE_CHECKING:
    from qosyl.localtext import LocalText
    from qosyl.packages.model.package import Topic

#: Sessions named one by one on the home page; the whole timetable is below.
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A topic of the programme. `earned` and `hours`: academic hours of its sessions."""

    number: str
    title: "LocalText"
    hours: int
    earned: Fraction
    written: bool
    here: bool

    @property
    def is_done(self) -> bool:
        return bool(self.hours) and self.earned >= self.hours


@dataclass(frozen=True, slots=True)
class ModuleLessons:
    """A module with its lessons."""

    key: str
    number: int
    title: "LocalText"
    lessons: tuple[Lesson, ...]

    @property
    def holds_place(self) -> bool:
        return any(lesson.here for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class StudyPage:
    """Everything that a learner's home shows."""

    hours: HoursPage
    today: tuple[HoursLine, ...]
    following: tuple[HoursLine, ...]
    gaps: tuple[HoursLine, ...]
    own_study: tuple[HoursLine, ...]
    modules: tuple[ModuleLessons, ...]
    place: Lesson | None
    next_lesson: Lesson | None
    planned: int
    admission: Admission
    admission_confirmed: bool

    @property
    def left_to_do(self) -> int:
        return len(self.own_study) + len(self.gaps)

    @property
    def open_module(self) -> str:
        """The module whose lessons stand open: where the learner reads, or what is taught next."""
        wanted = self.place or self.next_lesson
        held = [one.key for one in self.modules if wanted and any(wanted == each for each in one.lessons)]
        return held[0] if held else (self.modules[0].key if self.modules else "")


def study_page(enrolment: Enrolment, today: date) -> StudyPage:
    """The study home of one learner; nine queries."""
    hours = hours_page(enrolment)
    place = StudyPlace.objects.filter(enrolment=enrolment).values_list("topic__number", flat=True).first()
    modules = _modules(enrolment, hours, place)
    lessons = {lesson.number: lesson for module in modules for lesson in module.lessons}
    ahead = [line for line in hours.lines if line.day > today]
    now = tuple(line for line in hours.lines if line.day == today)
    coming = next((line for line in (*now, *ahead) if not line.hours.delivered), None)
    admission, confirmed = admission_facts(enrolment)
    alone = tuple(line for line in hours.lines if _is_open_alone(line))
    return StudyPage(
        hours=hours,
        today=now,
        following=tuple(ahead[:_NEXT]),
        gaps=tuple(line for line in hours.gaps if line not in alone),
        own_study=alone,
        modules=modules,
        place=lessons.get(place or ""),
        next_lesson=lessons.get(coming.hours.topic) if coming else None,
        planned=package_of_cohort(enrolment.cohort).programme.hours,
        admission=admission,
        admission_confirmed=confirmed,
    )


def _is_open_alone(line: HoursLine) -> bool:
    """Own study that is open and not earned yet."""
    session = line.line.session
    alone = session is not None and session.study == Study.ALONE
    return alone and bool(line.hours.delivered) and line.hours.evidence is Evidence.NONE


def _modules(enrolment: Enrolment, hours: HoursPage, place: str | None) -> tuple[ModuleLessons, ...]:
    return tuple(
        ModuleLessons(
            module.sheet.key,
            module.sheet.number,
            module.sheet.title,
            tuple(_lesson(topic, hours, place) for topic in module.topics),
        )
        for module in package_of_cohort(enrolment.cohort).modules
    )


def _lesson(topic: "Topic", hours: HoursPage, place: str | None) -> Lesson:
    own = hours.ledger.of_topic(topic.sheet.number)
    return Lesson(
        number=topic.sheet.number,
        title=topic.sheet.title,
        hours=topic.sheet.hours.total,
        earned=own.earned,
        written=bool(topic.prose),
        here=topic.sheet.number == place,
    )
