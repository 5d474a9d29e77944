"""`qosyl backup`: one file of an installation that goes on running; never half a file, never over another."""

import signal
import stat
import subprocess
import time
import zipfile

import pytest

from tests.config.installations import Installation

pytestmark = pytest.mark.database

_WRITING = """
import itertools, os, pathlib, sys
from tests import factories
from django.db import transaction
from qosyl.people.models import Provider, Branch
for number in itertools.count():
    with transaction.atomic():
        factories.branch(factories.provider(f"p-{os.getpid()}-{number}"))
    if number == 20:
        pathlib.Path(MARK).touch()
    if pathlib.Path(MARK + ".end").exists():
        print(number)
        break
"""


def test_backup_holds_rows_secrets_and_files_but_nothing_that_is_made_again(kept):
    with zipfile.ZipFile(kept.file) as file:
        names = file.namelist()
        sealing = file.read("keys/sealing")

    assert {"keys/session", "files/scans/акт 1/page.pdf", "files/scans/акт 1/empty", "manifest.json"} <= set(names)
    assert not [name for name in names if "bundles" in name]
    assert sealing == (kept.source.home / "keys" / "sealing").read_bytes()


def test_backup_is_for_its_owner_alone_and_says_that_it_is_open(kept, tmp_path):
    done = kept.source.call("backup", str(tmp_path / "b.zip"))

    assert done.returncode == 0
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    assert "is not encrypted and holds secrets" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


def test_backup_overwrites_only_when_it_is_told_to(kept, tmp_path):
    target = tmp_path / "b.zip"
    target.write_text("somebody's work")

    refused = kept.source.call("backup", str(target))
    assert (refused.returncode, target.read_text()) == (1, "somebody's work")
    assert "--force" in refused.stderr

    kept.source.run("backup", str(target), "--force")
    assert zipfile.is_zipfile(target)


def test_backup_without_a_database_says_what_to_do_and_leaves_nothing(empty, tmp_path):
    done = empty.call("backup", str(tmp_path / "b.zip"))

    assert done.returncode == 1
    assert "qosyl migrate" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path for path in tmp_path.iterdir() if "b.zip" in path.name] == []


@pytest.mark.parametrize(("words", "code"), [(("too short",), 2), ((b"\xff" * 20,), 2), ((), 2)])
def test_password_that_is_none_is_a_wrong_call(kept, tmp_path, words, code):
    secret = tmp_path / "password"
    for word in words:
        secret.write_bytes(word if isinstance(word, bytes) else word.encode())

    done = kept.source.call("backup", str(tmp_path / "b.zip"), "--password-file", str(secret))

    assert done.returncode == code
    assert str(secret) in done.stderr
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize("asked", [signal.SIGKILL, signal.SIGTERM])
def test_killed_backup_leaves_no_file_under_its_name(kept, tmp_path, asked):
    running = kept.source.start("qosyl.config", "backup", str(tmp_path / "b.zip"))
    assert running.stderr.readline().startswith("audit_act")
    running.send_signal(asked)
    running.communicate(timeout=60)

    assert running.returncode in {-signal.SIGKILL, 143}
    assert not (tmp_path / "b.zip").exists()
    if asked == signal.SIGTERM:
        assert list(tmp_path.iterdir()) == []


def test_backup_during_writes_holds_one_moment(migrated, tmp_path):
    """Each transaction enters a provider and its branch; a backup never has the one without the other."""
    mark = tmp_path / "writing"
    writers = [_writer(migrated, str(mark)) for _ in range(2)]
    try:
        _wait_for(mark.exists)
        for number in range(3):
            migrated.run("backup", str(tmp_path / f"{number}.zip"))
    finally:
        (tmp_path / "writing.end").touch()
        written = [int(writer.communicate(timeout=60)[0]) + 1 for writer in writers]
    counts = [_rows(tmp_path / f"{number}.zip") for number in range(3)]

    assert all(providers == branches > 20 for providers, branches in counts), counts
    assert counts[0] < counts[1] < counts[2] <= (sum(written), sum(written))


def test_database_of_a_newer_version_is_not_backed_up_by_half(migrated, tmp_path):
    migrated.ask(
        "from django.db import connection\n"
        'connection.cursor().execute("INSERT INTO django_migrations (app, name, applied)'
        " VALUES ('people', '0999_later', '2030-01-01 00:00:00')\")"
    )

    done = migrated.call("backup", str(tmp_path / "b.zip"))

    assert done.returncode == 1
    assert "people.0999_later" in done.stderr
    assert not (tmp_path / "b.zip").exists()


def _writer(at: Installation, mark: str) -> subprocess.Popen[str]:
    return at.start("tests.config.installations", "ask", f"MARK = {mark!r}\n{_WRITING}")


def _wait_for(condition) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _rows(path) -> tuple[int, int]:
    with zipfile.ZipFile(path) as file:
        return tuple(file.read(f"tables/people_{name}.jsonl").count(b"\n") for name in ("provider", "branch"))
