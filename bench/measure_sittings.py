"""Saving answers: how many a second from twenty devices at once, how long the slowest wait, what a full batch costs.

Over HTTP from a real server, on both databases with durable commits; the devices run on the same cores. One commit can
be no faster than one write to the disk, so the time of that write stands beside the figures: judge by the ratio.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from scripts.postgres import embedded_postgres

from bench.figures import Figure
from bench.server import QOSYL, ROOT, served
from qosyl.rules.events import canonical, event_of
from qosyl.rules.journal import chained, opened

CLIENTS, SAVES, WARM_UP = 20, 100, 10
BATCHES, BATCH = 20, 50
_WRITES, _WRITTEN = 200, 4_096
_DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
_SEED = f"""
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "qosyl.config.settings"
import django
django.setup()
import json
from datetime import datetime, timedelta
from qosyl.sittings.capability import Capability, sealed
from tests import factories
from tests.sittings.wire import drawn_form
now = datetime.now().astimezone()
made = [factories.started_attempt(drawn_form(), at=now) for _ in range({CLIENTS + 1})]
print(json.dumps([
    [str(one.uuid), sealed(Capability(one.uuid, one.learner, 1, now + timedelta(days=1)))] for one in made
]))
"""


@dataclass
class Device:
    """A learner's device with everything that it is going to send worked out beforehand."""

    attempt: str
    cookie: str
    sizes: tuple[int, ...]
    bodies: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        head, n = opened(self.attempt, 1).head, 0
        for size in self.sizes:
            events = [_event(number) for number in range(n + 1, n + size + 1)]
            head = chained(head, [canonical(event_of(event)) for event in events])
            batch = {"v": 1, "epoch": 1, "from": n + 1, "events": events, "head": head}
            self.bodies.append(json.dumps(batch).encode())
            n += size

    def send_all(self, address: str) -> list[float]:
        """Seconds of each save, one after the other on one line."""
        parts = urlsplit(address)
        line = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        headers = {"Origin": address, "Cookie": f"qosyl_sit={self.cookie}"}
        taken = []
        for body in self.bodies:
            start = time.perf_counter()
            line.request("POST", f"/sit/{self.attempt}/events", body, headers)
            answer = line.getresponse()
            words = answer.read()
            taken.append(time.perf_counter() - start)
            if answer.status != 200:  # noqa: PLR2004 - of HTTP
                raise RuntimeError(f"a save was answered {answer.status}: {words!r}")
        line.close()
        return taken


def measure(repeat: int) -> Iterator[Figure]:  # noqa: ARG001 - thousands of saves are their own repetition
    with tempfile.TemporaryDirectory(prefix="qosyl-bench-sittings-") as home:
        yield Figure("one write to the disk (fdatasync)", _seconds_of_a_write(Path(home)) * 1_000, "ms")
    for database in ("sqlite", "postgresql"):
        with _installation(database) as environment:
            yield from _figures(database, environment)


def _figures(database: str, environment: Mapping[str, str]) -> Iterator[Figure]:
    seeded = subprocess.run(
        [sys.executable, "-c", _SEED], check=True, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    *crowd, (lone_attempt, lone_cookie) = json.loads(seeded.stdout)
    devices = [Device(attempt, cookie, (1,) * (WARM_UP + SAVES)) for attempt, cookie in crowd]
    single = Device(lone_attempt, lone_cookie, (1,) * BATCHES + (BATCH,) * BATCHES)
    with served(environment) as address:
        start = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            taken = [seconds for one in pool.map(lambda device: device.send_all(address), devices) for seconds in one]
        whole = time.perf_counter() - start
        lone = single.send_all(address)
    one, fifty = statistics.median(lone[:BATCHES]), statistics.median(lone[BATCHES:])
    name = f"saves on {database}, {CLIENTS} devices"
    yield Figure(f"{name}: a second", len(taken) / whole, "saves/s")
    yield Figure(f"{name}: half of them", statistics.median(taken) * 1_000, "ms")
    yield Figure(f"{name}: 99 of 100", statistics.quantiles(taken, n=100)[-1] * 1_000, "ms")
    yield Figure(f"save on {database}, one device", one * 1_000, "ms")
    yield Figure(f"batch of {BATCH} over one on {database}", fifty / one, "times")


@contextmanager
def _installation(database: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="qosyl-bench-sittings-") as home:
        environment = {
            **os.environ,
            "QOSYL_HOME": home,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "qosyl.config.settings",
        }
        if database == "sqlite":
            _migrate(environment)
            yield environment
            return
        with embedded_postgres() as address:
            with psycopg.connect(address, autocommit=True) as connection:
                for setting in _DURABLE:  # tests do without; a figure without them would be a lie
                    connection.execute(f"ALTER SYSTEM SET {setting} = on".encode())
                connection.execute("SELECT pg_reload_conf()")
            environment["DATABASE_URL"] = address
            _migrate(environment)
            yield environment


def _migrate(environment: Mapping[str, str]) -> None:
    subprocess.run([*QOSYL, "migrate", "--verbosity", "0"], check=True, cwd=ROOT, env=environment)


def _event(number: int) -> dict[str, object]:
    words = {"n": number, "k": "answer", "p": number % 4 + 1, "o": "abcd"[number % 4]}
    return words | {"lease": "5eed5eed5eed5eed", "t": number * 1_000, "boot": "b00t", "g": "kk"}


def _seconds_of_a_write(folder: Path) -> float:
    taken = []
    with (folder / "probe").open("wb") as file:
        for _ in range(_WRITES):
            file.write(b"x" * _WRITTEN)
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)
