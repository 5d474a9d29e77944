"""The first path without a mouse: joining, a voice of the commission, issuing, verifying, each by the keyboard alone.

The test itself is sat by keyboard in `test_sitting`; what lies between is done by the acts, each on its own day.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from qosyl.certificates.models import Document
from qosyl.cohorts.actions import make_invitations
from qosyl.cohorts.models import Cohort
from qosyl.cohorts.queries import sessions_of
from qosyl.localtext import LocalText
from qosyl.web.demo.assessment import admit, decide_results, hold_test, release, sit
from qosyl.web.demo.courses import GroupPlan, enrolments_of, open_course, teach
from qosyl.web.demo.stage import Stage, working_day
from tests import factories
from tests.browser import DESKTOP, Look
from tests.cast import PASSWORD
from tests.journeys.test_keyboard import tab_to
from tests.whole_course import stage_of

pytestmark = pytest.mark.journey

PHONE_NUMBER = "+77015550102"
ROW = f"Ахметова;Айгүл;Серікқызы;Ахметова;Айгуль;Сериковна;{PHONE_NUMBER};;қаз"
LOOK = Look(DESKTOP, "kk", "light")
_DAY = timedelta(days=1)
MAIN_BUTTON = "main form .button.main"


def enter(page: Page, selector: str) -> None:
    """Tab to it and press Enter."""
    tab_to(page, page.locator(selector).first)
    page.keyboard.press("Enter")


def write(page: Page, selector: str, words: str) -> None:
    tab_to(page, page.locator(selector).first)
    page.keyboard.type(words)


def tick(page: Page, selector: str) -> None:
    tab_to(page, page.locator(selector))
    page.keyboard.press("Space")


def opened(stage: Stage) -> Cohort:
    starts_on = stage.monday(3)
    group = GroupPlan("kk", "offline", "204", "", ROW)
    return open_course(stage, LocalText("Пернетақта", "Клавиатура"), starts_on, starts_on + 11 * _DAY, (group,))


def taught_and_tested(stage: Stage, cohort: Cohort) -> None:
    """Up to a protocol of results that lacks the chair's voice."""
    last = max(session.day for session in sessions_of(cohort.groups.get()))
    teach(cohort, lambda _phone, _day: True, last)
    admit(stage, cohort, "14-к", last - _DAY)
    teach(cohort, lambda _phone, _day: True, last + _DAY)
    sitting = hold_test(stage, cohort, last)
    sit(cohort, last, {PHONE_NUMBER: 25})
    release(stage, sitting, last)
    decide_results(stage, cohort, working_day(last + _DAY), {PHONE_NUMBER: (7, 9)}, ("member",))


def test_joining_confirming_issuing_and_verifying_need_no_mouse(
    live_server, settings, tmp_path, open_page, sign_in, arrive
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    stage = stage_of(factories.provider())
    cohort = opened(stage)
    (made,) = make_invitations(stage.people["coordinator"], enrolments_of(cohort), at=timezone.now())

    learner = open_page(LOOK)
    learner.goto(f"/join/{made.token}/")
    tick(learner, "[name=names_are_right]")
    write(learner, "[name=password]", "күзгі жапырақ 12")
    tick(learner, "[name=consent]")
    enter(learner, MAIN_BUTTON)
    expect(learner.locator("main .kicker")).to_contain_text("Айгүл")
    enter(learner, "#next .button")
    learner.wait_for_url("**/study/**")

    taught_and_tested(stage, cohort)
    chair = open_page(LOOK)
    sign_in(chair, stage.people["chair"].phone)
    enter(chair, "#voices a")
    enter(chair, "main a[href$='/confirm/']")
    write(chair, "[name=special_opinion]", "Келісемін")
    enter(chair, MAIN_BUTTON)
    expect(chair.locator("main .notice.done").first).to_be_visible()

    director = open_page(LOOK)
    sign_in(director, stage.people["director"].phone)
    enter(director, "main .end .button")
    write(director, "[name=password]", PASSWORD)
    director.keyboard.press("Enter")
    expect(director.locator("main .notice.done").first).to_be_visible()

    document = Document.objects.get()
    stranger = open_page(LOOK)
    stranger.goto("/v/")
    write(stranger, "main form input:not([type=hidden])", document.code)
    stranger.keyboard.press("Enter")
    expect(stranger.locator(".notice.done")).to_be_visible()
    write(stranger, "[name=name]", "Ахметова Айгүл Серікқызы")
    stranger.keyboard.press("Enter")
    expect(stranger.locator(".notice.done")).to_have_count(2)
    arrive(stranger)
