"""What the real programme provides to the rules: values with the lines they rest on, by day, nothing guessed."""

import json
from datetime import date

import pytest

from qosyl.packages.model.base import source_lines
from qosyl.packages.model.package import Package
from qosyl.programmes import provisions
from qosyl.rules.dated import Uncovered
from qosyl.rules.provisions import Provision
from qosyl.rules.timetable import Calendar, Kind, PlannedHours, timetable
from tests.programmes.published import INCLUSION, package
from tests.rules.test_eligibility import USUAL
from tests.rules.test_scoring import PERCENT

DAY = date(2026, 9, 7)
BEFORE = date(2023, 12, 31)
DATED = (
    provisions.scoring_rules,
    provisions.document_rules,
    provisions.online_rule,
    provisions.admission_threshold,
    provisions.threshold_must_be_decided,
    provisions.group_size,
    provisions.test_conduct,
)


@pytest.fixture(scope="module")
def inclusion() -> Package:
    return package(INCLUSION)


def _changed(whole: Package, policy: str, rows: list[dict[str, object]]) -> Package:
    """The package with other rows of one policy: each names what differs from the row that stands."""
    stands = whole.model_dump(mode="json")
    for found in stands["policies"]["policies"]:
        if found["key"] == policy:
            first = found["rows"][0]
            found["rows"] = [
                {**first, **row, "parameters": {**first["parameters"], **row.get("parameters", {})}} for row in rows
            ]
    return Package.model_validate_json(json.dumps(stands))


def test_scoring_rules_grade_by_percent_with_the_clause_of_each_policy(inclusion):
    rules = provisions.scoring_rules(inclusion, DAY)

    assert rules.points_per_question == Provision(2, "629-635")
    assert rules.maximum == Provision(100, "412-413")
    assert rules.pass_mark == Provision(50, "412-413")
    assert rules.mark_itself_passes == Provision(value=True, clause="413-415")
    assert rules.withdrawn_counts_right == Provision(value=True, clause="629-635")
    assert sorted(rules.scale.value.bands, key=lambda band: band.grade) == list(PERCENT.bands)
    assert rules.scale.clause == "629-635"


def test_document_rules_are_those_that_the_scenarios_of_documents_assume(inclusion):
    assert provisions.document_rules(inclusion, DAY) == USUAL


def test_online_rule_asks_presence_questions_and_task(inclusion):
    rule = provisions.online_rule(inclusion, DAY)

    assert (rule.presence, rule.questions, rule.task, rule.clause) == (True, True, True, "347-349")


def test_admission_threshold_is_not_set_by_the_version_but_must_be_decided(inclusion):
    assert provisions.admission_threshold(inclusion, DAY) == Provision(None, "402-415")
    assert provisions.threshold_must_be_decided(inclusion, DAY) == Provision(value=True, clause="402-415")


@pytest.mark.parametrize(("mode", "hours", "most"), [("offline", 8, 8), ("online", 4, 4), ("blended", 4, 8)])
def test_teaching_day_is_as_long_as_the_policy_allows(inclusion, mode, hours, most):
    day = provisions.teaching_day(inclusion, DAY, mode)

    assert (day.hours, day.most, day.hour_minutes, day.starts_at) == (hours, Provision(most, "358-359"), 45, 540)


def test_teaching_day_may_be_shorter_later_and_without_breaks(inclusion):
    day = provisions.teaching_day(inclusion, DAY, "offline", hours=6, starts_at=600, breaks={})

    assert (day.hours, day.starts_at, day.end_of(5)) == (6, 600, 600 + 6 * 45)


@pytest.mark.parametrize(("mode", "is_open"), [("offline", True), ("online", True), ("blended", False)])
def test_mode_is_open_as_the_policy_says(inclusion, mode, is_open):
    assert provisions.mode_is_open(inclusion, DAY, mode) == Provision(is_open, "347, 358")


def test_group_size_and_conduct_of_the_test(inclusion):
    assert provisions.group_size(inclusion, DAY) == Provision(25, "358-359")
    assert provisions.test_conduct(inclusion, DAY) == provisions.TestConduct(
        Provision(90, "335, 411-415"), Provision(1, "335, 411-415"), Provision(4, "335, 411-415")
    )


def test_blueprint_rows_take_ten_questions_of_each_module(inclusion):
    rows = provisions.blueprint_rows(inclusion)

    assert [(row.module, row.questions) for row in rows] == [(f"M{number}", 10) for number in range(1, 6)]
    assert rows[2].outcomes == {"M3-O1": 2, "M3-O2": 2, "M3-O3": 2}
    assert rows[2].levels == {"apply": 3, "analyse": 1}


def test_planned_hours_are_the_thematic_plan_in_its_order(inclusion):
    plan = provisions.planned_hours(inclusion)

    assert plan[:3] == (
        PlannedHours("1.1", Kind.LECTURE, 2),
        PlannedHours("1.2", Kind.LECTURE, 2),
        PlannedHours("1.2", Kind.PRACTICE, 2),
    )
    assert plan[-1] == PlannedHours("5.5", Kind.ASSESSMENT, 4)
    by_kind = {kind: sum(part.hours for part in plan if part.kind is kind) for kind in Kind}
    assert by_kind == {Kind.LECTURE: 40, Kind.PRACTICE: 36, Kind.ASSESSMENT: 4}
    assert sum(by_kind.values()) == provisions.hours_in_all(inclusion) == 80


def test_offline_course_takes_the_ten_days_of_the_approved_text(inclusion):
    laid = timetable(
        provisions.planned_hours(inclusion),
        provisions.teaching_day(inclusion, DAY, "offline"),
        Calendar(DAY, frozenset(range(1, 6))),
    )

    assert len({session.day for session in laid}) == 10


@pytest.mark.parametrize("ask", DATED, ids=lambda ask: ask.__name__)
def test_day_before_the_first_row_is_not_guessed(inclusion, ask):
    with pytest.raises(Uncovered):
        ask(inclusion, BEFORE)


def test_row_in_force_is_the_one_of_the_day(inclusion):
    raised = _changed(
        inclusion,
        "pass-mark",
        [
            {"since": "2024-01-01", "until": "2026-09-07"},
            {"since": "2026-09-08", "clause": "413", "parameters": {"pass-mark": 60}},
        ],
    )

    assert provisions.scoring_rules(raised, DAY).pass_mark == Provision(50, "412-413")
    assert provisions.scoring_rules(raised, date(2026, 9, 8)).pass_mark == Provision(60, "413")
    assert provisions.document_rules(raised, date(2026, 9, 8)).pass_mark == Provision(60, "413")


def test_parameter_of_another_kind_is_refused_and_not_turned(inclusion):
    """Yes is no 1, and a word is no number: what the checker would have found never decides."""
    for wrong in (True, "50"):
        with pytest.raises(TypeError, match="pass-mark"):
            provisions.scoring_rules(_changed(inclusion, "pass-mark", [{"parameters": {"pass-mark": wrong}}]), DAY)
    boundary = _changed(inclusion, "pass-mark-boundary", [{"parameters": {"mark-itself-passes": 1}}])
    with pytest.raises(TypeError, match="mark-itself-passes"):
        provisions.scoring_rules(boundary, DAY)


def test_clauses_are_lines_of_the_approved_text(inclusion):
    clauses = {
        found.clause
        for rules in (provisions.scoring_rules(inclusion, DAY), provisions.document_rules(inclusion, DAY))
        for name in rules.__slots__
        for found in [getattr(rules, name)]
    }

    assert clauses
    assert all(source_lines(clause) for clause in clauses)


def test_small_package_provides_as_well():
    """What a test publishes is enough for every rule."""
    small = package()

    assert provisions.planned_hours(small)
    assert provisions.blueprint_rows(small)
    assert provisions.scoring_rules(small, date(2026, 9, 7)).maximum.value == 12
    assert provisions.document_rules(small, date(2026, 9, 7)).pass_mark.value == 6
