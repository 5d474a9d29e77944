"""What a printer gets of a bundle, asked of a real browser: page numbers, keys at the end, drawings of full size."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from tests.kits.conftest import NUMBER

from qosyl.kits.bundle import topic_bundle
from qosyl.kits.words import CONTROL_KEY, SELF_CHECK_KEY, SHOW_ANSWER

pytestmark = [pytest.mark.journey, pytest.mark.page_only]


@pytest.fixture(scope="module")
def folder(programme, tmp_path_factory):
    found = tmp_path_factory.mktemp("paper")
    with ZipFile(BytesIO(topic_bundle(programme, NUMBER, "learner"))) as archive:
        archive.extractall(found)
    return found


@pytest.fixture
def paper(browser, folder):
    def pages(name):
        page = browser.new_page()
        page.goto(f"{folder.as_uri()}/{name}")
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
        page.close()
        return [sheet.extract_text().replace("\u00a0", " ") for sheet in printed.pages]

    return pages


def test_every_page_is_numbered_and_all_but_the_first_name_the_topic(paper, programme):
    title = next(topic.sheet.title.kk for topic in programme.topics() if topic.sheet.number == NUMBER)
    pages = paper("kk/lecture.html")
    assert len(pages) > 3
    for number, words in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in words
        assert (f"{NUMBER} {title}" in words) == (number > 1)


def test_answers_follow_at_the_end_and_nothing_asks_to_be_opened(paper):
    lecture, check = "\n".join(paper("ru/lecture.html")), "\n".join(paper("ru/self-check.html"))
    assert lecture.index(CONTROL_KEY.ru) > len(lecture) * 0.8
    assert SELF_CHECK_KEY.ru in check
    assert SHOW_ANSWER.ru not in check


def test_numbers_of_two_digits_have_room_before_the_list(browser, folder):
    page = browser.new_page()
    page.goto(f"{folder.as_uri()}/ru/lecture.html")
    page.emulate_media(media="print")
    room = page.evaluate(
        "(() => { const style = getComputedStyle(document.querySelector('ol.literature'));"
        " return parseFloat(style.paddingLeft) / parseFloat(style.fontSize) })()"
    )
    page.close()
    assert room >= 1.9


def test_drawing_on_a_printed_slide_is_nearly_as_high_as_the_slide(browser, folder):
    page = browser.new_page(viewport={"width": 1280, "height": 760})
    page.goto(f"{folder.as_uri()}/deck.html")
    page.emulate_media(media="print")
    shares = page.evaluate(
        "[...document.querySelectorAll('[data-tongue=kk] .face svg')].map((svg) =>"
        " svg.getBoundingClientRect().height / svg.closest('.face').getBoundingClientRect().height)"
    )
    page.close()
    assert shares
    assert min(shares) > 0.8
