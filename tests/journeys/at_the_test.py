"""What the journeys of the final test do and see: choosing an answer, what the device holds, what has arrived."""

from playwright.sync_api import Page, expect

from qosyl.sittings.sheets import sheet_of
from tests.browser import TWO_LOOKS, looks
from tests.sittings.scene import Scene, now

ON_A_PHONE = looks(TWO_LOOKS[:1], in_soak=TWO_LOOKS[1:])
ON_A_DESKTOP = looks(TWO_LOOKS[1:], in_soak=TWO_LOOKS[:1])
SHOWN = "fieldset[data-p]:not([hidden])"
#: How many events the device holds; the page asks its own database.
KEPT = """async (attempt) => {
    const open = indexedDB.open("qosyl-sittings");
    const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
    const range = IDBKeyRange.bound([attempt], [attempt, []]);
    const rows = database.transaction("events").objectStore("events").getAll(range);
    return new Promise((resolve) => { rows.onsuccess = () => { database.close(); resolve(rows.result.length); }; });
}"""


def kept(page: Page, sitting: Scene) -> int:
    """How many events of the attempt the device holds."""
    return page.evaluate(KEPT, str(sitting.attempt.uuid))


def answers(sitting: Scene) -> dict[int, str]:
    """What the server holds."""
    attempt = sitting.fresh()
    return dict(sheet_of(attempt, attempt.epoch, now()).answers)


def choose(page: Page, option: int) -> str:
    """Answer the question in view with its option of this place; its key."""
    place = page.locator(f"{SHOWN} input").nth(option)
    place.check()
    return str(place.get_attribute("value"))


def received(page: Page, count: int) -> None:
    """The page says that the server has received so many answers."""
    expect(page.locator("#map .received")).to_have_count(count)


def to_overview(page: Page) -> None:
    page.locator(".sit-side [data-act=overview]").click()
    expect(page.locator("#overview")).to_be_visible()
