"""The checker on any package that has a shape, acceptances, the coverage table and the order of findings."""

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qosyl.packages.check import check_reading, coverage_table
from qosyl.packages.findings import Finding, catalogue
from qosyl.packages.reading import Reading, read_package
from tests.packages.small import write_small
from tests.packages.strategies import packages
from tests.soak import times

_CHECKS = Path(__file__).parents[2] / "src" / "qosyl" / "packages" / "check"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return read_package(write_small(tmp_path_factory.mktemp("check")))


def _speaks_of(package):
    for finding in check_reading(Reading(Path(), package, {}, ())):
        assert finding.line >= 1
        assert all(finding.sentence(language) for language in ("kk", "ru", "en"))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_checker_says_something_sensible_of_any_package(package):
    _speaks_of(package)


@pytest.mark.soak
@settings(max_examples=times(300, in_ci=40), deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_checker_says_something_sensible_of_many_packages(package):
    _speaks_of(package)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_checker_never_crashes_on_a_small_package_with_one_part_of_another(small, data):
    other = data.draw(packages())
    part = data.draw(st.sampled_from(sorted(type(other).model_fields)))
    mixed = small.package.model_copy(update={part: getattr(other, part)})
    findings = check_reading(dataclasses.replace(small, package=mixed))
    assert all(finding.sentence("kk") for finding in findings)


def test_reading_without_a_package_keeps_its_own_findings():
    findings = (Finding("b.yaml", 2, "Y015"), Finding("a.yaml", 1, "Y015"))
    assert check_reading(Reading(Path(), None, {}, findings)) == (findings[1], findings[0])


def test_findings_of_reading_can_be_accepted_by_a_policy(small):
    policies = small.package.policies
    policy = next(policy for policy in policies.policies if policy.accepts)
    accepted = policy.accepts[0].model_copy(update={"code": "Y008", "source": None, "file": "notes.txt"})
    willing = policy.model_copy(update={"accepts": (*policy.accepts, accepted)})
    sheet = policies.model_copy(update={"policies": (*policies.policies[:-1], willing)})
    reading = dataclasses.replace(
        small,
        package=small.package.model_copy(update={"policies": sheet}),
        findings=(Finding("notes.txt", 1, "Y008"), Finding("other.txt", 1, "Y008")),
    )
    found = {finding.file: finding.accepted_by for finding in check_reading(reading) if finding.code == "Y008"}
    assert found == {"notes.txt": policy.key, "other.txt": None}


def test_findings_come_in_the_order_of_files_and_lines(small):
    without_pages = small.package.model_copy(update={"sections": {}, "characters": {}, "surveys": ()})
    findings = check_reading(dataclasses.replace(small, package=without_pages))
    assert len(findings) > 3
    assert list(findings) == sorted(findings)


def test_coverage_table_shows_what_serves_what(small):
    table = coverage_table(small.package)
    first, second, third = table.rows
    assert (first.outcome, first.tasks, first.results, first.topics) == ("M1-O1", ("T1",), ("R1",), ("1.1",))
    assert [row.items for row in (first, second, third)] == [10, 5, 5]
    assert sum(count for _, count in first.levels) == 10
    assert table.results_of_task == (("T1", ("R1",)), ("T2", ("R2",)))
    assert table.outcomes_of_task == (("T1", ("M1-O1",)), ("T2", ("M2-O1", "M2-O2")))
    assert table.outcomes_of_result == (("R1", ("M1-O1",)), ("R2", ("M2-O1", "M2-O2")))


def test_every_code_of_the_checks_is_in_the_catalogue_with_a_plain_sentence():
    codes = {code for file in _CHECKS.glob("*.py") for code in re.findall(r'"([A-Z]\d{3})"', file.read_text("utf-8"))}
    assert len(codes) > 150
    assert codes <= catalogue().keys()
    for code in codes:
        entry = catalogue()[code]
        placeholders = [set(re.findall(r"\{(\w+)\}", entry.sentence[language])) for language in ("kk", "ru", "en")]
        assert placeholders[0] == placeholders[1] == placeholders[2], code
        assert all(entry.explanation[language] for language in ("kk", "ru", "en")), code
