"""An account from its opening to the end of its role, and the door of the demonstration."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from qosyl.people.roles import Role
from qosyl.web.demo import STAFF
from tests.browser import DESKTOP, PHONE, Look
from tests.programmes.published import package

pytestmark = pytest.mark.journey


def test_new_tutor_gets_a_password_replaces_it_reads_and_loses_the_role(open_page, scene, sign_in, arrive, words):
    office, own = open_page(Look(DESKTOP, "ru", "dark")), open_page(Look(PHONE, "kk", "light"))
    sign_in(office, scene.person(Role.ADMINISTRATOR).phone)
    arrive(office)
    office.goto("/account/people/")
    assert office.locator("main [type=search]").input_value() == ""
    arrive(office)
    office.locator("main .button.main").click()
    for field, value in {
        "family_kk": "Ахметова",
        "given_kk": "Айгүл",
        "family_ru": "Ахметова",
        "given_ru": "Айгуль",
        "phone": "+7 701 123 45 67",
    }.items():
        office.locator(f"[name={field}]").fill(value)
    office.locator("[name=role]").select_option("tutor")
    arrive(office)
    office.locator("main form .button.main").click()
    arrive(office)
    password = office.locator("dd strong").inner_text()

    sign_in(own, "8 701 123 45 67", password)
    expect(own.locator(".notice.attention")).to_be_visible()
    arrive(own)
    own.goto(f"{scene.address}topics/1.1/")
    assert urlsplit(own.url).path == "/account/password/", "nothing is open before an own password is chosen"
    own.locator("[name=old]").fill(password)
    own.locator("[name=new]").fill("12")
    own.locator("main form .button.main").click()
    assert not re.search("[A-Za-z]{3}", own.locator(".notice.harm").inner_text()), "refusals speak Kazakh"
    arrive(own)
    own.locator("[name=old]").fill(password)
    own.locator("[name=new]").fill("күзгі жапырақ 12")
    own.locator("main form .button.main").click()
    expect(own.locator(".notice.done")).to_be_visible()
    arrive(own)
    own.goto(f"{scene.address}topics/1.1/")
    arrive(own)
    own.goto(f"{scene.address}topics/1.1/sample/")
    arrive(own)
    own.goto(f"{scene.address}characters/{next(iter(package().characters))}/")
    arrive(own)

    office.get_by_role("link", name=words(office, "To this person's page")).click()
    arrive(office)
    office.get_by_role("button", name=words(office, "End the role")).click()
    expect(office.get_by_text(words(office, "No role at present: a reader."))).to_be_visible()
    arrive(office)
    own.watch.expected_statuses.add(404)
    assert own.goto(f"{scene.address}topics/1.1/sample/").status == 404, "samples are for tutors"
    assert own.goto(f"{scene.address}topics/1.1/").status == 200, "lectures are for everybody who signs in"

    office.goto("/acts/")
    expect(office.locator("main")).to_contain_text(words(office, "A role was ended"))
    expect(office.locator("main")).to_contain_text("Ахметова Айгуль")
    arrive(office)


def test_demonstration_signs_in_each_of_its_people(page, settings, arrive):
    settings.DEMO = True
    call_command("demo", verbosity=0)
    for player in STAFF:
        page.goto("/demo/")
        page.locator(f"form[action$='/{player.key}/'] button").click()
        name = player.ru if page.look.language == "ru" else player.kk
        expect(page.locator("main .kicker")).to_have_text(name.one_line())
        arrive(page)
    page.goto("/demo/")
    arrive(page)
