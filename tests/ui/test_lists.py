"""Pages, order and search of lists."""

import string

from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.ui.lists import GAP, Sort, in_order, matches, page_numbers, page_of, query_with, read_page_number, read_sort

sizes = st.integers(1, 50)


@given(st.lists(st.integers(), max_size=200), sizes)
def test_pages_hold_every_item_once_and_in_order(items, size):
    last = page_of(items, 1, size).last
    pages = [page_of(items, number, size) for number in range(1, last + 1)]
    assert [item for page in pages for item in page.items] == items
    assert all(page.total == len(items) for page in pages)


@given(st.integers(-5, 10_000), st.integers(0, 300), sizes)
def test_page_beyond_the_ends_is_the_nearest_one(number, length, size):
    page = page_of(range(length), number, size)
    assert 1 <= page.number <= page.last
    assert page.last_position - page.first_position + 1 == len(page.items)


@given(st.integers(1, 500), st.integers(1, 500))
def test_page_numbers_show_ends_and_neighbours_and_no_gap_of_one(number, last):
    number = min(number, last)
    shown = page_numbers(number, last)
    assert {1, last, number} <= set(shown)
    assert len(shown) <= 9
    for place, page in enumerate(shown):
        if page == GAP:
            assert shown[place + 1] - shown[place - 1] > 2


@given(st.text())
def test_page_number_of_any_address_is_at_least_one(parameter):
    assert read_page_number(parameter) >= 1


def test_page_number_of_nonsense_is_the_first():
    assert [read_page_number(word) for word in ("", "0", "-3", "two", "²", "9" * 40)] == [1] * 6
    assert read_page_number("17") == 17


@given(st.text())
def test_sort_of_any_address_is_one_of_the_allowed(parameter):
    assert read_sort(parameter, ["name", "day"], Sort("name")).key in {"name", "day"}


def test_sort_turns_round_on_the_second_press():
    once = Sort("name").turned_to("day")
    assert (once, once.turned_to("day"), once.turned_to("name")) == (
        Sort("day"),
        Sort("day", downwards=True),
        Sort("name"),
    )
    assert read_sort("-day", ["day"], Sort("day")).as_parameter() == "-day"


def test_order_follows_the_kazakh_alphabet_and_puts_empty_last():
    towns = ["Өскемен", "", "Ақтау", "Қостанай", "Көкшетау", "Әулиекөл"]
    upwards = in_order(towns, Sort("name"), lambda town, _: town)
    assert upwards == ["Ақтау", "Әулиекөл", "Көкшетау", "Қостанай", "Өскемен", ""]
    assert in_order(towns, Sort("name", downwards=True), lambda town, _: town)[-1] == ""


parameters = st.dictionaries(
    st.text(string.ascii_lowercase, min_size=1, max_size=4), st.lists(st.text(), max_size=2), max_size=3
)


# Django reads its settings at the first query, which a busy machine may take a second for.
@settings(deadline=None)
@given(parameters, st.integers(1, 99))
def test_changed_query_keeps_the_other_parameters(query, page):
    again = dict(QueryDict(query_with(query, page=page)[1:]).lists())
    assert again.pop("page") == [str(page)]
    assert again == {name: values for name, values in query.items() if values and name != "page"}


def test_changed_query_leaves_out_what_is_none():
    assert query_with({"q": ["қала"], "page": ["3"]}, page=None) == "?q=%D2%9B%D0%B0%D0%BB%D0%B0"


def test_search_levels_case_and_kazakh_letters_and_wants_every_word():
    assert matches("Қарқаралы, 3-топ", "каркаралы 3")
    assert not matches("Қарқаралы, 3-топ", "каркаралы 4")
    assert matches("Кез келгені", "")
