"""Template tags that draw tables and pages of lists. ``{% load ui %}`` brings them; the thinking is in ``ui.lists``."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.translation import get_language

from qosyl.localtext import date_in_words
from qosyl.ui.lists import GAP, PageOfItems, page_numbers, query_with
from qosyl.ui.quantities import in_figures
from qosyl.ui.shapes import Column, Row, Table

register = template.Library()


def _query(context: Context) -> dict[str, list[str]]:
    request = context.get("request")
    query: QueryDict = request.GET if request else QueryDict()
    return dict(query.lists())


def shown(value: object) -> object:
    """A cell as a reader sees it: numbers in figures, days in words, a dash where nothing applies."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, Fraction, float, date)):
        return value
    return date_in_words(value).pick(get_language() or "kk") if isinstance(value, date) else in_figures(value)


def _headings(table: Table, query: dict[str, list[str]]) -> list[dict[str, object]]:
    return [_heading(column, table, query) for column in table.columns]


def _heading(column: Column, table: Table, query: dict[str, list[str]]) -> dict[str, object]:
    heading: dict[str, object] = {"label": column.label, "numeric": column.numeric}
    if table.sort is None or not column.sort_key:
        return heading
    heading["url"] = query_with(query, sort=table.sort.turned_to(column.sort_key).as_parameter(), page=None)
    if table.sort.key == column.sort_key:
        heading["order"] = "descending" if table.sort.downwards else "ascending"
    return heading


def _cells(row: Row, columns: Sequence[Column]) -> list[dict[str, object]]:
    """The cells after the first, each with the label of its column."""
    pairs = list(zip(columns, row.cells, strict=False))[1:]
    return [{"label": column.label, "numeric": column.numeric, "value": shown(value)} for column, value in pairs]


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def table(context: Context, table: Table) -> dict[str, object]:
    rows = [
        {"kind": row.kind, "url": row.url, "first": shown(row.cells[0]), "cells": _cells(row, table.columns)}
        for row in table.rows
    ]
    return {"table": table, "headings": _headings(table, _query(context)), "rows": rows, "span": len(table.columns)}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: PageOfItems[Any]) -> dict[str, object]:
    """Links to the other pages of a list, kept with the search and the order of this one."""
    query = _query(context)

    def address(number: int) -> str:
        return query_with(query, page=number)

    return {
        "page": page,
        "numbers": [
            (number, address(number) if number != GAP else "") for number in page_numbers(page.number, page.last)
        ],
        "before": address(page.number - 1) if page.number > 1 else "",
        "after": address(page.number + 1) if page.number < page.last else "",
    }
