"""A real server on this machine, and what a browser gets from it. Not here: what is asked for and what is promised."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

ROOT = Path(__file__).resolve().parents[1]
QOSYL = [sys.executable, "-m", "qosyl.config"]
_START_SECONDS = 60
_STATUS_LINE = len("HTTP/1.1 200 OK\r\n\r\n")


class Browser:
    """A profile of its own with cookies, and a cache that is always cold."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def post(self, page: str, **values: str) -> None:
        """Send a form of `page`, with the token that stands on it."""
        document = self._opener.open(f"{self.address}{page}", timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', document)
        form = {"csrfmiddlewaretoken": token[1] if token else ""} | values
        target = form.pop("to", page)
        request = Request(
            f"{self.address}{target}", data=urlencode(form).encode(), headers={"Referer": f"{self.address}{page}"}
        )
        self._opener.open(request, timeout=30).close()

    def cold(self, page: str) -> list[int]:
        """Bytes on the wire, headers and packed body, of the page and of everything that it loads at once."""
        size, body = self._answer(page)
        document = body.decode()
        return [size, *(self._answer(urljoin(page, part))[0] for part in _parts(document))]

    def page(self, page: str) -> bytes:
        """The document alone."""
        return self._answer(page)[1]

    def _answer(self, page: str) -> tuple[int, bytes]:
        request = Request(f"{self.address}{page}", headers={"Accept-Encoding": "gzip"})
        with self._opener.open(request, timeout=30) as answer:
            body = answer.read()
            headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
            packed = answer.headers.get("Content-Encoding") == "gzip"
        return len(body) + headers + _STATUS_LINE, gzip.decompress(body) if packed else body


def _parts(document: str) -> list[str]:
    """Addresses of the files that a browser loads with the page: styles, scripts, pictures, icon, preloaded fonts."""
    found = re.findall(r"<(?:script|img)\b[^>]*\bsrc=\"([^\"]+)\"", document)
    for tag in re.findall(r"<link\b[^>]*>", document):
        if re.search(r"rel=\"(?:stylesheet|preload|modulepreload|icon)\"", tag):
            found += re.findall(r"href=\"([^\"]+)\"", tag)
    return sorted({address for address in found if not address.startswith("data:")})


@contextmanager
def served(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The address of a server that has answered its first request; at the end it is gone."""
    with started(environment) as (_, address):
        yield address


@contextmanager
def started(environment: Mapping[str, str]) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """The server's own process, and its address, for whoever looks at processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [*QOSYL, "serve"],
        cwd=ROOT,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _wait_for(address, server)
            yield server, address
        finally:
            if server.poll() is None:
                server.terminate()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            urlopen(address, timeout=10).close()
        except (URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                raise RuntimeError("the server ended before it answered") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not answer within {_START_SECONDS} s")
