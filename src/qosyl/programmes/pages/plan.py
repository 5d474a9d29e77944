"""The thematic plan as a table: topics with their hours by kind, sums by module and of the whole."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from qosyl.packages.model.package import Module, Package, Topic
from qosyl.rules.hours import HoursByKind, sum_of
from qosyl.ui.shapes import Branch, Column, Row, Table


def _by_kind(topic: Topic) -> HoursByKind:
    hours = topic.sheet.hours
    return HoursByKind(hours.lecture, hours.practice, hours.assessment)


def plan_table(package: Package, language: str, address_of_module: Callable[[str], str]) -> Table:
    """The whole plan; a module's row leads to its page."""
    rows: list[Row] = []
    for module in package.modules:
        rows += _module_rows(module, language, address_of_module)
    whole = sum_of(_by_kind(topic) for topic in package.topics())
    rows.append(Row(cells=[_("Whole programme"), *_cells(whole)], kind="total"))
    return Table(
        caption=_("Thematic plan, academic hours"),
        columns=[
            Column(_("Topic")),
            # The sum first: on a phone the last column is the one that has to be pushed into view.
            Column(_("Total"), numeric=True),
            Column(_("Lectures"), numeric=True),
            Column(_("Practice"), numeric=True),
            Column(_("Assessment"), numeric=True),
        ],
        rows=rows,
        caption_hidden=True,
        cards=False,
    )


def _module_rows(module: Module, language: str, address_of_module: Callable[[str], str]) -> list[Row]:
    hours = sum_of(_by_kind(topic) for topic in module.topics)
    title = f"{module.sheet.number}. {module.sheet.title.pick(language)}"
    rows = [Row(cells=[title, *_cells(hours)], kind="section", url=address_of_module(module.sheet.key))]
    return rows + [
        Row(cells=[f"{topic.sheet.number} {topic.sheet.title.pick(language)}", *_cells(_by_kind(topic))])
        for topic in module.topics
    ]


def _cells(hours: HoursByKind) -> list[int | None]:
    return [hours.total, hours.lecture or None, hours.practice or None, hours.assessment or None]


def contents_tree(
    package: Package, language: str, address_of_topic: Callable[[str], str], current: str = ""
) -> list[Branch]:
    """The place-finder: modules with their topics; `current` is the number of the topic being read."""
    return [
        Branch(
            label=module.sheet.title.pick(language),
            number=str(module.sheet.number),
            hours=module.sheet.hours,
            branches=[
                Branch(
                    label=topic.sheet.title.pick(language),
                    number=topic.sheet.number,
                    url=address_of_topic(topic.sheet.number),
                    hours=topic.sheet.hours.total,
                    current=topic.sheet.number == current,
                )
                for topic in module.topics
            ],
        )
        for module in package.modules
    ]
