"""How a deck is parted into slides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.packages.prose import parse_deck

DECK = """## Бірінші {#one}

- ой

::: notes 6
Сұраңыз.

---

Күтіңіз.
:::

---

## Екінші {#two}

| a | b |
|---|---|
| 1 | 2 |

::: notes 4
Айтыңыз.
:::
"""


def test_deck_is_parted_by_lines_of_three_dashes():
    first, second = parse_deck(DECK)
    assert (first.title, first.anchor, first.line, first.minutes) == ("Бірінші", "one", 1, 6)
    assert (second.title, second.anchor, second.line, second.minutes) == ("Екінші", "two", 15, 4)


def test_slide_parts_body_from_notes():
    first, second = parse_deck(DECK)
    assert (first.body, first.body_line) == ("- ой", 3)
    assert (first.notes, first.notes_line) == ("Сұраңыз.\n\n---\n\nКүтіңіз.", 6)
    assert second.body.startswith("| a | b |")
    assert second.notes == "Айтыңыз."


def test_dashes_inside_code_part_nothing():
    assert len(parse_deck("## A\n\n```\n---\n```\n\n---\n\n## B")) == 2


def test_dashes_right_below_words_part_slides_and_make_no_heading():
    first, second = parse_deck("## A\n\nсөз\n---\n## B")
    assert (first.body, second.title) == ("сөз", "B")


def test_slide_without_title_or_notes_is_still_a_slide():
    (slide,) = parse_deck("\nтек сөз\n")
    assert (slide.title, slide.line, slide.body, slide.notes, slide.minutes) == ("", 2, "тек сөз", "", None)


def test_empty_parts_are_no_slides():
    assert parse_deck("---\n\n---\n") == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_line_ends(end):
    assert parse_deck(DECK.replace("\n", end)) == parse_deck(DECK)


def test_box_inside_a_quotation_may_end_the_text():
    (slide,) = parse_deck("> ::: notes 5\n> ")
    assert slide.minutes == 5


MARKS = st.sampled_from(
    ["\n", "---\n", "## ", "{#a}", "::: notes 5\n", ":::\n", "```\n", "~~~\n", "> ", "- ", "\r", "\x00"],
)


@settings(max_examples=800)
@given(st.lists(st.one_of(MARKS, st.text(max_size=6))).map("".join))
def test_parse_deck_never_raises(text):
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for slide in parse_deck(text):
        assert 1 <= slide.line <= last
        assert 1 <= slide.body_line <= last
        assert slide.notes_line is None or 1 <= slide.notes_line <= last + 1
