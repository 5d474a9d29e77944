"""The final test with two tabs or two devices: one writes, openly."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, Look, sound
from tests.journeys.at_the_test import ON_A_DESKTOP, ON_A_PHONE, answers, choose, received, to_overview
from tests.sittings.scene import Scene

pytestmark = pytest.mark.journey


# --- one writer --------------------------------------------------------------------------------------------------
@ON_A_PHONE
def test_second_tab_takes_over_openly(live_server, page, begin):
    sitting = Scene()
    begin(page, sitting)
    key = choose(page, 1)
    received(page, 1)
    second = page.context.new_page()
    second.look = page.look
    second.goto(sitting.address)
    expect(second.locator("#notices .notice button")).to_be_visible()
    expect(second.locator("#paper")).to_be_hidden()
    sound(second)
    second.locator("#notices .notice button").click()

    received(second, 1)
    expect(page.locator("#notices .notice button")).to_be_visible()
    expect(page.locator("#paper")).to_be_hidden()
    sound(page)
    second.locator("[data-act=next]").click()
    other = choose(second, 2)
    received(second, 2)
    assert len(answers(sitting)) == 2
    assert set(answers(sitting).values()) == {key, other}

    page.locator("#notices .notice button").click()
    received(page, 2)
    expect(second.locator("#paper")).to_be_hidden()


@ON_A_PHONE
def test_second_tab_takes_over_where_a_local_network_gives_no_locks(live_server, page, begin):
    """Over http in a classroom browsers offer neither locks nor their own SHA-256; the page says what is missing."""
    page.context.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { get: () => false });"
        "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });"
    )
    sitting = Scene()
    begin(page, sitting)
    expect(page.locator("#notices .notice.info")).to_be_visible()
    sound(page)
    choose(page, 1)
    received(page, 1)
    second = page.context.new_page()
    second.look = page.look
    second.goto(sitting.address)
    second.locator("#notices .notice.attention button").click()
    received(second, 1)
    expect(page.locator("#paper")).to_be_hidden()
    second.locator("[data-act=next]").click()
    choose(second, 2)
    received(second, 2)


@ON_A_DESKTOP
def test_second_device_takes_over_and_what_the_first_held_fills_what_is_open(
    live_server, page, open_page, begin, seated
):
    sitting = Scene()
    begin(page, sitting)
    first = choose(page, 0)
    received(page, 1)
    page.context.set_offline(True)
    page.locator("#next").click()
    held = choose(page, 1)
    page.locator("#next").click()
    choose(page, 2)
    expect(page.locator("#map .device")).to_have_count(2)

    device = open_page(Look(DESKTOP, "ru", "light"))
    seated(device, sitting)
    sound(device)
    device.locator("form[action$='/go-on/'] .button.main").click()
    received(device, 1)
    device.locator("#map a").nth(2).click()
    newer = choose(device, 3)
    received(device, 2)

    page.context.set_offline(False)
    expect(page.locator("#notices .notice button")).to_be_visible()
    sound(page)
    assert answers(sitting) == {1: first, 2: held, 3: newer}
    to_overview(device)
    device.locator("#hand-in").click()
    expect(device.locator("#done")).to_be_visible()
    assert device.locator("#receipt").inner_text() == sitting.fresh().receipt
