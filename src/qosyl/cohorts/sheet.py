"""A pasted table of learners as rows of named cells: separators, headings, stray signs. Pure text work.

Here belongs reading alone. What is wrong with a value, and who somebody is, is answered in `roster`.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

#: So many rows are read from one paste; a longer list is pasted in parts.
MOST_ROWS = 300
_LONGEST_CELL = 300
#: Columns of a table without headings, in this order.
COLUMNS = (
    *("family_kk", "given_kk", "patronymic_kk", "family_ru", "given_ru", "patronymic_ru"),
    *("phone", "email", "language", "organisation", "position", "district"),
)
#: One column with the whole name, as many lists have it.
WHOLE_NAMES = {"name_kk": "kk", "name_ru": "ru"}
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "family_kk": ("тегі", "тегi", "фамилиясы", "фамилия каз", "family kk"),
    "given_kk": ("аты", "есімі", "имя каз", "given kk"),
    "patronymic_kk": ("әкесінің аты", "отчество каз", "patronymic kk"),
    "family_ru": ("фамилия", "фамилия рус", "тегі орыс", "family ru"),
    "given_ru": ("имя", "имя рус", "аты орыс", "given ru"),
    "patronymic_ru": ("отчество", "отчество рус", "әкесінің аты орыс", "patronymic ru"),
    "name_kk": ("аты жөні", "тааә", "т а ә", "фио каз", "толық аты жөні"),
    "name_ru": ("фио", "ф и о", "фио рус", "фамилия имя отчество", "аты жөні орыс"),
    "phone": (
        "телефон",
        "телефоны",
        "телефон нөмірі",
        "номер телефона",
        "ұялы телефон",
        "сотовый",
        "моб телефон",
        "phone",
    ),
    "email": ("e mail", "email", "почта", "эл почта", "электрондық пошта", "электронная почта", "пошта"),
    "language": ("тіл", "тілі", "оқу тілі", "язык", "язык обучения", "language"),
    "organisation": (
        *("ұйым", "ұйымы", "мектеп", "жұмыс орны", "білім беру ұйымы", "организация", "школа", "место работы"),
        *("организация образования", "organisation"),
    ),
    "position": ("лауазым", "лауазымы", "қызметі", "должность", "position"),
    "district": ("аудан", "ауданы", "қала аудан", "район", "город район", "регион", "облыс", "область", "district"),
}
_FIELD_OF = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
#: A running number is no field and no stranger either.
_COUNTERS = {"№", "no", "n", "рс", "р с", "пп", "п п", "№ пп", "№ п п", "р н"}
#: A first row is one of headings if at least so many of its cells are known.
_LEAST_HEADINGS = 2
_LANGUAGE_SIGNS = {"қаз": "каз", "қазақша": "каз", "казахский": "каз", "kk": "каз", "ru": "рус", "орысша": "рус"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by its place in what was pasted, from 1, headings included; cells that are empty are left out."""

    number: int
    cells: Mapping[str, str]
    #: Cells beyond the columns that are known.
    beyond: int = 0

    def cell(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    rows: tuple[SheetRow, ...]
    has_headings: bool
    #: Headings that name no field; their columns are not read.
    strangers: tuple[str, ...] = ()
    #: Rows beyond the most that are read at once.
    left_out: int = 0


def read_sheet(text: str) -> Sheet:
    """Rows of a table copied out of a spreadsheet or written with semicolons; empty rows count but are not read."""
    lines = [(number, [_plain(cell) for cell in cells]) for number, cells in enumerate(_cells(text), start=1)]
    filled = [(number, cells) for number, cells in lines if any(cells)]
    fields = _fields_of(filled[0][1]) if filled else None
    rows = filled[1:] if fields is not None else filled
    columns: Sequence[str | None] = fields if fields is not None else COLUMNS
    strangers = _strangers(filled[0][1], fields) if fields is not None else ()
    return Sheet(
        tuple(_row(number, cells, columns) for number, cells in rows[:MOST_ROWS]),
        has_headings=fields is not None,
        strangers=strangers,
        left_out=max(0, len(rows) - MOST_ROWS),
    )


def _cells(text: str) -> Iterator[list[str]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    separator = "\t" if "\t" in text else ";"
    # A spreadsheet quotes cells of several lines; quotes that do not pair are those of names of schools.
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if text.count('"') % 2 == 0 else csv.QUOTE_NONE
    try:
        return iter(list(csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=separator, quoting=quoting)))
    except csv.Error:
        return iter([line.split(separator) for line in text.split("\n")])


def _plain(cell: str) -> str:
    """The cell without signs that nobody sees, its spaces single, its letters composed."""
    seen = "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zs", "Zl", "Zp"} else sign
        for sign in cell
        if unicodedata.category(sign) != "Cf"
    )
    return unicodedata.normalize("NFC", " ".join(seen.split()))[:_LONGEST_CELL]


def _fields_of(cells: Sequence[str]) -> list[str | None] | None:
    """The field of each column if the row is one of headings; a field that stands twice belongs to the first."""
    found: list[str | None] = []
    for cell in cells:
        field = _FIELD_OF.get(_heading(cell))
        found.append(None if field in found else field)
    return found if sum(field is not None for field in found) >= _LEAST_HEADINGS else None


def _heading(cell: str) -> str:
    words = re.sub(r"[^\w№]+", " ", cell.casefold()).split()
    return " ".join(_LANGUAGE_SIGNS.get(word, word) if place else word for place, word in enumerate(words))


def _strangers(cells: Sequence[str], fields: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(
        cell
        for cell, field in zip(cells, fields, strict=True)
        if cell and field is None and _heading(cell) not in _COUNTERS
    )


def _row(number: int, cells: Sequence[str], columns: Sequence[str | None]) -> SheetRow:
    named = {field: cell for field, cell in zip(columns, cells, strict=False) if field and cell}
    for field, language in WHOLE_NAMES.items():
        if field in named:
            named |= _parted(named.pop(field), language)
    return SheetRow(number, named, sum(bool(cell) for cell in cells[len(columns) :]))


def _parted(name: str, language: str) -> dict[str, str]:
    """Family name, given name, patronymic of one column; a single word is a given name."""
    words = name.split(" ", 2)
    if len(words) == 1:
        return {f"given_{language}": words[0]}
    parts = dict(zip(("family", "given", "patronymic"), words, strict=False))
    return {f"{part}_{language}": word for part, word in parts.items()}
