"""No live bank is ever in the repository: what is tracked of items is open."""

import subprocess

from tests.architecture.rooms import ROOT


def test_no_tracked_file_is_a_live_bank():
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    tracked = done.stdout.splitlines()
    assert "programmes/inclusion/programme.yaml" in tracked
    assert [name for name in tracked if name.endswith("bank.yaml")] == []
