"""Web and background jobs start together and end together: nothing of Qosyl outlives its Ctrl-C."""

import os
import signal
import socket
import subprocess
from urllib.request import urlopen

import pytest
from bench.server import QOSYL, ROOT, started

from tests.processes import family, still_there
from tests.soak import times

_TIMES = times(25, in_ci=3)
_MOST_SECONDS = 60

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> dict[str, str]:
    """Environment of an installation of its own, on SQLite whatever the run: processes are what is looked at here."""
    folder = tmp_path_factory.mktemp("installation")
    environment = {**os.environ, "QOSYL_HOME": str(folder), "PYTHONPATH": str(ROOT / "src"), "QOSYL_WORKERS": "1"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    subprocess.run(
        [*QOSYL, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True, timeout=_MOST_SECONDS
    )
    return environment


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_server_ends_with_all_its_processes(home, number):
    with started(home) as (server, _):
        everybody = family(server.pid)
        assert len(everybody) >= 3, "the supervisor, the web and the jobs"
        server.send_signal(number)
        assert server.wait(timeout=20) == 0

    assert still_there(everybody) == []


def test_server_names_a_taken_port(home):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        refused = subprocess.run(
            [*QOSYL, "serve"],
            cwd=ROOT,
            env={**home, "PORT": port},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert refused.returncode == 1
    assert port in refused.stderr


@pytest.mark.soak
def test_server_starts_and_ends_many_times_without_leaving_anything(home):
    for _ in range(_TIMES):
        with started(home) as (server, address):
            everybody = family(server.pid)
            with urlopen(address, timeout=20) as answer:
                assert answer.status == 200
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=20) == 0
        assert still_there(everybody) == []
