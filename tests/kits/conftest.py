"""A small topic of our own in place of 1.2 of the inclusion programme, with everything that a topic can have."""

import json
from pathlib import Path

import pytest

from qosyl.localtext import LocalText
from qosyl.packages.model.items import Item, ItemSheet
from qosyl.packages.model.kit import FigureSheet, TopicSheet
from qosyl.packages.model.package import Figure, Topic
from qosyl.packages.reading import read_package

PROGRAMME = Path(__file__).parents[2] / "programmes" / "inclusion"
NUMBER = "1.2"

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120">
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4"><path d="M0 0L8 4L0 8z"/></marker></defs>
<rect x="10" y="10" width="150" height="60" class="f-wash-accent"/>
<path d="M160 40H300" class="f-arrow" marker-end="url(#tip)"/>
<text x="20" y="45" class="f-text" data-label="left">?</text>
<text x="20" y="100" class="f-small" data-label="below">?</text>
</svg>"""

LECTURE = """::: case Бірдей парақ
[Сынып](character:class-4) оқып отыр.
:::

Бүгін [инклюзия](term:inclusive-education) мен [белгісіз](term:no-such-term) сөз.
Тағы: [1.1](topic:1.1), [осында](#goal).

## Мақсат {#goal}

::: task 10 Мақсат жазыңыз
1. бір
2. екі
:::

| | Бұрын | Енді |
|---|---:|---|
| ұл | 2 | 6 |

![Жолы](figures/way.svg)

Оқыңыз: [конвенция](work:A10), [сайт](https://example.org/a?b=1&c=2).

## Соңы {#end}

::: tomorrow Бір қадам
Бастаңыз.
:::
"""
DECK = """## Ашылуы {#open}

- ой

::: notes 40
ТРЕНЕР СӨЗІ бірінші.
:::

---

## Кесте {#table}

| А | Ә |
|---|---|
| 1 | 2 |

::: notes 30
ТРЕНЕР СӨЗІ екінші.
:::

---

## Сурет {#drawing}

![Жолы](figures/way.svg)

1. бір
2. екі

::: notes 20
ТРЕНЕР СӨЗІ үшінші.
:::
"""
HANDOUT = """## Парақ {#sheet}

1. бір
2. екі

Содан кейін:

1. үш ___

| Сұрақ | Жауап |
|---|---|
| Не болды? | ___ |

- [ ] айтылды

___
___

![Жолы](figures/way.svg)
"""


def both(text):
    return LocalText(kk=text, ru=text.replace("ТРЕНЕР СӨЗІ", "СЛОВО ТРЕНЕРА"))


def words(kk):
    return {"kk": kk, "ru": f"{kk} (ru)"}


def check(stem):
    return [{"question": words(f"{stem} сұрағы?"), "answer": words(f"{stem} жауабы.")}]


SHEET = {
    "number": NUMBER,
    "title": {"kk": "Инклюзия принциптері", "ru": "Принципы инклюзии"},
    "source": "281",
    "hours": {"lecture": 2, "practice": 2},
    "outcomes": ["M1-O1"],
    "state": "finished",
    "terms": ["barrier"],
    "lecture": {
        "minutes": {"reading": 20, "tasks": 30, "case": 20, "questions": 20},
        "questions": check("Дәріс"),
        "literature": [{"work": "A10", "place": words("3-бап")}],
    },
    "practice": {
        "aim": words("Практика мақсаты"),
        "tasks": [words("практика міндеті")],
        "questions": [words("негізгі сұрақ")],
        "plan": [
            {"minutes": 50, "form": words("жұппен"), "activity": words("ТАЛДАУ жүреді")},
            {"minutes": 40, "form": words("жеке"), "activity": words("жазу")},
        ],
        "controls": [{"outcome": "M1-O1", "kind": words("шығу картасы")}],
        "literature": [],
        "check": check("Практика"),
    },
    "independent_work": {
        "aim": words("Жұмыс мақсаты"),
        "tasks": [words("жұмыс тапсырмасы")],
        "form": "tasks",
        "minutes": 60,
        "deadline_days": 7,
        "criteria": [],
        "literature": [],
        "check": check("Жұмыс"),
    },
}


def item(key, stem):
    options = [{"key": k, "text": words(f"{stem} {k}"), "why": words(f"{stem} {k} себебі")} for k in "abcd"]
    return Item.model_validate_json(
        json.dumps(
            {
                "key": key,
                "topic": NUMBER,
                "outcome": "M1-O1",
                "level": "know",
                "stem": words(stem),
                "options": options,
                "answer": "b",
            }
        )
    )


def figure(drawing=DRAWING, **labels):
    found = labels or {"left": "Сол жақ", "below": "Екі\nжол"}
    sheet = {
        "title": words("Сурет аты"),
        "description": words("Суреттің сипаты"),
        "labels": [{"key": key, "text": words(text)} for key, text in found.items()],
    }
    return Figure(key="way", sheet=FigureSheet.model_validate_json(json.dumps(sheet)), drawing=drawing)


def topic(**changed):
    prose = {
        "lecture": both(LECTURE),
        "deck": both(DECK),
        "practice": both("## Барысы {#steps}\n\nБастаймыз."),
        "handout": both(HANDOUT),
        "key": both("## Кілт {#key}\n\nТРЕНЕР СӨЗІ кілтте."),
        "independent": both("## Тапсырма {#tasks}\n\nЖазыңыз."),
        "sample": both("## Үлгі {#sample}\n\nТРЕНЕР СӨЗІ үлгіде."),
    }
    return Topic(
        sheet=TopicSheet.model_validate_json(json.dumps(SHEET)),
        prose={**prose, **changed},
        figures=(figure(),),
        items=ItemSheet(items=(item("m1-2-01", "ҚОРЫТЫНДЫ ТЕСТ"),)),
        practice_items=ItemSheet(items=(item("p-2-01", "Жаттығу"), item("p-2-02", "Тағы жаттығу"))),
    )


def shelved(package, new):
    """The package with `new` in place of the topic of its number."""
    modules = tuple(
        module.model_copy(
            update={"topics": tuple(new if old.sheet.number == new.sheet.number else old for old in module.topics)}
        )
        for module in package.modules
    )
    return package.model_copy(update={"modules": modules})


@pytest.fixture(scope="session")
def programme():
    """The inclusion programme as it stands in the repository."""
    found = read_package(PROGRAMME).package
    assert found is not None
    return found


@pytest.fixture(scope="session")
def package(programme):
    return shelved(programme, topic())
