"""Coverage of a checked package as a table: each outcome with what it serves and what tests it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from qosyl.ui.shapes import Column, Row, Table


def coverage_shape(rows: Sequence[Mapping[str, Any]]) -> Table:
    """One row an outcome; a dash is a gap."""
    return Table(
        caption=_("Coverage: outcomes, tasks, results, topics and items"),
        columns=[
            Column(_("Outcome")),
            Column(_("Tasks")),
            Column(_("Results")),
            Column(_("Topics")),
            Column(_("Items"), numeric=True),
        ],
        rows=[
            Row(cells=[row["outcome"], *(", ".join(row[key]) for key in ("tasks", "results", "topics")), row["items"]])
            for row in rows
        ],
        caption_hidden=True,
    )
