"""Keeps a few processes of ours running, and ends them together. Knows nothing of what they do."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

_LOOK_EVERY = 0.2
_PATIENCE = 10.0
_MOST_RESTARTS = 5
_WITHIN = 60.0
#: Ctrl-C, a service manager, and a terminal window that is closed: the children live in groups that it does not reach.
_ASKING_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


#: Of linux/prctl.h: the signal that a process gets when the one that started it has died.
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _end_with_the_supervisor() -> None:
    """Run in a new child: where the supervisor itself is killed, nobody else could end what it has left behind.

    On Linux alone; elsewhere an orphan keeps its port until somebody ends it.
    """
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A Python process to keep running: a name to speak of it, the words after `python`, seconds to wait before."""

    name: str
    words: Sequence[str]
    delay: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_RESTARTS + 1))

    def start(self) -> None:
        self.starts.append(time.monotonic())
        # A group of its own: Ctrl-C reaches the supervisor alone, which then ends everybody in order.
        self.process = subprocess.Popen(  # noqa: S603 - own words
            [sys.executable, *self.words],
            start_new_session=True,
            preexec_fn=_end_with_the_supervisor,  # noqa: PLW1509 - the supervisor has no second thread
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask_to_end(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def wait_for_end(self, seconds: float) -> None:
        """Wait for a child that was asked to end; one that does not in time is ended with all that it started."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        self.end_what_is_left()
        self.process.wait()

    def end_what_is_left(self) -> None:
        """End the processes that a fallen child had started: they would hold its port against its successor."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):  # nobody is left; some systems refuse instead
                os.killpg(self.process.pid, signal.SIGKILL)

    def falls_too_often(self) -> bool:
        return len(self.starts) == _MOST_RESTARTS + 1 and self.starts[-1] - self.starts[0] < _WITHIN


def supervise(children: Sequence[Child], *, tell: Callable[[str], object]) -> int:
    """Run until a signal asks to stop (0) or a child keeps falling (1); no child outlives the call."""
    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        # Only noted: an exception raised here could fall between the birth of a child and its being known to us.
        asked.append(number)

    for number in _ASKING_TO_STOP:
        signal.signal(number, stop)
    try:
        return _watch(children, tell, asked)
    finally:
        _end(children)


def _watch(children: Sequence[Child], tell: Callable[[str], object], asked: Sequence[int]) -> int:
    begun = time.monotonic()
    while not asked:
        for child in children:
            if child.process is None and time.monotonic() - begun >= child.delay:
                child.start()
            if not child.has_ended():
                continue
            child.end_what_is_left()
            if child.falls_too_often():
                tell(f"{child.name} has ended {len(child.starts)} times within a minute")
                return 1
            tell(f"{child.name} has ended unexpectedly; it is started again")
            child.start()
        time.sleep(_LOOK_EVERY)
    return 0


def _end(children: Sequence[Child]) -> None:
    running = [child for child in children if child.process is not None]
    for child in running:
        child.ask_to_end()
    deadline = time.monotonic() + _PATIENCE
    for child in running:
        child.wait_for_end(max(0.0, deadline - time.monotonic()))
