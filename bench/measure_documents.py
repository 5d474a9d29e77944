"""Issuing, printing and verifying a thousand certificates."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.figures import Figure
from bench.server import QOSYL, ROOT

_MANY = 1_000


def measure(repeat: int) -> Iterator[Figure]:  # noqa: ARG001 - the shape of every measurement; this happens once
    subprocess.run([*QOSYL, "migrate", "--verbosity", "0"], check=True, cwd=ROOT)
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "bench.documents", str(_MANY)],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    yield Figure(f"issuing {_MANY} certificates: facts, numbers, seals, register", told["issued"], "s")
    yield Figure(f"printing {_MANY} certificates in the background", told["printed"], "s", limit=20.0)
    yield Figure("a certificate as PDF", told["size"] / 1024, "KB", limit=90.0)
    yield Figure("verification, half of the looks", told["p50"] * 1000, "ms")
    yield Figure("verification, 95 of 100 looks", told["p95"] * 1000, "ms", limit=50.0)
    yield Figure("page of a verification, compressed", told["page"] / 1024, "KB", limit=30.0)
