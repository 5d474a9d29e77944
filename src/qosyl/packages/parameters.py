"""The closed list of parameters that rules ask of policies: name, kind, unit and meaning of each.

Here belongs what a parameter may be; its value stands in the dated rows of `policies.yaml`. Not here: findings with
file and line, and the rules that use the values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qosyl.packages.model.policies import Parameter


class ParameterKind(StrEnum):
    WHOLE = "whole number"
    SWITCH = "yes or no"
    WORD = "word"


class FaultKind(StrEnum):
    """What is wrong with a parameter of a policy row."""

    LACKING = "lacking"
    UNKNOWN = "unknown"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class ParameterRule:
    """One parameter of one policy; a `nullable` one may be null, and its meaning says what null stands for."""

    policy: str
    name: str
    kind: ParameterKind
    meaning: str
    unit: str | None = None
    nullable: bool = False
    least: int = 0
    words: tuple[str, ...] = ()

    def admits(self, value: Parameter) -> bool:
        """Whether a row may give this value; true and false are no whole numbers here."""
        if value is None:
            return self.nullable
        if self.kind is ParameterKind.WHOLE:
            return type(value) is int and value >= self.least
        if self.kind is ParameterKind.SWITCH:
            return isinstance(value, bool)
        return isinstance(value, str) and value in self.words


@dataclass(frozen=True, slots=True)
class ParameterFault:
    """A parameter that a row lacks, does not know or gives a value that does not fit."""

    kind: FaultKind
    policy: str
    name: str


def _whole(policy: str, name: str, unit: str, meaning: str, *, least: int = 0) -> ParameterRule:
    return ParameterRule(policy, name, ParameterKind.WHOLE, meaning, unit, least=least)


def _whole_or_null(policy: str, name: str, unit: str, meaning: str, *, least: int = 0) -> ParameterRule:
    return ParameterRule(policy, name, ParameterKind.WHOLE, meaning, unit, nullable=True, least=least)


def _switch(policy: str, name: str, meaning: str) -> ParameterRule:
    return ParameterRule(policy, name, ParameterKind.SWITCH, meaning)


def _word(policy: str, name: str, words: tuple[str, ...], meaning: str) -> ParameterRule:
    return ParameterRule(policy, name, ParameterKind.WORD, meaning, words=words)


_TEST = (
    _word("test-scale", "scale-column", ("percent", "points"), "which column of the printed scale gives the grade"),
    _whole("test-scale", "points-per-question", "points", "what one right answer is worth", least=1),
    _switch("test-scale", "withdrawn-question-counts-right", "a withdrawn question counts right for all who had it"),
    _whole("pass-mark", "pass-mark", "points", "points of the final test that earn the certificate"),
    _whole("pass-mark", "minimum", "points", "the lowest result of the final test"),
    _whole("pass-mark", "maximum", "points", "the highest result of the final test", least=1),
    _switch("pass-mark-boundary", "mark-itself-passes", "a result equal to the pass mark passes"),
    _word("pass-mark-boundary", "rounding", ("none",), "how the result of the test is rounded before it is compared"),
    _whole("test-blueprint", "questions-per-module", "questions", "questions of a form from each module", least=1),
    _whole("test-blueprint", "questions", "questions", "questions of a form", least=1),
    _whole("test-conduct", "options", "options", "answers that a question offers", least=2),
    _whole("test-conduct", "duration-minutes", "minutes", "time of the final test without extra time", least=1),
    _whole("test-conduct", "attempts", "attempts", "attempts at the test in one admission", least=1),
    _whole(
        "test-conduct", "bank-multiple", "times", "how many times the needs of a form the bank should hold", least=1
    ),
    _switch("test-conduct", "face-recognition", "learners are watched by recognising faces"),
)

_WORKS = (
    _whole("independent-work-mark", "maximum", "points", "the highest mark of an independent work", least=1),
    _switch("independent-work-mark", "whole-points-only", "marks of independent work are whole"),
    _word("independent-work-scale", "scale-column", ("percent", "points"), "which column gives the grade of a work"),
    _whole("independent-work-fail-band", "pass-mark", "points", "below these points a work is unsatisfactory"),
    _whole("marked-independent-work", "marked-works", "works", "independent works that are marked", least=1),
    _whole("marked-independent-work", "missing-counts", "points", "what a work that was not presented counts"),
    _word("marked-independent-work", "rounding", ("half-up", "none"), "how the mean of the marked works is rounded"),
)

_PROJECTS = (
    _whole("project-fail-band", "pass-mark", "points", "below these points a project is not defended"),
    _switch("project-fail-band", "second-defence", "a project that was not defended may be defended again"),
    _whole("project-scale", "maximum", "points", "the highest sum of the criteria of a project", least=1),
    _switch("project-scale", "through-percent", "the sum of points is turned into percent before it is graded"),
    _whole("team-size", "team-minimum", "learners", "the smallest project team", least=1),
    _whole("team-size", "team-maximum", "learners", "the largest project team", least=1),
    _whole("team-size", "exception-minimum", "learners", "the smallest team with a recorded reason", least=1),
    _whole("team-size", "exception-maximum", "learners", "the largest team with a recorded reason", least=1),
    _switch("team-size", "lone-defence", "a learner without a team may defend alone"),
    _switch("project-marking", "marked-together", "one mark for all members of a team"),
    _switch("project-marking", "individual-deviation", "a member's mark may differ from the team's"),
    _switch("project-marking", "deviation-needs-reason", "a differing mark needs a recorded reason"),
    _switch("project-marking", "whole-points-only", "the agreed mark of a criterion is whole"),
    _switch("project-marking", "comment-at-zero", "a mark of 0 needs a comment"),
    _switch("project-marking", "comment-on-change", "a changed mark needs a comment"),
    _whole_or_null(
        "project-marking",
        "quorum-members",
        "members",
        "commission members who must score a defence; null: all members appointed by the order",
        least=1,
    ),
)

_DOCUMENTS = (
    _switch("certificate-conditions", "results-recorded", "project and works are recorded before the protocol closes"),
    _whole_or_null(
        "certificate-conditions", "project-at-least", "points", "project for a certificate; null: not asked"
    ),
    _whole_or_null(
        "certificate-conditions",
        "independent-work-at-least",
        "points",
        "mean of independent work for a certificate; null: not asked",
    ),
    _whole_or_null(
        "certificate-conditions",
        "attendance-percent",
        "percent",
        "hours attended for a certificate; null: not asked",
    ),
    _whole_or_null("certificate-form", "validity-years", "years", "validity printed; null: none is printed", least=1),
    _switch("certificate-form", "results-in-annex", "the annex shows modules, hours and results"),
    _switch("certificate-form", "both-languages", "documents are issued in Kazakh and Russian"),
    _whole_or_null(
        "admission",
        "admission-threshold",
        "percent",
        "hours attended that admission to final assessment asks; null: the version sets none",
    ),
    _switch("admission", "threshold-must-be-decided", "a provider sets a threshold, or none, before its first cohort"),
    _switch("admission", "commission-confirms", "the commission confirms the list of admitted learners"),
    _switch("admission", "absent-gets-document", "an absent learner gets a statement of attendance"),
    _switch("admission", "statement-prints-attended-hours", "the statement prints the hours that were attended"),
)

_RIGHTS = (
    _whole("reassessment-limit", "reassessments-per-year", "times", "re-assessments of one programme in the window"),
    _word(
        "reassessment-limit",
        "window",
        ("calendar-year", "rolling-12-months"),
        "the year in which re-assessments are counted",
    ),
    _switch("reassessment-limit", "first-attempt-counts", "the first attempt counts as a re-assessment"),
    _switch("reassessment-occasion", "with-following-cohort", "re-assessment with a following cohort"),
    _switch("reassessment-occasion", "separate-date", "re-assessment on a date of its own"),
    _switch("transfer-and-completion", "application-required", "transfer and completion need an application"),
    _switch("transfer-and-completion", "reason-required", "transfer and completion need a valid reason"),
    _word("transfer-and-completion", "transfer-limit", ("same-calendar-year",), "until when a transfer is open"),
    _switch("transfer-and-completion", "transfer-documents-required", "no transfer is decided without documents"),
    _whole_or_null(
        "transfer-and-completion",
        "transfer-documents-days",
        "days",
        "days in which documents of a transfer may follow; null: the provider sets them",
        least=1,
    ),
    _switch("transfer-and-completion", "completion-documents-required", "completion needs confirming documents"),
    _word(
        "transfer-and-completion",
        "completion-limit",
        ("none", "same-calendar-year", "next-calendar-year"),
        "until the end of which year an interrupted course may be finished",
    ),
    _whole_or_null(
        "learner-safeguards", "appeal-days", "days", "days to appeal a result; null: the provider sets them", least=1
    ),
    _switch("learner-safeguards", "accommodations", "extra time and other formats are given by need"),
    _whole_or_null(
        "learner-safeguards",
        "extra-time-percent",
        "percent",
        "usual extra time; null: agreed with each learner",
        least=1,
    ),
    _switch("learner-safeguards", "human-review", "a person reviews an automated result when asked"),
    _switch("learner-safeguards", "automatic-voiding", "a recorded breach voids a result without the commission"),
)

_HOURS = (
    _whole("final-assessment-hours", "test-hours", "academic hours", "hours of the final test"),
    _whole("final-assessment-hours", "defence-hours", "academic hours", "hours of the project defence"),
    _whole("module-five-hours", "teaching-hours", "academic hours", "hours of module 5 that are taught"),
    _whole("module-five-hours", "assessment-hours", "academic hours", "hours of final assessment beside module 5"),
    _switch("self-study-hours", "counted", "independent work counts among the hours of the programme"),
    _whole_or_null("self-study-hours", "self-study-hours", "academic hours", "hours of own work shown; null: none"),
    _switch("delivery-mode", "offline", "groups may study face to face"),
    _switch("delivery-mode", "online", "groups may study at a distance"),
    _switch("delivery-mode", "blended", "groups may mix both"),
    _whole("teaching-day", "academic-hour-minutes", "minutes", "length of an academic hour", least=1),
    _whole("teaching-day", "offline-hours-per-day", "academic hours", "most hours of an offline day", least=1),
    _whole("teaching-day", "offline-days", "days", "days of an offline course", least=1),
    _whole("teaching-day", "online-hours-per-day", "academic hours", "most hours of an online day", least=1),
    _whole("teaching-day", "online-days", "days", "days of an online course", least=1),
    _whole("teaching-day", "group-size", "learners", "learners of a group", least=1),
    _switch("online-hours", "synchronous-needs-presence", "an hour with the tutor is earned by presence"),
    _switch("online-hours", "asynchronous-needs-questions", "an hour of own study needs the control questions"),
    _switch("online-hours", "asynchronous-needs-task", "an hour of own study needs the task handed in"),
    _switch("online-hours", "reading-time-counts", "time on a page earns hours"),
    _whole("post-course-support", "support-months", "months", "length of post-course support", least=1),
)

#: Every parameter that a rule may ask for.
PARAMETERS: tuple[ParameterRule, ...] = (*_TEST, *_WORKS, *_PROJECTS, *_DOCUMENTS, *_RIGHTS, *_HOURS)

_BY_POLICY: Mapping[str, Mapping[str, ParameterRule]] = {
    policy: {rule.name: rule for rule in PARAMETERS if rule.policy == policy}
    for policy in dict.fromkeys(rule.policy for rule in PARAMETERS)
}

#: Keys of the policies that must stand in a package, because a rule asks them for a parameter.
POLICIES_ASKED: tuple[str, ...] = tuple(_BY_POLICY)


def parameters_of(policy: str) -> tuple[ParameterRule, ...]:
    """The parameters that a policy must give in each of its rows; none for a policy that only explains."""
    return tuple(_BY_POLICY.get(policy, {}).values())


def find_parameter(policy: str, name: str) -> ParameterRule | None:
    """The rule of one parameter, or None where no rule asks for it."""
    return _BY_POLICY.get(policy, {}).get(name)


def parameter_faults(policy: str, parameters: Mapping[str, Parameter]) -> tuple[ParameterFault, ...]:
    """Everything wrong with the parameters of one row, in the order of the list and then of the row."""
    asked = _BY_POLICY.get(policy, {})
    lacking = [ParameterFault(FaultKind.LACKING, policy, name) for name in asked if name not in parameters]
    unknown = [ParameterFault(FaultKind.UNKNOWN, policy, name) for name in parameters if name not in asked]
    unfit = [
        ParameterFault(FaultKind.UNFIT, policy, name)
        for name, rule in asked.items()
        if name in parameters and not rule.admits(parameters[name])
    ]
    return (*lacking, *unfit, *unknown)
