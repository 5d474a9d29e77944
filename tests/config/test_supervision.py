"""Processes kept running: started again when they fall, ended together, never left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qosyl.config.supervision import Child, supervise

_ALIVE = "import time; time.sleep(60)"


def supervisor(tmp_path: Path, *programs: str) -> subprocess.Popen[bytes]:
    children = ", ".join(f"Child('c{number}', ['-c', {program!r}])" for number, program in enumerate(programs))
    script = (
        "import sys; from qosyl.config.supervision import Child, supervise; "
        f"sys.exit(supervise([{children}], tell=lambda words: print(words, flush=True)))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "src"}
    )


def wait_for(path: Path, seconds: float = 20) -> int:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{path.name} was not written in time")


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def has_ended(number: int, seconds: float = 5) -> bool:
    """Whether it ends soon: whoever adopted it needs a moment to let it go."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        state = Path(f"/proc/{number}/stat")
        if not is_running(number) or (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"):
            return True
        time.sleep(0.05)
    return False


def telling(path: Path) -> str:
    return f"import os; open({str(path)!r}, 'w').write(str(os.getpid())); {_ALIVE}"


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_all_and_leaves_nobody(tmp_path, asked):
    marks = [tmp_path / "a", tmp_path / "b"]
    running = supervisor(tmp_path, *(telling(mark) for mark in marks))
    children = [wait_for(mark) for mark in marks]
    running.send_signal(asked)
    assert running.wait(20) == 0
    assert not any(is_running(child) for child in children)


def test_child_that_falls_is_started_again(tmp_path):
    mark = tmp_path / "a"
    running = supervisor(tmp_path, telling(mark))
    first = wait_for(mark)
    mark.unlink()
    os.kill(first, signal.SIGKILL)
    second = wait_for(mark)
    running.send_signal(signal.SIGTERM)
    assert running.wait(20) == 0
    assert second != first
    assert not is_running(second)


def test_what_a_fallen_child_had_started_falls_with_it(tmp_path):
    child, grandchild = tmp_path / "a", tmp_path / "b"
    inner = telling(grandchild)
    running = supervisor(
        tmp_path, f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {inner!r}]); " + telling(child)
    )
    first, below = wait_for(child), wait_for(grandchild)
    child.unlink()
    os.kill(first, signal.SIGKILL)
    wait_for(child)
    running.send_signal(signal.SIGTERM)
    assert running.wait(20) == 0
    assert has_ended(below)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that whoever started it has died")
def test_children_end_when_the_supervisor_itself_is_killed(tmp_path):
    mark = tmp_path / "a"
    running = supervisor(tmp_path, telling(mark))
    child = wait_for(mark)
    running.kill()
    running.wait()

    assert has_ended(child)


def test_child_that_keeps_falling_ends_the_whole_with_an_error():
    said: list[str] = []
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    try:
        assert supervise([Child("web", ["-c", "raise SystemExit(3)"])], tell=said.append) == 1
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    assert "within a minute" in said[-1]
