"""Live banks: sealed at rest, open to the one person named, each look recorded first."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.localtext import LocalText
from qosyl.packages.model.items import BankSheet
from qosyl.packages.model.package import Bank
from qosyl.people.access import NotVisible, Refused
from qosyl.people.roles import Role
from qosyl.programmes import actions
from qosyl.programmes.access import live_bank_visible_to
from qosyl.programmes.models import LiveBank
from tests import factories
from tests.programmes.published import SMALL, package

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.provider("home")


def methodologist(at):
    person = factories.user()
    factories.role_holding(person, Role.METHODOLOGIST, at)
    return person


def bank(count: int = 2) -> Bank:
    sheet = BankSheet(key="live", programme="small", title=LocalText(kk="Құпия банк", ru="Закрытый банк"))
    return Bank(sheet=sheet, items=tuple(package().items())[:count])


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def test_bank_at_rest_holds_no_word_of_its_items(home):
    live, _ = actions.take_in_bank(home, methodologist(home), bank(), at=timezone.now())
    stored = bytes(LiveBank.objects.get(pk=live.pk).sealed)
    assert bank().items[0].stem.kk.encode() not in stored
    assert bank().items[0].key.encode() not in stored


def test_same_items_for_the_same_person_change_nothing_and_others_are_a_new_number(home):
    person = methodologist(home)
    first, taken = actions.take_in_bank(home, person, bank(), at=timezone.now())
    again = actions.take_in_bank(home, person, bank(), at=timezone.now())
    assert (taken, again) == (actions.Taken.IN, (first, actions.Taken.THERE_ALREADY))
    assert actions.take_in_bank(home, person, bank(1), at=timezone.now())[0].number == 2


def test_person_without_the_role_today_cannot_be_named(home):
    with pytest.raises(actions.WrongMethodologist):
        actions.take_in_bank(home, factories.user(), bank(), at=timezone.now())


def test_only_the_named_methodologist_sees_it_and_each_view_is_recorded(home):
    person, colleague, administrator = methodologist(home), methodologist(home), factories.user()
    factories.role_holding(administrator, Role.ADMINISTRATOR, home)
    live, _ = actions.take_in_bank(home, person, bank(), at=timezone.now())
    address = f"/banks/{live.uuid}/"
    assert client_of(colleague).get(address).status_code == 404
    assert client_of(administrator).get(address).status_code == 404
    assert not Act.objects.filter(name="open_live_bank").exists()
    assert bank().items[0].stem.kk in client_of(person).get(address).content.decode()
    assert Act.objects.get(name="open_live_bank").facts == {"purpose": "view"}


def test_act_of_opening_refuses_a_colleague_whoever_calls_it(home):
    live, _ = actions.take_in_bank(home, methodologist(home), bank(), at=timezone.now())
    with pytest.raises(Refused):
        actions.open_bank(methodologist(home), live, purpose="export", at=timezone.now())
    assert not Act.objects.filter(name="open_live_bank").exists()


def test_export_is_recorded_and_whole(home):
    person = methodologist(home)
    live, _ = actions.take_in_bank(home, person, bank(), at=timezone.now())
    answer = client_of(person).post(f"/banks/{live.uuid}/export/")
    assert Bank.model_validate_json(answer.content) == bank()
    assert json.loads(answer.content)["sheet"]["public"] is False
    assert Act.objects.get(name="open_live_bank").facts == {"purpose": "export"}


def test_methodologist_who_lost_the_role_no_longer_opens_the_bank(home):
    person = methodologist(home)
    live, _ = actions.take_in_bank(home, person, bank(), at=timezone.now())
    person.holdings.all().delete()
    with pytest.raises(NotVisible):
        live_bank_visible_to(person, timezone.localdate(), live.uuid)


def test_live_items_stand_on_no_public_page(home):
    secret = (
        package()
        .items()
        .__next__()
        .model_copy(update={"key": "secret-1", "stem": LocalText(kk="Құпия сұрақ мәтіні", ru="Тайный текст вопроса")})
    )
    sheet = bank().sheet
    actions.take_in_bank(home, methodologist(home), Bank(sheet=sheet, items=(secret,)), at=timezone.now())
    actions.publish_package(None, home, package(), (), at=timezone.now())
    reader = client_of(factories.user())
    for page in (
        "",
        "plan/",
        "assessment/",
        "text/",
        "policies/",
        "glossary/",
        "literature/",
        "versions/",
        "topics/1.1/",
    ):
        text = reader.get(f"/programmes/home/small/{page}").content.decode()
        assert "Құпия сұрақ" not in text
        assert "secret-1" not in text


def write_bank(folder, items_yaml: str):
    (folder / "items").mkdir(parents=True)
    (folder / "bank.yaml").write_text(
        "key: live\nprogramme: small\ntitle: {kk: Құпия банк, ru: Закрытый банк}\n", encoding="utf-8"
    )
    (folder / "items" / "one.yaml").write_text(items_yaml, encoding="utf-8")


def test_command_takes_a_bank_in_for_the_person_named(home, tmp_path, capsys):
    person = methodologist(home)
    write_bank(tmp_path / "bank", (SMALL / "modules/m1/1.1/items.yaml").read_text(encoding="utf-8"))
    call_command("publish", str(tmp_path / "bank"), bank=True, methodologist=person.phone)
    assert "taken in and sealed" in capsys.readouterr().out
    assert LiveBank.objects.get().methodologist == person


@pytest.mark.parametrize("right", ["a", "e"])
def test_command_refuses_a_bank_that_the_check_refuses(home, tmp_path, right):
    """A bank without items, and one whose item has an answer that is no option."""
    items = (SMALL / "modules/m1/1.1/items.yaml").read_text(encoding="utf-8")
    write_bank(tmp_path / "bank", items.replace("answer: a", f"answer: {right}", 1) if right == "e" else "items: []\n")
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("publish", str(tmp_path / "bank"), bank=True, methodologist=methodologist(home).phone)
    assert not LiveBank.objects.exists()


def test_command_refuses_a_bank_without_a_person(home, tmp_path):
    write_bank(tmp_path / "bank", "items: []\n")
    with pytest.raises(CommandError, match="--methodologist"):
        call_command("publish", str(tmp_path / "bank"), bank=True)
