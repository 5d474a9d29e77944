"""The register of a sitting as a table of the test sheet: who was admitted by whom, when they came and left."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from qosyl.localtext import Language
from qosyl.sittings.pages.register import RegisterShown
from qosyl.ui.shapes import Column, Row, Table


def register_table(rows: Sequence[RegisterShown], language: Language) -> Table:
    """A line for each learner, in the order given."""
    return Table(
        caption=_("Register of the sitting"),
        caption_hidden=True,
        columns=[
            Column(_("Learner")),
            Column(_("Document shown")),
            Column(_("Arrived"), numeric=True),
            Column(_("Left the room"), numeric=True),
            Column(_("Invigilator")),
            Column(_("Incidents")),
        ],
        rows=[_row(row, language) for row in rows],
    )


def _row(row: RegisterShown, language: Language) -> Row:
    name = row.name.pick(language)
    incidents = "; ".join(f"{_clock(line.moment)} {line.note}" for line in row.incidents) or None
    if row.by is None:
        return Row([name, _("not registered"), None, None, None, incidents])
    document = f"{row.document} · {row.shown}"
    return Row([name, document, _clock(row.arrived), _clock(row.departed), row.by.pick(language), incidents])


def _clock(moment: datetime | None) -> str | None:
    return f"{timezone.localtime(moment):%H:%M}" if moment else None
