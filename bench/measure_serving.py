"""Publishing, and what a browser gets from the real server: bytes, requests and time of public pages."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

from bench.figures import Figure, median_seconds

ROOT = Path(__file__).resolve().parents[1]
QOSYL = [sys.executable, "-m", "qosyl.config"]
PAGES = ("/", "/demo/", "/programmes/")
_START_SECONDS = 60
_MOST_BYTES, _MOST_REQUESTS = 60_000, 6


def measure(repeat: int) -> Iterator[Figure]:
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
    with _served() as address:
        yield Figure("starting the server", time.perf_counter() - start, "s", limit=5.0)
        for page in PAGES:
            yield from _page(address, page, repeat)


def _page(address: str, page: str, repeat: int) -> Iterator[Figure]:
    wanted = _parts(urlopen(f"{address}{page}", timeout=10).read().decode())
    sizes = [_bytes(f"{address}{page}"), *(_bytes(urljoin(f"{address}{page}", part)) for part in wanted)]
    yield Figure(f"{page} cold: bytes", sum(sizes), "bytes", limit=_MOST_BYTES)
    yield Figure(f"{page} cold: requests", len(sizes), "requests", limit=_MOST_REQUESTS)
    yield Figure(f"{page} answered", median_seconds(lambda: _bytes(f"{address}{page}"), repeat=repeat) * 1_000, "ms")


def _parts(document: str) -> list[str]:
    """Addresses of the files that a browser loads with the page: styles, scripts, pictures, preloaded fonts."""
    found = re.findall(r"<(?:script|img)\b[^>]*\bsrc=\"([^\"]+)\"", document)
    for tag in re.findall(r"<link\b[^>]*>", document):
        if re.search(r"rel=\"(?:stylesheet|preload|modulepreload|icon)\"", tag):
            found += re.findall(r"href=\"([^\"]+)\"", tag)
    return sorted({address for address in found if not address.startswith("data:")})


def _bytes(address: str) -> int:
    """Bytes on the wire of the answer's body. A page that the server does not pack is packed as a proxy would."""
    request = Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urlopen(request, timeout=10) as answer:
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") or not answer.headers.get_content_type().startswith("text/html")
    return len(body) if packed else len(gzip.compress(body, 6))


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PORT": str(port)}
    with subprocess.Popen(
        [*QOSYL, "serve"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(_START_SECONDS * 10):
        try:
            urlopen(address, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not answer within {_START_SECONDS} s")
