"""The kit in a real browser: sound for everybody, whole at every size, and doing more with JavaScript than without."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from tests.browser import DESKTOP, PHONE, SCRIPTLESS, Look, axe_violations, looks, overflow

pytestmark = [pytest.mark.journey, pytest.mark.page_only]
PAGES = ["/ui/", "/display/"]
#: Size, language and colours: every two of them meet once.
EVERY_PAIR = [
    Look(PHONE, "kk", "light"),
    Look(PHONE, "ru", "dark"),
    Look(DESKTOP, "kk", "dark"),
    Look(DESKTOP, "ru", "light"),
]
HARDEST = "text:4.spacing:wide.contrast:high.motion:calm"


def choose(page, cookie):
    page.context.add_cookies(
        [{"name": "qosyl_display", "value": cookie, "domain": urlsplit(page.url).hostname, "path": "/"}]
    )
    page.reload()


def attributes(page):
    return page.evaluate("() => ({...document.documentElement.dataset})")


@looks(EVERY_PAIR)
def test_parts_are_sound_and_whole_in_every_look(page):
    for address in PAGES:
        page.goto(address)
        assert axe_violations(page) == []
        assert overflow(page) == []


@pytest.mark.parametrize("size", [(320, 640), PHONE, DESKTOP])
def test_parts_hold_together_at_the_largest_text(open_page, size):
    """320 px is a screen of 1280 px at 400 %."""
    page = open_page(Look(size, "kk", "dark"))
    for address in PAGES:
        page.goto(address)
        choose(page, HARDEST)
        assert overflow(page) == []
        assert axe_violations(page) == []


@looks([Look(PHONE, "kk"), Look(DESKTOP, "ru")])
def test_targets_are_large_enough_for_a_thumb(page):
    page.goto("/ui/")
    page.click(".panel > summary")
    small = page.evaluate(
        """() => ['button', 'summary', 'select', '.tree a', '.pages a', '.tabs a', '.choice span', '.group > label']
            .flatMap(kind => [...document.querySelectorAll(kind)])
            .filter(target => target.checkVisibility())
            .map(target => [target.textContent.trim().slice(0, 30), target.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.9)"""
    )
    assert small == []


def test_common_page_asks_for_at_most_six_things(open_page):
    page = open_page(Look(PHONE, "kk"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/ui/", wait_until="networkidle")
    assert 4 <= len(asked) <= 6


def test_display_settings_show_at_once_and_stay(open_page):
    page = open_page(Look(PHONE, "kk"))
    page.goto("/ui/")
    page.click(".panel > summary")
    page.check(".panel input[name=text][value='3']")
    page.check(".panel input[name=theme][value=dark]")
    assert attributes(page) == {"text": "3", "theme": "dark"}
    page.reload()
    assert attributes(page) == {"text": "3", "theme": "dark"}
    assert page.evaluate("() => getComputedStyle(document.body).fontSize") == "23px"


def test_display_settings_can_be_taken_back(open_page):
    page = open_page(Look(DESKTOP, "ru"))
    page.goto("/ui/")
    choose(page, HARDEST)
    page.click(".panel > summary")
    page.click(".panel button[name=reset]")
    assert attributes(page) == {}
    page.reload()
    assert attributes(page) == {}


@looks(SCRIPTLESS)
def test_display_settings_work_without_javascript(page):
    page.goto("/ui/")
    page.click(".panel > summary")
    page.check(".panel input[name=contrast][value=high]")
    page.click(".panel .button.main")
    assert page.url.endswith("/ui/")
    assert page.locator("html").get_attribute("data-contrast") == "high"


def test_panel_closes_with_escape_and_gives_the_focus_back(open_page):
    page = open_page(Look(DESKTOP, "kk"))
    page.goto("/ui/")
    page.click(".panel > summary")
    page.focus(".panel input[name=text]")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.closest('.panel') !== null")
    assert page.locator(".panel").get_attribute("open") is None


def test_language_keeps_the_place_and_what_is_typed(open_page):
    page = open_page(Look(PHONE, "kk"))
    page.goto("/ui/")
    page.fill("#id_example-name", "Айгүл Серікқызы")
    page.check("#id_example-way_1")
    place = "() => document.querySelector('#tables').getBoundingClientRect().top"
    page.evaluate("() => document.querySelector('#tables').scrollIntoView()")
    before = page.evaluate(place)
    page.evaluate("() => document.querySelector('.switch [value=ru]').click()")
    page.wait_for_function("() => document.documentElement.lang === 'ru' && scrollY > 0")
    assert page.evaluate("() => scrollY") > 1000
    assert abs(page.evaluate(place) - before) < 12
    assert page.input_value("#id_example-name") == "Айгүл Серікқызы"
    assert page.is_checked("#id_example-way_1")


@looks([replace(Look(PHONE, "kk"), javascript=False)])
def test_language_changes_without_javascript(page):
    page.goto("/ui/?q=кала")
    page.click(".switch [value=ru]")
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("#search-q").input_value() == "кала"


def test_reading_aloud_says_honestly_that_there_is_no_voice(open_page):
    page = open_page(Look(PHONE, "kk"))
    page.goto("/display/")
    page.click("[data-speak] button")
    page.wait_for_function("() => document.querySelector('[data-speak] [role=status]').textContent !== ''")
    assert "қазақ тіліндегі дауыс жоқ" in page.locator("[data-speak] [role=status]").inner_text()


def test_print_button_is_there_only_where_it_works(open_page):
    with_script, without = open_page(Look(DESKTOP, "kk")), open_page(Look(DESKTOP, "kk").without_javascript())
    for page in (with_script, without):
        page.goto("/ui/")
    assert with_script.locator("[data-print]").is_visible()
    assert not without.locator("[data-print]").is_visible()


def test_keyboard_finds_the_text_first(open_page):
    page = open_page(Look(DESKTOP, "kk"))
    page.goto("/display/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_place_finder_stands_open_on_a_wide_screen_and_opens_on_a_phone(open_page):
    wide, phone = open_page(Look(DESKTOP, "kk")), open_page(Look(PHONE, "kk"))
    for page in (wide, phone):
        page.goto("/ui/")
    link = ".tree a[aria-current=page]"
    assert wide.locator(link).is_visible()
    assert not phone.locator(link).is_visible()
    phone.click(".tree > details > summary")
    assert phone.locator(link).is_visible()


def test_paper_leaves_out_what_only_a_screen_can_do(open_page):
    page = open_page(Look(DESKTOP, "kk", "dark"))
    page.goto("/ui/")
    page.emulate_media(media="print")
    assert not any(
        page.locator(part).first.is_visible() for part in (".tools", ".breadcrumb", ".tree", ".bottom", ".acts")
    )
    assert (
        page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#fff"
    )
