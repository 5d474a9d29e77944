"""Valid documents whose test result a ruling on a question has made anew: for the director to decide on each.

Here belongs finding them by the result that their sealed record names. Not here: deciding, and what a ruling does
(`sittings`). Once the commission has corrected its protocol, they stand among the documents that it has overtaken.
"""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from qosyl.certificates.models import Document, State
from qosyl.sittings.queries import Remade, remade_results

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class Regraded:
    """A document, the points that it rests on and those that the result has now; None awaits the commission."""

    document: Document
    remade: Remade


def regraded_in(cohort: "Cohort") -> list[Regraded]:
    """Documents of a cohort by the name of the learner; none where no ruling changed points, grade or decision."""
    remade = remade_results(cohort)
    if not remade:
        return []
    valid = Document.objects.filter(enrolment__cohort=cohort, state=State.VALID).select_related("enrolment__learner")
    found = []
    for document in valid.order_by("enrolment__learner__folded_name", "id"):
        named = (json.loads(document.record)["protocol"] or {}).get("result")
        if named and (one := remade.get(UUID(named))) is not None:
            found.append(Regraded(document, one))
    return found
