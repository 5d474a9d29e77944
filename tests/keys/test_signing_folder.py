"""Keys of an installation: sealed on disk, taken by time and kind, revoked for good; for specimens by itself."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from qosyl.keys import signing_folder
from qosyl.keys.root_file import WrongPassword, read_root_file, write_root_file
from qosyl.keys.sealing import BrokenSeal
from qosyl.keys.signing import NotAKey, is_signed, new_pair
from qosyl.keys.signing_folder import NoIssuingKey, UnknownKey, key_in_force, make_issuing_key, revoke_issuing_key

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
PASSWORD = "алты ай қыс болды".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.KEYS_FOLDER = tmp_path
    return tmp_path


def test_key_signs_with_what_its_certificate_names():
    key = make_issuing_key(new_pair(), since=AT, until=AT + YEAR)

    assert is_signed(key.certificate.public, "record", b"x", key.sign("record", b"x"))
    assert signing_folder.issuing_keys() == [key]
    assert signing_folder.trust().root_of(key.certificate)


def test_private_halves_are_on_disk_sealed_or_not_at_all(folder):
    root = new_pair()
    make_issuing_key(root, since=AT, until=AT + YEAR)
    files = [path for path in folder.rglob("*") if path.is_file()]

    assert len(files) == 3  # the sealing secret, the root's public half, the issuing key
    for path in files:
        assert root.private not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0


def test_key_file_under_another_name_does_not_open(folder):
    make_issuing_key(new_pair(), since=AT, until=AT + YEAR)
    make_issuing_key(new_pair(), since=AT, until=AT + YEAR)
    one, other = sorted((folder / "signing" / "issuing").glob("*.json"))
    swapped = json.loads(one.read_text()) | {"sealed": json.loads(other.read_text())["sealed"]}
    one.write_text(json.dumps(swapped))

    swapped_key = next(key for key in signing_folder.issuing_keys() if key.name == one.stem)
    with pytest.raises(BrokenSeal):
        swapped_key.sign("record", b"x")


def test_newest_key_that_covers_the_moment_is_in_force():
    root = new_pair()
    old = make_issuing_key(root, since=AT, until=AT + 2 * YEAR)
    new = make_issuing_key(root, since=AT + YEAR, until=AT + 3 * YEAR)

    assert key_in_force(AT, specimen=False) == old
    assert key_in_force(AT + YEAR, specimen=False) == new
    assert key_in_force(AT + 3 * YEAR, specimen=False) == new
    with pytest.raises(NoIssuingKey):
        key_in_force(AT + 3 * YEAR + timedelta(seconds=1), specimen=False)


def test_revoked_key_seals_no_more_and_its_first_reason_stays():
    root = new_pair()
    old = make_issuing_key(root, since=AT, until=AT + YEAR)
    new = make_issuing_key(root, since=AT + timedelta(days=1), until=AT + YEAR)
    first = revoke_issuing_key(new.name, at=AT, reason="жоғалды")

    assert revoke_issuing_key(new.name, at=AT + YEAR, reason="басқа") == first
    assert key_in_force(AT + timedelta(days=2), specimen=False) == old
    assert signing_folder.trust().revocation_of(new.name) == first
    with pytest.raises(UnknownKey):
        revoke_issuing_key("0" * 16, at=AT, reason="жоқ")


def test_specimens_have_a_key_of_their_own_that_makes_itself_once():
    key = key_in_force(AT, specimen=True)

    assert key.certificate.specimen
    assert key_in_force(AT + YEAR, specimen=True) == key
    with pytest.raises(NoIssuingKey):
        key_in_force(AT, specimen=False)


def test_damaged_file_of_a_key_is_named(folder):
    key = make_issuing_key(new_pair(), since=AT, until=AT + YEAR)
    (folder / "signing" / "issuing" / f"{key.name}.json").write_text("{")

    with pytest.raises(NotAKey, match=key.name):
        signing_folder.issuing_keys()


# --- the root's file -------------------------------------------------------------------------------------------------
def test_root_file_opens_with_its_password_alone(tmp_path):
    pair, path = new_pair(), tmp_path / "root"
    write_root_file(path, pair, PASSWORD)

    assert read_root_file(path, PASSWORD) == pair
    assert pair.private.hex() not in path.read_bytes().hex()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(WrongPassword):
        read_root_file(path, PASSWORD + b"!")


def test_root_file_is_never_overwritten(tmp_path):
    write_root_file(tmp_path / "root", new_pair(), PASSWORD)

    with pytest.raises(FileExistsError):
        write_root_file(tmp_path / "root", new_pair(), PASSWORD)


def test_root_file_under_another_name_of_key_does_not_open(tmp_path):
    write_root_file(tmp_path / "root", new_pair(), PASSWORD)
    content = json.loads((tmp_path / "root").read_text())
    (tmp_path / "root").write_text(json.dumps(content | {"key": "0" * 16}))

    with pytest.raises(WrongPassword):
        read_root_file(tmp_path / "root", PASSWORD)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"key": "", "salt": "", "nonce": "", "sealed": ""}'])
def test_other_file_is_no_root(tmp_path, text):
    (tmp_path / "root").write_text(text)

    with pytest.raises(NotAKey):
        read_root_file(tmp_path / "root", PASSWORD)
