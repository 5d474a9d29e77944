"""The file of a backup in hostile hands: every altered byte, every cut, names that lead out, bombs, contradictions."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.config.backups.container import BackupWriter, OpenedBackup
from qosyl.config.backups.manifest import Manifest
from qosyl.config.backups.refusals import BrokenBackup, Refused
from tests.config.rewriting import packed, sealed

_PASSWORD = b"correct horse battery"
_CONTENTS = {"keys/session": b"secret", "files/a/b.txt": b"text\n" * 20}


def backup(password: bytes | None = None, contents: dict[str, bytes] = _CONTENTS) -> bytes:
    out = io.BytesIO()
    with BackupWriter(out, password) as writer:
        for name, content in contents.items():
            with writer.member(name) as member:
                member.write(content)
        writer.finish(
            Manifest(
                format=1,
                version="1",
                made_at=datetime(2026, 11, 22, tzinfo=UTC),
                database="sqlite",
                migrations=(),
                tables=(),
                members=tuple(writer.members),
                left_out=(),
            )
        )
    return out.getvalue()


def read(content: bytes, password: bytes | None = None) -> dict[str, bytes]:
    opened = OpenedBackup(io.BytesIO(content), password)
    return {note.name: b"".join(opened.pieces(note)) for note in opened.manifest.members}


PLAIN, SEALED = backup(), backup(_PASSWORD)


@pytest.mark.parametrize(("content", "password"), [(PLAIN, None), (SEALED, _PASSWORD)])
def test_what_was_written_is_read(content, password):
    assert read(content, password) == _CONTENTS


def test_plain_backup_opens_with_any_tool():
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        assert file.testzip() is None
        assert file.read("keys/session") == b"secret"


def test_every_altered_byte_is_noticed():
    for place in range(len(PLAIN)):
        altered = bytearray(PLAIN)
        altered[place] ^= 1 << place % 8
        with pytest.raises(BrokenBackup):
            read(bytes(altered))


def test_every_cut_is_noticed():
    for length in range(len(PLAIN)):
        with pytest.raises(BrokenBackup):
            read(PLAIN[:length])


# A guess at the password takes half a second on purpose, so there are few of these.
@settings(max_examples=15)
@given(st.integers(0, len(SEALED) - 1), st.integers(0, 7))
def test_altered_byte_of_an_encrypted_backup_is_noticed(place, bit):
    altered = bytearray(SEALED)
    altered[place] ^= 1 << bit
    with pytest.raises(BrokenBackup):
        read(bytes(altered), _PASSWORD)


def test_encrypted_backup_is_sealed_chunk_by_chunk():
    """Cut between chunks, chunks exchanged, one left out: each chunk alone would still open."""
    contents = {"files/a": bytes(range(256)) * 1_024}
    whole = backup(_PASSWORD, contents)
    header, chunk = 31, 65_536 + 16
    chunks = [whole[start : start + chunk] for start in range(header, len(whole), chunk)]
    assert len(chunks) == 5
    assert read(whole, _PASSWORD) == contents
    for wrong in ([*chunks[:4]], [chunks[1], chunks[0], *chunks[2:]], chunks[1:], [*chunks, chunks[4]], []):
        with pytest.raises(BrokenBackup):
            read(whole[:header] + b"".join(wrong), _PASSWORD)


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 131_072])
def test_encrypted_stream_ends_well_at_the_border_of_a_chunk(size):
    from qosyl.config.backups.encryption import DecryptingReader, EncryptingWriter

    out = io.BytesIO()
    writer = EncryptingWriter(out, _PASSWORD)
    content = bytes(place % 251 for place in range(size))
    writer.write(content)
    writer.finish()

    reader = io.BufferedReader(DecryptingReader(out, _PASSWORD))
    assert reader.read() == content
    reader.seek(-3, io.SEEK_END)
    assert reader.read(10) == content[-3:]


def test_backup_without_password_is_not_taken_for_one_with():
    with pytest.raises(Refused, match="is not encrypted"):
        read(PLAIN, _PASSWORD)
    with pytest.raises(Refused, match="--password-file"):
        read(SEALED)


def test_two_backups_of_the_same_share_no_ciphertext():
    assert backup(_PASSWORD)[8:] != SEALED[8:]
    assert b"session" not in SEALED


@settings(max_examples=200)
@given(st.binary(max_size=2_000))
def test_nonsense_is_refused_in_words(content):
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(Refused):
            read(start + content)


# --- digests that fit, contents that do not --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        *("files/../../outside", "../outside", "/etc/outside", "files//outside", "files/./outside", "files/a/.."),
        *("files/..\\outside", "files/C:outside", "files/a/", "files", "restoring/mark.json", "keys/a\nb", ""),
        "files/" + "a" * 1_000,
    ],
)
def test_name_that_leads_out_is_refused(tmp_path, name):
    path = packed(tmp_path / "b.zip", {**_members(), name: b"x"})

    with pytest.raises(BrokenBackup):
        read(path.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


def test_name_that_stands_twice_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as file:
        for name, content in _members().items():
            file.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("keys/session", b"another")
        file.comment = b"qosyl backup 1 sha256 " + b"0" * 64
    sealed(tmp_path / "b.zip")

    with pytest.raises(BrokenBackup):
        read((tmp_path / "b.zip").read_bytes())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda notes: notes.update(format=2), "format 2"),
        (lambda notes: notes.update(format="1"), "manifest cannot be read"),
        (lambda notes: notes.pop("made_at"), "made_at"),
        (lambda notes: notes.update(made_at="2026-11-22T00:00:00"), "made_at"),
        (lambda notes: notes.update(more=1), "more"),
        (lambda notes: notes["members"].pop(), "other members"),
        (lambda notes: notes["members"].append(notes["members"][0]), "other members"),
        (lambda notes: notes["members"][0].update(size=10**15), "another size"),
        (lambda notes: notes["members"][0].update(sha256="0" * 64), "not the one that was written"),
        (lambda notes: notes["tables"].append(_table("people_user")), "other tables"),
        (lambda notes: notes["tables"].append(_table("../x")), "manifest cannot be read"),
    ],
)
def test_manifest_that_contradicts_the_file_is_refused(tmp_path, change, said):
    members = _members()
    notes = json.loads(members["manifest.json"])
    change(notes)
    path = packed(tmp_path / "b.zip", {**members, "manifest.json": json.dumps(notes).encode()})

    with pytest.raises(BrokenBackup, match=said):
        read(path.read_bytes())


def test_file_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(BrokenBackup, match="no manifest"):
        read(packed(tmp_path / "b.zip", {"keys/session": b"x"}).read_bytes())


def test_line_without_end_does_not_fill_the_memory():
    """Half a gigabyte of zeros packs into half a megabyte; a reader that looks for the end of the line gives up."""
    import tracemalloc

    bomb = _bomb(512)
    assert len(bomb) < 2_000_000
    opened = OpenedBackup(io.BytesIO(bomb), None)
    tracemalloc.start()
    try:
        with pytest.raises(BrokenBackup, match="longer than any row"):
            list(opened.lines(opened.manifest.members[0], 8_000_000))
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()


def test_backup_larger_than_the_disk_is_refused():
    from qosyl.config.backups.checking import checked_house

    opened = OpenedBackup(io.BytesIO(_bomb(16)), None)
    with pytest.raises(Refused, match="unpacks to 16777216 bytes, here are 1000 free"):
        checked_house(opened, 1_000, print)


def test_size_that_lies_is_noticed(tmp_path):
    """The directory of the zip says less than the member holds; whatever a reader believes, it is broken."""
    members = _members()
    path = packed(tmp_path / "b.zip", members)
    content = path.read_bytes()
    true = len(members["files/a/b.txt"]).to_bytes(4, "little")
    assert content.count(true) >= 2
    path.write_bytes(content.replace(true, (10).to_bytes(4, "little")))
    sealed(path)

    with pytest.raises(BrokenBackup):
        read(path.read_bytes())


# Hypothesis asks for borders without a zone and puts its own on.
_FIRST, _LAST = (datetime(year, 1, 2) for year in (1900, 9999))  # noqa: DTZ001 - as the line above says


# --- values of columns -----------------------------------------------------------------------------------------------
def _values() -> st.SearchStrategy[tuple[str, object]]:
    texts = st.text(st.characters(exclude_categories=["Cs"]))
    plain = {
        "integer": st.integers(-(2**63), 2**63 - 1),
        "text": texts,
        "boolean": st.booleans(),
        # As a database gives them. Python holds two zones' moments unequal wherever a clock was put back or forward.
        "moment": st.datetimes(_FIRST, _LAST, timezones=st.timezones()).map(lambda moment: moment.astimezone(UTC)),
        "date": st.dates(),
        "time": st.times(),
        "duration": st.timedeltas(),
        "decimal": st.decimals(allow_nan=False, allow_infinity=False),
        "float": st.floats(allow_nan=False),
        "bytes": st.binary(),
        "uuid": st.uuids(),
        "json": st.recursive(st.none() | st.booleans() | st.integers() | texts, st.lists, max_leaves=5).map(json.dumps),
    }
    return st.one_of(*(st.tuples(st.just(kind), st.none() | values) for kind, values in plain.items()))


@given(st.lists(_values(), min_size=1))
def test_row_of_any_values_comes_back(pairs):
    from qosyl.config.backups.columns import KINDS, read_row, written_row

    kinds = [KINDS[kind] for kind, _ in pairs]
    line = written_row(kinds, tuple(value for _, value in pairs))

    assert line.count(b"\n") == 1
    assert read_row(kinds, line) == [value for _, value in pairs]


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        *(("integer", True), ("integer", 1.0), ("integer", "1"), ("text", 1), ("boolean", 1), ("float", 1.5)),
        *(("moment", "2026-11-22T10:00:00"), ("moment", "today"), ("date", "2026-13-01"), ("uuid", "x"), ("json", "{")),
        *(("bytes", "a"), ("bytes", "a b="), ("decimal", "1,5"), ("duration", 10**30), ("bytes", "YQ==\n")),
    ],
)
def test_value_of_another_kind_is_refused(kind, word):
    from qosyl.config.backups.columns import KINDS, read_row

    with pytest.raises(BrokenBackup):
        read_row([KINDS[kind]], json.dumps([word]).encode())


@pytest.mark.parametrize("line", [b"", b"{}", b"[1,2]", b"[]", b"null", b"[" * 100_000, b"\xff", b"[1"])
def test_line_that_is_no_row_is_refused(line):
    from qosyl.config.backups.columns import KINDS, read_row

    with pytest.raises(BrokenBackup):
        read_row([KINDS["integer"]], line)


def test_every_column_of_the_house_has_a_kind():
    """A new kind of column is entered with the model that has it, not when the first backup fails."""
    from django.db.migrations.loader import MigrationLoader

    from qosyl.config.backups.tables import House

    house = House(key for key in MigrationLoader(None).graph.nodes)

    assert {"people_user", "audit_act", "programmes_itemversion_versions", "django_session"} <= {
        table.name for table in house.tables
    }
    assert all(table.columns for table in house.tables)
    assert house.is_newest


def _members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _table(name: str) -> dict[str, object]:
    return {"name": name, "columns": [["id", "integer"]], "rows": 0, "last_number": 0}


def _bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with BackupWriter(out, None) as writer:
        with writer.member("files/zeros", packed=True) as member:
            for _ in range(megabytes):
                member.write(bytes(1024 * 1024))
        notes = json.loads(_members()["manifest.json"])
        writer.finish(Manifest.model_validate_json(json.dumps(notes | {"members": [writer.members[0].model_dump()]})))
    return out.getvalue()
