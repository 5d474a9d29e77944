"""Sealing: it opens only as it was sealed, and any altered byte is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.keys.kept import EmptySecret, kept_secret
from qosyl.keys.sealing import BrokenSeal, seal, unseal


@given(st.binary(max_size=200))
def test_sealed_content_opens_for_the_same_purpose_and_thing(content):
    assert unseal("bank", seal("bank", content, "thing"), "thing") == content


@given(st.binary(min_size=1, max_size=60), st.integers(min_value=0), st.integers(1, 255))
def test_every_altered_byte_is_noticed(content, place, change):
    sealed = bytearray(seal("bank", content, "thing"))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(BrokenSeal):
        unseal("bank", bytes(sealed), "thing")


@pytest.mark.parametrize(("purpose", "thing"), [("archive", "thing"), ("bank", "other")])
def test_sealed_content_does_not_open_for_another_purpose_or_thing(purpose, thing):
    with pytest.raises(BrokenSeal):
        unseal(purpose, seal("bank", b"content", "thing"), thing)


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01" + b"0" * 12])
def test_cut_content_is_noticed(cut):
    with pytest.raises(BrokenSeal):
        unseal("bank", cut, "thing")


def test_sealing_twice_never_gives_the_same_bytes():
    assert seal("bank", b"same", "thing") != seal("bank", b"same", "thing")


def test_kept_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    path = tmp_path / "keys" / "one"
    first = kept_secret(path)
    assert kept_secret(path) == first
    assert len(first) >= 40
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["one"]


def test_secret_that_is_there_is_only_read(tmp_path):
    path = tmp_path / "keys" / "one"
    first = kept_secret(path)
    before = path.parent.stat().st_mtime_ns
    assert kept_secret(path) == first
    assert path.parent.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", ["", "\n"])
def test_empty_secret_is_refused_by_name(tmp_path, content):
    path = tmp_path / "sealing"
    path.write_text(content)
    with pytest.raises(EmptySecret, match="sealing"):
        kept_secret(path)
    assert path.read_text() == content


def test_processes_that_start_together_agree_on_one_secret(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(kept_secret, [tmp_path / "one"] * 40))) == 1
