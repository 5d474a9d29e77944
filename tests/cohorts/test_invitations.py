"""Links by which learners join: made once, opened without changing anything, accepted once, refused in plain words."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.cohorts import actions
from qosyl.cohorts.consent_texts import PRESENT, TEXTS
from qosyl.cohorts.invitations import LASTS, LinkState, digest_of, link_state
from qosyl.cohorts.models import Consent, Invitation
from qosyl.people.access import Refused
from qosyl.people.models import User
from qosyl.people.roles import Role
from qosyl.rules.enrolment import Act, Actor, Change
from tests import factories
from tests.architecture.test_permissions import rows
from tests.cohorts.office import browser_of, office

pytestmark = pytest.mark.django_db
PASSWORD = "жазғы жаңбыр 7"
NAMES = {"family_kk": "Әлиева", "given_kk": "Гүл", "patronymic_kk": "", "family_ru": "Алиева", "given_ru": "Гуль"}
FILLED = NAMES | {"names_are_right": "on", "consent": "on", "password": PASSWORD}


def _invited(house, person=None):
    """A learner with an open link, made a moment ago: the enrolment, the token."""
    learner = factories.enrolment(house.kazakh, person or factories.user(), factories.INVITED)
    [made] = actions.make_invitations(house.coordinator, [learner], at=timezone.now())
    return learner, made.token


def _address(token):
    return reverse("cohorts:join", args=[token])


# --- the link --------------------------------------------------------------------------------------------------------
def test_token_itself_is_kept_nowhere():
    _learner, token = _invited(office())

    assert len(token) >= 43
    assert Invitation.objects.get().token_digest == digest_of(token)
    assert token not in str(rows())


def test_links_are_never_the_same():
    house = office()
    learners = [factories.enrolment(house.kazakh, history=factories.INVITED) for _ in range(20)]

    made = actions.make_invitations(house.coordinator, learners, at=factories.NOW)

    assert len({each.token for each in made}) == len(learners)


@pytest.mark.parametrize(
    ("history", "fields", "state"),
    [
        (factories.INVITED, {}, LinkState.OPEN),
        (factories.INVITED, {"withdrawn_at": factories.NOW}, LinkState.WITHDRAWN),
        (factories.INVITED, {"accepted_at": factories.NOW}, LinkState.USED),
        (factories.ENROLLED, {}, LinkState.OPEN),
        (factories.STUDYING, {"withdrawn_at": factories.NOW}, LinkState.WITHDRAWN),
        (factories.STUDYING, {"accepted_at": factories.NOW}, LinkState.USED),
        ((*factories.INVITED, Change(Act.DECLINE, Actor.COORDINATOR, "no-answer")), {}, LinkState.CLOSED),
    ],
)
def test_link_is_what_its_learner_may_do_with_it(history, fields, state):
    learner = factories.enrolment(office().kazakh, history=history)

    assert link_state(factories.invitation(learner, **fields), factories.NOW) is state


@pytest.mark.parametrize(("age", "state"), [(LASTS - timedelta(seconds=1), LinkState.OPEN), (LASTS, LinkState.EXPIRED)])
def test_link_holds_for_thirty_days(age, state):
    learner = factories.enrolment(office().kazakh, history=factories.INVITED)
    [made] = actions.make_invitations(learner.cohort.opened_by, [learner], at=factories.NOW)

    assert made.expires_at == factories.NOW + LASTS
    assert link_state(Invitation.objects.get(), factories.NOW + age) is state


def test_link_made_again_leaves_printed_slips_working():
    house = office()
    learner, first = _invited(house)
    actions.make_invitations(house.coordinator, [learner], at=timezone.now())

    assert browser_of().get(_address(first)).status_code == 200


def test_withdrawal_closes_every_link_of_the_learner_and_of_nobody_else():
    house = office()
    learner, first = _invited(house)
    [second] = actions.make_invitations(house.coordinator, [learner], at=timezone.now())
    _other, others = _invited(house)

    assert actions.withdraw_invitations(house.coordinator, learner, at=timezone.now()) == 2
    assert [browser_of().get(_address(token)).status_code for token in (first, second.token, others)] == [410, 410, 200]


def test_no_link_is_made_for_whoever_has_joined():
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.ENROLLED, names_confirmed_at=factories.NOW)

    assert actions.make_invitations(house.coordinator, [learner], at=factories.NOW) == []


@pytest.mark.parametrize("role", [Role.TUTOR, Role.DIRECTOR, Role.AUDITOR])
def test_links_are_made_by_nobody_but_those_who_run_the_cohort(role):
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.INVITED)

    with pytest.raises(Refused):
        actions.make_invitations(house.person(role), [learner], at=factories.NOW)


# --- opening it ------------------------------------------------------------------------------------------------------
def test_opening_a_link_changes_nothing():
    house = office()
    _learner, token = _invited(house)
    before = rows()

    answer = browser_of().get(_address(token))

    assert answer.status_code == 200
    assert rows() == before
    assert "no-store" in answer["Cache-Control"]
    for text in TEXTS[PRESENT]:
        assert text.ru in answer.text
    assert house.provider.name_ru in answer.text


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"expires_at": factories.NOW}, 410, "Срок ссылки истёк"),
        ({"withdrawn_at": factories.NOW}, 410, "Ссылка отозвана"),
        ({"accepted_at": factories.NOW}, 410, "Вы уже вошли в курс"),
        ({"token_digest": "f" * 64}, 404, "Эта ссылка ничего не открывает"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_that_opens_nothing_says_why_and_what_to_do(change, status, words, method):
    _learner, token = _invited(office())
    Invitation.objects.update(**change)
    before = rows()

    answer = getattr(browser_of(), method)(_address(token), FILLED if method == "post" else None)

    assert answer.status_code == status
    assert words in answer.text
    assert rows() == before


def test_link_of_a_closed_place_says_so():
    house = office()
    learner, token = _invited(house)
    actions.change_enrolment(
        house.coordinator, learner, Act.DECLINE, Actor.COORDINATOR, "no-answer", "", timezone.now()
    )

    answer = browser_of().get(_address(token))

    assert answer.status_code == 410
    assert "Это приглашение закрыто" in answer.text


@pytest.mark.parametrize("token", ["x", "%00", "а" * 500, "' or 1=1"])
def test_token_that_cannot_be_is_no_link(token):
    assert browser_of().get(f"/join/{token}/").status_code == 404


# --- accepting it ----------------------------------------------------------------------------------------------------
def test_learner_joins_with_names_consent_and_an_own_password():
    house = office()
    learner, token = _invited(house)
    client = browser_of()

    answer = client.post(_address(token), FILLED, follow=True)

    assert answer.redirect_chain == [("/", 302)]
    assert "Вы вошли в курс" in answer.text
    learner.refresh_from_db()
    person = User.objects.get(pk=learner.learner_id)
    assert (learner.state, learner.names_confirmed_at is not None) == ("enrolled", True)
    assert (person.full_name.kk, person.full_name.ru) == ("Әлиева Гүл", "Алиева Гуль")
    assert person.check_password(PASSWORD)
    assert person.holdings.get(role=Role.LEARNER).cohort == house.cohort.uuid
    consent = Consent.objects.get()
    assert (consent.enrolment, consent.version, consent.language) == (learner, PRESENT, "ru")
    assert client.get(reverse("people:own-account")).context["person"] == person


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"given_kk": ""}, "given_kk"),
        ({"given_ru": " "}, "given_ru"),
        ({"names_are_right": ""}, "names_are_right"),
        ({"consent": ""}, "consent"),
        ({"password": ""}, "password"),
        ({"password": "1234567"}, "password"),
        ({"password": "password"}, "password"),
    ],
)
def test_joining_with_a_gap_changes_nothing(change, wrong):
    learner, token = _invited(office())
    before = rows()

    answer = browser_of().post(_address(token), FILLED | change)

    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors
    assert rows() == before
    learner.refresh_from_db()
    assert learner.state == "invited"


def test_learner_enrolled_by_order_confirms_the_name_by_a_link_all_the_same():
    house = office()
    learner, token = _invited(house)
    actions.change_enrolment(house.coordinator, learner, Act.ENROL, Actor.COORDINATOR, "", "", timezone.now())

    assert browser_of().post(_address(token), FILLED).status_code == 302
    learner.refresh_from_db()
    assert (learner.state, learner.names_confirmed_at is not None) == ("enrolled", True)
    assert [change.act for change in learner.changes.all()] == ["invite", "enrol"]
    assert Consent.objects.filter(enrolment=learner).count() == 1
    assert "Вы уже вошли в курс" in browser_of().get(_address(token)).text


def test_link_is_accepted_once():
    _learner, token = _invited(office())
    browser_of().post(_address(token), FILLED)
    before = rows()

    answer = browser_of().post(_address(token), FILLED | {"password": "басқа біреудің сөзі", "given_kk": "Басқа"})

    assert answer.status_code == 410
    assert rows() == before


def test_other_link_of_the_learner_is_used_up_with_the_first():
    house = office()
    learner, token = _invited(house)
    [second] = actions.make_invitations(house.coordinator, [learner], at=timezone.now())
    browser_of().post(_address(token), FILLED)

    assert "Вы уже вошли в курс" in browser_of().get(_address(second.token)).text


def test_person_with_an_account_signs_in_first_and_keeps_the_password():
    house = office()
    person = factories.user(PASSWORD)
    learner, token = _invited(house, person)

    visitor = browser_of().post(_address(token), FILLED | {"password": "ұрының құпиясөзі"})
    assert "У вас уже есть учётная запись" in visitor.text
    learner.refresh_from_db()
    assert learner.state == "invited"

    client = browser_of(person)
    assert "password" not in client.get(_address(token)).context["form"].fields
    client.post(_address(token), FILLED)
    learner.refresh_from_db()
    assert learner.state == "enrolled"
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_signing_in_leads_back_to_the_invitation():
    person = factories.user(PASSWORD, phone="+77015551001")
    _learner, token = _invited(office(), person)
    client = browser_of()
    page = client.get(_address(token)).text

    assert f"?next={quote(_address(token), safe='')}" in page
    values = {"sign_in_name": "87015551001", "password": PASSWORD, "next": _address(token)}
    assert client.post(reverse("people:sign-in"), values)["Location"] == _address(token)


def test_invitation_of_somebody_else_is_not_accepted_from_a_shared_phone():
    house = office()
    learner, token = _invited(house)
    client = browser_of(factories.user(PASSWORD))
    before = rows()

    answers = [client.get(_address(token)), client.post(_address(token), FILLED)]

    assert all("Это приглашение для другого человека" in answer.text for answer in answers)
    assert learner.learner.given_ru not in answers[0].text
    assert rows() == before


# --- slips -----------------------------------------------------------------------------------------------------------
def test_slips_bear_working_links_for_those_alone_who_have_not_answered():
    house = office()
    waiting = [factories.enrolment(house.kazakh, history=factories.INVITED) for _ in range(3)]
    factories.enrolment(house.russian, history=factories.INVITED)
    factories.enrolment(house.kazakh, names_confirmed_at=factories.NOW)

    page = browser_of(house.coordinator).post(reverse("cohorts:invitations", args=[house.cohort.uuid]), {"group": "1"})

    slips = page.context["slips"]
    assert len(slips) == len(waiting)
    assert page.text.count("<svg") >= len(waiting)
    assert all(browser_of().get(slip.path).status_code == 200 for slip in slips)
    assert "no-store" in page["Cache-Control"]


def test_slip_speaks_the_language_of_its_learner():
    house = office()
    factories.enrolment(house.kazakh, factories.user(language="kk"), factories.INVITED)
    factories.enrolment(house.russian, factories.user(language="ru"), factories.INVITED)

    page = browser_of(house.coordinator).post(reverse("cohorts:invitations", args=[house.cohort.uuid]))

    assert "курсына шақырамыз" in page.text
    assert "Приглашаем вас на курс" in page.text


def test_no_slip_is_made_where_everybody_has_answered():
    house = office()
    factories.enrolment(house.kazakh, names_confirmed_at=factories.NOW)

    answer = browser_of(house.coordinator).post(reverse("cohorts:invitations", args=[house.cohort.uuid]), follow=True)

    assert "Все ответили" in answer.text
    assert not Invitation.objects.exists()


def test_link_for_a_messenger_is_shown_once():
    house = office()
    learner = factories.enrolment(house.kazakh, history=factories.INVITED)
    client = browser_of(house.coordinator)

    page = client.post(reverse("cohorts:invite", args=[learner.uuid]))

    assert page.context["slip"].address in page.text
    card = client.get(reverse("cohorts:enrolment", args=[learner.uuid])).text
    assert page.context["slip"].path not in card
