"""Taking numbers: a series is locked, its next numbers are written, and no number is given twice or left out.

Only inside the transaction of the act that writes the documents: if that fails, the numbers were never taken.
"""

from typing import TYPE_CHECKING

from django.db.models import Max

from qosyl.audit.access import restored_at
from qosyl.certificates.models import Document, Kind, NumberSeries
from qosyl.rules.numbering import CounterState, NumberFields, next_number, written
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.people.models import Branch, Provider


def series_for(provider: "Provider", branch: "Branch | None", kind: str, year: int) -> NumberSeries | None:
    """The series from which a document takes its number: the branch's own, else the head office's."""
    own = NumberSeries.objects.filter(provider=provider, kind=kind, year=year)
    if branch is not None and (found := own.filter(branch=branch).first()):
        return found
    return own.filter(branch=None).first()


def series_problems(series: NumberSeries | None, kind: str, year: int) -> tuple[Reason, ...]:
    """What keeps a series from giving a number now."""
    if series is None:
        return (Reason(f"series.none.{kind}", required=year),)
    restored = restored_at()
    if restored is not None and series.set_at <= restored:
        return (Reason("series.after-restore", required=series.pattern),)
    return ()


def locked(series: NumberSeries) -> NumberSeries:
    """The series as it is now; others who want a number wait until the end of the transaction."""
    return NumberSeries.objects.select_for_update().get(pk=series.pk)


def counter_of(series: NumberSeries) -> CounterState:
    """What has been given, asked of the register itself too."""
    highest = Document.objects.filter(series=series).aggregate(most=Max("counted"))["most"]
    return CounterState(series.first, series.last, highest)


def take_numbers(series: NumberSeries, many: int) -> list[tuple[int, str]]:
    """The next ``many`` numbers of a locked series, each with its spelling."""
    first = next_number(counter_of(series))
    fields = number_fields(series.provider, series.kind, series.year, series.branch)
    taken = [(number, written(series.pattern, fields, number)) for number in range(first, first + many)]
    if taken:
        series.last = taken[-1][0]
        series.save(update_fields=["last"])
    return taken


def number_fields(provider: "Provider", kind: str, year: int, branch: "Branch | None") -> NumberFields:
    """What a pattern may name: keys of provider and branch without their hyphens, the first letter of the kind."""
    series = branch.key if branch else "0"
    return NumberFields(year, _word(provider.key), Kind(kind).value[0].upper(), _word(series))


def _word(key: str) -> str:
    return "".join(sign for sign in key if sign.isalnum()).upper()
