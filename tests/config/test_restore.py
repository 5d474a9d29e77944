"""`qosyl restore`: the same answers on either database, only into an empty place, to an end after any interruption."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.config.conftest import ON_POSTGRESQL
from tests.config.rewriting import rewritten

pytestmark = pytest.mark.database

_WAYS = (
    [("postgresql", "postgresql"), ("sqlite", "postgresql"), ("postgresql", "sqlite")]
    if ON_POSTGRESQL
    else [("sqlite", "sqlite")]
)
_LAST = "from qosyl.audit.access import last_restore, restored_at\n"


def without_restore(contents: dict[str, list[str]]) -> dict[str, list[str]]:
    rows = [row for row in contents["audit.Act"] if "restore_backup" not in row]
    return {**contents, "audit.Act": rows}


@pytest.mark.parametrize(("kind", "other"), _WAYS)
def test_restored_installation_answers_the_same(kept_on, restored_on, kind, other):
    kept, place = kept_on(kind), restored_on(kind, other)

    restored = place.contents()
    assert len(restored["audit.Act"]) == len(kept.contents["audit.Act"]) + 1
    assert without_restore(restored) == kept.contents
    assert tree(place.home / "keys") == tree(kept.source.home / "keys")
    assert tree(place.home / "files") == {
        name: content for name, content in tree(kept.source.home / "files").items() if "bundles" not in name
    }
    assert not (place.home / "restoring").exists()


@pytest.mark.parametrize(("kind", "other"), _WAYS)
def test_number_that_was_given_once_is_not_given_again(kept_on, restored_on, kind, other):
    kept, place = kept_on(kind), restored_on(kind, other)

    newest = place.ask(
        "from qosyl.audit.models import Act\nprint(*Act.objects.order_by('-id').values_list('id', 'name')[0])"
    )
    before = kept.source.ask("from qosyl.audit.models import Act\nprint(Act.objects.order_by('-id')[0].id)")

    number, name = newest.split()
    assert name == "restore_backup"
    assert int(number) == int(before) + 2  # the row between the two was removed before the backup


def test_restore_is_marked_for_those_who_give_numbers(kept, restored):
    assert kept.source.ask(f"{_LAST}print(last_restore(), restored_at())") == "None None"

    said = restored.ask(f"{_LAST}found = last_restore()\nprint(found.backup_at < found.restored_at == restored_at())")

    assert said == "True"


def test_restored_installation_can_be_backed_up_and_opened(restored, tmp_path):
    opened = restored.ask(
        "from qosyl.keys.sealing import unseal\n"
        "from qosyl.programmes.models import Submission\n"
        "row = Submission.objects.get()\n"
        "print(unseal('submission archive', bytes(row.sealed_archive), str(row.uuid)))"
    )

    assert opened == repr(b"\x00zip\xff")
    assert "rows of" in restored.run("backup", str(tmp_path / "again.zip"))


def test_encrypted_backup_comes_back_only_under_its_password(kept, empty, tmp_path):
    file, right, wrong = tmp_path / "b", tmp_path / "right", tmp_path / "wrong"
    right.write_text("correct horse battery\nsecond line is no part of it\n")
    wrong.write_text("correct horse batterz")
    done = kept.source.call("backup", str(file), "--password-file", str(right))
    assert done.returncode == 0
    assert "not encrypted" not in done.stderr
    assert b"people_user" not in file.read_bytes()

    refused = empty.call("restore", str(file), "--password-file", str(wrong))
    assert (refused.returncode, "the password is another one" in refused.stderr) == (1, True), refused.stderr
    empty.run("restore", str(file), "--password-file", str(right))
    assert without_restore(empty.contents()) == kept.contents


# --- only into an empty place ----------------------------------------------------------------------------------------
def test_place_with_rows_is_refused_by_name_and_stays(kept, migrated):
    migrated.ask("from tests import factories\nfactories.branch(factories.provider())")
    before = migrated.contents()

    refused = migrated.call("restore", str(kept.file))

    assert refused.returncode == 1
    assert "rows in people_provider" in refused.stderr
    assert migrated.contents() == before


@pytest.mark.parametrize("name", ["keys/sealing", "files/scan.pdf"])
def test_place_with_secrets_or_files_is_refused_by_name(kept, empty, name):
    path = empty.home / name
    path.parent.mkdir()
    path.write_text("somebody's")

    refused = empty.call("restore", str(kept.file))

    assert refused.returncode == 1
    assert str(path) in refused.stderr
    assert path.read_text() == "somebody's"


def test_place_that_was_only_migrated_is_empty(kept, migrated):
    migrated.run("restore", str(kept.file))

    assert without_restore(migrated.contents()) == kept.contents


# --- interrupted -----------------------------------------------------------------------------------------------------
# The later moment, in the middle of the rows, is the one that leaves the most behind.
@pytest.mark.parametrize("line", [pytest.param("unpacking", marks=pytest.mark.soak), "people_user"])
def test_killed_restore_says_so_and_can_be_repeated(kept, empty, line):
    running = empty.start("qosyl.config", "restore", str(kept.file))
    while not running.stderr.readline().startswith(line):
        assert running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)

    for command in (("serve",), ("backup", str(empty.home / "b.zip"))):
        refused = empty.call(*command)
        assert refused.returncode == 1
        assert "a restore into" in refused.stderr
    empty.run("restore", str(kept.file))
    assert without_restore(empty.contents()) == kept.contents
    assert "a restore into" not in empty.call("backup", str(empty.home / "b.zip")).stderr


def test_restore_that_stopped_after_its_rows_ends_its_work(kept, empty, kept_on, tmp_path):
    obstacle = empty.home / "files"
    obstacle.write_text("no folder")
    stopped = empty.call("restore", str(kept.file))
    assert stopped.returncode == 1
    assert "run it again" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    obstacle.unlink()

    another = tmp_path / "another.zip"
    kept.source.run("backup", str(another))
    refused = empty.call("restore", str(another))
    assert (refused.returncode, "another backup" in refused.stderr) == (1, True)

    empty.run("restore", str(kept.file))
    contents = empty.contents()
    assert without_restore(contents) == kept.contents
    assert sum("restore_backup" in row for row in contents["audit.Act"]) == 1
    assert (empty.home / "files" / "scans" / "акт 1" / "page.pdf").stat().st_size == 300_000


# --- other versions --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kind", "other"), _WAYS)
def test_backup_of_an_older_version_is_brought_forward(new_installation, tmp_path, kind, other):
    older, place = new_installation(kind, migrated=True), new_installation(other)
    older.fill()
    older.run("migrate", "axes", "0007", "--verbosity=0")
    before = json.loads(older.ask(_PEOPLE))
    older.run("backup", str(tmp_path / "older.zip"))

    place.run("restore", str(tmp_path / "older.zip"))

    assert json.loads(place.ask(_PEOPLE)) == before
    assert place.ask("from axes.models import AccessFailureLog as log\nprint(log.objects.count())") == "0"


_PEOPLE = """
import json
from qosyl.people.models import User, RoleHolding
print(json.dumps({"people": [str(row) for row in User.objects.order_by("id").values_list()],
                  "roles": [str(row) for row in RoleHolding.objects.order_by("id").values_list()]}))
"""


def test_backup_of_a_newer_version_is_refused_before_anything_is_written(kept, empty, tmp_path):
    def change(manifest):
        manifest["migrations"].append(["people", "0999_later"])

    refused = empty.call("restore", str(rewritten(kept.file, tmp_path / "newer.zip", manifest=change)))

    assert refused.returncode == 1
    assert "people.0999_later" in refused.stderr
    assert [path.name for path in empty.home.rglob("*") if path.is_file() and "sqlite3" not in path.name] == ["session"]


def test_row_that_refers_to_nothing_leaves_the_database_empty(kept, empty, tmp_path):
    """Every digest fits, but the database knows better: nothing of it stays, and a good backup goes in afterwards."""

    def change(rows: bytes) -> bytes:
        *row, _provider = json.loads(rows)
        return json.dumps([*row, 424_242]).encode() + b"\n"

    bad = rewritten(kept.file, tmp_path / "bad.zip", members={"tables/people_branch.jsonl": change})

    refused = empty.call("restore", str(bad))

    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    empty.run("restore", str(kept.file))
    assert without_restore(empty.contents()) == kept.contents


def tree(folder: Path) -> dict[str, bytes]:
    return {os.path.relpath(path, folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
