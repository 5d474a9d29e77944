"""What a page of our Markdown is read as, and that no text at all can break the reading."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.packages.prose import Box, Figure, Heading, Link, Table, parse

PAGE = """## Мақсат қалай өлшенеді {#goal}

Мақсатқа [бастапқы деңгей](term:baseline) қосылады,
[мына тақырыпты](topic:3.2#how) қараңыз.

::: task 10 Мақсат жазыңыз
Бір **оқушы** үшін.

- [ ] әрекет
- [x] мерзім
:::

![Апталық өлшем](figures/week-line.svg)

| Аты | Саны |
|---|---|
| бір | 1 |
| екі | 2 |

___
___

### Соңы
"""


def test_headings_carry_anchor_words_and_line():
    assert parse(PAGE).headings == (
        Heading(2, "Мақсат қалай өлшенеді", "goal", 1),
        Heading(3, "Соңы", None, 23),
    )


def test_box_carries_kind_minutes_and_title():
    assert parse(PAGE).boxes == (Box("task", 10, "Мақсат жазыңыз", 6, closed=True),)


def test_box_without_minutes_keeps_numbers_of_its_title():
    box = parse("::: case 4-сынып оқушысы\nМәтін\n:::\n").boxes[0]
    assert (box.kind, box.minutes, box.title) == ("case", None, "4-сынып оқушысы")


def test_box_of_unknown_kind_is_read_as_written():
    assert parse("::: warning\nx\n:::").boxes[0].kind == "warning"


def test_box_left_open_says_so():
    assert not parse("::: note\nx\n").boxes[0].closed


def test_closing_mark_without_box_is_stray():
    assert parse("x\n\n:::\n").stray_marks == (3,)


def test_links_carry_the_line_inside_their_paragraph():
    assert parse(PAGE).links == (
        Link("term", "baseline", "бастапқы деңгей", 3),
        Link("topic", "3.2#how", "мына тақырыпты", 4),
    )


def test_link_of_a_forbidden_scheme_is_seen():
    links = parse("[a](javascript:alert(1)) [b](#part) [c](other.html)").links
    assert [(link.scheme, link.target) for link in links] == [
        ("javascript", "alert(1)"),
        ("#", "part"),
        ("", "other.html"),
    ]


def test_figure_alone_in_its_paragraph_is_a_figure():
    assert parse(PAGE).figures == (Figure("week-line", "Апталық өлшем", 13, alone=True),)


def test_figure_among_words_is_not_alone():
    assert parse("Қараңыз: ![a](figures/b.svg)").figures == (Figure("b", "a", 1, alone=False),)


def test_table_counts_rows_without_header():
    assert parse(PAGE).tables == (Table(("Аты", "Саны"), 2, 15),)


def test_lines_to_write_on_and_boxes_to_tick_are_counted():
    page = parse(PAGE)
    assert (page.writing_lines, page.ticks) == (2, 1)


def test_parting_line_is_no_line_to_write_on():
    assert parse("a\n\n---\n\nb").writing_lines == 0


def test_raw_html_is_reported_by_line():
    assert parse("<div>\nx\n</div>\n\nСөз <b>қою</b>\n\n5 < 7").raw_html == (1, 5)


def test_counts_leave_markup_out():
    page = parse("## Екі сөз {#two}\n\n**Тағы** [үш](term:x) сөз\n")
    assert (page.words, page.characters) == (5, len("Екі сөз") + len("Тағы үш сөз"))


def test_reading_a_lesson_of_2400_words_stays_within_ten_milliseconds():
    sentence = "Мұғалім сыныпта баланы бақылайды, жазады және келесі қадамды ата-анамен бірге таңдайды. "
    lesson = ("## Бөлім {#part}\n\n" + (sentence * 6 + "**Кімге** қажет: [термин](term:child).\n\n") * 7) * 5
    parse(lesson)
    assert parse(lesson).words > 2400
    assert min(_processor_seconds(lesson) for _ in range(9)) < 0.010


def _processor_seconds(text):
    start = time.process_time()
    parse(text)
    return time.process_time() - start


MARKS = st.sampled_from(
    ["\n", "\n\n", ":::", "::: task 5 ", "::: notes", "# ", "{#a}", "[", "](", ")", "![", "|", "---", "___", "`", "```",
     "> ", "- [ ] ", "<b>", "<!--", "&#0;", "&amp;", "\\", "*", "\t", "\x00", "\r", "1. ", "figures/x.svg"]
)  # fmt: skip


@settings(max_examples=800)
@given(st.lists(st.one_of(MARKS, st.text(max_size=8))).map("".join))
def test_parse_never_raises_and_lines_stay_within_the_text(text):
    page = parse(text)
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    placed = [*page.headings, *page.boxes, *page.figures, *page.tables, *page.links, *page.passages]
    assert all(1 <= thing.line <= last for thing in placed)
    assert page.characters == sum(len(passage.words) for passage in page.passages)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_parse_takes_any_text(text):
    assert parse(text).words >= 0
