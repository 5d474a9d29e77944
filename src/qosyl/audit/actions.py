"""The acts of this room: writing an act down, inside the transaction of the act itself; a restore is one of them."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from qosyl.audit.models import RESTORE, Act


def record_act(  # noqa: PLR0913 - the columns of a record are its arguments
    name: str,
    *,
    at: datetime,
    actor: uuid.UUID | None,
    thing_kind: str,
    thing: str,
    provider: uuid.UUID | None = None,
    facts: Mapping[str, object] | None = None,
    refused: bool = False,
) -> Act:
    """Add one act to the record. ``facts`` must be JSON and free of personal data."""
    return Act.objects.create(
        name=name,
        done_at=at,
        actor=actor,
        provider=provider,
        thing_kind=thing_kind,
        thing=thing,
        facts=dict(facts or {}),
        refused=refused,
    )


def record_restore(restore: uuid.UUID, *, backup_at: datetime, digest: str, at: datetime) -> Act:
    """Mark the installation as made again out of a backup; `access.restored_at` is asked by whoever gives numbers."""
    return record_act(
        RESTORE,
        at=at,
        actor=None,
        thing_kind="installation",
        thing=str(restore),
        facts={"backup_at": backup_at.isoformat(), "backup": digest},
    )
