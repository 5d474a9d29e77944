"""Who reads the record of acts: whoever the caller has asked the matrix for, within providers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from qosyl.audit.models import RESTORE, Act


@dataclass(frozen=True)
class Restore:
    """The installation was made again out of a backup: what was done after ``backup_at`` is not in the database."""

    restored_at: datetime
    backup_at: datetime


def acts_of(providers: Iterable[UUID], people: Iterable[UUID] | QuerySet[Any, UUID] = ()) -> QuerySet[Act]:
    """Acts in these providers, and acts of these people on their own accounts; the newest first.

    Many people come as a question of their own, which the database answers inside this one: a list of theirs has
    thousands of values, and a database takes only so many.
    """
    whose = people if isinstance(people, QuerySet) else list(people)
    return Act.objects.filter(Q(provider__in=list(providers)) | Q(provider=None, actor__in=whose))


def last_restore() -> Restore | None:
    """The last time that this installation was made again out of a backup; None for one that never was."""
    act = Act.objects.filter(name=RESTORE).order_by("-id").first()
    return Restore(act.done_at, datetime.fromisoformat(act.facts["backup_at"])) if act else None


def restored_at() -> datetime | None:
    """When the installation was last restored.

    Whoever gives numbers that must never be given twice asks this first: numbers given between the backup and the
    restore are on paper, but not here. Until somebody entitled has set the next number, by an act later than this
    moment, none is given.
    """
    last = last_restore()
    return last.restored_at if last else None


def is_restored(restore: UUID) -> bool:
    """Whether the rows of this very restore are in the database."""
    return Act.objects.filter(name=RESTORE, thing=str(restore)).exists()
