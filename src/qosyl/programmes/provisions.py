"""From a published package and a day to what the rules ask: values of the policies in force, each with its clause.

Here belongs finding the row of a day and the plan's own numbers, as frozen values of `qosyl.rules`. Not here: what
follows from them, and stored versions; it reads no table, so every room may ask it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qosyl.packages.model.assessment import ScaleUnit
from qosyl.packages.model.package import Package, Topic
from qosyl.packages.model.policies import PolicyRow
from qosyl.rules.attendance import OnlineRule
from qosyl.rules.blueprint import Row
from qosyl.rules.dated import DatedRow, DatedRows
from qosyl.rules.eligibility import DocumentRules
from qosyl.rules.provisions import Provision
from qosyl.rules.scales import Band, Scale
from qosyl.rules.scoring import ScoringRules
from qosyl.rules.timetable import Kind, PlannedHours, TeachingDay

Mode = Literal["offline", "online", "blended"]
MODES: tuple[Mode, ...] = ("offline", "online", "blended")
NINE_O_CLOCK = 9 * 60
#: Rest of a usual day: ten minutes after every pair of hours, an hour at noon. The approved text names no breaks, so
#: a coordinator may set others.
USUAL_BREAKS: Mapping[int, int] = {2: 10, 4: 60, 6: 10}


@dataclass(frozen=True, slots=True)
class TestConduct:
    """How the final test is held."""

    duration_minutes: Provision[int]
    attempts: Provision[int]
    options: Provision[int]


def scoring_rules(package: Package, day: date) -> ScoringRules:
    """How a test of this day is scored; a day that no row covers raises `Uncovered`, here and below."""
    scale, mark, boundary = (
        _row(package, "test-scale", day),
        _row(package, "pass-mark", day),
        _row(package, "pass-mark-boundary", day),
    )
    return ScoringRules(
        points_per_question=_whole(scale, "points-per-question"),
        maximum=_whole(mark, "maximum"),
        pass_mark=_whole(mark, "pass-mark"),
        mark_itself_passes=_switch(boundary, "mark-itself-passes"),
        withdrawn_counts_right=_switch(scale, "withdrawn-question-counts-right"),
        scale=Provision(_test_scale(package), scale.clause),
    )


def document_rules(package: Package, day: date) -> DocumentRules:
    """What decides between certificate, statement and nothing on this day."""
    conditions, admission = _row(package, "certificate-conditions", day), _row(package, "admission", day)
    return DocumentRules(
        pass_mark=_whole(_row(package, "pass-mark", day), "pass-mark"),
        mark_itself_passes=_switch(_row(package, "pass-mark-boundary", day), "mark-itself-passes"),
        results_recorded=_switch(conditions, "results-recorded"),
        project_at_least=_whole_or_none(conditions, "project-at-least"),
        works_at_least=_whole_or_none(conditions, "independent-work-at-least"),
        attendance_percent=_whole_or_none(conditions, "attendance-percent"),
        commission_confirms=_switch(admission, "commission-confirms"),
        absent_gets_document=_switch(admission, "absent-gets-document"),
        statement_prints_hours=_switch(admission, "statement-prints-attended-hours"),
    )


def online_rule(package: Package, day: date) -> OnlineRule:
    """What earns an hour with the tutor and an hour of own study."""
    row = _row(package, "online-hours", day)
    return OnlineRule(
        presence=_switch(row, "synchronous-needs-presence").value,
        questions=_switch(row, "asynchronous-needs-questions").value,
        task=_switch(row, "asynchronous-needs-task").value,
        clause=row.clause,
    )


def admission_threshold(package: Package, day: date) -> Provision[int | None]:
    """The percentage of hours that the version itself asks for admission; None: the version sets none."""
    return _whole_or_none(_row(package, "admission", day), "admission-threshold")


def threshold_must_be_decided(package: Package, day: date) -> Provision[bool]:
    """Whether a provider has to set a threshold, or expressly none, before its first cohort."""
    return _switch(_row(package, "admission", day), "threshold-must-be-decided")


def mode_is_open(package: Package, day: date, mode: Mode) -> Provision[bool]:
    """Whether groups may study in this mode."""
    return _switch(_row(package, "delivery-mode", day), mode)


def teaching_day(
    package: Package,
    day: date,
    mode: Mode,
    *,
    hours: int | None = None,
    starts_at: int = NINE_O_CLOCK,
    breaks: Mapping[int, int] = USUAL_BREAKS,
) -> TeachingDay:
    """A teaching day of a group: as long as the policy allows, unless `hours` asks for less.

    A blended group has days of both kinds: its usual day is the online one, its longest the offline one.
    """
    row = _row(package, "teaching-day", day)
    offline, online = _whole(row, "offline-hours-per-day"), _whole(row, "online-hours-per-day")
    usual, most = {"offline": (offline, offline), "online": (online, online), "blended": (online, offline)}[mode]
    return TeachingDay(
        hours=usual.value if hours is None else hours,
        starts_at=starts_at,
        breaks=dict(breaks),
        hour_minutes=_whole(row, "academic-hour-minutes").value,
        most=most,
    )


def group_size(package: Package, day: date) -> Provision[int]:
    """How many learners a group has."""
    return _whole(_row(package, "teaching-day", day), "group-size")


def test_conduct(package: Package, day: date) -> TestConduct:
    """How long the final test lasts, how often it may be sat, how many answers a question offers."""
    row = _row(package, "test-conduct", day)
    return TestConduct(_whole(row, "duration-minutes"), _whole(row, "attempts"), _whole(row, "options"))


def blueprint_rows(package: Package) -> tuple[Row, ...]:
    """What a form takes from each module, in the order of the blueprint."""
    return tuple(
        Row(row.module, row.questions, dict(row.outcomes), {str(level): count for level, count in row.levels.items()})
        for row in package.assessment.test.rows
    )


def planned_hours(package: Package) -> tuple[PlannedHours, ...]:
    """The hours of every topic by kind, in the order of teaching; kinds without hours are left out."""
    return tuple(part for topic in package.topics() for part in _hours_of(topic))


def hours_in_all(package: Package) -> int:
    """Academic hours of the whole programme."""
    return package.programme.hours


def _hours_of(topic: Topic) -> Iterator[PlannedHours]:
    hours = topic.sheet.hours
    for kind, count in (
        (Kind.LECTURE, hours.lecture),
        (Kind.PRACTICE, hours.practice),
        (Kind.ASSESSMENT, hours.assessment),
    ):
        if count:
            yield PlannedHours(topic.sheet.number, kind, count)


def _row(package: Package, policy: str, day: date) -> PolicyRow:
    """The row of a policy that holds on a day. A checked package has every policy that is asked for here."""
    found = next(one for one in package.policies.policies if one.key == policy)
    rows = DatedRows(tuple(DatedRow(row.since, row, row.until) for row in found.rows))
    return rows.row_on(day).value


def _test_scale(package: Package) -> Scale:
    """The scale of the test is in percent and belongs neither to independent work nor to projects."""
    sheet = package.assessment
    others = {sheet.independent_work.scale, sheet.project.scale}
    percent = [scale for scale in sheet.scales if scale.unit is ScaleUnit.PERCENT]
    own = next((scale for scale in percent if scale.key not in others), percent[0])
    return Scale(own.maximum, tuple(Band(band.grade, band.at_least, band.below) for band in own.bands))


def _whole(row: PolicyRow, name: str) -> Provision[int]:
    value = row.parameters[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, not a whole number")
    return Provision(value, row.clause)


def _whole_or_none(row: PolicyRow, name: str) -> Provision[int | None]:
    value = None if row.parameters[name] is None else _whole(row, name).value
    return Provision(value, row.clause)


def _switch(row: PolicyRow, name: str) -> Provision[bool]:
    value = row.parameters[name]
    if not isinstance(value, bool):
        raise TypeError(f"{name} is {value!r}, not yes or no")
    return Provision(value, row.clause)
