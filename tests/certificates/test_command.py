"""`qosyl verify` at a terminal: files anywhere, codes and numbers in the register; exit codes 0, 1 and 2."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from qosyl.certificates.actions import annul_document
from qosyl.certificates.codes import printed
from qosyl.certificates.command import verify_main
from qosyl.keys.signing import Trust, written_trust
from tests.certificates.scene import scene
from tests.certificates.sealed import TRUST, file, record, seal_of


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "trust.json").write_text(written_trust(TRUST), encoding="utf-8")
    (tmp_path / "paper.pdf").write_bytes(file())
    (tmp_path / "record.json").write_text(json.dumps({"record": record(), "seal": seal_of(record())}))
    (tmp_path / "altered.json").write_text(json.dumps({"record": record(number="1"), "seal": seal_of(record())}))
    return tmp_path


def verify(folder, name, *words, trust=True):
    out, err = StringIO(), StringIO()
    more = ["--trust", str(folder / "trust.json")] if trust else []
    code = verify_main([str(folder / name), *more, *words], out, err, keys=folder / "keys")
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("name", ["paper.pdf", "record.json"])
def test_genuine_file_says_what_it_is(folder, name):
    code, said, _ = verify(folder, name)

    assert code == 0
    assert said.endswith("GENUINE\n")
    assert "БА-2026-000184" in said
    assert "Ахметова Айгүл Серікқызы" in said


def test_altered_file_names_the_field(folder):
    code, said, _ = verify(folder, "altered.json")

    assert code == 1
    assert said == "number was altered after the issue\nNOT GENUINE\n"


def test_json_output_is_for_programs(folder):
    code, said, _ = verify(folder, "altered.json", "--format", "json")

    assert code == 1
    assert json.loads(said) == {
        "genuine": False,
        "problems": [{"flaw": "field-altered", "field": "number"}],
        "record": None,
    }
    assert json.loads(verify(folder, "paper.pdf", "--format", "json")[1])["record"]["number"] == "БА-2026-000184"


def test_file_that_is_no_document_is_not_genuine(folder):
    (folder / "x.pdf").write_bytes(b"%PDF-1.7")
    (folder / "large.pdf").write_bytes(b"%PDF-1.7" + b"0" * 9_000_000)

    assert verify(folder, "x.pdf")[:2] == (1, "it cannot be read\nNOT GENUINE\n")
    assert verify(folder, "large.pdf")[0] == 1


def test_without_a_root_nothing_is_said_of_a_file(folder):
    code, said, told = verify(folder, "paper.pdf", trust=False)

    assert (code, said) == (2, "")
    assert "--trust" in told


def test_what_is_no_trust_file_is_told(folder):
    (folder / "trust.json").write_text("{}")
    assert verify(folder, "paper.pdf")[0] == 2


def test_empty_trust_relies_on_nobody(folder):
    (folder / "trust.json").write_text(written_trust(Trust()))
    assert verify(folder, "paper.pdf")[0] == 2


def test_file_is_checked_without_any_installation(folder):
    """In a process of its own, in a folder that is no home of anything, and nothing is left behind there."""
    done = subprocess.run(
        [sys.executable, "-m", "qosyl.config", "verify", "paper.pdf", "--trust", "trust.json"],
        cwd=folder,
        env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("GENUINE\n")
    assert {path.name for path in folder.iterdir()} == {"trust.json", "paper.pdf", "record.json", "altered.json"}


# --- the register ----------------------------------------------------------------------------------------------------
def register(target, *words):
    out = StringIO()
    try:
        call_command("verify", target, *words, stdout=out)
    except CommandError as refusal:
        return refusal.returncode, out.getvalue()
    return 0, out.getvalue()


@pytest.mark.django_db
def test_code_and_number_are_looked_up_in_the_register():
    stage = scene()
    stage.learner()
    document = stage.issue()[0]

    for target in (document.code, printed(document.code).lower(), document.number):
        code, said = register(target)
        assert (code, said.splitlines()[-1]) == (0, "VALID")
    annul_document(stage.director, document, reason="Қате", at=timezone.now())
    code, said = register(document.number)
    assert code == 1
    assert said.splitlines()[-1].startswith("ANNULLED on ")
    assert register("БА-1900-1")[0] == 1


@pytest.mark.django_db
def test_altered_row_is_named():
    stage = scene()
    stage.learner()
    document = stage.issue()[0]
    type(document).objects.update(issued_on="2020-01-01")

    code, said = register(document.code)
    assert (code, said) == (1, "issued stands otherwise in the register\nNOT GENUINE\n")


@pytest.mark.django_db
def test_number_that_two_providers_gave_asks_for_the_code():
    for stage in (scene(), scene()):
        stage.learner()
        number = stage.issue()[0].number

    assert register(number)[0] == 2
