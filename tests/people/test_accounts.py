"""Acts on accounts: who may, what changes, what is recorded, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.people import actions
from qosyl.people.access import NotVisible, Refused, may, people_visible_to, roles_on
from qosyl.people.actions import PersonalName
from qosyl.people.matrix import matrix
from qosyl.people.models import RoleHolding, User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

KK, RU = PersonalName("Ахметова", "Айгүл", "Серікқызы"), PersonalName("Ахметова", "Айгуль", "Сериковна")


@pytest.fixture
def home():
    return factories.provider("home")


@pytest.fixture
def administrator(home):
    person = factories.user()
    factories.role_holding(person, Role.ADMINISTRATOR, home)
    return person


def open_account(administrator, home, **words):
    return actions.open_account(
        administrator, home, kk=KK, ru=RU, role=words.pop("role", Role.TUTOR), at=timezone.now(), **words
    )


def test_opened_account_has_code_role_and_first_password_to_replace(administrator, home):
    account = open_account(administrator, home)
    assert account.user.check_password(account.password)
    assert account.user.must_change_password
    assert len(account.user.code) == 8
    assert roles_on(account.user, timezone.localdate(), home) == {Role.TUTOR}
    assert [act.name for act in Act.objects.order_by("id")] == ["open_account", "give_role"]


def test_record_of_an_opened_account_holds_no_personal_data(administrator, home):
    open_account(administrator, home, contacts=(SignInName("phone", "+77011234567"),))
    written = " ".join(str(act.facts) + act.thing for act in Act.objects.all())
    assert not any(word in written for word in ("Ахметова", "Айг", "7011234567"))


def test_contact_that_somebody_has_is_refused_and_nothing_is_left(administrator, home):
    phone = (SignInName("phone", "+77011234567"),)
    open_account(administrator, home, contacts=phone)
    before = User.objects.count()
    with pytest.raises(actions.NameTaken, match="phone"):
        open_account(administrator, home, contacts=phone)
    assert User.objects.count() == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_opens_accounts(home, role):
    person = factories.user()
    factories.role_holding(person, role, home)
    with pytest.raises(Refused):
        open_account(person, home)


def test_role_is_held_from_its_first_day_to_its_last(home):
    person, today = factories.user(), timezone.localdate()
    factories.role_holding(person, Role.TUTOR, home, since=today, until=today + timedelta(days=2))
    held = [bool(roles_on(person, today + timedelta(days=day))) for day in range(-1, 4)]
    assert held == [False, True, True, True, False]


def test_ended_role_stays_as_history_and_counts_no_more(administrator, home):
    tutor = factories.user()
    holding = factories.role_holding(tutor, Role.TUTOR, home, since=timezone.localdate())
    ended = actions.end_role(administrator, holding, at=timezone.now())
    assert not ended.covers(timezone.localdate())
    assert tutor.holdings.count() == 1
    assert ended.since == ended.ends_on == timezone.localdate(), "history says what was"


def test_last_administrator_can_neither_be_ended_nor_closed(administrator, home):
    holding = administrator.holdings.get()
    with pytest.raises(actions.LastAdministrator):
        actions.end_role(administrator, holding, at=timezone.now())
    with pytest.raises(actions.LastAdministrator):
        actions.close_account(administrator, administrator, at=timezone.now())
    factories.role_holding(factories.user(), Role.ADMINISTRATOR, home)
    actions.end_role(administrator, holding, at=timezone.now())


def test_person_who_also_serves_another_provider_is_not_taken_over(administrator, home):
    shared, other = factories.user(), factories.provider("other")
    factories.role_holding(shared, Role.TUTOR, home)
    factories.role_holding(shared, Role.DIRECTOR, other)
    for act in (actions.renew_password, actions.close_account, actions.reopen_account):
        with pytest.raises(Refused):
            act(administrator, shared, at=timezone.now())


def test_closed_account_does_nothing_until_it_is_opened_again(administrator, home):
    tutor = factories.user("жазғы жаңбыр 7")
    factories.role_holding(tutor, Role.TUTOR, home)
    actions.close_account(administrator, tutor, at=timezone.now())
    assert not may(User.objects.get(pk=tutor.pk), "read_tutor_kits", timezone.localdate())
    actions.reopen_account(administrator, tutor, at=timezone.now())
    assert may(User.objects.get(pk=tutor.pk), "read_tutor_kits", timezone.localdate())


def test_people_are_found_without_a_kazakh_keyboard_in_either_spelling(administrator, home):
    found = open_account(administrator, home).user
    for words in ("айгул", "АЙГҮЛ", "серик ахмет", "Сериковна", "айгуль"):
        assert found in people_visible_to(administrator, "read_people", timezone.localdate(), words), words
    assert not people_visible_to(administrator, "read_people", timezone.localdate(), "айгүл болат").exists()


def test_people_of_another_provider_are_not_seen(administrator):
    stranger, other = factories.user(), factories.provider("other")
    factories.role_holding(stranger, Role.TUTOR, other)
    assert stranger not in people_visible_to(administrator, "read_people", timezone.localdate())


def test_given_role_of_a_foreign_branch_is_refused(administrator, home):
    tutor, elsewhere = factories.user(), factories.branch()
    factories.role_holding(tutor, Role.TUTOR, home)
    with pytest.raises(NotVisible):
        actions.give_role(
            administrator, tutor, Role.MENTOR, home, branch=elsewhere, since=NOW.date(), until=None, at=NOW
        )
    assert tutor.holdings.count() == 1


def test_reader_without_a_role_is_looked_after_by_who_opened_the_account(administrator, home):
    reader = open_account(administrator, home, role=None).user
    today = timezone.localdate()
    assert reader in people_visible_to(administrator, "read_people", today)
    assert reader.check_password(actions.renew_password(administrator, reader, at=timezone.now()))
    stranger = factories.user()
    factories.role_holding(stranger, Role.ADMINISTRATOR, factories.provider("other"))
    assert reader not in people_visible_to(stranger, "read_people", today)
    with pytest.raises(Refused):
        actions.renew_password(stranger, reader, at=timezone.now())


def test_person_who_went_to_another_provider_is_theirs_alone(administrator, home):
    reader, other = open_account(administrator, home, role=None).user, factories.provider("other")
    factories.role_holding(reader, Role.TUTOR, other)
    assert reader not in people_visible_to(administrator, "read_people", timezone.localdate())
    with pytest.raises(Refused):
        actions.renew_password(administrator, reader, at=timezone.now())


@pytest.mark.parametrize("act", ["look_after_people", "read_people", "publish_programme", "read_acts"])
def test_role_in_a_branch_opens_nothing_of_the_whole_provider(home, act):
    for role in matrix().roles_for(act):
        person = factories.user()
        factories.role_holding(person, role, home, branch=factories.branch(home))
        assert not may(person, act, timezone.localdate(), home)
        assert not may(person, act, timezone.localdate())


def test_administrator_of_a_branch_does_not_make_one_of_the_provider(home):
    person = factories.user()
    factories.role_holding(person, Role.ADMINISTRATOR, home, branch=factories.branch(home))
    with pytest.raises(Refused):
        actions.give_role(person, person, Role.ADMINISTRATOR, home, branch=None, since=NOW.date(), until=None, at=NOW)


def test_only_the_last_holding_of_an_administrator_is_kept(administrator, home):
    today = timezone.localdate()
    past = factories.role_holding(
        administrator, Role.ADMINISTRATOR, home, since=today - timedelta(days=9), until=today - timedelta(days=5)
    )
    twin = factories.role_holding(administrator, Role.ADMINISTRATOR, home)
    actions.end_role(administrator, past, at=timezone.now())
    actions.end_role(administrator, twin, at=timezone.now())
    with pytest.raises(actions.LastAdministrator):
        actions.end_role(administrator, administrator.holdings.order_by("id")[0], at=timezone.now())


@pytest.mark.parametrize("words", ["\0", "а " * 2_000])
def test_search_that_no_name_can_answer_finds_nobody(administrator, words):
    assert list(people_visible_to(administrator, "read_people", timezone.localdate(), words)) == []


@pytest.mark.django_db(transaction=True)
def test_administrators_who_end_each_other_at_once_leave_one(home):
    pair = [factories.user(), factories.user()]
    holdings = [factories.role_holding(person, Role.ADMINISTRATOR, home) for person in pair]
    together = Barrier(2)

    def end(actor: User, holding: RoleHolding) -> bool:
        try:
            together.wait(10)
            actions.end_role(User.objects.get(pk=actor.pk), holding, at=timezone.now())
        except (actions.LastAdministrator, Refused):
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(end, pair, reversed(holdings)))
    assert sorted(ended) == [False, True]
    today = timezone.localdate()
    assert [holding.covers(today) for holding in RoleHolding.objects.all()].count(True) == 1
