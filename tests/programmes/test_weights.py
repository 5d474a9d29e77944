"""What the approved programme's pages weigh on their way to a weak link: bytes packed, and how much is asked for.

Headers, which a test client does not send, are left out here; `make bench` counts them at a real server.
"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests import factories
from tests.programmes.published import INCLUSION, publish_small

pytestmark = pytest.mark.django_db

MOST_BYTES, MOST_REQUESTS = 60_000, 6
PAGES = ["", "plan/", "modules/M1/", "assessment/", "text/", "policies/", "glossary/", "literature/", "versions/"]
_PARTS = re.compile(r"<(?:link|script|img)\b[^>]*?\b(?:href|src)=\"/static/([^\"]+)\"")


def wire(client: Client, page: str) -> tuple[int, int]:
    """Packed bytes and requests of a page with an empty cache."""
    answer = client.get(page, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    parts = set(_PARTS.findall(gzip.decompress(answer.content).decode()))
    files = [Path(str(finders.find(part))) for part in parts]
    return len(answer.content) + sum(len(gzip.compress(file.read_bytes())) for file in files), 1 + len(files)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_public_page_is_heavy_or_asks_for_much(language):
    publish_small(factories.provider("home"), INCLUSION)
    client = Client()
    client.cookies["qosyl_language"] = language
    for page in ["/", "/programmes/", "/account/sign-in/", *(f"/programmes/home/inclusion/{name}" for name in PAGES)]:
        size, requests = wire(client, page)
        assert size <= MOST_BYTES, page
        assert 5 <= requests <= MOST_REQUESTS, page


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("part", ["lecture", "practice", "self-check"])
def test_lesson_with_figures_is_as_light(language, part):
    publish_small(factories.provider("home"), INCLUSION)
    client = Client()
    client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    client.cookies["qosyl_language"] = language
    size, requests = wire(client, f"/programmes/home/inclusion/topics/1.2/{part}/")
    assert size <= MOST_BYTES
    assert 5 <= requests <= MOST_REQUESTS
