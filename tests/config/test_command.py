"""The `qosyl` command: help, exit codes, errors on stderr, and what it does not load."""

import os
import subprocess
import sys

import pytest

from qosyl.config.command import COMMANDS, main


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qosyl.config", *words],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": "src", **environment},
        check=False,
    )


def test_help_names_every_command(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in COMMANDS)


def test_unknown_command_is_told_on_stderr(capsys):
    assert main(["fly"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "fly" in said.err


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_explains_itself(name, capsys):
    code = main([name, "--help"])

    said = capsys.readouterr()
    assert (code, "usage" in said.out) == (0, True), said.err


def test_check_works_without_loading_django():
    words = "import sys; from qosyl.config.command import main; main(['check', 'programmes/inclusion']); "
    done = subprocess.run(
        [sys.executable, "-c", words + "print('django' in sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": "src"},
        check=False,
    )
    assert done.stderr.strip().endswith("False")


def test_nonsense_in_the_environment_is_named_and_exit_is_2():
    done = run("migrate", QOSYL_DEMO="perhaps")
    assert done.returncode == 2
    assert "QOSYL_DEMO='perhaps'" in done.stderr
    assert "Traceback" not in done.stderr


def test_publishing_nothing_is_an_error_in_words(tmp_path):
    done = run("publish", str(tmp_path / "absent"), QOSYL_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert "is not a folder" in done.stderr
