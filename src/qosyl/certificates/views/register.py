"""The register: looked through, narrowed, printed, and taken along as a table."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qosyl.certificates import access, actions
from qosyl.certificates.printing import in_hours
from qosyl.certificates.words import KINDS, STATES
from qosyl.people.access import signed_in_person
from qosyl.rules.names import FullName
from qosyl.ui.lists import page_of, query_with, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.certificates.models import Document

_ACT = "read_register"
_PAGE = 50
_YEARS = range(2000, 3000)
#: With one of these a table program takes a cell for a formula and may run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@never_cache
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    person, filters = signed_in_person(request), _filters(request)
    found = access.register_visible_to(person, _ACT, timezone.localdate(), filters)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    language = "ru" if get_language() == "ru" else "kk"
    shown = {
        "page": page,
        "lines": [_line(document, language) for document in page.items],
        "filters": filters,
        "kinds": _ways(request, "kind", filters.kind, ((key, KINDS[key]) for key in ("certificate", "statement"))),
        "states": _ways(request, "state", filters.state, ((key, words) for key, (words, _kind) in STATES.items())),
        "export": reverse("certificates:export") + query_with(dict(request.GET.lists()), page=None),
    }
    return render(request, "certificates/register.html", shown)


def _filters(request: HttpRequest) -> access.Filters:
    year = request.GET.get("year", "")
    return access.Filters(
        words=request.GET.get("q", "").strip()[:200],
        kind=request.GET.get("kind", ""),
        state=request.GET.get("state", ""),
        year=int(year) if year.isascii() and year.isdigit() and int(year[:5]) in _YEARS else None,
    )


def _ways(request: HttpRequest, name: str, chosen: str, values: Iterator[tuple[str, object]]) -> list[Link]:
    query = dict(request.GET.lists())
    links = [Link(_("All"), query_with(query, page=None, **{name: None}), current=not chosen)]
    return links + [
        Link(str(words), query_with(query, page=None, **{name: key}), current=key == chosen) for key, words in values
    ]


def _line(document: "Document", language: str) -> dict[str, object]:
    record = access.record_of_document(document)
    words, kind = STATES[document.state]
    return {
        "document": document,
        "name": FullName(**record["holder"][language]).written,
        "kind": KINDS[document.kind],
        "state": words,
        "state_kind": kind,
        "programme": record["programme"][language],
        "hours": in_hours(record["hours"]["printed"]),
    }


# --- as a table ------------------------------------------------------------------------------------------------------
@never_cache
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The rows that the page shows, all of them, as CSV for table programs; taking it along is recorded."""
    person, now, filters = signed_in_person(request), timezone.now(), _filters(request)
    found = access.register_visible_to(person, _ACT, timezone.localdate(now), filters)
    actions.record_export(person, found, at=now)
    name = f"register-{timezone.localdate(now):%Y-%m-%d}.csv"
    rows = (_as_csv(row) for row in _rows(found.iterator(chunk_size=500)))
    return StreamingHttpResponse(
        (row.encode() for row in _with_mark(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _with_mark(rows: Iterator[str]) -> Iterator[str]:
    yield "\ufeff"  # without it table programs take Cyrillic for something else
    yield from rows


def _rows(documents: Iterator["Document"]) -> Iterator[list[str]]:
    yield [
        *(str(heading) for heading in (_("Registration number"), _("Kind of document"), _("Date of issue"))),
        *(str(heading) for heading in (_("Name in Kazakh"), _("Name in Russian"), _("Programme"), _("Hours"))),
        *(str(heading) for heading in (_("From"), _("Until and including"), _("Protocol of the commission"))),
        *(str(heading) for heading in (_("State in the register"), _("Code"))),
    ]
    for document in documents:
        record = access.record_of_document(document)
        yield [
            document.number or _("Specimen"),
            str(KINDS[document.kind]),
            document.issued_on.isoformat(),
            FullName(**record["holder"]["kk"]).written,
            FullName(**record["holder"]["ru"]).written,
            record["programme"]["ru" if get_language() == "ru" else "kk"],
            in_hours(record["hours"]["printed"]),
            record["period"]["first"],
            record["period"]["last"],
            record["protocol"]["number"] if record["protocol"] else "",
            str(STATES[document.state][0]),
            document.code,
        ]


def _as_csv(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(map(safe_cell, cells))
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The text as no table program runs it: an apostrophe before what would begin a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text
