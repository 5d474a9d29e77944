"""`qosyl check` as a person or a script runs it: what goes where, in which language, with which exit code."""

import gc
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qosyl.packages.command import check_main
from qosyl.packages.findings import FINDING_LANGUAGES, catalogue

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "programmes" / "inclusion"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = check_main([str(argument) for argument in arguments], out, err)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROGRAMME, tmp_path / "package"))


def test_check_prints_findings_by_file_and_line_and_a_summary(package: Path):
    (package / "glossary.yaml").write_text("terms: []\nmore: 1\n")
    code, out, err = run(package, "--lang", "en")
    assert (code, err) == (1, "")
    assert re.search(r'^glossary\.yaml:2: K001 error Unknown key "more" in "glossary\.yaml"\.', out, re.MULTILINE)
    assert re.fullmatch(r"Errors: \d+\. Warnings: \d+\. Notes: \d+\. Accepted: \d+\.", out.splitlines()[-1])


@pytest.mark.parametrize(("language", "word"), [("en", "error"), ("kk", "қате"), ("ru", "ошибка")])
def test_check_speaks_the_language_asked_for(package: Path, language: str, word: str):
    (package / "support.yaml").unlink()
    _, out, _ = run(package, "--lang", language)
    assert f"support.yaml:1: Y009 {word} {catalogue()['Y009'].sentence[language]}" in out


def test_check_prints_json_that_scripts_can_rely_on(package: Path):
    (package / "support.yaml").unlink()
    code, out, _ = run(package, "--format", "json", "--lang", "en")
    report = json.loads(out)
    assert code == 1
    assert report["format"] == 1
    assert set(report["counts"]) == {"errors", "warnings", "notes", "accepted"}
    assert report["counts"]["errors"] == sum(
        finding["severity"] == "error" and finding["accepted_by"] is None for finding in report["findings"]
    )
    assert {
        "file": "support.yaml",
        "line": 1,
        "code": "Y009",
        "severity": "error",
        "message": "This required file is missing.",
        "accepted_by": None,
    } in report["findings"]


def test_coverage_shows_every_outcome_and_task():
    _, out, _ = run(PROGRAMME, "--coverage", "--lang", "en")
    assert all(
        re.search(rf"^M{module}-O{number} ", out, re.MULTILINE) for module in range(1, 6) for number in (1, 2, 3)
    )
    assert all(re.search(rf"^T{number} ", out, re.MULTILINE) for number in range(1, 6))
    report = json.loads(run(PROGRAMME, "--coverage", "--format", "json")[1])
    assert len(report["coverage"]["outcomes"]) == 15
    assert [row["task"] for row in report["coverage"]["tasks"]] == ["T1", "T2", "T3", "T4", "T5"]


@pytest.mark.parametrize("language", FINDING_LANGUAGES)
def test_explain_says_why_and_how(language: str):
    code, out, _ = run("--explain", "k001", "--lang", language)
    assert code == 0
    assert catalogue()["K001"].explanation[language] in out


def test_explain_of_an_unknown_code_is_wrong_usage():
    code, out, err = run("--explain", "Z999", "--lang", "en")
    assert (code, out) == (2, "")
    assert "There is no code Z999." in err


def test_schema_writes_files_and_names_them(tmp_path: Path):
    code, out, _ = run("--schema", tmp_path / "schemas")
    assert code == 0
    assert len(out.splitlines()) == len(list((tmp_path / "schemas").iterdir())) == 12


def test_schema_into_a_file_is_wrong_usage(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    assert run("--schema", tmp_path / "file")[0] == 2


@pytest.mark.parametrize("arguments", [(), ("--format", "xml"), ("--nonsense",), ("a", "b")])
def test_wrong_arguments_are_told_on_stderr(arguments: tuple[str, ...]):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "usage: qosyl check" in err


def test_help_goes_to_stdout():
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert "--strict" in out


@pytest.mark.parametrize("name", ["absent", "empty", "file"])
def test_nothing_to_read_is_wrong_usage(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    code, out, err = run(tmp_path / name)
    assert (code, out) == (2, "")
    assert err.startswith("qosyl check: ")


def test_bank_without_items_is_an_error_whatever_its_files_are_called(tmp_path: Path):
    (tmp_path / "items").mkdir()
    (tmp_path / "bank.yaml").write_text("key: b\nprogramme: p\ntitle: {kk: Банк, ru: Банк}\n", encoding="utf-8")
    shutil.copy(ROOT / "tests/packages/small/modules/m1/1.1/items.yaml", tmp_path / "items" / "final.test.yaml")
    code, out, _ = run(tmp_path, "--lang", "en")
    assert code == 1
    assert "bank.yaml:1: I024 error" in out
    assert "items/final.test.yaml:1: Y008 " in out


def test_strict_counts_open_warnings(tmp_path: Path):
    (tmp_path / "items").mkdir()
    (tmp_path / "bank.yaml").write_text("key: b\nprogramme: p\ntitle: {kk: Банк, ru: Банк}\n", encoding="utf-8")
    shutil.copy(ROOT / "tests/packages/small/modules/m1/1.1/items.yaml", tmp_path / "items" / "0001.yaml")
    (tmp_path / "notes.txt").write_text("x")
    assert run(tmp_path)[0] == 0
    assert run(tmp_path, "--strict")[0] == 1


def test_language_of_the_terminal_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "bank.yaml").write_text("key: b\n")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "Errors:" in run(tmp_path)[1]
    monkeypatch.setenv("LANG", "kk_KZ.UTF-8")
    assert "Қате:" in run(tmp_path)[1]
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "Errors:" in run(tmp_path)[1]


def test_check_asks_the_items_of_a_bank(tmp_path: Path):
    (tmp_path / "items").mkdir()
    (tmp_path / "bank.yaml").write_text('key: b\nprogramme: p\ntitle: {kk: Банк, ru: "Банк \\" 1"}\n', encoding="utf-8")
    source = (ROOT / "tests/packages/small/modules/m1/1.1/items.yaml").read_text(encoding="utf-8")
    (tmp_path / "items" / "0001.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "items" / "0002.yaml").write_text(
        source.replace("answer: a\n    works: [A01]", "answer: e", 1), encoding="utf-8"
    )
    code, out, _ = run(tmp_path, "--lang", "en")
    assert code == 1
    assert "bank.yaml:3: L012 " in out
    answer = source[: source.index("answer: a")].count("\n") + 1
    assert f"items/0002.yaml:{answer}: I002 error" in out
    keys = [line for line in out.splitlines() if " D001 " in line]
    stems = [line for line in out.splitlines() if " D005 " in line]
    assert len(keys) == len(stems) == source.count("  - key: m1-")
    assert all(line.startswith("items/0002.yaml:") for line in [*keys, *stems])


def test_check_of_a_bank_without_flaws_is_clean(tmp_path: Path):
    (tmp_path / "items").mkdir()
    (tmp_path / "bank.yaml").write_text("key: b\nprogramme: p\ntitle: {kk: Банк, ru: Банк}\n", encoding="utf-8")
    shutil.copy(ROOT / "tests/packages/small/modules/m1/1.1/items.yaml", tmp_path / "items" / "0001.yaml")
    assert run(tmp_path, "--strict", "--lang", "en")[:2] == (0, "Errors: 0. Warnings: 0. Notes: 0. Accepted: 0.\n")


def test_check_never_speaks_to_a_terminal_beyond_its_letters():
    done = subprocess.run(
        [sys.executable, "-m", "qosyl.config", "check", "--explain", "K001", "--lang", "kk"],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert b"\\u049b" in done.stdout
    assert done.stderr == b""


def test_check_ends_quietly_when_its_reader_is_gone():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "qosyl.config", "check", "--explain", "K001"],
            env={"PYTHONPATH": str(ROOT / "src")},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_check_leaves_the_collector_as_it_was():
    run("--explain", "K001")
    assert gc.isenabled()


def test_check_does_not_load_django():
    code = "import sys, qosyl.packages.command; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "src")}, check=True)
