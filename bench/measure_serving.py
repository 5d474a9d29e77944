"""Publishing as a command, and how long a methodologist waits for the server to stand."""

import subprocess
import time
from collections.abc import Iterator

from bench.figures import Figure
from bench.server import QOSYL, ROOT, served


def measure(repeat: int) -> Iterator[Figure]:  # noqa: ARG001 - the shape of every measurement; these happen once
    subprocess.run([*QOSYL, "migrate", "--verbosity", "0"], check=True, cwd=ROOT)
    subprocess.run([*QOSYL, "demo"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    publish = [*QOSYL, "publish", "programmes/inclusion"]
    start = time.perf_counter()
    subprocess.run(publish, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    yield Figure("publishing for the first time, as a command", time.perf_counter() - start, "s")
    start = time.perf_counter()
    subprocess.run(publish, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    yield Figure("publishing the same again, as a command", time.perf_counter() - start, "s")
    start = time.perf_counter()
    with served():
        yield Figure("starting the server", time.perf_counter() - start, "s", limit=5.0)
