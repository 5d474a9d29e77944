"""The tools of the journeys find what they are for: a page with planted faults, and no network but this machine."""

import http.server
import re
import socket
import threading
from urllib.request import urlopen

import pytest

from tests.browser import DESKTOP, PHONE, Look, axe_violations, looked_at, overflow

FAULTY = """<!doctype html><html><head><title></title></head><body>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">
<p style="color:#aaa;background:#fff">Көрінбейді</p>
<form><input type="text"><button></button></form>
<h1>Бір</h1><h4>Төрт</h4><ul><p>тізім емес</p></ul>
<div style="width:900px">енді</div></body></html>"""
SOUND = """<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>Бет</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Бет</h1><p>Мәтін</p></main></body></html>"""
pytestmark = [pytest.mark.journey, pytest.mark.page_only]
ADDRESS = "http://127.0.0.1:9"


def test_axe_finds_planted_faults(browser):
    with looked_at(browser, Look(), ADDRESS) as page:
        page.set_content(FAULTY)
        rules = {line.split(" ")[0] for line in axe_violations(page)}

    assert {"image-alt", "label", "button-name", "color-contrast", "html-has-lang", "document-title"} <= rules
    assert {"list", "heading-order"} <= rules


@pytest.mark.parametrize("javascript", [True, False])
def test_axe_is_content_with_a_sound_page(browser, javascript):
    with looked_at(browser, Look(javascript=javascript), ADDRESS) as page:
        page.set_content(SOUND)

        assert axe_violations(page) == []


def test_axe_finds_faults_without_javascript(browser):
    with looked_at(browser, Look(javascript=False), ADDRESS) as page:
        page.set_content(FAULTY)

        assert "image-alt" in {line.split(" ")[0] for line in axe_violations(page)}


def test_overflow_names_what_sticks_out_on_a_phone(browser):
    with looked_at(browser, Look(PHONE), ADDRESS) as page:
        page.set_content(FAULTY)
        assert overflow(page) == ["div."]
    with looked_at(browser, Look(DESKTOP), ADDRESS) as page:
        page.set_content(FAULTY)
        assert overflow(page) == []


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ("<script>throw new Error('Oops')</script>", "script: Oops"),
        ("<script>console.error('Oops')</script>", "console: Oops"),
        ('<img alt="" src="http://192.0.2.1/a.png">', "asks for a foreign address: http://192.0.2.1/a.png"),
    ],
)
def test_page_with_a_trouble_fails_its_journey(browser, content, trouble):
    with pytest.raises(AssertionError, match=re.escape(trouble)):
        _look_at(browser, f"<!doctype html>{content}")


def test_page_with_a_failed_answer_fails_its_journey(browser):
    with _answering(503) as address:
        with pytest.raises(AssertionError) as failure, looked_at(browser, Look(), address) as page:
            page.goto("/")

        assert f"503 {address}/" in str(failure.value)


def test_network_beyond_this_machine_is_refused():
    with pytest.raises(Exception, match=r"127\.0\.0\.1 alone"), socket.socket() as stranger:
        stranger.connect(("192.0.2.1", 80))
    with pytest.raises(Exception, match=r"127\.0\.0\.1 alone"):
        socket.getaddrinfo("example.invalid", 80)


def test_network_of_this_machine_is_open():
    with _answering(200) as address, urlopen(address, timeout=5) as answer:
        assert answer.status == 200


def _look_at(browser, document: str) -> None:
    with looked_at(browser, Look(), ADDRESS) as page:
        page.set_content(document, wait_until="load")
        page.wait_for_timeout(100)


class _answering:  # noqa: N801 - reads as a word in `with`
    """A server on this machine that answers everything with one status."""

    def __init__(self, status: int) -> None:
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
