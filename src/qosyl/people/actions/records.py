"""What the acts of this room share: writing an act on a person down, and the day that a moment falls on."""

from datetime import date, datetime

from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.people.models import User


def local_day(at: datetime) -> date:
    return timezone.localdate(at)


def record_on_person(name: str, actor: User, person: User, at: datetime) -> None:
    record_act(name, at=at, actor=actor.uuid, thing_kind="user", thing=str(person.uuid))
