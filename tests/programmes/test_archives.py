"""Archives that somebody hands in: what is taken, and every way of not being one."""

import io
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.programmes import archives
from qosyl.programmes.archives import BadArchive, unpack_archive


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


def refusal(content: bytes, folder: Path) -> str:
    with pytest.raises(BadArchive) as problem:
        unpack_archive(content, folder)
    return problem.value.reason


def test_package_at_the_top_is_found(tmp_path):
    assert unpack_archive(archive({"programme.yaml": b"key: x"}), tmp_path) == tmp_path


def test_package_in_its_folder_is_found_beside_what_a_desktop_adds(tmp_path):
    content = archive({"__MACOSX/._x": b"", "курс/programme.yaml": b"key: x", "курс/.DS_Store": b""})
    root = unpack_archive(content, tmp_path)
    assert (root.name, [path.name for path in root.iterdir()]) == ("курс", ["programme.yaml"])


@pytest.mark.parametrize(
    "name", ["../programme.yaml", "/programme.yaml", "a/../../programme.yaml", "..\\programme.yaml"]
)
def test_path_out_of_the_folder_is_refused(tmp_path, name):
    assert refusal(archive({name: b""}), tmp_path / "inner") == "bad-path"
    assert not (tmp_path / "programme.yaml").exists()


def test_link_is_refused(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        link = zipfile.ZipInfo("programme.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
    assert refusal(made.getvalue(), tmp_path) == "bad-path"


def test_archive_that_unpacks_to_too_much_is_refused_before_it_does(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_MOST_BYTES", 1_000)
    assert refusal(archive({"programme.yaml": b"0" * 1_001}), tmp_path) == "too-large"
    assert list(tmp_path.iterdir()) == []


def test_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_MOST_FILES", 3)
    assert refusal(archive({f"{number}.yaml": b"" for number in range(4)}), tmp_path) == "too-many-files"


def test_archive_without_a_package_is_refused(tmp_path):
    assert refusal(archive({"letter.txt": b"hello"}), tmp_path) == "no-package"


def test_empty_archive_is_refused(tmp_path):
    assert refusal(archive({}), tmp_path) == "no-package"


def test_entry_whose_name_begins_with_nul_is_refused(tmp_path):
    content = archive({"programme.yaml": b"key: x"}).replace(b"programme.yaml", b"\0rogramme.yaml")
    assert refusal(content, tmp_path) == "not-a-zip"


@given(st.binary(max_size=400))
def test_whatever_the_bytes_it_is_refused_in_one_of_the_known_words(content):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        assert refusal(content, Path(folder)) in {"not-a-zip", "no-package"}


@given(st.integers(0, 300), st.integers(0, 255))
def test_damaged_archive_never_ends_in_anything_but_a_refusal_or_a_package(place, byte):
    import tempfile

    content = bytearray(archive({"programme.yaml": b"key: x\n" * 30, "a/b.md": b"# T"}))
    content[place % len(content)] = byte
    with tempfile.TemporaryDirectory() as folder, suppress(BadArchive):
        assert (unpack_archive(bytes(content), Path(folder)) / "programme.yaml").is_file()
