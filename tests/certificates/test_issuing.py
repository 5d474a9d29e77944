"""Issuing: what the rule says was earned, all or none, numbered without a gap, sealed, entered, recorded."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from qosyl.audit.actions import record_restore
from qosyl.audit.models import Act
from qosyl.certificates.actions import NotIssued, issue_documents, set_next_number
from qosyl.certificates.models import Document, NumberSeries, RegisterEntry
from qosyl.certificates.plain import facts_from_json, rules_from_json
from qosyl.certificates.reasons import all_in_words
from qosyl.cohorts.actions import change_enrolment
from qosyl.people.access import Refused
from qosyl.people.roles import Role
from qosyl.rules.eligibility import eligibility
from qosyl.rules.enrolment import Act as EnrolmentAct
from qosyl.rules.enrolment import Actor
from qosyl.rules.numbering import register_problems
from tests import factories
from tests.certificates.scene import SITE, scene

pytestmark = pytest.mark.django_db


def codes_of(refused):
    return {reason.code for reason in refused.value.reasons}


@pytest.mark.parametrize(
    ("points", "kind"), [("48", "statement"), ("49", "statement"), ("50", "certificate"), ("51", "certificate")]
)
def test_document_follows_from_the_points_on_both_sides_of_fifty(points, kind):
    stage = scene()
    stage.learner(points)

    assert stage.issue()[0].kind == kind


def test_statement_prints_the_hours_earned_and_a_certificate_those_of_the_programme():
    stage = scene()
    failed, passed = stage.learner("48", hours=3), stage.learner("50", hours=2)

    printed = [json.loads(document.record)["hours"] for document in stage.issue(failed, passed)]

    assert printed[0]["printed"] == "3"
    assert printed[1]["printed"] == printed[1]["of_programme"] == printed[0]["of_programme"]


@pytest.mark.parametrize(
    ("learner", "code"),
    [
        ({"outcome": "absent"}, "document.not-admitted"),
        ({"outcome": "not-proposed"}, "document.not-admitted"),
        ({"entry": False}, "document.results-unconfirmed"),
        ({"named": False}, "document.name-unconfirmed"),
        ({"points": None}, "document.test-unrecorded"),
        ({"works": None}, "document.works-unrecorded"),
    ],
)
def test_whoever_has_earned_nothing_yet_gets_nothing_and_the_reason(learner, code):
    stage = scene()
    stage.learner(**learner)

    with pytest.raises(NotIssued) as refused:
        stage.issue()
    assert code in codes_of(refused)
    assert not Document.objects.exists()


@pytest.mark.parametrize("numbers", [True, False])
def test_whoever_has_earned_nothing_for_good_reads_so_and_nothing_of_numbers(numbers):
    stage = scene(numbers=numbers)
    stage.learner(outcome="not-proposed")

    with pytest.raises(NotIssued) as refused:
        stage.issue()
    assert codes_of(refused) == {"document.nothing", "document.not-admitted"}
    assert all(all_in_words(refused.value.reasons))


def test_document_ends_the_enrolment_in_the_same_act():
    stage = scene()
    failed, passed = stage.learner("48"), stage.learner("50")

    stage.issue()

    for learner, reason in ((failed, "statement-earned"), (passed, "certificate-earned")):
        learner.refresh_from_db()
        assert (learner.state, learner.state_reason) == ("completed", reason)
        change = learner.changes.last()
        assert (change.by, change.actor) == ("director", stage.director)
        assert change.note == learner.documents.get().number


def test_refused_issue_leaves_every_enrolment_as_it_was():
    stage = scene()
    passed = stage.learner("50")
    stage.learner("50", named=False)

    with pytest.raises(NotIssued):
        stage.issue()
    passed.refresh_from_db()
    assert passed.state == "studying"


def test_interrupted_course_is_resumed_before_its_document_is_issued():
    stage = scene()
    learner = stage.learner("50")
    coordinator = factories.user()
    factories.role_holding(coordinator, Role.COORDINATOR, stage.provider)
    at = timezone.now()
    change_enrolment(coordinator, learner, EnrolmentAct.INTERRUPT, Actor.COORDINATOR, "illness", "", at)

    with pytest.raises(NotIssued) as refused:
        stage.issue()
    assert codes_of(refused) == {"document.interrupted"}


def test_one_who_may_not_keeps_all_of_the_act_from_happening():
    stage = scene()
    stage.learner("50")
    stage.learner("50", named=False)

    with pytest.raises(NotIssued):
        stage.issue()
    assert not Document.objects.exists()
    assert NumberSeries.objects.filter(last=None).count() == 2


@pytest.mark.parametrize(
    ("missing", "code"),
    [("letterhead", "letterhead.none"), ("numbers", "series.none.certificate"), ("key", "key.none")],
)
def test_provider_that_is_not_set_up_issues_nothing(missing, code):
    stage = scene(**{missing: False})
    stage.learner()

    with pytest.raises(NotIssued) as refused:
        stage.issue()
    assert codes_of(refused) == {code}


@pytest.mark.parametrize("only", [{"demo": True}, {"approved": False}])
def test_trial_and_demonstration_issue_specimens_without_a_number(only):
    stage = scene(**only, numbers=False, key=False)
    stage.learner()

    document = stage.issue()[0]

    assert document.specimen
    assert document.number is None
    assert json.loads(document.record)["specimen"] is True
    assert json.loads(document.seal)["certificate"]["specimen"] is True


def test_nobody_gets_the_same_document_twice():
    stage = scene()
    learner = stage.learner()
    stage.issue()

    with pytest.raises(NotIssued) as refused:
        stage.issue(learner)
    assert codes_of(refused) == {"document.issued-already"}


def test_certificate_after_another_assessment_names_the_statement_and_both_stay():
    stage = scene()
    learner = stage.learner("48")
    statement = stage.issue()[0]
    later = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now())
    factories.protocol_entry(later, learner, points="60")

    certificate = stage.issue(learner)[0]

    said = json.loads(certificate.record)
    assert said["earlier"] == {"uuid": str(statement.uuid), "kind": "statement", "number": statement.number}
    assert said["protocol"]["number"] == later.number
    assert {one.state for one in Document.objects.all()} == {"valid"}
    assert certificate.entries.get().other == statement


def test_statement_is_not_issued_after_a_certificate():
    stage = scene()
    learner = stage.learner("50")
    stage.issue()
    later = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now())
    factories.protocol_entry(later, learner, points="40")

    with pytest.raises(NotIssued):
        stage.issue(learner)


def test_decision_can_be_derived_again_from_the_record():
    stage = scene()
    stage.learner("48", hours=3, works="19/2", project="not-presented")
    stage.learner("50")

    for document in stage.issue():
        said = json.loads(document.record)
        again = eligibility(facts_from_json(said["facts"]), rules_from_json(said["policies"]))
        assert str(again.document) == document.kind


def test_act_is_recorded_without_a_name():
    stage = scene()
    learner = stage.learner()
    document = stage.issue()[0]

    act = Act.objects.get(name="issue_document")
    assert act.facts == {"kind": "certificate", "number": document.number, "enrolment": str(learner.uuid)}
    assert RegisterEntry.objects.get().turn == "issued"


def test_only_a_director_of_the_provider_issues():
    stage, other = scene(), scene()
    learner = stage.learner()

    with pytest.raises(Refused):
        issue_documents(other.director, stage.cohort, [learner], address=SITE, at=timezone.now())
    assert not Document.objects.exists()


# --- numbers ---------------------------------------------------------------------------------------------------------
def test_numbers_follow_the_order_of_the_list_without_a_gap_for_each_kind():
    stage = scene()
    for points in ("50", "48", "60", "20", "70"):
        stage.learner(points)
    year = timezone.localdate().year

    numbers = [document.number for document in stage.issue()]

    assert numbers == [
        f"БА-{year}-000001",
        f"АН-{year}-000001",
        f"БА-{year}-000002",
        f"АН-{year}-000002",
        f"БА-{year}-000003",
    ]
    for series in NumberSeries.objects.all():
        assert register_problems(series.documents.values_list("counted", flat=True), first=series.first) == ()


def test_next_number_is_set_at_the_start_and_counts_on():
    stage = scene(numbers=False)
    year = timezone.localdate().year
    set_next_number(
        stage.director,
        stage.provider,
        None,
        "certificate",
        year,
        pattern="C-{year}-{number}",
        first=185,
        at=timezone.now(),
    )
    stage.learner()
    stage.learner()

    assert [document.number for document in stage.issue()] == [f"C-{year}-185", f"C-{year}-186"]


def test_branch_counts_by_its_own_series_where_it_has_one():
    stage = scene()
    branch = factories.branch(stage.provider, "aktobe")
    stage.cohort.branch = branch
    stage.cohort.save()
    year = timezone.localdate().year
    set_next_number(
        stage.director,
        stage.provider,
        branch,
        "certificate",
        year,
        pattern="{series}-{year}-{number}",
        first=7,
        at=timezone.now(),
    )
    stage.learner("50")
    stage.learner("48")

    assert [document.number for document in stage.issue()] == [f"AKTOBE-{year}-7", f"АН-{year}-000001"]


def test_number_that_was_given_is_never_set_again():
    stage = scene()
    stage.learner()
    stage.issue()
    series = NumberSeries.objects.get(kind="certificate")

    for first, allowed in ((1, False), (2, True), (9, True)):
        if allowed:
            _set(stage, series, first)
        else:
            with pytest.raises(Exception, match=r"series\.given"):
                _set(stage, series, first)
    assert list(series.starts.values_list("first", flat=True)) == [2, 9]


def _set(stage, series, first, at=None):
    set_next_number(
        stage.director,
        stage.provider,
        None,
        series.kind,
        series.year,
        pattern=series.pattern,
        first=first,
        at=at or timezone.now(),
    )


@pytest.mark.parametrize(
    "pattern", ["", "{number}", "{year}", "{year}{number}", "{year}-{number:099}", "{year}-{number}-{name}"]
)
def test_pattern_with_a_fault_is_refused(pattern):
    stage = scene(numbers=False)

    with pytest.raises(ValueError, match=r"number\."):
        set_next_number(
            stage.director, stage.provider, None, "certificate", 2026, pattern=pattern, first=1, at=timezone.now()
        )
    assert not NumberSeries.objects.exists()


def test_restored_installation_gives_no_number_until_the_next_one_is_set():
    stage = scene()
    stage.learner()
    stage.issue()
    later = stage.learner()
    at = timezone.now()
    record_restore(stage.cohort.uuid, backup_at=at - timedelta(days=1), digest="0" * 64, at=at)

    with pytest.raises(NotIssued) as refused:
        stage.issue(later)
    assert codes_of(refused) == {"series.after-restore"}

    _set(stage, NumberSeries.objects.get(kind="certificate"), 40, at=at + timedelta(seconds=1))
    assert stage.issue(later)[0].counted == 40
