"""The deck in a real browser, opened as a file: keys, tutor's window, phone, no scripts, paper."""

import pytest
from tests.kits.conftest import NUMBER

from qosyl.kits.deck_html import deck_html

pytestmark = [pytest.mark.journey, pytest.mark.page_only]


@pytest.fixture(scope="module")
def address(package, tmp_path_factory):
    file = tmp_path_factory.mktemp("deck") / "deck.html"
    file.write_text(deck_html(package, NUMBER, notes=True), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def deck(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 760})
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    page.close()
    assert faults == []


def place(page):
    return page.evaluate("location.hash.slice(1)")  # the page's own word: the browser tells Playwright later


def test_keys_and_clicker_move_through_the_slides(deck):
    walked = []
    for key in ("ArrowRight", "PageDown", "PageDown", "PageUp", "Home", "Space", "End"):
        deck.keyboard.press(key)
        walked.append(place(deck))
    assert walked == ["kk-2", "kk-3", "kk-3", "kk-2", "kk-1", "kk-2", "kk-3"]
    assert deck.locator(".slide:visible").count() == 1


def test_language_switch_keeps_the_slide(deck):
    deck.keyboard.press("ArrowRight")
    deck.get_by_role("button", name="Русский").click()
    assert place(deck) == "ru-2"
    assert deck.locator("html").get_attribute("lang") == "ru"


def test_address_opens_its_slide(deck, address):
    deck.goto(f"{address}#ru-3")
    assert deck.locator(".slide:visible").get_attribute("id") == "ru-3"


def test_tutor_window_and_stage_follow_each_other(deck):
    with deck.expect_popup() as opened:
        deck.keyboard.press("s")
    tutor = opened.value
    tutor.wait_for_selector(".deck-desk")
    assert "ТРЕНЕР СӨЗІ бірінші." in tutor.locator(".notes:visible").inner_text()
    tutor.keyboard.press("PageDown")
    deck.wait_for_url("**#kk-2")
    deck.keyboard.press("l")
    tutor.wait_for_url("**#ru-2")
    assert tutor.locator(".slide.is-next").get_attribute("id") == "ru-3"
    tutor.get_by_role("button", name="Старт").click()
    assert tutor.locator("[data-pace]").inner_text().startswith("раньше плана")
    tutor.close()


def test_help_opens_and_closes_by_keys(deck):
    deck.keyboard.press("?")
    assert deck.locator("dialog").is_visible()
    deck.keyboard.press("Escape")
    assert not deck.locator("dialog").is_visible()


def test_phone_shows_a_slide_without_scrolling_sideways(browser, address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for number in (1, 2, 3):
        page.goto(f"{address}#kk-{number}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        sizes = [button.bounding_box() for button in page.locator(".deck-bar button:visible").all()]
        assert all(min(size["height"], size["width"]) >= 44 for size in sizes)
        assert max(size["x"] + size["width"] for size in sizes) <= 360
    page.close()


def test_deck_without_scripts_is_a_page_of_all_slides(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".slide:visible").count() == 6
    assert not page.locator(".deck-bar").is_visible()
    context.close()


@pytest.mark.parametrize(("with_notes", "pages"), [(False, 3), (True, 2)])
def test_paper_has_one_slide_a_page_and_two_beside_their_notes(deck, with_notes, pages):
    deck.evaluate("wanted => document.documentElement.classList.toggle('with-notes', wanted)", with_notes)
    pdf = deck.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == pages
