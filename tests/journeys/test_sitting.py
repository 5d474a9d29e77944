"""The final test as a learner lives it: a network that fails, two tabs, two devices, no JavaScript, no mouse."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from qosyl.rules.journal import opened
from qosyl.sittings.models import Attempt, Epoch, JournalBatch
from qosyl.sittings.sheets import sheet_of
from tests.browser import DESKTOP, PHONE, SCRIPTLESS, Look, axe_violations, looks, overflow
from tests.sittings.scene import Scene, now

pytestmark = pytest.mark.journey

PHONE_KK = Look(PHONE, "kk", "light")
ONE_LOOK = looks([PHONE_KK])
SHOWN = "fieldset[data-p]:not([hidden])"
_KEPT = """async (attempt) => {
    const open = indexedDB.open("qosyl-sittings");
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const range = IDBKeyRange.bound([attempt], [attempt, []]);
    const rows = database.transaction("events").objectStore("events").getAll(range);
    return new Promise((resolve) => { rows.onsuccess = () => { database.close(); resolve(rows.result.length); }; });
}"""


def kept(page: Page, sitting: Scene) -> int:
    """How many events of the attempt the device holds."""
    return page.evaluate(_KEPT, str(sitting.attempt.uuid))


def answers(sitting: Scene) -> dict[int, str]:
    """What the server holds."""
    attempt = sitting.fresh()
    return dict(sheet_of(attempt, attempt.epoch, now()).answers)


def choose(page: Page, option: int) -> str:
    """Answer the question in view with its option of this place; its key."""
    place = page.locator(f"{SHOWN} input").nth(option)
    place.check()
    return str(place.get_attribute("value"))


def look_around(page: Page) -> None:
    assert axe_violations(page) == [], page.url
    assert overflow(page) == [], page.url


@pytest.fixture
def seated(sign_in) -> Callable[..., None]:
    """Signed in, in the language of the look, at the test that has begun."""

    def sit_down(page: Page, sitting: Scene) -> None:
        page.watch.expected_statuses |= {409, 422}
        sign_in(page, sitting.learner.phone)
        language = page.look.language
        host = re.sub(r"^https?://([^/:]+).*", r"\1", page.url)
        page.context.add_cookies([{"name": "qosyl_language", "value": language, "domain": host, "path": "/"}])
        page.goto(sitting.address)

    return sit_down


@pytest.fixture
def begin(seated) -> Callable[..., None]:
    def start(page: Page, sitting: Scene) -> None:
        seated(page, sitting)
        page.locator("main form .button.main").click()
        expect(page.locator("#paper")).to_be_visible()

    return start


def received(page: Page, count: int) -> None:
    """The page says that the server has received so many answers."""
    expect(page.locator("#map .received")).to_have_count(count)


def to_overview(page: Page) -> None:
    page.locator(".sit-side [data-act=overview]").click()
    expect(page.locator("#overview")).to_be_visible()


# --- the whole way -----------------------------------------------------------------------------------------------
def test_learner_sits_the_test_and_hands_it_in(live_server, page, seated):
    sitting = Scene(room_code="4711")
    seated(page, sitting)
    look_around(page)
    page.locator("[name=room_code]").fill("0000")
    page.locator("main form .button.main").click()
    look_around(page)
    page.locator("[name=room_code]").fill("4711")
    page.locator("main form .button.main").click()

    expect(page.locator(SHOWN)).to_have_count(1)
    look_around(page)
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
    look_around(page)
    assert page.locator(".sit-top").bounding_box()["height"] < 110

    to_overview(page)
    assert page.locator("#unanswered li").count() == sitting.questions - 4
    assert page.locator("#flagged li").all_inner_texts() == ["5"]
    look_around(page)
    assert answers(sitting) == given
    page.locator("#hand-in").click()
    expect(page.locator("#done")).to_be_visible()
    look_around(page)
    assert page.locator("#receipt").inner_text() == sitting.fresh().receipt
    expect(page.locator("#agrees-note")).to_be_visible()
    with page.expect_download() as file:
        page.locator("#signed").click()
    assert sitting.fresh().receipt in file.value.path().read_text(encoding="utf-8")
    page.wait_for_function(f"async () => (await ({_KEPT})('{sitting.attempt.uuid}')) === 0")

    page.goto(sitting.address)
    expect(page.locator("#receipt")).to_have_text(sitting.fresh().receipt)
    look_around(page)


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
    look_around(page)
    page.context.set_offline(False)
    page.reload()
    assert page.locator("html").get_attribute("lang") == other
    expect(page.locator(SHOWN)).to_have_attribute("data-p", "2")


# --- without a network -------------------------------------------------------------------------------------------
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
    look_around(page)

    to_overview(page)
    expect(page.locator("#hand-in")).to_have_attribute("aria-disabled", "true")
    page.locator("#hand-in").click(force=True)  # it says that it is not ready, and does nothing
    look_around(page)
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


@ONE_LOOK
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
    look_around(page)
    page.context.set_offline(False)

    expect(page.locator("#done")).to_be_visible()
    expect(page.locator("#closed-note")).to_be_visible()
    look_around(page)
    assert len(answers(sitting)) == 2
    assert sitting.fresh().finished_at is None


@ONE_LOOK
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


@ONE_LOOK
def test_storage_refused_is_said_openly_and_every_answer_is_sent_at_once(live_server, page, begin):
    sitting = Scene()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { get() { throw new Error('refused'); } })")
    begin(page, sitting)
    expect(page.locator("#notices .notice")).to_be_visible()
    look_around(page)
    key = choose(page, 1)
    received(page, 1)
    page.reload()

    expect(page.locator("form[action$='/go-on/']")).to_be_visible()
    look_around(page)
    page.locator("form[action$='/go-on/'] .button.main").click()
    received(page, 1)
    assert answers(sitting) == {1: key}
    assert sitting.fresh().epoch == 2


# --- one writer --------------------------------------------------------------------------------------------------
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
    look_around(second)
    second.locator("#notices .notice button").click()

    received(second, 1)
    expect(page.locator("#notices .notice button")).to_be_visible()
    expect(page.locator("#paper")).to_be_hidden()
    look_around(page)
    second.locator("[data-act=next]").click()
    other = choose(second, 2)
    received(second, 2)
    assert len(answers(sitting)) == 2
    assert set(answers(sitting).values()) == {key, other}

    page.locator("#notices .notice button").click()
    received(page, 2)
    expect(second.locator("#paper")).to_be_hidden()


@ONE_LOOK
def test_second_tab_takes_over_where_a_local_network_gives_no_locks(live_server, page, begin):
    """Over http in a classroom browsers offer neither locks nor their own SHA-256; the page says what is missing."""
    page.context.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { get: () => false });"
        "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });"
    )
    sitting = Scene()
    begin(page, sitting)
    expect(page.locator("#notices .notice.info")).to_be_visible()
    look_around(page)
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
    look_around(device)
    device.locator("form[action$='/go-on/'] .button.main").click()
    received(device, 1)
    device.locator("#map a").nth(2).click()
    newer = choose(device, 3)
    received(device, 2)

    page.context.set_offline(False)
    expect(page.locator("#notices .notice button")).to_be_visible()
    look_around(page)
    assert answers(sitting) == {1: first, 2: held, 3: newer}
    to_overview(device)
    device.locator("#hand-in").click()
    expect(device.locator("#done")).to_be_visible()
    assert device.locator("#receipt").inner_text() == sitting.fresh().receipt


# --- every way in ------------------------------------------------------------------------------------------------
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


@ONE_LOOK
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


@ONE_LOOK
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


@ONE_LOOK
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
@looks(SCRIPTLESS)
def test_test_is_sat_page_by_page_without_javascript(live_server, page, seated):
    sitting = Scene()
    seated(page, sitting)
    look_around(page)
    page.locator("main form .button.main").click()
    assert page.url.endswith("/pages/1/")
    look_around(page)
    page.locator("[name=a1][value=b]").check()
    page.locator("[name=a2][value=c]").check()
    page.locator("[name=f2]").check()
    page.locator("[name=go][value=next]").click()
    assert page.url.endswith("/pages/2/")
    page.context.clear_cookies(name="sessionid")  # the session runs out in the middle of the test
    page.locator("[name=a11][value=a]").check()
    page.locator("[name=go][value=overview]").click()
    look_around(page)
    assert answers(sitting) == {1: "b", 2: "c", 11: "a"}

    twin = page.context.new_page()
    twin.look = page.look
    twin.goto(f"{sitting.address}pages/1/")
    page.goto(f"{sitting.address}pages/1/")
    twin.locator("[name=a1][value=d]").check()
    twin.locator("[name=go][value=stay]").click()
    page.locator("[name=a1][value=a]").check()
    page.locator("[name=go][value=stay]").click()
    look_around(page)
    assert answers(sitting)[1] == "d"
    page.locator("[name=a1][value=a]").check()
    page.locator("main form .button.main").click()
    assert answers(sitting)[1] == "a"

    page.goto(f"{sitting.address}overview/")
    page.locator("[name=sure]").check()
    page.locator("main form .button.main").click()
    expect(page.locator("#receipt")).to_have_text(sitting.fresh().receipt)
    look_around(page)


@ONE_LOOK
def test_page_whose_modules_never_arrive_leads_to_the_plain_pages(live_server, page, begin, seated):
    sitting = Scene()
    sitting.start()
    page.route("**/sit.js", lambda route: route.abort())
    seated(page, sitting)
    page.locator("form[action$='/go-on/'] .button.main").click()
    expect(page.locator("#opening")).to_be_visible()
    look_around(page)
    page.locator("#opening .button").click()
    assert page.url.endswith("/pages/1/")
