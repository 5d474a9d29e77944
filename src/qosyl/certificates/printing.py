"""The sheet: from a sealed record to the values of its template, and to the PDF that carries the record inside.

Pure but for the template it reads: what stands in a record is all that a sheet is made of. The words that a sheet must
show are named by field, so that a page that was altered can be told from its record.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from qosyl.certificates import codes
from qosyl.certificates.seal import FILE, Sealing
from qosyl.documents.pdf import Attachment, pdf
from qosyl.documents.qr import qr_svg
from qosyl.documents.whole_file import sealed_file
from qosyl.localtext import LocalText, date_in_words, period_in_words
from qosyl.rules.eligibility import NOT_PRESENTED
from qosyl.rules.names import FullName

ATTACHMENT = "qosyl-record.json"
_SHEET = Path(__file__).resolve().parent / "sheets" / "document.typ"
_FORMS = {
    "test": LocalText("Қорытынды тестілеу", "Итоговое тестирование"),
    "works": LocalText("Өзіндік жұмыс", "Самостоятельная работа"),
    "project": LocalText("Жобаны қорғау", "Защита проекта"),
}
_MISSING = LocalText("ұсынылмады", "не представлено")
_PROTOCOL = LocalText("Комиссияның хаттамасы: № {number}, {date}", "Протокол комиссии: № {number} от {date}")
_EARLIER = {
    "statement": LocalText("Бұған дейін берілген анықтама: № {number}", "Ранее выдана справка № {number}"),
    "certificate": LocalText("Бұған дейін берілген сертификат: № {number}", "Ранее выдан сертификат № {number}"),
}
_NAMES = {
    "certificate": LocalText("Сертификат", "Сертификат"),
    "statement": LocalText("Анықтама", "Справка"),
}
_SPECIMEN = LocalText("Үлгі", "Образец")


def printed(record: Mapping[str, Any], seal: Mapping[str, Any], sealing: Sealing, made_at: datetime) -> bytes:
    """The PDF of a record: sealed as a whole, with record and seal inside."""
    inside = json.dumps({"record": record, "seal": seal}, ensure_ascii=False, sort_keys=True, indent=1)
    unsealed = pdf(_SHEET, sheet_values(record), made_at=made_at, attachment=Attachment(ATTACHMENT, inside.encode()))
    return sealed_file(unsealed, lambda content: sealing.sign(FILE, content))


def sheet_values(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the template asks for; optional parts are left out where the record has none."""
    first, last = (date.fromisoformat(record["period"][end]) for end in ("first", "last"))
    whole = Fraction(record["hours"]["printed"])
    values = {
        "kind": record["kind"],
        "specimen": record["specimen"],
        "number": record["number"] or "",
        "code": codes.printed(record["code"]),
        "address": record["address"],
        "site": _site(record["address"]),
        "qr": qr_svg(record["address"]),
        "provider": _pair(record["provider"]),
        "holder": {language: FullName(**record["holder"][language]).written for language in ("kk", "ru")},
        "programme": _pair(record["programme"]),
        "hours": {
            "printed": in_hours(record["hours"]["printed"]),
            "of-programme": in_hours(record["hours"]["of_programme"]),
            "single": whole.denominator == 1 and whole % 10 == 1 and whole % 100 != 11,  # noqa: PLR2004 - Russian
        },
        "period": _as_pair(period_in_words(first, last)),
        "place": _pair(record["place"]),
        "head-title": _pair(record["head"]["title"]),
        "head-name": _pair(record["head"]["name"]),
        "issued": _as_pair(date_in_words(date.fromisoformat(record["issued"]))),
        "footing": _footing(record),
        "modules": [_pair(row) | {"hours": in_hours(row["hours"])} for row in record["annex"]["modules"]],
        "results": [_as_pair(_FORMS[row["form"]]) | {"result": _result(row)} for row in record["annex"]["results"]],
        "notes": [_as_pair(note) for note in _notes(record)],
    }
    return values | ({"branch": _pair(record["branch"])} if record["branch"] else {})


def words_on_the_sheet(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Fields by their paths with the words by which each must stand on the pages."""
    values = sheet_values(record)
    for field, name in (
        ("holder", "holder"),
        ("programme", "programme"),
        ("provider", "provider"),
        ("period", "period"),
        ("place", "place"),
        ("head.title", "head-title"),
        ("head.name", "head-name"),
        ("issued", "issued"),
    ):
        yield from (
            (f"{field}.{language}" if field != "issued" else field, values[name][language]) for language in ("kk", "ru")
        )
    yield "hours.printed", values["hours"]["printed"] + ("академиялықсағат" if record["kind"] == "certificate" else "")
    yield "code", values["code"]
    yield "number", values["number"]
    for place, row in enumerate(values["modules"]):
        yield f"annex.modules.{place}", row["kk"]
        yield f"annex.modules.{place}", row["ru"] + row["hours"]
    for place, row in enumerate(values["results"]):
        yield f"annex.results.{place}", row["ru"] + row["result"]["kk"]
    for note in values["notes"]:
        yield "protocol", note["ru"]


def in_hours(text: str) -> str:
    """Hours as people write them: «80», «64,5», and a share that has no such figure as «12 1/3»."""
    value = Fraction(text)
    if value.denominator == 1:
        return str(value.numerator)
    hundredths = value * 100
    if hundredths.denominator == 1:
        return f"{value.numerator // value.denominator},{int(hundredths) % 100:02d}".rstrip("0")
    whole, rest = divmod(value.numerator, value.denominator)
    return f"{whole} {rest}/{value.denominator}" if whole else f"{rest}/{value.denominator}"


def _result(row: Mapping[str, Any]) -> dict[str, str]:
    if row["points"] == NOT_PRESENTED:
        return _as_pair(_MISSING)
    grade = f" · «{row['grade']}»" if row["grade"] else ""
    figures = f"{in_hours(row['points'])} / {row['of']}{grade}"
    return {"kk": figures, "ru": figures}


def _notes(record: Mapping[str, Any]) -> Iterator[LocalText]:
    protocol, earlier = record["protocol"], record["earlier"]
    if protocol:
        day = date_in_words(date.fromisoformat(protocol["dated"]))
        yield LocalText(
            _PROTOCOL.kk.format(number=protocol["number"], date=day.kk),
            _PROTOCOL.ru.format(number=protocol["number"], date=day.ru),
        )
    if earlier and earlier["number"]:
        yield _EARLIER[earlier["kind"]].map(lambda words: words.format(number=earlier["number"]))


def _footing(record: Mapping[str, Any]) -> dict[str, str]:
    name = _NAMES[record["kind"]]
    if record["specimen"]:
        return {"kk": f"{_SPECIMEN.kk} · {name.kk}", "ru": f"{_SPECIMEN.ru} · {name.ru}"}
    return {language: f"{name.pick(language)} № {record['number']}" for language in ("kk", "ru")}


def _site(address: str) -> str:
    """Where a code is typed, as people read addresses: without https and without the token."""
    return address.split("://", 1)[-1].rsplit("/v/", 1)[0] + "/v/"


def _pair(value: Mapping[str, Any]) -> dict[str, str]:
    return {"kk": str(value["kk"]), "ru": str(value["ru"])}


def _as_pair(words: LocalText) -> dict[str, str]:
    return {"kk": words.kk, "ru": words.ru}
