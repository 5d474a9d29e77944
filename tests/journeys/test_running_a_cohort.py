"""What a coordinator and a tutor do week by week: a list pasted, a timetable, a journal, a list for the commission.

Every act is a key on what has the focus; the two that are done on the way are walked on a phone without JavaScript.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from qosyl.cohorts.models import AdmissionList, AttendanceMark, Enrolment, Session
from qosyl.people.models import User
from tests import factories
from tests.browser import DESKTOP, PHONE, Look, looks
from tests.cohorts.course import Course, begin
from tests.programmes.published import SMALL

pytestmark = pytest.mark.journey
ON_THE_WAY = looks([Look(PHONE, "kk", "light", javascript=False)])
AT_THE_DESK = looks([Look(DESKTOP, "ru", "dark")])

GOOD = "Оспанова;Жанар;Ерланқызы;Оспанова;Жанар;Ерлановна;+77015550133;;қаз"
WRONG = "Бекова;Сәуле;;Бекова;Сауле;;12345;;қаз"
MENDED = WRONG.replace("12345", "+77015550144")


@pytest.fixture
def course() -> Course:
    today = timezone.localdate()
    return begin(SMALL, starts_on=today, ends_on=today + timedelta(days=60))


@pytest.fixture
def enter(live_server, page) -> Callable[[User, str], None]:
    """Opens a page as this person; how one signs in is walked elsewhere."""

    def go(person: User, address: str) -> None:
        client = Client()
        client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
        cookies = {"sessionid": client.cookies["sessionid"].value, "qosyl_language": page.look.language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(address)

    return go


def key(target: Locator, name: str = "Enter") -> None:
    """A key on what has the focus."""
    target.press(name)
    target.page.wait_for_load_state()


@ON_THE_WAY
def test_tutor_marks_who_is_absent_and_late(page, course, enter, arrive):
    absent, late, present = (course.learner(name) for name in ("Айна", "Болат", "Гүлім"))
    topic = course.publication.version.topics.first()
    session = factories.session(
        course.group, day=timezone.localdate(), start=0, end=90, topic=topic, tutor=course.tutor
    )
    enter(course.tutor, "/")
    arrive(page)
    key(page.locator("#today a").first)
    arrive(page)
    rows = page.locator(".roll > li")
    key(rows.nth(0).locator("input[type=checkbox]"), "Space")
    key(rows.nth(1).locator("summary"))
    hours = rows.nth(1).locator("select").first
    hours.press("ArrowDown")
    expect(hours).not_to_have_value("0")
    arrive(page)
    key(page.locator("main .hand-in .button"))
    expect(page.locator("main .notice.done").first).to_be_visible()
    arrive(page)

    marks = {mark.enrolment: mark for mark in AttendanceMark.objects.filter(session=session)}
    assert marks[absent].presence == "absent"
    assert (marks[late].presence, marks[late].late > 0) == ("present", True)
    assert (marks[present].presence, marks[present].late) == ("present", 0)


@AT_THE_DESK
def test_coordinator_lays_a_timetable_and_moves_a_session_by_hand(page, course, enter, arrive):
    enter(course.coordinator, f"/cohorts/group/{course.group.uuid}/timetable/")
    arrive(page)
    key(page.locator("a[href$='/lay/']"))
    page.locator("[name=first_day]").fill((timezone.localdate() + timedelta(days=1)).isoformat())
    key(page.locator("[name=act][value=preview]"))
    arrive(page)
    assert not Session.objects.exists(), "a preview writes nothing"
    key(page.locator("[name=act][value=lay]"))
    expect(page.locator("main .notice.done").first).to_be_visible()
    arrive(page)
    laid = Session.objects.count()
    last = Session.objects.order_by("day", "start").last()

    key(page.locator(f"a[href='/cohorts/session/{last.uuid}/change/']"))
    arrive(page)
    page.locator("[name=start]").fill("")
    page.watch.expected_statuses.add(422)
    key(page.locator("main form .button.main"))
    expect(page.locator("main .notice.harm").first).to_be_visible()
    arrive(page)
    page.locator("[name=start]").fill("18:00")
    page.locator("[name=place]").fill("301")
    key(page.locator("main form .button.main"))
    expect(page.locator("main .notice.done").first).to_be_visible()
    last.refresh_from_db()
    assert (last.start, last.place, Session.objects.count()) == (18 * 60, "301", laid)


@AT_THE_DESK
def test_coordinator_proposes_a_list_and_takes_it_back(page, course, enter, arrive):
    there, away = course.learner("Айна"), course.learner("Болат")
    yesterday = timezone.localdate() - timedelta(days=1)
    session = factories.session(
        course.group,
        day=yesterday,
        topic=course.publication.version.topics.first(),
        delivered_at=timezone.now(),
    )
    factories.attendance_mark(session, there)
    factories.attendance_mark(session, away, presence="absent")
    enter(course.coordinator, f"/cohorts/{course.cohort.uuid}/admission/")
    arrive(page)
    key(page.locator("form[action$='/propose/'] .button").first)
    expect(page.locator("main .notice.done").first).to_be_visible()
    arrive(page)
    proposed = AdmissionList.objects.get()
    assert {entry.enrolment: entry.outcome == "proposed" for entry in proposed.entries.all()} == {
        there: True,
        away: False,
    }
    key(page.locator("a[href$='/withdraw/']"))
    arrive(page)
    key(page.locator("main form .button.harm, main form .button.main").first)
    expect(page.locator("main .notice.done").first).to_be_visible()
    arrive(page)
    proposed.refresh_from_db()
    assert proposed.withdrawn_at is not None


@ON_THE_WAY
def test_coordinator_pastes_a_list_mends_a_row_and_may_paste_it_again(page, course, enter, arrive):
    address = f"/cohorts/{course.cohort.uuid}/learners/add/"
    enter(course.coordinator, address)
    page.watch.expected_statuses.add(422)
    _paste(page, f"{GOOD}\n{WRONG}")
    expect(page.locator("main .notice.harm").first).to_be_visible()
    expect(page.locator("[name=confirm]")).to_have_count(0)
    arrive(page)
    assert not Enrolment.objects.exists(), "no half of a list"
    _paste(page, f"{GOOD}\n{MENDED}")
    arrive(page)
    key(page.locator("[name=confirm]"))
    expect(page.locator("main .notice.done").first).to_be_visible()
    arrive(page)
    assert Enrolment.objects.count() == 2

    page.goto(address)
    _paste(page, f"{GOOD}\n{MENDED}")
    arrive(page)
    expect(page.locator("[name=confirm]")).to_have_count(0)
    assert Enrolment.objects.count() == 2


def _paste(page: Page, table: str) -> None:
    page.locator("[name=table]").fill(table)
    key(page.locator("main form .button:not([name=confirm])").last)
