"""The acts of this room: writing an act down, inside the transaction of the act itself; a restore is one of them."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from qosyl.audit.models import RESTORE, Act

#: So long the same refusal is counted once, so that nobody floods the record by trying.
_ONE_REFUSAL = timedelta(minutes=1)


def record_act(
    name: str,
    *,
    at: datetime,
    actor: uuid.UUID | None,
    thing_kind: str,
    thing: str,
    provider: uuid.UUID | None = None,
    facts: Mapping[str, object] | None = None,
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
    )


def record_refusal(
    name: str,
    *,
    at: datetime,
    actor: uuid.UUID,
    thing_kind: str,
    thing: str,
    provider: uuid.UUID | None = None,
) -> None:
    """Add an act that somebody tried and was refused, once a minute for the same person, act and thing.

    Written outside the transaction of the act, which comes to nothing.
    """
    same = Act.objects.filter(name=name, actor=actor, thing_kind=thing_kind, thing=thing, refused=True)
    if same.filter(done_at__gt=at - _ONE_REFUSAL, done_at__lte=at).exists():
        return
    Act.objects.create(
        name=name,
        done_at=at,
        actor=actor,
        provider=provider,
        thing_kind=thing_kind,
        thing=thing,
        facts={},
        refused=True,
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
