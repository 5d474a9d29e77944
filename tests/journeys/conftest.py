"""What the journeys start from: a provider with the small programme published, people, and how one signs in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from tests import factories
from tests.browser import sound
from tests.cast import PASSWORD
from tests.programmes.published import publish_small
from tests.sittings.scene import Scene as AtTheTest


@dataclass(frozen=True)
class Scene:
    """A provider whose small programme stands at `address`."""

    provider: Provider

    @property
    def address(self) -> str:
        return f"/programmes/{self.provider.key}/small/"

    def person(self, role: Role | None = None, **fields: object) -> User:
        """Somebody of this provider who signs in by phone and with the cast's password."""
        made = factories.user(PASSWORD, **fields)
        if role is not None:
            factories.role_holding(made, role, self.provider)
        return made


@pytest.fixture
def scene(live_server, settings) -> Scene:
    # Background work is done when it is asked for: a journey waits for pages, not for a second process.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    made = Scene(factories.provider("home"))
    publish_small(made.provider)
    return made


def say(page: Page, sentence: str) -> str:
    """A sentence of the interface in the language in which this page is looked at."""
    with translation.override(page.look.language):
        return gettext(sentence)


@pytest.fixture
def words() -> Callable[[Page, str], str]:
    return say


@pytest.fixture
def arrive() -> Callable[[Page], None]:
    """`arrive(page)`, called on every page reached: sound for everybody, and nothing sticks out."""

    def check(page: Page) -> None:
        page.wait_for_load_state()
        sound(page)

    return check


@pytest.fixture
def sign_in() -> Callable[..., None]:
    """`sign_in(page, person)` through the form, as everybody does."""

    def enter(page: Page, name: str, password: str = PASSWORD) -> None:
        page.goto("/account/sign-in/")
        page.locator("[name=sign_in_name]").fill(name)
        page.locator("[name=password]").fill(password)
        page.locator("main .button.main").click()
        page.wait_for_url(lambda address: "/sign-in/" not in address)

    return enter


@pytest.fixture
def seated(sign_in) -> Callable[..., None]:
    """Signed in, in the language of the look, at the test that has begun."""

    def sit_down(page: Page, sitting: AtTheTest) -> None:
        page.watch.expected_statuses |= {409, 422}
        sign_in(page, sitting.learner.phone)
        language = page.look.language
        host = re.sub(r"^https?://([^/:]+).*", r"\1", page.url)
        page.context.add_cookies([{"name": "qosyl_language", "value": language, "domain": host, "path": "/"}])
        page.goto(sitting.address)

    return sit_down


@pytest.fixture
def begin(seated) -> Callable[..., None]:
    def start(page: Page, sitting: AtTheTest) -> None:
        seated(page, sitting)
        page.locator("main form .button.main").click()
        expect(page.locator("#paper")).to_be_visible()

    return start
