"""H: hours that do not sum, and kits that stand without hours."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content, module_file, placed_topics
from qosyl.packages.findings import Finding
from qosyl.packages.model.assessment import AssessmentForm
from qosyl.packages.model.package import Package
from qosyl.packages.model.plan import Hours
from qosyl.rules.hours import HoursByKind, ModuleHours, TopicHours, hours_problems

_CODES = {"hours.topic": "H001", "hours.module": "H002", "hours.programme": "H003"}


def check_hours(content: Content) -> Iterator[Finding]:
    """Sums of hours by topic, module and programme; kinds of session that have a kit but no hours."""
    places = _places(content)
    for reason in hours_problems(content.package.programme.hours, plan_of(content.package)):
        file, key = places[reason.subject]
        words = {"thing": reason.subject, "required": str(reason.required), "actual": str(reason.actual)}
        yield content.at(_CODES[reason.code], file, (key,), **words)
    yield from _kits_without_hours(content)
    yield from _no_assessment_hours(content)


def plan_of(package: Package) -> tuple[ModuleHours, ...]:
    """The thematic plan as the rule of hours reads it."""
    return tuple(
        ModuleHours(
            module.sheet.key,
            module.sheet.hours,
            tuple(TopicHours(topic.sheet.number, by_kind(topic.sheet.hours)) for topic in module.topics),
        )
        for module in package.modules
    )


def by_kind(hours: Hours) -> HoursByKind:
    return HoursByKind(hours.lecture, hours.practice, hours.assessment)


def _places(content: Content) -> dict[str, tuple[str, str]]:
    places = {"": ("programme.yaml", "hours")}
    places |= {module.sheet.key: (module_file(module), "hours") for module in content.package.modules}
    places |= {topic.sheet.number: (file, "hours") for _, topic, file in placed_topics(content.package)}
    return places


def _kits_without_hours(content: Content) -> Iterator[Finding]:
    for _, topic, file in placed_topics(content.package):
        sheet = topic.sheet
        if sheet.practice is not None and not sheet.hours.practice:
            yield content.at("H004", file, ("practice",), topic=sheet.number)
        if sheet.lecture is not None and not sheet.hours.lecture:
            yield content.at("H005", file, ("lecture",), topic=sheet.number)


def _no_assessment_hours(content: Content) -> Iterator[Finding]:
    forms = set(content.package.assessment.forms) & {AssessmentForm.TEST, AssessmentForm.PROJECT}
    if forms and not any(topic.sheet.hours.assessment for topic in content.package.topics()):
        yield content.at("H006", "assessment.yaml", ("forms",))
