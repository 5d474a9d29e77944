"""S: scales that do not grade every result exactly once, and rubrics, maxima and marks that disagree."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content
from qosyl.packages.findings import Finding
from qosyl.packages.model.assessment import GradingScale, ScaleUnit
from qosyl.rules.scales import Band, scale_problems

_FILE = "assessment.yaml"
_WHOLE_PERCENT = 100
_LOWEST_PASSING_GRADE = 3
_CODES = {
    "scale.gap": "S001",
    "scale.overlap": "S002",
    "scale.lower-end": "S003",
    "scale.upper-end": "S004",
    "scale.empty-band": "S005",
    "scale.falling": "S006",
    "scale.beyond": "S007",
    "scale.empty": "S008",
}


def check_scales(content: Content) -> Iterator[Finding]:
    """Scales, the rubric of the project and the points of the test."""
    for at, scale in enumerate(content.package.assessment.scales):
        yield from _scale(content, at, scale)
    yield from _rubric(content)
    yield from _maxima(content)
    yield from _test(content)


def _scale(content: Content, at: int, scale: GradingScale) -> Iterator[Finding]:
    bands = [Band(band.grade, band.at_least, band.below) for band in scale.bands]
    positions = {band.grade: position for position, band in enumerate(scale.bands)}
    for reason in scale_problems(scale.maximum, bands):
        grade = reason.subject.rpartition("/")[2]
        path = ("scales", at, "bands", positions[int(grade)]) if grade else ("scales", at)
        words = {"scale": scale.key, "grade": reason.subject}
        limits = {
            "required": str(reason.required),
            "actual": str(scale.maximum if reason.actual is None else reason.actual),
        }
        yield content.at(_CODES[reason.code], _FILE, path, **words, **limits)
    if scale.unit is ScaleUnit.PERCENT and scale.maximum != _WHOLE_PERCENT:
        yield content.at("S009", _FILE, ("scales", at, "maximum"), scale=scale.key, actual=scale.maximum)


def _rubric(content: Content) -> Iterator[Finding]:
    project = content.package.assessment.project
    points = [level.points for level in project.levels]
    if points and project.maximum != len(project.criteria) * max(points):
        yield content.at(
            "S010",
            _FILE,
            ("project", "maximum"),
            actual=project.maximum,
            required=len(project.criteria) * max(points),
            criteria=len(project.criteria),
            points=max(points),
        )
    if sorted(points) != list(range(len(points))):
        yield content.at("S011", _FILE, ("project", "levels"), points=", ".join(map(str, points)) or "–")
    if project.team_minimum > project.team_maximum:
        words = {"minimum": project.team_minimum, "maximum": project.team_maximum}
        yield content.at("S012", _FILE, ("project", "team_minimum"), **words)


def _maxima(content: Content) -> Iterator[Finding]:
    sheet = content.package.assessment
    maxima = {scale.key: scale.maximum for scale in sheet.scales if scale.unit is ScaleUnit.POINTS}
    for name, rule in (("independent_work", sheet.independent_work), ("project", sheet.project)):
        expected = maxima.get(rule.scale, rule.maximum)
        if expected != rule.maximum:
            yield content.at("S013", _FILE, (name, "maximum"), actual=rule.maximum, scale=rule.scale, required=expected)


def _test(content: Content) -> Iterator[Finding]:
    test = content.package.assessment.test
    path = ("test", "pass_mark")
    if test.pass_mark > test.points:
        yield content.at("S014", _FILE, path, actual=test.pass_mark, required=test.points)
    if test.points % test.questions:
        yield content.at("S015", _FILE, ("test", "points"), points=test.points, questions=test.questions)
    for scale in content.package.assessment.scales:
        passing = [band.at_least for band in scale.bands if band.grade >= _LOWEST_PASSING_GRADE]
        if scale.unit is ScaleUnit.PERCENT and passing and test.pass_mark * scale.maximum != min(passing) * test.points:
            words = {"actual": test.pass_mark, "points": test.points, "required": min(passing), "scale": scale.key}
            yield content.at("S016", _FILE, path, **words)
