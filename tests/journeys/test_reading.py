"""A visitor reads a programme: every public page, in both languages, on paper, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import SCRIPTLESS, TWO_LOOKS, looks
from tests.programmes.published import package

pytestmark = [pytest.mark.journey, pytest.mark.page_only]

PAGES = ["", "plan/", "modules/M1/", "assessment/", "text/", "policies/", "glossary/", "literature/", "versions/"]


@looks([TWO_LOOKS[0], SCRIPTLESS[1]], in_soak=[TWO_LOOKS[1], SCRIPTLESS[0]])
def test_visitor_reads_the_whole_programme(page, scene, arrive):
    page.goto("/")
    arrive(page)
    page.locator("main .card .button").click()
    title = package().programme.title.pick(page.look.language)
    expect(page.locator("h1")).to_have_text(title)
    addresses = page.locator(".tabs a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    addresses.append(page.locator("main ul.list a").first.get_attribute("href"))
    assert sorted(addresses) == sorted(f"{scene.address}{name}" for name in PAGES)
    for address in addresses:
        page.goto(address)
        arrive(page)
        assert page.locator("h1").count() == 1
        assert title in page.title()


@looks([TWO_LOOKS[1], SCRIPTLESS[0]], in_soak=[TWO_LOOKS[0], SCRIPTLESS[1]])
def test_visitor_searches_and_changes_the_language_in_place(page, scene, arrive):
    term, policy = package().glossary.terms[0], package().policies.policies[0]
    page.goto(f"{scene.address}glossary/")
    page.locator("main [type=search]").fill(term.term.pick(page.look.language)[:5])
    page.locator("main [type=search]").press("Enter")
    expect(page.locator(f"#{term.key}")).to_be_visible()
    other = "kk" if page.look.language == "ru" else "ru"
    page.locator(f".switch [value={other}]").click()
    page.wait_for_selector(f"html[lang={other}]")
    assert "q=" in page.url
    expect(page.locator("main [type=search]")).to_have_value(term.term.pick(page.look.language)[:5])
    expect(page.locator(f"#{term.key}")).to_contain_text(term.definition.pick(other))
    arrive(page)

    page.goto(f"{scene.address}policies/?deciding=1")
    page.locator("main [type=search]").fill(policy.label)
    page.locator("main .search .button").click()
    expect(page.locator(f"#{policy.key} h2")).to_contain_text(policy.reading.pick(other).rstrip("."))
    page.locator("main [type=search]").fill("щщщщ")
    page.locator("main .search .button").click()
    expect(page.locator(".empty")).to_be_visible()
    arrive(page)


def test_paper_shows_the_programme_and_not_the_site(page, scene):
    for name in ("plan/", "text/"):
        page.goto(f"{scene.address}{name}")
        page.emulate_media(media="print")
        for part in (".tabs", ".breadcrumb", ".tools", "footer", "[data-print]"):
            assert not page.locator(part).first.is_visible(), part
        assert page.locator("main h1").is_visible()
        assert page.locator("main .table, main .text").first.is_visible()


def test_address_that_does_not_exist_leads_back(page, scene, arrive):
    page.watch.expected_statuses.add(404)
    page.goto(f"{scene.address}modules/M9/")
    arrive(page)
    page.locator("main .button").click()
    expect(page).to_have_url(re.compile("/$"))
    arrive(page)
