"""The invented examples of the page that shows all parts. Words in both languages; nothing here is used elsewhere."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import get_language

from qosyl.localtext import LocalText
from qosyl.ui.forms import ExampleForm
from qosyl.ui.gallery_words import WORDS
from qosyl.ui.icons import ICONS
from qosyl.ui.lists import Sort, in_order, matches, page_of, read_page_number, read_sort
from qosyl.ui.shapes import Bar, BarChart, Branch, Column, Link, Row, Step, Table

_GROUPS = (
    (LocalText("Ақкөл, 1-топ", "Акколь, группа 1"), 24, Decimal("71.5"), date(2026, 11, 22)),
    (LocalText("Әулиекөл, 2-топ", "Аулиеколь, группа 2"), 18, Decimal("64.25"), date(2026, 12, 4)),
    (LocalText("Балқаш, 1-топ", "Балхаш, группа 1"), 27, None, date(2026, 12, 11)),
    (LocalText("Қарқаралы, 3-топ", "Каркаралы, группа 3"), 21, Decimal("80.98"), date(2026, 11, 27)),
    (LocalText("Өскемен, 1-топ", "Усть-Каменогорск, группа 1"), 30, Decimal("58.4"), None),
)
_PAGES = 12


def examples(query: QueryDict) -> dict[str, object]:
    """Everything that the page of parts draws, in the language of the request."""
    language = get_language() or "kk"
    say = {name: words.pick(language) for name, words in WORDS.items()}
    wrong = {"example-name": "", "example-mail": "aigul", "example-way": "", "example-place": "tur"}
    return {
        "say": say,
        "icons": ICONS,
        "form": ExampleForm(language),
        "mended": ExampleForm(language, dict(wrong)),
        "table": _groups_table(query, language, say),
        "plan": _plan(say),
        "page": page_of(range(1, 241), read_page_number(query.get("page", "")) or 1, 240 // _PAGES),
        "query": query.get("q", ""),
        "found": [words.pick(language) for words, *_ in _GROUPS if matches(words.pick(language), query.get("q", ""))],
        "tree": _tree(say),
        "chart": _chart(say),
        "steps": [
            Step(say["step_apply"], "done"),
            Step(say["step_learn"], "current", say["step_learn_note"]),
            Step(say["step_test"], "ahead"),
            Step(say["step_defend"], "ahead"),
        ],
        "crumbs": [Link(say["home"], "/"), Link(say["programme"], "#"), Link(say["parts"])],
        "tabs": [
            Link(say["tab_all"], "#", current=True, count=128),
            Link(say["tab_waiting"], "#", count=6),
            Link(say["tab_closed"], "#"),
        ],
        "pairs": [
            (say["number"], "QS-2026-000184"),
            (say["programme"], say["programme_title"]),
            (say["period"], say["period_value"]),
            (say["note"], None),
        ],
        "today": date(2026, 11, 22),
        "amount": Decimal("12345.6"),
    }


def _groups_table(query: QueryDict, language: str, say: Mapping[str, str]) -> Table:
    sort = read_sort(query.get("sort", ""), ("name", "learners", "mean", "day"), Sort("name"))
    rows = [
        {"name": words.pick(language), "learners": learners, "mean": mean, "day": day}
        for words, learners, mean, day in _GROUPS
    ]
    ordered = in_order(rows, sort, lambda row, key: row[key])
    return Table(
        caption=say["groups"],
        columns=[
            Column(say["group"], sort_key="name"),
            Column(say["learners"], numeric=True, sort_key="learners"),
            Column(say["mean"], numeric=True, sort_key="mean"),
            Column(say["closing_day"], sort_key="day"),
        ],
        rows=[Row(list(row.values()), url="#") for row in ordered],
        sort=sort,
    )


def _plan(say: Mapping[str, str]) -> Table:
    return Table(
        caption=say["plan"],
        columns=[
            Column(say["topic"]),
            Column(say["lecture"], numeric=True),
            Column(say["practice"], numeric=True),
            Column(say["total"], numeric=True),
        ],
        rows=[
            Row([say["module_3"], 8, 8, 16], "section"),
            Row(["3.1 " + say["topic_31"], 2, 2, 4], url="#"),
            Row(["3.2 " + say["topic_32"], 2, 2, 4], url="#"),
            Row(["1.1 " + say["topic_11"], 2, None, 2], url="#"),
            Row([say["whole"], 40, 40, 80], "total"),
        ],
        cards=False,
    )


def _tree(say: Mapping[str, str]) -> list[Branch]:
    return [
        Branch(
            say["module_3_name"],
            number="3",
            hours=16,
            branches=[
                Branch(say["topic_31"], "#", "3.1", 4, done=True),
                Branch(say["topic_32"], "#", "3.2", 4, current=True),
                Branch(say["topic_33"], "#", "3.3", 4),
                Branch(say["topic_34"], "#", "3.4", 4),
            ],
        ),
        Branch(say["module_4_name"], number="4", hours=16, branches=[Branch(say["topic_41"], "#", "4.1", 4)]),
    ]


def _chart(say: Mapping[str, str]) -> BarChart:
    return BarChart(
        title=say["chart_title"],
        description=say["chart_text"],
        unit=say["hours"],
        label_heading=say["module"],
        bars=[Bar(say["module_1_name"], 12), Bar(say["module_3_name"], 16), Bar(say["module_4_name"], 8)],
    )
