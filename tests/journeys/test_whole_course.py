"""The first path, whole: from an opened cohort and an invitation to a document that a stranger verifies.

Each person acts in an own browser; weeks of teaching between joining and the test are done by the same acts that the
pages call, on their own days.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from qosyl.certificates.models import Document
from qosyl.cohorts.models import Cohort
from qosyl.cohorts.queries import package_of_cohort, sessions_of
from qosyl.people.models import User
from qosyl.sittings.models import Attempt
from qosyl.web.demo.courses import teach
from qosyl.web.demo.stage import Stage
from tests import factories
from tests.browser import DESKTOP, PHONE, Look
from tests.cast import PASSWORD
from tests.whole_course import stage_of

pytestmark = pytest.mark.journey

OWN_PASSWORD = "күзгі жапырақ 12"
PHONE_NUMBER = "+77015550101"
ROW = f"Ахметова;Айгүл;Серікқызы;Ахметова;Айгуль;Сериковна;{PHONE_NUMBER};;қаз"
RIGHT = {"certificate": 25, "statement": 24}


@dataclass
class House:
    """The provider's people and how each of them arrives: signed in, on a page of the journey's language."""

    stage: Stage
    open_page: Callable[[Look], Page]
    sign_in: Callable[..., None]
    arrive: Callable[[Page], None]
    language: str

    def desk(self, key: str) -> Page:
        page = self.open_page(Look(DESKTOP, self.language, "light"))
        self.sign_in(page, self.stage.people[key].phone)
        return page

    @property
    def cohort(self) -> Cohort:
        return Cohort.objects.select_related("provider", "publication__version").get()


@pytest.fixture
def house(live_server, settings, tmp_path, open_page, sign_in, arrive) -> Callable[[str], House]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return lambda language: House(stage_of(factories.provider()), open_page, sign_in, arrive, language)


def press(page: Page) -> None:
    """The one main button of the page."""
    page.locator("main form :is(.button.main, .button.harm)").first.click()
    page.wait_for_load_state()


def open_cohort(house: House, office: Page) -> None:
    """Opens the cohort, adds a group, pastes the learner, lays the timetable."""
    starts_on = house.stage.monday(3)
    office.goto("/cohorts/open/")
    house.arrive(office)
    office.locator("[name=starts_on]").fill(starts_on.isoformat())
    office.locator("[name=ends_on]").fill((starts_on + timedelta(days=40)).isoformat())
    office.locator("[name=threshold][value=percent]").check()
    office.locator("[name=percent]").fill("60")
    press(office)
    office.goto(f"/cohorts/{house.cohort.uuid}/groups/new/")
    house.arrive(office)
    office.locator("main [name=language][value=kk]").check()
    office.locator("[name=mode][value=offline]").check()
    office.locator("[name=room]").fill("204")
    press(office)
    office.goto(f"/cohorts/{house.cohort.uuid}/learners/add/")
    office.locator("[name=table]").fill(ROW)
    press(office)
    house.arrive(office)
    office.locator("[name=confirm]").click()
    office.goto(f"/cohorts/group/{house.cohort.groups.get().uuid}/timetable/lay/")
    office.locator("[name=tutor]").select_option(str(house.stage.people["tutor"].uuid))
    office.locator("[name=act][value=preview]").click()
    house.arrive(office)
    office.locator("[name=act][value=lay]").click()
    office.wait_for_load_state()
    assert len(sessions_of(house.cohort.groups.get())) > 30


def link_for(house: House, office: Page) -> str:
    office.goto(f"/cohorts/{house.cohort.uuid}/invitations/")
    house.arrive(office)
    office.locator("form[action$='/invite/'] button").click()
    house.arrive(office)
    words = office.locator("#words-to-copy").input_value()
    found = re.search(r"https?://[^/]+(/join/[\w-]+/)", words)
    assert found, words
    return found[1]


def join(house: House, phone: Page, link: str) -> None:
    phone.goto(link)
    house.arrive(phone)
    phone.locator("[name=names_are_right]").check()
    phone.locator("[name=consent]").check()
    phone.locator("[name=password]").fill(OWN_PASSWORD)
    press(phone)
    expect(phone.locator("main .kicker")).to_contain_text("Айгүл" if house.language == "kk" else "Айгуль")
    house.arrive(phone)
    phone.locator("#next .button").click()
    house.arrive(phone)


def hand_in_first_journal(house: House) -> None:
    """The tutor finds the overdue sessions at home and hands in one journal on the phone."""
    tutor = house.open_page(Look(PHONE, house.language, "light"))
    house.sign_in(tutor, house.stage.people["tutor"].phone)
    house.arrive(tutor)
    tutor.locator("#overdue a").first.click()
    house.arrive(tutor)
    tutor.locator("main .hand-in .button").click()
    expect(tutor.locator("main .notice.done").first).to_be_visible()


def admit(house: House, office: Page) -> None:
    """List, commission, protocol; each voice in an own session."""
    cohort, people = house.cohort, house.stage.people
    office.goto(f"/cohorts/{cohort.uuid}/admission/")
    house.arrive(office)
    office.locator("form[action$='/propose/'] .button").first.click()
    office.goto(f"/cohorts/{cohort.uuid}/commission/")
    house.arrive(office)
    office.goto(f"/cohorts/{cohort.uuid}/commission/appoint/")
    office.locator("[name=order_number]").fill("14-к")
    office.locator("[name=chair]").select_option(str(people["chair"].uuid))
    for key in ("member", "methodologist"):
        office.locator(f"[name=members][value='{people[key].uuid}']").check()
    office.locator("[name=secretary]").select_option(str(people["secretary"].uuid))
    house.arrive(office)
    press(office)
    house.arrive(office)
    draw_up(house, "admission", "1")


def draw_up(house: House, kind: str, number: str) -> None:
    """The secretary draws a protocol up, the member and the chair confirm it."""
    secretary = house.desk("secretary")
    secretary.goto(f"/cohorts/{house.cohort.uuid}/commission/{kind}/")
    secretary.locator("[name=number]").fill(number)
    for part, value in (("works", "8"), ("project", "not-presented")):
        for field in secretary.locator(f"[name^='{part}-']").all():
            field.select_option(value)
    house.arrive(secretary)
    press(secretary)
    house.arrive(secretary)
    address = secretary.url
    for key in ("member", "chair"):
        voice = house.desk(key)
        house.arrive(voice)
        voice.locator("#voices a").first.click()
        house.arrive(voice)
        assert voice.url.split("/protocols/")[1] == address.split("/protocols/")[1]
        voice.locator("a[href$='/confirm/']").click()
        house.arrive(voice)
        press(voice)
        expect(voice.locator("main .notice.done").first).to_be_visible()
    house.arrive(voice)


def open_test(house: House, office: Page) -> None:
    office.goto(f"/sittings/open/{house.cohort.uuid}/")
    office.locator("[name=day]").fill(timezone.localdate().isoformat())
    office.locator("[name=opens]").fill("00:00")
    office.locator("[name=closes]").fill("23:59")
    office.locator("[name=with_code]").uncheck()
    office.locator("[name=open_bank_decision]").fill("№ 7")
    house.arrive(office)
    press(office)
    house.arrive(office)


def let_in(house: House) -> None:
    """The tutor at the door of the room, on a phone."""
    door = house.open_page(Look(PHONE, house.language, "light"))
    house.sign_in(door, house.stage.people["tutor"].phone)
    door.goto("/sittings/")
    door.locator("main a[href^='/sittings/']:not([href*='open'])").first.click()
    door.locator("a[href$='/register/']").click()
    house.arrive(door)
    door.locator("a[href*='/sittings/register/']").click()
    house.arrive(door)
    door.locator("[name=admit-document][value=identity-card]").check()
    press(door)
    expect(door.locator("main .notice.done").first).to_be_visible()
    house.arrive(door)


def paper(right: int) -> list[tuple[int, str]]:
    """Position and option: so many right ones first, wrong ones after."""
    attempt = Attempt.objects.select_related("form").get()
    answers = {item.key: item.answer for item in package_of_cohort(Cohort.objects.get()).items()}
    chosen = []
    for place in attempt.form.content:
        key = answers[place["item"]]
        wrong = next(option for option in place["options"] if option != key)
        chosen.append((place["p"], key if len(chosen) < right else wrong))
    return chosen


def sit(house: House, phone: Page, right: int) -> None:
    """From the home page to the receipt, with the script of the page or page by page."""
    phone.goto("/")
    house.arrive(phone)
    phone.locator("#next .button").click()
    house.arrive(phone)
    press(phone)
    given = paper(right)
    if phone.look.javascript:
        _sit_with_script(phone, given)
    else:
        _sit_by_pages(phone, given)
    house.arrive(phone)


def _sit_with_script(phone: Page, given: list[tuple[int, str]]) -> None:
    for position, option in given:
        phone.locator(f"fieldset[data-p='{position}'] input[value='{option}']").check()
        phone.locator("#next" if position < len(given) else "#finish-here").click()
    expect(phone.locator("#overview")).to_be_visible()
    expect(phone.locator("#hand-in")).not_to_have_attribute("aria-disabled", "true")
    phone.locator("#hand-in").click()
    expect(phone.locator("#receipt")).to_have_text(re.compile(r"\d{4}-\d{4}-\d{4}"))


def _sit_by_pages(phone: Page, given: list[tuple[int, str]]) -> None:
    for start in range(0, len(given), 10):
        for position, option in given[start : start + 10]:
            phone.locator(f"[name=a{position}][value='{option}']").check()
        phone.locator("[name=go][value=next], [name=go][value=overview]").click()
        phone.wait_for_load_state()
    phone.locator("[name=sure]").check()
    press(phone)


def release(house: House, office: Page) -> None:
    office.goto("/sittings/")
    house.arrive(office)
    office.locator("main a[href^='/sittings/']:not([href*='open'])").first.click()
    office.locator("a[href$='/end/']").click()
    press(office)
    office.locator("form[action$='/record/'] button").click()
    office.wait_for_load_state()
    house.arrive(office)


def issue(house: House) -> Document:
    director = house.desk("director")
    house.arrive(director)
    director.locator("main .end .button").first.click()
    house.arrive(director)
    director.locator("[name=password]").fill(PASSWORD)
    press(director)
    house.arrive(director)
    return Document.objects.get()


def verify(house: House, document: Document) -> None:
    """A stranger scans the code: masked, and the whole name only compared."""
    stranger = house.open_page(Look(PHONE, house.language, "light"))
    stranger.goto(f"/v/{document.token}/")
    expect(stranger.locator(".notice.done")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text(document.number)
    expect(stranger.locator("main")).not_to_contain_text("Ахметова")
    house.arrive(stranger)
    stranger.locator("[name=name]").fill("Ахметова Айгүл Серікқызы")
    press(stranger)
    expect(stranger.locator(".notice.done")).to_have_count(2)
    house.arrive(stranger)


def whole_course(house: House, look: Look, kind: str) -> None:
    office = house.desk("coordinator")
    house.arrive(office)
    open_cohort(house, office)
    phone = house.open_page(look)
    join(house, phone, link_for(house, office))
    hand_in_first_journal(house)
    last = max(session.day for session in sessions_of(house.cohort.groups.get()))
    teach(house.cohort, lambda _phone, _day: True, last + timedelta(days=1))
    admit(house, office)
    open_test(house, office)
    let_in(house)
    sit(house, phone, RIGHT[kind])
    release(house, office)
    draw_up(house, "results", "2")
    document = issue(house)
    assert (document.kind, document.specimen) == (kind, False)
    phone.goto("/")
    house.arrive(phone)
    phone.locator("#next .button").click()
    expect(phone.locator("main")).to_contain_text(document.number)
    house.arrive(phone)
    verify(house, document)


def in_looks(first: Look, *others: Look) -> pytest.MarkDecorator:
    """The whole way takes a minute: once in the suite, in its other looks among the long tests."""
    later = [pytest.param(look, marks=pytest.mark.soak) for look in others]
    return pytest.mark.parametrize("look", [first, *later], ids=str)


@in_looks(Look(PHONE, "kk", "light"), Look(DESKTOP, "ru", "dark"), Look(PHONE, "kk", "light", javascript=False))
def test_learner_goes_from_the_invitation_to_a_verified_certificate(house, look):
    whole_course(house(look.language), look, "certificate")


@in_looks(Look(DESKTOP, "ru", "dark", javascript=False), Look(PHONE, "ru", "dark"))
def test_learner_below_the_mark_ends_with_a_verified_statement(house, look):
    whole_course(house(look.language), look, "statement")
    assert User.objects.get(phone=PHONE_NUMBER).enrolments.get().documents.get().number.startswith("АН-")
