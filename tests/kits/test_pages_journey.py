"""The pages of a bundle in a real browser: phone and desktop, light and dark, and what axe says of them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.kits.conftest import NUMBER

from qosyl.kits.bundle import topic_bundle

pytestmark = [pytest.mark.journey, pytest.mark.page_only]

PAGES = [
    "index.html",
    "kk/lecture.html",
    "ru/practice.html",
    "kk/handout.html",
    "ru/independent.html",
    "kk/self-check.html",
    "ru/glossary.html",
    "kk/characters.html",
    "deck.html#kk-2",
]


@pytest.fixture(scope="module")
def folder(programme, tmp_path_factory):
    """The real topic 1.2: the longest page that is there."""
    found = tmp_path_factory.mktemp("bundle")
    with ZipFile(BytesIO(topic_bundle(programme, NUMBER, "tutor"))) as archive:
        archive.extractall(found)
    return found


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_phone_and_has_no_violation_in_either_theme(browser, folder, name):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{folder.as_uri()}/{name}")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert violations(page) == []
    page.close()


def test_axe_bites_on_a_page_with_a_fault(browser, folder):
    page = browser.new_page()
    page.goto(f"{folder.as_uri()}/kk/lecture.html")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text>')")
    assert "label" in [key for key, _ in violations(page)]
    page.close()
