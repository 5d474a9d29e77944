"""What every test may rely on: no network but this machine, the chosen database, and a browser.

Fixtures of one room stand in its own conftest; people and things stand in tests/cast.py and tests/factories/.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import TWO_LOOKS, Look, chromium, looked_at
from tests.config.templates import keep_migrated

_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_client"}
_ON_POSTGRESQL = os.environ.get("QOSYL_TEST_DATABASE") == "postgresql"
_USUAL_LOOK = Look()
#: After these a test has surely stopped: a journey through the whole course opens hundreds of pages.
_TEST_SECONDS, _JOURNEY_SECONDS, _SOAK_SECONDS = 300, 900, 2_000
#: Names and addresses of this machine; a test that asks for any other is refused.
_THIS_MACHINE = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared with, never bound


# A deadline for each example would measure how busy the machine is; a test that promises a time limit says so itself.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


# --- the network -----------------------------------------------------------------------------------------------------
class NetworkRefused(Exception):
    """A test reached for another machine."""


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    """Python asks this before each connection; whatever library wants one, none gets past it."""
    host: object = None
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a path: a socket of this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    if host and not str(host if not isinstance(host, bytes) else host.decode()).startswith(_THIS_MACHINE):
        raise NetworkRefused(f"a test asked for {host}; tests speak to 127.0.0.1 alone")


# --- the database ----------------------------------------------------------------------------------------------------
def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_refuse_other_machines)
    if _ON_POSTGRESQL and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise pytest.UsageError(
            "QOSYL_TEST_DATABASE=postgresql needs DATABASE_URL; an embedded server comes with: "
            "python -m scripts.postgres python -m pytest"
        )


def uses_database(item: pytest.Item) -> bool:
    """Whether a test can see a difference between databases."""
    from django.test import TransactionTestCase

    if any(item.get_closest_marker(name) for name in ("django_db", "database", "journey")):
        return True
    if _DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
        return True
    owner = getattr(item, "cls", None)
    return owner is not None and issubclass(owner, TransactionTestCase)


def _can_tell_databases_apart(item: pytest.Item) -> bool:
    return uses_database(item) and not item.get_closest_marker("page_only")


def _journey_of(item: pytest.Item) -> tuple[object, ...] | None:
    """A journey whatever its look; None for what is not looked at in several ways."""
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    others = sorted((name, repr(value)) for name, value in parameters.items() if not isinstance(value, Look))
    return (item.path, item.originalname, *others) if len(others) < len(parameters) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Soak tests run when asked for by name; on PostgreSQL runs what touches a database, the rest runs on SQLite.

    Looks at a journey differ in the page alone, which knows nothing of the database: on PostgreSQL one look is enough.
    """
    asks_for_soak = "soak" in (config.getoption("markexpr") or "")
    kept, left_out = [], []
    seen: set[tuple[object, ...]] = set()
    for item in items:
        journey = _journey_of(item)
        is_wanted = (asks_for_soak or not item.get_closest_marker("soak")) and (
            not _ON_POSTGRESQL or (_can_tell_databases_apart(item) and journey not in seen)
        )
        (kept if is_wanted else left_out).append(item)
        seen |= {journey} if journey else set()
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _most_seconds(item: pytest.Item) -> int:
    if item.get_closest_marker("soak"):
        return _SOAK_SECONDS
    return _JOURNEY_SECONDS if item.get_closest_marker("journey") else _TEST_SECONDS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """A test that does not end fails with its own stack, instead of holding up the whole run."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"{item.nodeid} did not end in time")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_most_seconds(item))
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def pytest_report_header() -> str:
    return f"database: {'postgresql' if _ON_POSTGRESQL else 'sqlite'}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The tests' database, and a copy of it as migrations left it (tests/config starts installations from copies)."""
    with django_db_blocker.unblock():
        keep_migrated()


# --- totals ----------------------------------------------------------------------------------------------------------
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Leave the totals where `make test` adds them up. Only the process that reports knows all of them."""
    path = os.environ.get("QOSYL_TEST_TOTALS")
    if path and "PYTEST_XDIST_WORKER" not in os.environ:
        words = ("passed", "failed", "error", "skipped", "xfailed", "xpassed", "deselected")
        totals = Counter({word: len(terminalreporter.stats.get(word, [])) for word in words})
        Path(path).write_text(json.dumps({word: count for word, count in totals.items() if count}), encoding="utf-8")


# --- the browser -----------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs in this thread; Django would take it for an asynchronous program that must not block.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture(params=TWO_LOOKS, ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    """A page at the live server: on a phone in Kazakh, on a desktop in Russian and dark; `@looks(...)` for others."""
    with looked_at(browser, request.param, live_server.url) as opened:
        yield opened


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[[Look], Page]]:
    """Opens further pages, each in a profile of its own: two people at once, or one without JavaScript."""
    with ExitStack() as stack:
        yield lambda look=_USUAL_LOOK: stack.enter_context(looked_at(browser, look, live_server.url))
