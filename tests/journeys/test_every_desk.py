"""Every kind of page that a coordinator or a director reaches by links, in dark colours: sound, and nothing sticks out.

The demonstration gives each page something to show. Pages of programmes are walked in `test_reading.py`; what forms do,
in the journeys of those who fill them in.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Page

from qosyl.people.models import User
from qosyl.web.demo import CAST
from tests.browser import DESKTOP, PHONE, Look, looks, overflow
from tests.programmes.published import INCLUSION

pytestmark = [pytest.mark.journey, pytest.mark.page_only]

#: Files, the pages that everybody reads, and the page on which one becomes somebody else.
ELSEWHERE = {"certificates:pdf", "certificates:export", "programmes", "ui", "web:demo"}


@pytest.fixture
def filled(live_server, settings, tmp_path) -> str:
    settings.DEMO = True
    settings.KEYS_FOLDER = tmp_path / "keys"
    call_command("demo", programme=INCLUSION)
    return live_server.url


def enter(page: Page, player: str, address: str) -> None:
    client = Client()
    phone = next(one.phone for one in CAST if one.key == player)
    client.force_login(User.objects.get(phone=phone), backend="qosyl.people.backends.SignInNameBackend")
    cookies = {"sessionid": client.cookies["sessionid"].value, "qosyl_language": page.look.language}
    page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])


def walk(page: Page) -> Iterator[str]:
    """One page of each kind to which links lead from home; it is open when its route is yielded."""
    waiting, seen = ["/"], set[str]()
    while waiting:
        address = waiting.pop(0)
        route = resolve(urlsplit(address).path).view_name
        if {route, route.split(":")[0]} & (seen | ELSEWHERE):
            continue
        seen.add(route)
        page.goto(address)
        yield route
        links = page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        waiting += [link for link in links if not link.startswith("/static/")]


@pytest.mark.soak
@looks([Look(DESKTOP, "kk", "dark")])
@pytest.mark.parametrize(("player", "least"), [("coordinator", 30), ("director", 30)])
def test_page_of_a_desk_is_sound_in_dark_colours(filled, page, arrive, player, least):
    enter(page, player, filled)
    walked = []
    for route in walk(page):
        arrive(page)
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert overflow(page) == [], route
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        walked.append(route)
    assert len(walked) >= least, f"the walk lost its way: {walked}"
