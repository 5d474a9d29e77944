"""Admission: what is proposed on both sides of the threshold, who may withdraw it, and all decisions or none."""

from datetime import timedelta
from uuid import uuid4

import pytest

from qosyl.audit.models import Act
from qosyl.cohorts.actions import confirm_admission, propose_admission, withdraw_admission
from qosyl.cohorts.admissions import is_confirmed
from qosyl.cohorts.models import AdmissionDecision, AdmissionEntry, AdmissionList, Session
from qosyl.cohorts.queries import admission_facts, admitted_enrolments, latest_admission_list
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.roles import Role
from qosyl.rules.admission import Decision
from qosyl.rules.eligibility import Admission
from qosyl.rules.enrolment import Act as EnrolmentAct
from qosyl.rules.enrolment import Actor, Change
from qosyl.rules.reasons import Refused
from tests import factories
from tests.cohorts.course import MONDAY, at, begin
from tests.programmes.published import SMALL

pytestmark = pytest.mark.django_db
THEN = at(MONDAY + timedelta(days=20))
INTERRUPTED = (*factories.STUDYING, Change(EnrolmentAct.INTERRUPT, Actor.COORDINATOR, "illness"))


@pytest.fixture
def course():
    """Five sessions of two hours were held; the threshold is 60 percent: three of them."""
    made = begin(SMALL, threshold_percent=60)
    topic = made.publication.version.topics.first()
    for number in range(5):
        factories.session(
            made.group, day=MONDAY, start=540 + 100 * number, topic=topic, delivered_at=at(MONDAY), hours=2
        )
    return made


def _came(course, present, history=factories.STUDYING):
    learner = course.learner(history=history)
    for number, session in enumerate(Session.objects.order_by("start")):
        factories.attendance_mark(session, learner, "present" if number < present else "absent")
    return learner


def _propose(course):
    return propose_admission(course.coordinator, course.cohort, at=THEN)


def _decisions(admission, **departing):
    """What the rule proposed, but for those who are named with another decision and its grounds."""
    found = {}
    for entry in admission.entries.all():
        admitted, grounds = departing.get(f"e{entry.enrolment_id}", (entry.outcome == "proposed", ""))
        found[entry.pk] = Decision(str(entry.enrolment.uuid), admitted, grounds)
    return found


def _codes(refused):
    return [reason.code for reason in refused.value.reasons]


@pytest.mark.parametrize(
    ("present", "outcome", "codes"),
    [
        (5, "proposed", []),
        (3, "proposed", []),
        (2, "not-proposed", ["admission.threshold"]),
        (0, "absent", ["admission.no-hour", "admission.threshold"]),
    ],
)
def test_proposal_on_both_sides_of_the_threshold(course, present, outcome, codes):
    learner = _came(course, present)

    entry = _propose(course).entries.get(enrolment=learner)

    assert (entry.outcome, entry.earned, entry.taught) == (outcome, str(2 * present), 10)
    assert [reason["code"] for reason in entry.reasons] == codes


def test_proposal_without_a_threshold_asks_one_hour(course):
    course.cohort.threshold_percent = None
    course.cohort.save()
    came, stayed_away = _came(course, 1), _came(course, 0)

    entries = {entry.enrolment: entry.outcome for entry in _propose(course).entries.all()}

    assert entries == {came: "proposed", stayed_away: "absent"}


def test_interrupted_learner_is_listed_with_the_reason_and_who_left_is_not(course):
    interrupted = _came(course, 5, INTERRUPTED)
    left = _came(course, 5, (*factories.STUDYING, Change(EnrolmentAct.WITHDRAW, Actor.COORDINATOR, "own-wish")))
    invited = course.learner(history=factories.INVITED)

    found = _propose(course)

    entry = found.entries.get()
    assert entry.enrolment == interrupted
    assert [reason["code"] for reason in entry.reasons] == ["admission.state"]
    assert not found.entries.filter(enrolment__in=[left, invited]).exists()


def test_hours_of_final_assessment_count_neither_as_taught_nor_as_missed(course):
    learner = _came(course, 3)
    topic = course.publication.version.topics.last()
    factories.session(course.group, kind="assessment", hours=4, topic=topic, delivered_at=at(MONDAY))

    entry = _propose(course).entries.get(enrolment=learner)

    assert (entry.outcome, entry.taught) == ("proposed", 10)


def test_proposing_while_a_list_waits_gives_that_list(course):
    _came(course, 5)

    assert _propose(course) == _propose(course)
    assert Act.objects.filter(name="propose_admission").count() == 1


def test_nobody_to_be_listed_is_a_refusal(course):
    with pytest.raises(Refused) as refused:
        _propose(course)

    assert _codes(refused) == ["admission.nobody"]


# --- withdrawing -----------------------------------------------------------------------------------------------------
def test_list_is_withdrawn_until_it_is_confirmed(course):
    learner = _came(course, 5)
    first = _propose(course)

    withdraw_admission(course.coordinator, first, at=THEN)
    withdraw_admission(course.coordinator, first, at=THEN)
    assert latest_admission_list(course.cohort) is None
    assert admission_facts(learner) == (Admission.UNDECIDED, False)

    second = _propose(course)
    assert second.number == 2
    confirm_admission(second, _decisions(second), uuid4(), THEN)
    with pytest.raises(Refused) as refused:
        withdraw_admission(course.coordinator, second, at=THEN)
    assert _codes(refused) == ["admission.confirmed"]
    assert Act.objects.filter(name="withdraw_admission").count() == 1


def test_withdrawn_list_is_not_confirmed(course):
    _came(course, 5)
    found = _propose(course)
    withdraw_admission(course.coordinator, found, at=THEN)

    with pytest.raises(Refused) as refused:
        confirm_admission(found, _decisions(found), uuid4(), THEN)

    assert _codes(refused) == ["admission.withdrawn"]


@pytest.mark.parametrize("who", ["tutor", "stranger"])
def test_list_is_proposed_and_withdrawn_by_the_coordinator_alone(course, who):
    _came(course, 5)
    person = course.tutor if who == "tutor" else factories.user()

    with pytest.raises(NotAllowed):
        propose_admission(person, course.cohort, at=THEN)
    found = _propose(course)
    with pytest.raises(NotAllowed):
        withdraw_admission(person, found, at=THEN)


# --- deciding --------------------------------------------------------------------------------------------------------
def test_commission_decides_on_everybody_and_only_the_admitted_sit_the_test(course):
    good, poor, away = _came(course, 5), _came(course, 2), _came(course, 0)
    found = _propose(course)
    protocol = uuid4()

    confirm_admission(found, _decisions(found), protocol, THEN)

    assert admitted_enrolments(course.cohort) == [good]
    assert [admission_facts(learner) for learner in (good, poor, away)] == [
        (Admission.ADMITTED, True),
        (Admission.NOT_ADMITTED, True),
        (Admission.ABSENT, True),
    ]
    assert set(AdmissionDecision.objects.values_list("protocol", flat=True)) == {protocol}
    assert Act.objects.get(name="confirm_admission").facts["admitted"] == 1


def test_proposal_alone_admits_nobody_where_the_commission_confirms(course):
    good = _came(course, 5)
    _propose(course)

    assert admission_facts(good) == (Admission.ADMITTED, False)
    assert admitted_enrolments(course.cohort) == []


@pytest.mark.parametrize("grounds", ["", "   ", "Ауырғаны құжатпен расталды"])
def test_departure_from_the_proposal_needs_its_grounds(course, grounds):
    poor = _came(course, 2)
    found = _propose(course)
    decisions = _decisions(found, **{f"e{poor.pk}": (True, grounds)})

    if grounds.strip():
        confirm_admission(found, decisions, uuid4(), THEN)
        assert admitted_enrolments(course.cohort) == [poor]
    else:
        with pytest.raises(Refused) as refused:
            confirm_admission(found, decisions, uuid4(), THEN)
        assert _codes(refused) == ["admission.grounds"]
        assert AdmissionDecision.objects.count() == 0


def test_absent_learner_is_not_admitted_whatever_the_grounds(course):
    away = _came(course, 0)
    found = _propose(course)

    with pytest.raises(Refused):
        confirm_admission(found, _decisions(found, **{f"e{away.pk}": (True, "өтініш")}), uuid4(), THEN)

    assert AdmissionDecision.objects.count() == 0


def test_one_decision_that_lacks_refuses_all(course):
    _came(course, 5)
    _came(course, 4)
    found = _propose(course)
    decisions = _decisions(found)
    decisions.popitem()

    with pytest.raises(Refused) as refused:
        confirm_admission(found, decisions, uuid4(), THEN)

    assert _codes(refused) == ["admission.not-whole"]
    assert not is_confirmed(AdmissionList.objects.get())


def test_decision_for_another_learner_is_refused(course):
    _came(course, 5)
    _came(course, 5)
    found = _propose(course)
    one, two = _decisions(found).items()

    with pytest.raises(Refused) as refused:
        confirm_admission(found, {one[0]: two[1], two[0]: one[1]}, uuid4(), THEN)

    assert set(_codes(refused)) == {"admission.other-learner"}


def test_confirming_the_same_twice_is_once_and_otherwise_refused(course):
    good = _came(course, 5)
    found, protocol = _propose(course), uuid4()
    decisions = _decisions(found)

    first = confirm_admission(found, decisions, protocol, THEN)
    again = confirm_admission(found, decisions, protocol, THEN)
    assert [one.pk for one in first] == [one.pk for one in again]
    for other in (
        (_decisions(found, **{f"e{good.pk}": (False, "себеп")}), protocol),
        (decisions, uuid4()),
    ):
        with pytest.raises(Refused) as refused:
            confirm_admission(found, *other, THEN)
        assert _codes(refused) == ["admission.confirmed"]
    assert Act.objects.filter(name="confirm_admission").count() == 1


def test_later_list_holds_once_the_commission_has_decided_on_it(course):
    learner = _came(course, 2)
    first = _propose(course)
    confirm_admission(first, _decisions(first), uuid4(), THEN)
    second = _propose(course)
    assert second.number == 2
    assert admission_facts(learner) == (Admission.NOT_ADMITTED, True)

    confirm_admission(second, _decisions(second, **{f"e{learner.pk}": (True, "Апелляция")}), uuid4(), THEN)

    assert admission_facts(learner) == (Admission.ADMITTED, True)


# --- pages -----------------------------------------------------------------------------------------------------------
def test_page_proposes_and_withdraws(course):
    _came(course, 5)
    client = course.client(course.coordinator)
    address = f"/cohorts/{course.cohort.uuid}/admission/"
    assert client.get(address).context["stands"] is None

    assert client.post(f"{address}propose/").status_code == 302
    found = AdmissionList.objects.get()
    page = client.get(address)
    assert page.context["stands"] == found
    assert client.get(f"/cohorts/admission/{found.uuid}/withdraw/").status_code == 200
    assert client.post(f"/cohorts/admission/{found.uuid}/withdraw/").status_code == 302
    found.refresh_from_db()
    assert found.withdrawn_at is not None


def test_page_says_where_hours_have_changed_since_the_proposal(course):
    learner = _came(course, 2)
    found = _propose(course)
    session = Session.objects.order_by("-start").first()
    factories.made_up(session, learner, 2)

    page = course.client(course.coordinator).get(f"/cohorts/{course.cohort.uuid}/admission/")

    assert page.context["entries"].changed == 1
    assert AdmissionEntry.objects.get(admission_list=found).earned == "4"


def test_paper_of_a_decided_list_shows_decisions_and_grounds(course):
    poor = _came(course, 2)
    found = _propose(course)
    confirm_admission(found, _decisions(found, **{f"e{poor.pk}": (True, "Құжат ұсынды")}), uuid4(), THEN)

    page = course.client(course.coordinator).get(f"/cohorts/admission/{found.uuid}/").content.decode()

    assert "Құжат ұсынды" in page
    assert "жіберілді" in page


def test_list_is_read_by_a_member_of_the_commission_of_this_cohort(course):
    from qosyl.people.actions import hold_in_cohort

    _came(course, 5)
    found = _propose(course)
    member = factories.user()
    address = f"/cohorts/admission/{found.uuid}/"
    assert course.client(member).get(address).status_code == 404

    hold_in_cohort(
        None,
        member,
        Role.COMMISSION_MEMBER,
        course.provider,
        course.cohort.uuid,
        since=MONDAY,
        until=None,
        at=THEN,
    )

    assert course.client(member).get(address).status_code == 200


@pytest.mark.parametrize("learners", [1, 8])
def test_admission_page_asks_a_fixed_number_of_queries(course, learners, django_assert_num_queries):
    for _ in range(learners):
        _came(course, 4)
    _propose(course)
    client = course.client(course.coordinator)
    address = f"/cohorts/{course.cohort.uuid}/admission/"
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)
