"""Changes of an enrolment: what each person may cause, the history that grows, the role of a learner that follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.cohorts import actions
from qosyl.cohorts.access import changes_open_to
from qosyl.cohorts.models import EnrolmentChange
from qosyl.cohorts.queries import history_of
from qosyl.cohorts.reasons import SENTENCES
from qosyl.cohorts.words import ACTORS, BUTTONS, CONSEQUENCES, HAPPENED, REASONS, STATE_KINDS, STATES
from qosyl.people import access as people_access
from qosyl.people.models import RoleHolding
from qosyl.people.roles import Role
from qosyl.rules.enrolment import ALLOWED, Act, Actor, Change, State, standing_after
from qosyl.rules.reasons import Refused
from tests import factories
from tests.cohorts.office import browser_of, office

pytestmark = pytest.mark.django_db
AT = factories.NOW + timedelta(days=1)
TODAY = timezone.localdate(AT)
COMPLETED = (*factories.STUDYING, Change(Act.COMPLETE, Actor.COORDINATOR, "certificate-earned"))
DECLINED = (*factories.INVITED, Change(Act.DECLINE, Actor.COORDINATOR, "no-answer"))


def test_change_adds_to_the_history_and_keeps_the_state():
    house = office()
    learner = factories.enrolment(house.kazakh)

    actions.change_enrolment(house.coordinator, learner, Act.INTERRUPT, Actor.COORDINATOR, "illness", "№ 7 өтініш", AT)

    learner.refresh_from_db()
    assert (learner.state, learner.state_reason) == ("interrupted", "illness")
    assert standing_after(history_of(learner)).state is State.INTERRUPTED
    last = learner.changes.last()
    assert (last.place, last.note, last.actor, last.at) == (3, "№ 7 өтініш", house.coordinator, AT)


@pytest.mark.parametrize(
    ("act", "by", "reason", "code"),
    [
        (Act.RESUME, Actor.COORDINATOR, "", "enrolment.state"),
        (Act.INTERRUPT, Actor.COORDINATOR, "mood", "enrolment.reason"),
        (Act.INTERRUPT, Actor.COORDINATOR, "", "enrolment.reason"),
        (Act.WITHDRAW, Actor.TUTOR, "own-wish", "enrolment.by"),
    ],
)
def test_change_that_the_table_does_not_allow_is_refused_and_writes_nothing(act, by, reason, code):
    house = office()
    learner = factories.enrolment(house.kazakh)
    person = house.coordinator if by is Actor.COORDINATOR else house.person(Role.TUTOR)

    with pytest.raises(Refused) as refusal:
        actions.change_enrolment(person, learner, act, by, reason, "", AT)

    assert code in {each.code for each in refusal.value.reasons}
    assert learner.changes.count() == 2


@pytest.mark.parametrize(
    ("role", "by"),
    [(Role.TUTOR, Actor.COORDINATOR), (Role.COORDINATOR, Actor.DIRECTOR), (Role.AUDITOR, Actor.TUTOR)],
)
def test_nobody_changes_an_enrolment_as_somebody_else(role, by):
    house = office()
    learner = factories.enrolment(house.kazakh)

    with pytest.raises(people_access.Refused):
        actions.change_enrolment(house.person(role), learner, Act.WITHDRAW, by, "own-wish", "", AT)
    assert learner.changes.count() == 2


def test_learner_changes_the_own_enrolment_alone():
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.INVITED)
    other = factories.enrolment(house.kazakh, history=factories.INVITED)

    with pytest.raises(people_access.Refused):
        actions.change_enrolment(other.learner, learner, Act.DECLINE, Actor.LEARNER, "declined", "", AT)
    actions.change_enrolment(learner.learner, learner, Act.DECLINE, Actor.LEARNER, "declined", "", AT)
    assert learner.state == "withdrawn"


def test_course_itself_begins_study_without_a_person():
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.ENROLLED)

    actions.change_enrolment(None, learner, Act.BEGIN, Actor.COURSE, "", "", AT)

    assert learner.state == "studying"
    assert learner.changes.last().actor is None


def test_person_is_needed_wherever_the_course_does_not_act():
    house = office()
    learner = factories.enrolment(house.kazakh)

    with pytest.raises(people_access.Refused):
        actions.change_enrolment(None, learner, Act.WITHDRAW, Actor.COORDINATOR, "own-wish", "", AT)


def test_role_of_a_learner_is_held_while_enrolled():
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.INVITED)

    def holds() -> bool:
        held = RoleHolding.objects.filter(user=learner.learner, role=Role.LEARNER, cohort=house.cohort.uuid)
        return any(each.ended_at is None for each in held)

    assert not holds()
    actions.change_enrolment(house.coordinator, learner, Act.ENROL, Actor.COORDINATOR, "", "", AT)
    assert holds()
    actions.change_enrolment(house.coordinator, learner, Act.INTERRUPT, Actor.COORDINATOR, "illness", "", AT)
    assert holds()
    actions.change_enrolment(house.coordinator, learner, Act.WITHDRAW, Actor.COORDINATOR, "own-wish", "", AT)
    assert not holds()


@pytest.mark.parametrize(
    ("role", "history", "acts"),
    [
        (Role.COORDINATOR, factories.INVITED, {Act.ENROL, Act.DECLINE}),
        (Role.COORDINATOR, DECLINED, {Act.INVITE}),
        (Role.COORDINATOR, COMPLETED, set()),
        (Role.DIRECTOR, COMPLETED, {Act.REOPEN}),
        (Role.DIRECTOR, factories.STUDYING, {Act.TRANSFER, Act.WITHDRAW, Act.COMPLETE}),
        (Role.TUTOR, factories.ENROLLED, {Act.BEGIN}),
        (Role.TUTOR, factories.STUDYING, set()),
        (Role.AUDITOR, factories.STUDYING, set()),
    ],
)
def test_buttons_are_what_the_rule_allows_to_this_person(role, history, acts):
    house = office()
    learner = factories.enrolment(house.kazakh, history=history)

    assert {row.act for row, _by in changes_open_to(house.person(role), TODAY, learner)} == acts


def test_card_offers_no_button_to_whoever_only_reads():
    house = office()
    learner = factories.enrolment(house.kazakh)
    address = reverse("cohorts:enrolment", args=[learner.uuid])

    assert "act=interrupt" in browser_of(house.coordinator).get(address).text
    assert "act=" not in browser_of(house.person(Role.AUDITOR)).get(address).text


def test_change_is_made_on_its_page_with_a_reason_and_a_note():
    house = office()
    learner = factories.enrolment(house.kazakh)
    address = reverse("cohorts:change-enrolment", args=[learner.uuid]) + "?act=interrupt"
    client = browser_of(house.coordinator)

    assert client.post(address, {"reason": "own-wish"}).status_code == 422
    assert learner.changes.count() == 2
    client.post(address, {"reason": "illness", "note": "№ 12"})

    learner.refresh_from_db()
    assert learner.state == "interrupted"
    card = client.get(reverse("cohorts:enrolment", args=[learner.uuid])).text
    assert "Курс прерван" in card
    assert "Болезнь" in card
    assert "№ 12" in card


def test_page_left_open_while_somebody_else_changed_the_enrolment_says_so():
    house = office()
    learner = factories.enrolment(house.kazakh, history=COMPLETED)
    address = reverse("cohorts:change-enrolment", args=[learner.uuid]) + "?act=interrupt"

    answer = browser_of(house.coordinator).post(address, {"reason": "illness"}, follow=True)

    assert "сейчас недоступно" in answer.text
    assert EnrolmentChange.objects.filter(enrolment=learner).count() == len(COMPLETED)


@pytest.mark.parametrize("act", ["transfer", "receive", "nonsense", ""])
def test_change_that_has_no_page_here_leads_back_to_the_card(act):
    house = office()
    learner = factories.enrolment(house.kazakh)

    answer = browser_of(house.coordinator).get(reverse("cohorts:change-enrolment", args=[learner.uuid]), {"act": act})

    assert answer.status_code == 302


def test_value_of_the_rule_of_every_kind_has_words():
    reasons = {reason for row in ALLOWED for reason in row.reasons}

    assert set(STATES) == set(STATE_KINDS) == set(State)
    assert set(BUTTONS) == set(HAPPENED) == set(Act)
    assert set(ACTORS) == set(Actor)
    assert set(REASONS) == reasons
    assert set(CONSEQUENCES) >= set(Act) - {Act.ACCEPT, Act.RECEIVE}
    assert {"enrolment.state", "enrolment.entered-for", "enrolment.by", "enrolment.reason"} <= set(SENTENCES)
