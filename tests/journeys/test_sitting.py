"""The final test as a learner lives it: the whole way, and a network that fails."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from qosyl.rules.journal import opened
from qosyl.sittings.models import Attempt, Epoch, JournalBatch
from tests.browser import sound
from tests.journeys.at_the_test import (
    KEPT,
    ON_A_DESKTOP,
    ON_A_PHONE,
    SHOWN,
    answers,
    choose,
    received,
    to_overview,
)
from tests.sittings.scene import Scene, now

pytestmark = pytest.mark.journey


# --- the whole way -----------------------------------------------------------------------------------------------
def test_learner_sits_the_test_and_hands_it_in(live_server, page, seated):
    sitting = Scene(room_code="4711")
    seated(page, sitting)
    sound(page)
    page.locator("[name=room_code]").fill("0000")
    page.locator("main form .button.main").click()
    sound(page)
    page.locator("[name=room_code]").fill("4711")
    page.locator("main form .button.main").click()

    expect(page.locator(SHOWN)).to_have_count(1)
    sound(page)
    given = {1: choose(page, 1)}
    received(page, 1)
    for position in range(2, 6):
        page.locator("#next").click()
        given[position] = choose(page, position % 4)
    page.locator("#flag").click()
    expect(page.locator("#flag")).to_have_attribute("aria-pressed", "true")
    page.locator("#previous").click()
    page.locator("#clear").click()
    del given[4]
    received(page, 4)
    sound(page)
    assert page.locator(".sit-top").bounding_box()["height"] < 110

    to_overview(page)
    assert page.locator("#unanswered li").count() == sitting.questions - 4
    assert page.locator("#flagged li").all_inner_texts() == ["5"]
    sound(page)
    assert answers(sitting) == given
    page.locator("#hand-in").click()
    expect(page.locator("#done")).to_be_visible()
    sound(page)
    assert page.locator("#receipt").inner_text() == sitting.fresh().receipt
    expect(page.locator("#agrees-note")).to_be_visible()
    with page.expect_download() as file:
        page.locator("#signed").click()
    assert sitting.fresh().receipt in file.value.path().read_text(encoding="utf-8")
    page.wait_for_function(f"async () => (await ({KEPT})('{sitting.attempt.uuid}')) === 0")

    page.goto(sitting.address)
    expect(page.locator("#receipt")).to_have_text(sitting.fresh().receipt)
    sound(page)


@ON_A_DESKTOP
def test_language_changes_in_place_without_a_network(live_server, page, begin):
    sitting = Scene()
    begin(page, sitting)
    page.locator("#next").click()
    key = choose(page, 2)
    received(page, 1)
    page.context.set_offline(True)
    before = page.locator(SHOWN).inner_text()
    other = "ru" if page.look.language == "kk" else "kk"
    page.locator(f"[data-language={other}]").click()

    assert page.locator("html").get_attribute("lang") == other
    assert page.locator(SHOWN).inner_text() != before
    assert page.locator(SHOWN).get_attribute("data-p") == "2"
    assert page.locator(f"{SHOWN} input:checked").get_attribute("value") == key
    assert page.locator("body .tongue:visible").evaluate_all("all => new Set(all.map(one => one.lang)).size") == 1
    sound(page)
    page.context.set_offline(False)
    page.reload()
    assert page.locator("html").get_attribute("lang") == other
    expect(page.locator(SHOWN)).to_have_attribute("data-p", "2")


# --- without a network -------------------------------------------------------------------------------------------
@ON_A_PHONE
def test_network_is_cut_for_minutes_and_the_tab_killed_and_every_answer_is_there(live_server, page, begin):
    sitting = Scene()
    page.clock.install()
    begin(page, sitting)
    given = {1: choose(page, 0)}
    received(page, 1)
    page.context.set_offline(True)
    for position in range(2, 7):
        page.locator("#next").click()
        given[position] = choose(page, position % 4)
        page.clock.fast_forward("02:00")
    expect(page.locator("#map .device")).to_have_count(5)
    expect(page.locator("#link")).to_have_class(re.compile("attention"))
    sound(page)

    to_overview(page)
    expect(page.locator("#hand-in")).to_have_attribute("aria-disabled", "true")
    page.locator("#hand-in").click(force=True)  # it says that it is not ready, and does nothing
    sound(page)
    assert answers(sitting) == {1: given[1]}
    context: BrowserContext = page.context
    page.close(run_before_unload=False)

    context.set_offline(False)
    again = context.new_page()
    again.look = page.look
    again.goto(sitting.address)
    received(again, 6)
    assert answers(sitting) == given
    to_overview(again)
    again.locator("#hand-in").click()
    expect(again.locator("#receipt")).to_have_text(re.compile(r"\d{4}-\d{4}-\d{4}"))
    assert again.locator("#receipt").inner_text() == sitting.fresh().receipt


@ON_A_PHONE
def test_deadline_passes_while_the_network_is_cut(live_server, page, begin):
    """What was given in time by the device's word arrives in the late window; only the server's clock has ended it."""
    sitting = Scene()
    begin(page, sitting)
    choose(page, 0)
    received(page, 1)
    Attempt.objects.update(started_at=now() - timedelta(minutes=90) + timedelta(seconds=6))
    page.reload()
    expect(page.locator("#paper")).to_be_visible()
    page.context.set_offline(True)
    page.locator("#next").click()
    choose(page, 1)
    expect(page.locator("#map .device")).to_have_count(1)
    expect(page.locator("#notices .notice")).to_be_visible(timeout=15_000)
    assert sitting.fresh().finished_at is None
    page.wait_for_timeout(6_000)
    sound(page)
    page.context.set_offline(False)

    expect(page.locator("#done")).to_be_visible()
    expect(page.locator("#closed-note")).to_be_visible()
    sound(page)
    assert len(answers(sitting)) == 2
    assert sitting.fresh().finished_at is None


@ON_A_PHONE
def test_server_that_was_restored_is_sent_again_what_it_has_lost(live_server, page, begin):
    sitting = Scene()
    begin(page, sitting)
    given = {1: choose(page, 0)}
    received(page, 1)
    page.locator("#next").click()
    given[2] = choose(page, 1)
    received(page, 2)
    JournalBatch.objects.all().delete()
    Epoch.objects.update(through=0, head=opened(str(sitting.attempt.uuid), 1).head)
    page.locator("#next").click()
    given[3] = choose(page, 2)

    received(page, 3)
    assert answers(sitting) == given


@ON_A_PHONE
def test_storage_refused_is_said_openly_and_every_answer_is_sent_at_once(live_server, page, begin):
    sitting = Scene()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('refused'); } })")
    begin(page, sitting)
    expect(page.locator("#notices .notice")).to_be_visible()
    sound(page)
    key = choose(page, 1)
    received(page, 1)
    page.reload()

    expect(page.locator("form[action$='/go-on/']")).to_be_visible()
    sound(page)
    page.locator("form[action$='/go-on/'] .button.main").click()
    received(page, 1)
    assert answers(sitting) == {1: key}
    assert sitting.fresh().epoch == 2
