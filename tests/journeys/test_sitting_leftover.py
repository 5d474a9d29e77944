"""Answers that a killed tab still held: the device sends them from the pages on which the attempt is not written."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from qosyl.sittings.models import Attempt
from qosyl.sittings.sheets import shown_receipt
from tests.browser import PHONE, Look, sound
from tests.journeys.at_the_test import KEPT, ON_A_PHONE, answers, choose, received
from tests.sittings.scene import Scene, now

pytestmark = pytest.mark.journey


def killed_with_an_answer(page: Page) -> tuple[str, BrowserContext]:
    """Cut off, one more answer given, and the tab is gone, without a last word; what it held, and the device.

    Requests of a page that closes leave the cut of the browser behind, so the tab loses its own way out first.
    """
    page.context.set_offline(True)
    page.locator("#next").click()
    held = choose(page, 1)
    expect(page.locator("#map .device")).to_have_count(1)
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    page.close()
    return held, page.context


def opened_again(context: BrowserContext, look: Look, address: str) -> Page:
    context.set_offline(False)
    again = context.new_page()
    again.look = look
    again.goto(address)
    return again


@ON_A_PHONE
def test_device_that_was_replaced_while_closed_still_sends_what_it_holds(
    live_server, page, open_page, begin, seated, words
):
    sitting = Scene()
    begin(page, sitting)
    first = choose(page, 0)
    received(page, 1)
    held, context = killed_with_an_answer(page)
    device = open_page(Look(PHONE, page.look.language, "light"))
    seated(device, sitting)
    device.locator("form[action$='/go-on/'] .button.main").click()
    received(device, 1)
    assert answers(sitting) == {1: first}

    again = opened_again(context, page.look, sitting.address)
    expect(again.locator("#leftover")).to_have_text(words(again, "All answers of this device have been sent."))
    sound(again)
    assert answers(sitting) == {1: first, 2: held}
    assert sitting.fresh().epoch == 2


@ON_A_PHONE
def test_device_that_was_closed_over_the_deadline_hands_over_and_forgets(live_server, page, begin):
    sitting = Scene()
    begin(page, sitting)
    choose(page, 0)
    received(page, 1)
    _, context = killed_with_an_answer(page)
    Attempt.objects.update(started_at=now() - timedelta(minutes=100))
    before = shown_receipt(sitting.fresh())

    again = opened_again(context, page.look, sitting.address)
    expect(again.locator("#receipt")).not_to_have_text(before)
    expect(again.locator("#receipt")).to_have_text(shown_receipt(sitting.fresh()))
    sound(again)
    assert len(answers(sitting)) == 2
    again.wait_for_function(f"async () => (await ({KEPT})('{sitting.attempt.uuid}')) === 0")
