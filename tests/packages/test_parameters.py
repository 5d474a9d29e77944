"""The parameters that rules ask for, and that the programme's policies give each of them on every day."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.packages.limits import Limits
from qosyl.packages.model.policies import PolicySheet
from qosyl.packages.parameters import (
    PARAMETERS,
    POLICIES_ASKED,
    FaultKind,
    ParameterFault,
    ParameterKind,
    find_parameter,
    parameter_faults,
    parameters_of,
)
from qosyl.packages.yamlread import read_yaml
from qosyl.rules.dated import DatedRow, DatedRows

INCLUSION = Path(__file__).parents[2] / "programmes" / "inclusion"
FIRST_DAY = date(2024, 1, 1)


def _sheet() -> PolicySheet:
    read = read_yaml("policies.yaml", (INCLUSION / "policies.yaml").read_text("utf-8"), Limits())
    assert read.findings == ()
    return PolicySheet.model_validate_json(json.dumps(read.value))


POLICIES = {policy.key: policy for policy in _sheet().policies}
WITH_ROWS = {
    key: DatedRows(tuple(DatedRow(row.since, row, row.until) for row in policy.rows))
    for key, policy in POLICIES.items()
    if policy.rows
}


def test_parameters_have_distinct_names_in_a_policy():
    places = [(rule.policy, rule.name) for rule in PARAMETERS]
    assert len(set(places)) == len(places)


def test_every_parameter_stands_in_the_inclusion_package_and_no_other():
    given_there = {(key, name) for key, policy in POLICIES.items() for row in policy.rows for name in row.parameters}
    assert given_there == {(rule.policy, rule.name) for rule in PARAMETERS}


@pytest.mark.parametrize("key", POLICIES_ASKED)
def test_every_row_of_a_policy_gives_fitting_values(key):
    for row in POLICIES[key].rows:
        assert parameter_faults(key, row.parameters) == ()


def test_policies_with_parameters_are_deciding_and_await_approval():
    assert {key for key in POLICIES_ASKED if not POLICIES[key].deciding} == set()
    assert {key for key, policy in POLICIES.items() if policy.approved_by is not None} == set()


def test_labels_follow_the_digest_of_contradictions():
    expected = [
        f"{letter}{number}" for letter, last in (("A", 30), ("B", 24), ("C", 9)) for number in range(1, last + 1)
    ]
    assert [policy.label for policy in POLICIES.values()] == expected


@given(day=st.dates(min_value=FIRST_DAY, max_value=date(2199, 12, 31)))
def test_rows_of_a_policy_cover_each_day_exactly_once(day):
    for rows in WITH_ROWS.values():
        assert [row for row in rows.rows if row.covers(day)] == [rows.row_on(day)]


def test_rows_of_every_policy_begin_on_the_same_day():
    assert {rows.rows[0].since for rows in WITH_ROWS.values()} == {FIRST_DAY}
    assert not any(rows.rows[0].covers(FIRST_DAY - timedelta(days=1)) for rows in WITH_ROWS.values())


def test_row_without_a_parameter_is_told_so():
    row = {"test-hours": 2}
    assert parameter_faults("final-assessment-hours", row) == (
        ParameterFault(FaultKind.LACKING, "final-assessment-hours", "defence-hours"),
    )


def test_row_with_a_parameter_that_nobody_asks_is_told_so():
    row = {"test-hours": 2, "defence-hours": 2, "tea-hours": 1}
    assert parameter_faults("final-assessment-hours", row) == (
        ParameterFault(FaultKind.UNKNOWN, "final-assessment-hours", "tea-hours"),
    )


@pytest.mark.parametrize(
    ("policy", "name", "value"),
    [
        ("final-assessment-hours", "test-hours", True),
        ("final-assessment-hours", "test-hours", -1),
        ("final-assessment-hours", "test-hours", None),
        ("test-conduct", "options", 1),
        ("delivery-mode", "blended", 0),
        ("delivery-mode", "blended", "no"),
        ("reassessment-limit", "window", "school-year"),
        ("reassessment-limit", "window", 12),
    ],
)
def test_unfitting_value_is_told_so(policy, name, value):
    row = {**POLICIES[policy].rows[0].parameters, name: value}
    assert parameter_faults(policy, row) == (ParameterFault(FaultKind.UNFIT, policy, name),)


@given(value=st.none() | st.booleans() | st.integers() | st.text())
def test_kinds_admit_only_their_own_values(value):
    for rule in PARAMETERS:
        if rule.admits(value):
            kind = {type(None): None, bool: ParameterKind.SWITCH, int: ParameterKind.WHOLE, str: ParameterKind.WORD}
            assert kind[type(value)] in (None, rule.kind)
            assert value is not None or rule.nullable


def test_null_has_a_meaning_wherever_it_is_admitted():
    assert {rule.name for rule in PARAMETERS if rule.nullable and "null: " not in rule.meaning} == set()


def test_lookup_of_what_nobody_asks_finds_nothing():
    assert find_parameter("test-conduct", "tea-hours") is None
    assert find_parameter("tea-party", "options") is None
    assert parameters_of("scale-misprints") == ()
    assert find_parameter("test-conduct", "options") in parameters_of("test-conduct")
