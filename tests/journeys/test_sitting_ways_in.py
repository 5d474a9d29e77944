"""The final test without a mouse, without JavaScript, enlarged, in forced colours."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import SCRIPTLESS, looks, overflow, sound
from tests.journeys.at_the_test import ON_A_DESKTOP, ON_A_PHONE, SHOWN, answers, choose, received
from tests.sittings.scene import Scene

pytestmark = pytest.mark.journey


# --- every way in ------------------------------------------------------------------------------------------------
@ON_A_DESKTOP
def test_test_is_sat_by_keyboard_alone(live_server, page, begin):
    sitting = Scene(questions=3)
    begin(page, sitting)
    for position in range(1, 4):
        focused = "document.activeElement"
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(f"{focused}.matches('{SHOWN} input')"):
                break
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        expect(page.locator(f"{SHOWN} input:checked")).to_have_count(1)
        page.keyboard.press("Tab")
        assert page.evaluate(f"{focused}.id") in {"next", "finish-here"}
        page.keyboard.press("Enter")
        if position < 3:
            assert page.evaluate(f"{focused}.dataset.p") == str(position + 1)
    assert page.evaluate("document.activeElement.id") == "overview"
    expect(page.locator("#hand-in")).to_have_attribute("aria-disabled", "false")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "hand-in":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#receipt")).to_have_text(re.compile(r"\d{4}-\d{4}-\d{4}"))
    assert len(answers(sitting)) == 3


@pytest.mark.page_only
@ON_A_PHONE
def test_time_is_told_politely_and_places_by_words(live_server, page, begin, words):
    sitting = Scene()
    page.clock.install()
    begin(page, sitting)
    said = page.locator("#said")
    expect(said).to_have_attribute("role", "status")
    choose(page, 0)
    received(page, 1)
    expect(said).to_have_text("")
    page.context.set_offline(True)  # the server's clock does not run ahead with the page's
    page.clock.fast_forward("01:19:30")
    for step, sentence in [
        ("01:00", "Ten minutes are left."),
        ("05:00", "Five minutes are left."),
        ("04:00", "One minute is left."),
        ("01:00", "The time is up"),
    ]:
        page.clock.fast_forward(step)
        page.clock.run_for(1_100)
        expect(said).to_contain_text(words(page, sentence))
    label = words(page, "Question {p}: not answered").replace("{p}", "2")
    assert page.locator("#map a").nth(1).get_attribute("aria-label") == label


@pytest.mark.page_only
@ON_A_PHONE
@pytest.mark.parametrize("size", [(320, 256), (1280, 256)], ids=["zoom-400", "low"])
def test_question_stays_in_reach_at_four_times_the_size(live_server, page, begin, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sitting = Scene()
    begin(page, sitting)
    assert overflow(page) == []
    choose(page, 3)
    received(page, 1)
    for target in page.locator(".button:visible, #map a:visible, .option:visible, .switch button:visible").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44, target.inner_text()
    assert page.locator(".sit-top").evaluate("bar => getComputedStyle(bar).position") == "static"


@pytest.mark.page_only
@ON_A_PHONE
def test_forced_colours_still_show_what_is_chosen_and_where(live_server, page, begin):
    page.emulate_media(forced_colors="active")
    sitting = Scene()
    begin(page, sitting)
    choose(page, 1)
    received(page, 1)
    outline = page.locator(".option:has(:checked)").evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"
    assert page.locator("#map .received").evaluate("one => getComputedStyle(one).borderTopWidth") == "3px"


# --- without JavaScript ------------------------------------------------------------------------------------------
@looks(SCRIPTLESS[:1], in_soak=SCRIPTLESS[1:])
def test_test_is_sat_page_by_page_without_javascript(live_server, page, seated):
    sitting = Scene()
    seated(page, sitting)
    sound(page)
    page.locator("main form .button.main").click()
    assert page.url.endswith("/pages/1/")
    sound(page)
    page.locator("[name=a1][value=b]").check()
    page.locator("[name=a2][value=c]").check()
    page.locator("[name=f2]").check()
    page.locator("[name=go][value=next]").click()
    assert page.url.endswith("/pages/2/")
    page.context.clear_cookies(name="sessionid")  # the session runs out in the middle of the test
    page.locator("[name=a11][value=a]").check()
    page.locator("[name=go][value=overview]").click()
    sound(page)
    assert answers(sitting) == {1: "b", 2: "c", 11: "a"}

    twin = page.context.new_page()
    twin.look = page.look
    twin.goto(f"{sitting.address}pages/1/")
    page.goto(f"{sitting.address}pages/1/")
    twin.locator("[name=a1][value=d]").check()
    twin.locator("[name=go][value=stay]").click()
    page.locator("[name=a1][value=a]").check()
    page.locator("[name=go][value=stay]").click()
    sound(page)
    assert answers(sitting)[1] == "d"
    page.locator("[name=a1][value=a]").check()
    page.locator("main form .button.main").click()
    assert answers(sitting)[1] == "a"

    page.goto(f"{sitting.address}overview/")
    page.locator("[name=sure]").check()
    page.locator("main form .button.main").click()
    expect(page.locator("#receipt")).to_have_text(sitting.fresh().receipt)
    sound(page)


@ON_A_PHONE
def test_page_whose_modules_never_arrive_leads_to_the_plain_pages(live_server, page, begin, seated):
    sitting = Scene()
    sitting.start()
    page.route("**/sit.js", lambda route: route.abort())
    seated(page, sitting)
    page.locator("form[action$='/go-on/'] .button.main").click()
    expect(page.locator("#opening")).to_be_visible()
    sound(page)
    page.locator("#opening .button").click()
    assert page.url.endswith("/pages/1/")
