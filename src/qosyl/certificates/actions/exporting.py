"""Taking the register along: who did it, and how many rows, is recorded for each provider."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from qosyl.audit.actions import record_act

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qosyl.certificates.models import Document
    from qosyl.people.models import User


@transaction.atomic
def record_export(actor: "User", documents: "QuerySet[Document]", *, at: datetime) -> None:
    """Record that these documents, which the actor may see, were exported."""
    counts = documents.order_by().values_list("provider__uuid").annotate(rows=Count("id"))
    for provider, rows in counts:
        record_act(
            "export_register",
            at=at,
            actor=actor.uuid,
            provider=provider,
            thing_kind="register",
            thing=str(provider),
            facts={"rows": rows},
        )
