"""The parts of a page as HTML: what they say to those who listen, and what they never lose."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from qosyl.ui import charts
from qosyl.ui.lists import Sort, page_of
from qosyl.ui.shapes import Bar, BarChart, Branch, Column, Link, Row, Step, Table


def drawn(source, **context):
    request = context.pop("address", None)
    if request:
        context["request"] = RequestFactory().get(request)
    return html.fromstring("<div>" + Template("{% load ui %}" + source).render(Context(context)) + "</div>")


def table(**changes):
    columns = [Column("Топ", sort_key="name"), Column("Тыңдаушы", numeric=True, sort_key="learners"), Column("Күні")]
    rows = [Row(["<b>1-топ</b>", 12345, date(2026, 11, 22)], url="/a"), Row(["Барлығы", None, None], "total")]
    return Table(**{"caption": "Топтар", "columns": columns, "rows": rows, "sort": Sort("name")} | changes)


def test_table_keeps_its_roles_where_its_rows_become_cards():
    found = drawn("{% table table %}", table=table())
    assert found.xpath("//table/@role") == ["table"]
    assert found.xpath("//tbody/tr/*/@role") == ["rowheader", "cell", "cell"] * 2
    assert found.xpath("//tbody/tr[1]/td/@data-label") == ["Тыңдаушы", "Күні"]


def test_table_writes_numbers_days_and_dashes_and_escapes_words():
    cells = drawn("{% table table %}", table=table()).xpath("//tbody//td/text() | //tbody//th//text()")
    assert cells == ["<b>1-топ</b>", "12\u00a0345", "2026 жылғы 22 қараша", "Барлығы", "–", "–"]


def test_table_headings_sort_and_keep_the_search():
    found = drawn("{% table table %}", table=table(), address="/?q=a&page=3&sort=name")
    assert found.xpath("//thead//a/@href") == ["?q=a&sort=-name", "?q=a&sort=learners"]
    assert found.xpath("//thead//th/@aria-sort") == ["ascending"]


def test_table_that_stays_a_table_scrolls_by_keyboard():
    found = drawn("{% table table %}", table=table(cards=False))
    assert found.xpath("//div[@role='region'][@tabindex='0']/@aria-label") == ["Топтар"]


def test_pagination_keeps_the_query_and_names_the_page():
    found = drawn("{% pagination page %}", page=page_of(range(100), 5, 10), address="/?q=a&page=5")
    assert found.xpath("//a[@rel='next']/@href") == ["?q=a&page=6"]
    assert found.xpath("//a[@aria-current='page']/@href") == ["?q=a&page=5"]
    assert "Барлығы 100, көрсетілгені 41–50" in found.text_content()


def test_pagination_of_one_page_is_nothing():
    assert drawn("{% pagination page %}", page=page_of([1], 1, 10), address="/").text_content().strip() == ""


@pytest.mark.parametrize(
    ("kind", "words"),
    [("info", "Біле жүріңіз"), ("attention", "Назар аударыңыз"), ("harm", "Орындалмады"), ("done", "Орындалды")],
)
def test_notice_says_its_kind_in_words_and_sign(kind, words):
    found = drawn("{% notice kind %}<p>x</p>{% endnotice %}", kind=kind)
    assert words in found.text_content()
    assert len(found.xpath("//*[name()='svg'][@aria-hidden='true']")) == 1


def test_notice_of_a_misspelt_kind_is_an_error():
    with pytest.raises(ValueError, match="'warn' is not a kind"):
        drawn("{% notice 'warn' %}x{% endnotice %}")


def test_messages_stay_and_are_announced_by_their_weight():
    said = [Message(constants.SUCCESS, "Сақталды"), Message(constants.ERROR, "<b>Болмады</b>")]
    found = drawn("{% messages %}", messages=said)
    assert found.xpath("//div[@role]/@role") == ["status", "alert"]
    assert found.xpath("//p[@class='notice-title']/text()") == ["Сақталды", "<b>Болмады</b>"]


def test_chart_has_words_and_a_table_of_the_same_figures():
    chart = BarChart("Сағат", "Ең ұзағы – 3-модуль.", "Сағат", [Bar("1-модуль", 12), Bar("3-модуль", 16)], "Модуль")
    found = drawn("{% chart chart %}", chart=chart)
    (drawing,) = found.xpath("//*[name()='svg'][@role='img']")
    names = drawing.get("aria-labelledby").split()
    assert [found.xpath(f"//*[@id='{name}']")[0].text for name in names] == ["Сағат", "Ең ұзағы – 3-модуль."]
    assert found.xpath("//table//td/text()") == ["12", "16"]
    assert found.xpath("//*[@class='part']/@width") == ["75%", "100%"]


def test_chart_without_bars_is_flat_and_whole():
    assert charts.place(BarChart("a", "b", "c", [])).height == "0em"


def test_tree_opens_where_the_reader_is():
    branches = [
        Branch("A", number="1", branches=[Branch("B", "/b", "1.1", 2, current=True)]),
        Branch("C", number="2", branches=[Branch("D", "/d", "2.1")]),
    ]
    found = drawn("{% tree branches 'Мазмұны' %}", branches=branches)
    assert [bool(part.get("open") is not None) for part in found.xpath("//details//details")] == [True, False]
    assert found.xpath("//a[@aria-current='page']/@href") == ["/b"]
    assert "2\u00a0сағ" in found.text_content().replace(" сағ", "\u00a0сағ")


def test_breadcrumb_ends_with_the_page_itself():
    found = drawn("{% breadcrumb links %}", links=[Link("Басты", "/"), Link("Осы бет")])
    assert found.xpath("//li[@aria-current='page']/text()") == ["Осы бет"]
    assert found.xpath("//a/@href") == ["/"]


def test_steps_say_their_state_in_words():
    found = drawn("{% steps steps 'Жол' %}", steps=[Step("A", "done"), Step("B", "current"), Step("C", "ahead")])
    assert [item.text_content().strip() for item in found.xpath("//li//span[@class='step-words']")] == [
        "A – орындалды",
        "B – қазіргі қадам",
        "C",
    ]


def test_meter_shows_its_words_and_never_more_than_the_whole():
    found = drawn("{% meter 90 80 'Барлығы өтілді.' %}")
    assert found.xpath("//*[@class='part']/@width") == ["100%"]
    assert "Барлығы өтілді." in found.text_content()


def test_day_is_written_as_official_papers_do():
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    source = "{% day a %}|{% day a 'short' %}|{% day b 'time' %}"
    assert (
        drawn(source, a=date(2026, 11, 22), b=late).text_content()
        == "2026 жылғы 22 қараша|22.11.2026|2026 жылғы 23 қараша, 01:30"
    )
    with translation.override("ru"):
        assert drawn("{% day a %}", a=date(2026, 11, 22)).text_content() == "22 ноября 2026 года"
        assert drawn("{% period a b %}", a=date(2026, 11, 2), b=date(2026, 12, 4)).text_content() == (
            "2 ноября – 4 декабря 2026 года"
        )


def test_button_is_a_button_and_a_link_is_a_link():
    found = drawn("{% button 'Тапсыру' name='act' value='<1>' %}{% link_button 'Ашу' '/x?a=1&b=2' hint='2-жұмыс' %}")
    assert found.xpath("//button/@value") == ["<1>"]
    assert found.xpath("//a/@href") == ["/x?a=1&b=2"]
    assert found.xpath("//a")[0].text_content() == "Ашу 2-жұмыс"
