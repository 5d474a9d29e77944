"""Laying the timetable of a group, moving one session by hand, opening own study. What was taught is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.models import Group, Laying, Session
from qosyl.cohorts.timetables import Draft, Wishes, as_laid, digest_of, draft, has_records, sessions_of
from qosyl.cohorts.timetables import faults_of as _faults_of
from qosyl.cohorts.timetables import last_wishes as _last_wishes
from qosyl.people.access import require
from qosyl.rules.attendance import Study
from qosyl.rules.reasons import Reason, Refused
from qosyl.rules.timetable import MINUTES_OF_DAY
from qosyl.rules.timetable import Session as LaidSession

if TYPE_CHECKING:
    from qosyl.people.models import User

#: Faults that a move by hand may not cause; the others are shown, since life moves lectures behind practice at times.
_BARRED = {"timetable.overlap", "timetable.long-day", "timetable.too-short"}


class TimetableChanged(Exception):
    """Somebody else has changed the timetable since this page was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class Booked:
    """Who teaches and where: for every session that is laid, or for one that is changed."""

    tutor: "User | None" = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """When a session is, by whom, where, and whether it is studied together or alone."""

    day: date
    start: int
    booked: Booked
    study: Study


@transaction.atomic
def lay_timetable(actor: "User", group: Group, wishes: Wishes, booked: Booked, *, seen: str, at: datetime) -> Draft:
    """Write the timetable that `timetables.draft` shows. Sessions with records stay, others are cancelled or kept.

    A session that the new timetable repeats stays the same one. Twice the same is once.

    :raises TimetableChanged: another timetable stands than the one that the coordinator saw.
    :raises qosyl.rules.reasons.Refused: the draft cannot be.
    """
    _require_running(actor, group, at)
    Group.objects.select_for_update().get(pk=group.pk)
    stands = sessions_of(group)
    if digest_of(stands) != seen:
        raise TimetableChanged
    made = draft(group, wishes)
    open_before = [session for session in stands if not has_records(session)]
    if _is_the_same(open_before, made.laid, booked):
        return made
    _replace(group, open_before, made.laid, booked, at)
    Laying.objects.create(group=group, calendar=wishes.as_json(), actor=actor, at=at)
    _record(
        "lay_timetable", actor, group, at, laid=len(made.laid), kept=len(made.kept), first=wishes.first_day.isoformat()
    )
    return made


def _is_the_same(stands: Sequence[Session], laid: Sequence[LaidSession], booked: Booked) -> bool:
    tutor = booked.tutor.pk if booked.tutor else None
    return [as_laid(session) for session in stands] == list(laid) and all(
        (session.tutor_id, session.place) == (tutor, booked.place) for session in stands
    )


def _replace(
    group: Group, before: Sequence[Session], laid: Sequence[LaidSession], booked: Booked, at: datetime
) -> None:
    """Cancel what the new timetable does not hold, write what is new, book tutor and place for what stays."""
    wanted = list(laid)
    for session in before:
        same = as_laid(session)
        if same in wanted:
            wanted.remove(same)
            session.tutor, session.place = booked.tutor, booked.place
        else:
            session.cancelled_at = at
    Session.objects.bulk_update(before, ["tutor", "place", "cancelled_at"])
    topics = {topic.number: topic for topic in group.cohort.publication.version.topics.all()}
    Session.objects.bulk_create(
        Session(
            group=group,
            day=new.day,
            start=new.start,
            end=new.end,
            topic=topics[new.topic],
            kind=new.kind.value,
            hours=new.hours,
            place=booked.place,
            tutor=booked.tutor,
        )
        for new in wanted
    )


@transaction.atomic
def move_session(actor: "User", session: Session, slot: Slot, *, seen: str, at: datetime) -> Session:
    """Move one session by hand, or give it another tutor, place or way of study; it keeps its length.

    :raises TimetableChanged: somebody else changed the session meanwhile.
    :raises qosyl.rules.reasons.Refused: it was taught, or it would break the day it moves to.
    """
    group = session.group
    _require_running(actor, group, at)
    Group.objects.select_for_update().get(pk=group.pk)
    stands = sessions_of(group)
    found = next((one for one in stands if one.pk == session.pk), None)
    if found is None or digest_of([found]) != seen:
        raise TimetableChanged
    if has_records(found):
        raise Refused((Reason("timetable.taught", subject=str(found.uuid)),))
    before = set(_barred(group, stands))
    _place(found, slot)
    if found.end > MINUTES_OF_DAY:
        raise Refused((Reason("timetable.past-midnight", required=MINUTES_OF_DAY, actual=found.end),))
    if problems := tuple(reason for reason in _barred(group, stands) if reason not in before):
        raise Refused(problems)
    if digest_of([found]) != seen:
        found.save(update_fields=["day", "start", "end", "tutor", "place", "study"])
        _record("move_session", actor, group, at, session=str(found.uuid), day=slot.day.isoformat())
    return found


def _barred(group: Group, sessions: Sequence[Session]) -> list[Reason]:
    ordered = sorted(sessions, key=lambda one: (one.day, one.start))
    return [reason for reason in _faults_of(group, ordered, _last_wishes(group)) if reason.code in _BARRED]


def _place(session: Session, slot: Slot) -> None:
    length = session.end - session.start
    session.day, session.start, session.end = slot.day, slot.start, slot.start + length
    session.tutor, session.place, session.study = slot.booked.tutor, slot.booked.place, slot.study.value


def _require_running(actor: "User", group: Group, at: datetime) -> None:
    cohort = group.cohort
    require(actor, "run_cohort", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)


def _record(name: str, actor: "User", group: Group, at: datetime, **facts: object) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid,
        provider=group.cohort.provider.uuid,
        thing_kind="group",
        thing=str(group.uuid),
        facts=facts,
    )
