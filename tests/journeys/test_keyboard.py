"""With the keyboard alone: from the address bar to a lecture, and to larger letters."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import DESKTOP, Look
from tests.cast import PASSWORD
from tests.programmes.published import package

pytestmark = [pytest.mark.journey, pytest.mark.page_only]

_MOST_STOPS = 60
_FOCUS = """() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const around = getComputedStyle(element.closest('label') || element);
    const sibling = element.nextElementSibling ? getComputedStyle(element.nextElementSibling) : style;
    return [style, around, sibling].some(one => one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0);
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; whatever is passed on the way shows that it has it."""
    target.wait_for()
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS), page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{_MOST_STOPS} stops did not reach {target}")


def test_reader_gets_from_the_first_page_to_a_lecture_and_larger_letters(open_page, scene, arrive):
    page = open_page(Look(DESKTOP, "kk", "light"))
    reader = scene.person()
    page.goto("/")
    tab_to(page, page.locator("main .card .button"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(package().programme.title.kk)
    tab_to(page, page.locator("main .button.main"))
    page.keyboard.press("Enter")

    tab_to(page, page.locator("[name=sign_in_name]"))
    page.keyboard.type(reader.phone)
    tab_to(page, page.locator("[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(next(package().topics()).sheet.title.kk)

    tab_to(page, page.locator(".skip"))
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    tab_to(page, page.locator(".text .tabs a").nth(1))
    page.keyboard.press("Enter")
    expect(page.locator(".text .tabs a").nth(1)).to_have_attribute("aria-current", "page")

    tab_to(page, page.locator(".panel > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".panel [name=text]:checked"))
    page.keyboard.press("ArrowRight")
    assert page.locator("html").get_attribute("data-text")
    page.keyboard.press("Escape")
    expect(page.locator(".panel .sheet")).to_be_hidden()
    arrive(page)
