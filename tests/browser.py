"""The browser of the journeys: how a page is looked at, and what must never happen on one."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

PHONE, DESKTOP = (360, 740), (1280, 800)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
_MOST_MILLISECONDS = 15_000
_LOCALES = {"kk": "kk-KZ", "ru": "ru-RU"}
#: WCAG 2.2 A and AA, and what axe's authors know to be good practice.
_AXE_OPTIONS = {"resultTypes": ["violations"]}


@dataclass(frozen=True)
class Look:
    """One way of looking at a page: size, language, colours, with or without JavaScript."""

    size: tuple[int, int] = PHONE
    language: str = "kk"
    colours: str = "light"
    javascript: bool = True

    def __str__(self) -> str:
        width = "phone" if self.size == PHONE else "desktop"
        return f"{width}-{self.language}-{self.colours}" + ("" if self.javascript else "-scriptless")

    def without_javascript(self) -> "Look":
        return replace(self, javascript=False)


#: What every journey sees unless it asks for more: each size, language and colour scheme once.
TWO_LOOKS = [Look(PHONE, "kk", "light"), Look(DESKTOP, "ru", "dark")]
SCRIPTLESS = [look.without_javascript() for look in TWO_LOOKS]
EVERY_LOOK = [
    Look(size, language, colours)
    for size in (PHONE, DESKTOP)
    for language in ("kk", "ru")
    for colours in ("light", "dark")
]


def looks(chosen: list[Look], *, in_soak: Sequence[Look] = ()) -> pytest.MarkDecorator:
    """`@looks(EVERY_LOOK)`: run a journey once for each of these looks, in place of the usual two.

    What a journey shows is looked at in every look; where it is about the network, the clock or other devices, one
    look serves the suite, and the others follow in the long tests.
    """
    later = [pytest.param(look, marks=pytest.mark.soak) for look in in_soak]
    return pytest.mark.parametrize("page", [*chosen, *later], ids=str, indirect=True)


@dataclass
class Watch:
    """What went wrong on a page while nobody looked: errors of scripts, refused content, failed answers."""

    host: str
    troubles: list[str] = field(default_factory=list)
    #: Answers that a journey provokes on purpose, such as 404; anything from 500 on is always a trouble.
    expected_statuses: set[int] = field(default_factory=set)

    def follow(self, context: BrowserContext, page: Page) -> None:
        context.route(lambda address: not self._is_ours(address), self._refuse)
        page.on("pageerror", lambda problem: self.troubles.append(f"script: {problem}"))
        page.on("console", self._read_console)
        page.on("response", self._read_answer)

    def _is_ours(self, address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme in {"data", "blob", "about"} or parts.netloc == self.host

    def _refuse(self, route: Any) -> None:
        self.troubles.append(f"asks for a foreign address: {route.request.url}")
        route.abort()

    def _read_console(self, message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"console: {message.text}")

    def _read_answer(self, answer: Any) -> None:
        if answer.status >= 500 or (answer.status >= 400 and answer.status not in self.expected_statuses):
            self.troubles.append(f"{answer.status} {answer.url}")


def chromium(playwright: Playwright) -> Browser:
    """The Chromium that `make test` found; Debian's or Playwright's own where pytest was started by hand."""
    path = os.environ.get("QOSYL_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def looked_at(browser: Browser, look: Look, address: str) -> Iterator[Page]:
    """A page in a fresh profile; at the end nothing may have gone wrong on it. Relative addresses lead to `address`."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": look.size[0], "height": look.size[1]},
        locale=_LOCALES[look.language],
        color_scheme="dark" if look.colours == "dark" else "light",
        java_script_enabled=look.javascript,
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(_MOST_MILLISECONDS)
    page = context.new_page()
    watch = Watch(host=urlsplit(address).netloc)
    watch.follow(context, page)
    page.watch = watch  # type: ignore[attr-defined]  # a journey says here which refusals it expects
    page.look = look  # type: ignore[attr-defined]  # axe asks for it
    try:
        yield page
    finally:
        context.close()
    if watch.troubles:
        raise AssertionError("while the page was open:\n" + "\n".join(watch.troubles))


def sound(page: Page) -> None:
    """Fails with what is wrong for people who do not see, hear or point like the author, and with what sticks out.

    Asked on SQLite alone: what a page looks like depends on no database, and axe takes longer than all the rest.
    """
    if os.environ.get("QOSYL_TEST_DATABASE") != "postgresql":
        assert axe_violations(page) == [], page.url
        assert overflow(page) == [], page.url


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line for each rule broken and each place."""
    if page.look.javascript:
        return _violations(page)
    with _with_scripts(page) as twin:
        return _violations(twin)


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=_AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}"
        for rule in found
        for node in rule["nodes"]
    ]


@contextmanager
def _with_scripts(page: Page) -> Iterator[Page]:
    """The same document where axe can run: it never ends in a page without JavaScript, for it waits for timers.

    The page's own scripts are taken out, and what stands in `noscript` is shown, so that axe sees what people see.
    """
    document = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    document = re.sub(r"<(/?)noscript\b", r"<\1div", document)
    address = page.url if page.url.startswith("http") else "http://127.0.0.1/"
    context = page.context.browser.new_context(
        viewport=page.viewport_size,
        color_scheme=page.look.colours,
        reduced_motion="reduce",  # a link half-way through a change of colour has a contrast that nobody reads
        storage_state=page.context.storage_state(),
    )
    try:
        twin = context.new_page()
        twin.route(address, lambda route: route.fulfill(body=document, content_type="text/html; charset=utf-8"))
        twin.goto(address)
        yield twin
    finally:
        context.close()


def overflow(page: Page) -> list[str]:
    """Elements that stick out to the right: on a phone a page never scrolls sideways."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > width + 1)
                .map(element => element.tagName.toLowerCase() + '.' + element.className)
                .slice(0, 10);
        }"""
    )
