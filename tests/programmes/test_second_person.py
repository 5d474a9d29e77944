"""Whoever renews the password of a bank's methodologist does not reach the bank: it stays shut until a second person,
who could not be the same, has confirmed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.people.actions import renew_password
from qosyl.people.models import User
from qosyl.people.roles import Role
from qosyl.programmes import actions
from qosyl.programmes.access import is_shut, live_bank_to_confirm, shut_banks
from qosyl.programmes.models import BankConfirmation
from tests import factories
from tests.programmes.test_live_banks import SMALL, bank, client_of, write_bank

pytestmark = pytest.mark.django_db

PASSWORD = "жазғы жаңбыр 7"
SECRET = bank().items[0].stem.kk


class House:
    """A provider with its bank taken in yesterday, and people who were here before."""

    def __init__(self) -> None:
        self.home = factories.provider("home")
        self.named = self.person(Role.METHODOLOGIST)
        self.colleague = self.person(Role.METHODOLOGIST)
        self.director = self.person(Role.DIRECTOR)
        self.administrator = self.person(Role.ADMINISTRATOR)
        then = timezone.now() - timedelta(days=1)
        User.objects.update(created_at=then - timedelta(days=1))
        self.live, _ = actions.take_in_bank(self.home, self.named, bank(), at=then)
        self.address = f"/banks/{self.live.uuid}/"

    def person(self, role: Role) -> User:
        made = factories.user(PASSWORD)
        factories.role_holding(made, role, self.home)
        return made

    def renew(self, whose: User | None = None) -> None:
        renew_password(self.administrator, whose or self.named, at=timezone.now())

    def client_of_whoever_has_the_slip(self) -> Client:
        """Somebody signs in with the first password and replaces it: the methodologist, or who made it."""
        User.objects.filter(pk=self.named.pk).update(must_change_password=False)
        return client_of(User.objects.get(pk=self.named.pk))

    def confirm(self, who: User) -> int:
        return client_of(User.objects.get(pk=who.pk)).post(f"{self.address}confirm/").status_code


@pytest.fixture
def house():
    return House()


def test_password_renewed_by_somebody_else_shuts_the_bank(house):
    assert SECRET in client_of(house.named).get(house.address).content.decode()
    house.renew()
    client = house.client_of_whoever_has_the_slip()
    looked, exported = client.get(house.address), client.post(f"{house.address}export/")
    assert (looked.status_code, exported.status_code) == (403, 403)
    assert SECRET not in looked.content.decode() + exported.content.decode()
    assert f"{house.address}confirm/" in looked.content.decode()


def test_trying_a_shut_bank_is_recorded(house):
    house.renew()
    client = house.client_of_whoever_has_the_slip()
    for _ in range(3):
        client.get(house.address)
    refused = Act.objects.get(refused=True)
    assert (refused.name, refused.actor, refused.thing) == ("open_live_bank", house.named.uuid, str(house.live.uuid))


@pytest.mark.parametrize("who", ["director", "colleague"])
def test_second_person_opens_it_again_and_that_is_recorded(house, who):
    house.renew()
    second = getattr(house, who)
    assert house.confirm(second) == 302
    assert SECRET in house.client_of_whoever_has_the_slip().get(house.address).content.decode()
    assert Act.objects.get(name="confirm_bank_reader").actor == second.uuid


def test_each_renewal_asks_for_a_confirmation_of_its_own(house):
    house.renew()
    house.confirm(house.director)
    house.renew()
    assert house.client_of_whoever_has_the_slip().get(house.address).status_code == 403


def test_own_choice_of_a_password_shuts_nothing(house):
    form = {"old": PASSWORD, "new": "қысқы боран 19"}
    client = client_of(house.named)
    assert client.post("/account/password/", form).status_code == 302
    assert SECRET in client.get(house.address).content.decode()


def test_person_named_does_not_confirm_themselves(house):
    house.renew()
    client = house.client_of_whoever_has_the_slip()
    assert client.post(f"{house.address}confirm/").status_code == 422
    assert not BankConfirmation.objects.exists()


def test_whoever_made_the_password_does_not_confirm_with_any_role(house):
    house.renew()
    factories.role_holding(house.administrator, Role.DIRECTOR, house.home)
    assert house.confirm(house.administrator) == 422
    assert Act.objects.get(name="confirm_bank_reader").refused


def test_account_that_was_opened_after_the_renewal_does_not_confirm(house):
    house.renew()
    late = house.person(Role.DIRECTOR)
    User.objects.filter(pk=late.pk).update(created_at=timezone.now())
    assert house.confirm(late) == 422


def test_person_whose_own_password_was_renewed_does_not_confirm(house):
    house.renew(house.director)
    house.renew()
    User.objects.filter(pk=house.director.pk).update(must_change_password=False)
    assert house.confirm(house.director) == 422


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.METHODOLOGIST, Role.DIRECTOR}])
def test_no_other_role_sees_that_a_bank_waits(house, role):
    house.renew()
    assert client_of(house.person(role)).get(f"{house.address}confirm/").status_code == 404


def test_page_for_the_second_person_shows_who_is_named_and_no_item(house):
    house.renew()
    text = client_of(house.director).get(f"{house.address}confirm/").content.decode()
    assert house.named.full_name.kk in text
    assert SECRET not in text


def test_bank_that_is_open_needs_no_confirmation(house):
    assert client_of(house.director).get(f"{house.address}confirm/").status_code == 200
    assert house.confirm(house.director) == 422
    assert not BankConfirmation.objects.exists()


def test_bank_waits_in_the_workroom_of_who_may_confirm(house):
    today = timezone.localdate()
    assert shut_banks(house.colleague, today) == []
    house.renew()
    assert shut_banks(house.colleague, today) == [house.live]
    assert shut_banks(User.objects.get(pk=house.named.pk), today) == []
    assert f"{house.address}confirm/" in client_of(house.colleague).get("/workroom/").content.decode()


def test_person_with_a_first_password_is_not_named_for_a_bank(house):
    house.renew(house.colleague)
    house.colleague.refresh_from_db()
    with pytest.raises(actions.NoOwnPassword):
        actions.take_in_bank(house.home, house.colleague, bank(), at=timezone.now())


def test_command_line_vouches_for_the_person_where_there_is_no_second_one(house, tmp_path, capsys):
    write_bank(tmp_path / "bank", (SMALL / "modules/m1/1.1/items.yaml").read_text(encoding="utf-8"))
    words = {"bank": True, "methodologist": house.named.phone}
    call_command("publish", str(tmp_path / "bank"), **words)
    house.renew()
    house.client_of_whoever_has_the_slip()
    newest = house.home.live_banks.order_by("number").last()
    assert is_shut(live_bank_to_confirm(house.director, timezone.localdate(), newest.uuid))
    call_command("publish", str(tmp_path / "bank"), **words)
    assert "open again to the person named" in capsys.readouterr().out
    assert not is_shut(live_bank_to_confirm(house.director, timezone.localdate(), newest.uuid))
