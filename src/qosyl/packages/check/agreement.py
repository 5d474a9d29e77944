"""P017: what `assessment.yaml` says and what the policies decide must be the same numbers.

Pages and papers show the assessment, rules ask the policies. Compared with the last row of a policy: the assessment
says what holds from now on. Not here: whether a policy gives its parameters at all (`readings`).
"""

from collections.abc import Iterator, Mapping

from qosyl.packages.check.content import Content
from qosyl.packages.findings import Finding
from qosyl.packages.model.assessment import AssessmentSheet, GradingScale, ScaleUnit
from qosyl.packages.model.policies import Parameter
from qosyl.packages.sheets import Path

_FILE = "assessment.yaml"
_FAILING = 2

#: A value of the assessment, by its place, and the policy with the parameter that decides it.
_Pair = tuple[Path, int, str, str]


def check_agreement(content: Content) -> Iterator[Finding]:
    """Every number that stands in both places."""
    decided = _decided(content)
    for path, said, policy, name in _pairs(content.package.assessment):
        value = decided.get(policy, {}).get(name)
        # What is no whole number is a finding of its own.
        if type(value) is int and value != said:
            yield content.at("P017", _FILE, path, name=policy, parameter=name, required=value, actual=said)


def _decided(content: Content) -> Mapping[str, Mapping[str, Parameter]]:
    return {p.key: p.rows[-1].parameters for p in content.package.policies.policies if p.rows}


def _pairs(sheet: AssessmentSheet) -> Iterator[_Pair]:
    test, work, project = sheet.test, sheet.independent_work, sheet.project
    yield ("test", "questions"), test.questions, "test-blueprint", "questions"
    yield ("test", "points"), test.points, "pass-mark", "maximum"
    yield ("test", "pass_mark"), test.pass_mark, "pass-mark", "pass-mark"
    yield ("test", "options"), test.options, "test-conduct", "options"
    for at, row in enumerate(test.rows):
        yield ("test", "rows", at, "questions"), row.questions, "test-blueprint", "questions-per-module"
    # Where the number of questions itself is in doubt, what one is worth cannot be told.
    if test.questions == sum(row.questions for row in test.rows) and test.points % test.questions == 0:
        yield ("test", "points"), test.points // test.questions, "test-scale", "points-per-question"
    yield ("independent_work", "maximum"), work.maximum, "independent-work-mark", "maximum"
    yield ("project", "maximum"), project.maximum, "project-scale", "maximum"
    yield ("project", "team_minimum"), project.team_minimum, "team-size", "team-minimum"
    yield ("project", "team_maximum"), project.team_maximum, "team-size", "team-maximum"
    for at, scale in enumerate(sheet.scales):
        if scale.key == work.scale:
            yield from _lowest_pass(at, scale, "independent-work-fail-band")
        if scale.key == project.scale:
            yield from _lowest_pass(at, scale, "project-fail-band")


def _lowest_pass(at: int, scale: GradingScale, policy: str) -> Iterator[_Pair]:
    """Where the failing band of a scale ends, the lowest passing result begins."""
    for place, band in enumerate(scale.bands):
        if scale.unit is ScaleUnit.POINTS and band.grade == _FAILING and band.below is not None:
            yield ("scales", at, "bands", place, "below"), band.below, policy, "pass-mark"
