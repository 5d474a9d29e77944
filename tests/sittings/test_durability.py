"""A server that is killed in the middle: every answer that a device saw as received is there afterwards, once."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from qosyl.rules.events import canonical, event_of
from qosyl.rules.journal import chained, opened
from tests.config.installations import Installation, maker
from tests.processes import cut_power
from tests.soak import times

ROOT = Path(__file__).resolve().parents[2]
LEARNERS, KILLS, SECONDS_BETWEEN = 4, times(6, in_ci=2), 3
_START_SECONDS = 90
_SEED = f"""
import json
from datetime import datetime, timedelta
from qosyl.sittings.capability import Capability, sealed
from tests import factories
from tests.sittings.wire import drawn_form
now = datetime.now().astimezone()
made = [factories.started_attempt(drawn_form(), at=now) for _ in range({LEARNERS})]
print(json.dumps([
    [str(one.uuid), sealed(Capability(one.uuid, one.learner, 1, now + timedelta(days=1))), one.epochs.get().lease]
    for one in made
]))
"""
_STORED = """
import json
from qosyl.rules.journal import StoredBatch, stored_problems
from qosyl.sittings.models import Attempt, JournalBatch
found = {}
for attempt in Attempt.objects.all():
    batches = JournalBatch.objects.filter(attempt=attempt)
    rows = [StoredBatch(one.first, one.last, bytes(one.content), one.head) for one in batches]
    problems = [str(one) for one in stored_problems(str(attempt.uuid), 1, rows)]
    found[str(attempt.uuid)] = [problems, [line.decode() for row in rows for line in row.lines]]
print(json.dumps(found))
"""


@dataclass
class Learner:
    """Answers without end; `received` is how far the server said that it has everything."""

    attempt: str
    cookie: str
    lease: str
    lines: list[bytes] = field(default_factory=list)
    events: list[dict[str, object]] = field(default_factory=list)
    received: int = 0
    acknowledged: int = 0

    def answer(self) -> None:
        n = len(self.events) + 1
        event = {
            "n": n,
            "k": "answer",
            "p": n % 4 + 1,
            "o": "abcd"[n % 4],
            "lease": self.lease,
            "t": n,
            "boot": "b",
            "g": "kk",
        }
        self.events.append(event)
        self.lines.append(canonical(event_of(event)))

    def send(self, port: int) -> None:
        """Everything that is not received, up to a batch; a broken line says nothing of what was stored."""
        first = self.received + 1
        events = self.events[self.received :][:20]
        head = chained(opened(self.attempt, 1).head, self.lines[: self.received + len(events)])
        body = json.dumps({"v": 1, "epoch": 1, "from": first, "events": events, "head": head})
        headers = {"Origin": f"http://127.0.0.1:{port}", "Cookie": f"qosyl_sit={self.cookie}"}
        line = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("POST", f"/sit/{self.attempt}/events", body, headers)
            answer = line.getresponse()
            words = json.loads(answer.read())
        finally:
            line.close()
        if answer.status == 429:
            time.sleep(0.2)
            return
        assert answer.status == 200, words
        self.received = words["through"]
        self.acknowledged += 1


@contextmanager
def _serving(house: Installation) -> Iterator[int]:
    """A server that is killed at the end, with its workers, as by a power cut: no goodbye to anybody."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "qosyl.config", "serve"],
        cwd=ROOT,
        env=house.environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        cut_power(server.pid)
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(_START_SECONDS * 5):
        line = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            line.request("GET", "/")
            line.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
        finally:
            line.close()
    raise AssertionError("the server did not answer")


def _write(learner: Learner, port: int, stop: threading.Event) -> None:
    while not stop.is_set():
        learner.answer()
        try:
            learner.send(port)
        except (OSError, HTTPException, ValueError):
            return  # the line broke, or an answer was cut off in the middle


@pytest.mark.soak
@pytest.mark.database
def test_killed_server_has_every_answer_that_it_acknowledged(tmp_path):
    house = maker(tmp_path)("postgresql" if os.environ.get("QOSYL_TEST_DATABASE") == "postgresql" else "sqlite")
    house.run("migrate", "--verbosity", "0")
    learners = [Learner(*words) for words in json.loads(house.ask(_SEED))]

    for _ in range(KILLS):
        stop = threading.Event()
        with _serving(house) as port:
            threads = [threading.Thread(target=_write, args=(one, port, stop)) for one in learners]
            for thread in threads:
                thread.start()
            time.sleep(SECONDS_BETWEEN)
        stop.set()
        for thread in threads:
            thread.join()

    stored = json.loads(house.ask(_STORED))
    for learner in learners:
        problems, lines = stored[learner.attempt]
        assert problems == []
        assert learner.acknowledged > KILLS
        assert len(lines) >= learner.received
        assert lines == [line.decode() for line in learner.lines[: len(lines)]]
