"""Keeps a few processes of ours running, and ends them together. Knows nothing of what they do."""

import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

_LOOK_EVERY = 0.2
_PATIENCE = 10.0
_MOST_RESTARTS = 5
_WITHIN = 60.0


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
        self.process = subprocess.Popen([sys.executable, *self.words], start_new_session=True)  # noqa: S603 - own words

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def falls_too_often(self) -> bool:
        return len(self.starts) == _MOST_RESTARTS + 1 and self.starts[-1] - self.starts[0] < _WITHIN


class _Stop(Exception):
    """Somebody asked us to end."""


def supervise(children: Sequence[Child], *, tell: Callable[[str], object]) -> int:
    """Run until a signal asks to stop (0) or a child keeps falling (1); no child outlives the call."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Stop

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    try:
        return _watch(children, tell)
    except _Stop:
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        _end(children)


def _watch(children: Sequence[Child], tell: Callable[[str], object]) -> int:
    begun = time.monotonic()
    while True:
        for child in children:
            if child.process is None and time.monotonic() - begun >= child.delay:
                child.start()
            if not child.has_ended():
                continue
            if child.falls_too_often():
                tell(f"{child.name} has ended {len(child.starts)} times within a minute")
                return 1
            tell(f"{child.name} has ended unexpectedly; it is started again")
            child.start()
        time.sleep(_LOOK_EVERY)


def _end(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None and child.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _PATIENCE
    for process in running:
        try:
            process.wait(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
