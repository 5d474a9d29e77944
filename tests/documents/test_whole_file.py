"""The place for a seal inside a file: filled once, found again, and gone with the first altered byte of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qosyl.documents.pdf import pdf
from qosyl.documents.whole_file import EMPTY_MARK, parted, sealed_file

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SEAL = bytes(range(64))


def unsealed():
    return pdf(Path(__file__).parent / "letter.typ", {"heading": "Хат", "name": "А"}, made_at=AT)


def test_seal_comes_back_with_the_file_that_was_sealed():
    assert parted(sealed_file(unsealed(), lambda _: SEAL)) == (unsealed(), SEAL)


def test_seal_changes_no_length_and_is_said_in_both_metadata():
    sealed = sealed_file(unsealed(), lambda _: SEAL)

    assert len(sealed) == len(unsealed())
    assert sealed.count(SEAL.hex().encode()) == 2


def test_two_different_seals_are_none():
    sealed = sealed_file(unsealed(), lambda _: SEAL)

    assert parted(sealed.replace(SEAL.hex().encode(), b"1" * 128, 1)) is None


def test_file_without_a_place_is_refused():
    with pytest.raises(ValueError, match="no place"):
        sealed_file(b"%PDF-1.7", lambda _: SEAL)
    assert parted(b"%PDF-1.7") is None


def test_seal_of_another_length_is_refused():
    with pytest.raises(ValueError, match="128"):
        sealed_file(EMPTY_MARK.encode(), lambda _: b"short")
