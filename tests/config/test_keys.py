"""`qosyl keys` as somebody at a terminal uses it: root, issuing key, list, revocation, trust file."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from qosyl.audit.models import Act
from qosyl.keys.signing import read_trust
from qosyl.keys.signing_folder import issuing_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(tmp_path, settings):
    settings.KEYS_FOLDER = tmp_path / "keys"
    (tmp_path / "password").write_text("алты ай қыс болды\n", encoding="utf-8")
    return tmp_path


def keys(*words):
    out, progress = StringIO(), StringIO()
    call_command("keys", *map(str, words), stdout=out, stderr=progress)
    return out.getvalue()


def root_and_key(places):
    keys("root", places / "root", "--password-file", places / "password")
    keys("issuing", places / "root", "--password-file", places / "password", "--days", "30")
    return issuing_keys()[0]


def test_root_certifies_a_key_that_seals(places):
    key = root_and_key(places)

    said = keys("list")
    assert f"key {key.name} by {key.certificate.root}" in said
    assert said.rstrip().endswith("seals")
    assert set(Act.objects.values_list("name", flat=True)) == {"make_root_key", "make_issuing_key"}


def test_revoked_key_is_named_with_its_reason_in_list_and_trust_file(places):
    key = root_and_key(places)
    keys("revoke", key.name, "--reason", "ноутбук жоғалды")
    keys("trust", places / "trust.json")

    assert "ноутбук жоғалды" in keys("list")
    trust = read_trust((places / "trust.json").read_text(encoding="utf-8"))
    assert trust.root_of(key.certificate)
    assert trust.revocation_of(key.name).reason == "ноутбук жоғалды"
    assert Act.objects.filter(name="revoke_issuing_key", thing=key.name).exists()


def test_wrong_password_makes_no_key(places):
    keys("root", places / "root", "--password-file", places / "password")
    (places / "password").write_text("басқа құпиясөз 99\n", encoding="utf-8")

    with pytest.raises(CommandError, match="does not open"):
        keys("issuing", places / "root", "--password-file", places / "password")
    assert issuing_keys() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("revoke", "0000000000000000", "--reason", "x"), "no key"),
        (("trust", "{places}/trust.json"), "no root yet"),
        (("issuing", "{places}/none", "--password-file", "{places}/password"), "No such file"),
        (("issuing", "{places}/password", "--password-file", "{places}/password"), "no file of a root key"),
        (("root", "{places}/password", "--password-file", "{places}/password"), "exists"),
        (("root", "{places}/root", "--password-file", "{places}/none"), "cannot be read"),
        (("issuing", "{places}/root", "--password-file", "{places}/password", "--days", "0"), "one day"),
    ],
)
def test_mistake_is_told_in_words(places, words, sentence):
    with pytest.raises(CommandError, match=sentence):
        keys(*(word.format(places=places) for word in words))
