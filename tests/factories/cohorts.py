"""Cohorts, groups, enrolments, sessions and admission lists."""

from datetime import date, timedelta
from itertools import count

from qosyl.cohorts.models import (
    AdmissionDecision,
    AdmissionEntry,
    AdmissionList,
    AttendanceMark,
    Cohort,
    Consent,
    Enrolment,
    EnrolmentChange,
    Group,
    HandedIn,
    Invitation,
    Laying,
    MadeUp,
    Session,
    StudyPlace,
)
from qosyl.people.models import LearnerCard, Provider, User
from qosyl.programmes.models import ProgrammeVersion, Publication, Topic
from qosyl.rules.enrolment import Act, Actor, Change, standing_after
from tests.factories.house import NOW, topic, user
from tests.programmes.published import publish_small

_NUMBERS = count(1)
STARTS_ON = date(2026, 11, 16)
#: Histories that lead to a state, for tests that begin there.
ENROLLED = (Change(Act.ENROL, Actor.COORDINATOR),)
STUDYING = (*ENROLLED, Change(Act.BEGIN, Actor.COURSE))
INVITED = (Change(Act.INVITE, Actor.COORDINATOR),)


def cohort(at: Provider, of: Publication | None = None, **fields: object) -> Cohort:
    number = next(_NUMBERS)
    return Cohort.objects.create(
        **{
            "provider": at,
            "publication": of or publish_small(at),
            "number": number,
            "title_kk": f"Ағын {number}",
            "title_ru": f"Поток {number}",
            "folded_title": f"ағын {number} поток {number}",
            "starts_on": STARTS_ON,
            "ends_on": STARTS_ON + timedelta(days=25),
            "threshold_percent": 60,
            "threshold_clause": "402-415",
            "opened_by": fields.pop("opened_by", None) or user(),
            "opened_at": NOW,
        }
        | fields
    )


def group(of: Cohort, **fields: object) -> Group:
    return Group.objects.create(
        **{"cohort": of, "number": of.groups.count() + 1, "language": "kk", "mode": "offline", "room": "204"} | fields
    )


def enrolment(
    of: Group, learner: User | None = None, history: tuple[Change, ...] = STUDYING, **fields: object
) -> Enrolment:
    """An enrolment with the whole history that leads to its state, each change a minute after the one before."""
    standing = standing_after(history)
    made = Enrolment.objects.create(
        **{
            "cohort": of.cohort,
            "group": of,
            "learner": learner or user(),
            "state": str(standing.state),
            "state_reason": standing.reason,
            "added_at": NOW,
        }
        | fields
    )
    for place, change in enumerate(history, start=1):
        enrolment_change(made, place=place, act=change.act, by=change.by, reason=change.reason)
    return made


def enrolment_change(of: Enrolment, *, place: int = 0, **fields: object) -> EnrolmentChange:
    place = place or of.changes.count() + 1
    return EnrolmentChange.objects.create(
        **{"enrolment": of, "place": place, "act": "begin", "by": "course", "at": NOW + timedelta(minutes=place)}
        | fields
    )


def invitation(of: Enrolment, digest: str = "", **fields: object) -> Invitation:
    return Invitation.objects.create(
        **{
            "enrolment": of,
            "token_digest": digest or f"{next(_NUMBERS):064x}",
            "made_by": of.cohort.opened_by,
            "made_at": NOW,
            "expires_at": NOW + timedelta(days=30),
        }
        | fields
    )


def consent(of: Enrolment) -> Consent:
    return Consent.objects.create(enrolment=of, version="2026-11", language="kk", given_at=NOW)


def learner_card(of: User, **fields: object) -> LearnerCard:
    return LearnerCard.objects.create(**{"user": of, "organisation": "№ 7 мектеп", "position": "мұғалім"} | fields)


def session(of: Group, **fields: object) -> Session:
    return Session.objects.create(
        **{
            "group": of,
            "day": STARTS_ON,
            "start": 9 * 60,
            "end": int(str(fields.get("start", 9 * 60))) + 90,
            "topic": fields.pop("topic", None) or _first_topic(of.cohort.publication.version),
            "kind": "lecture",
            "hours": 2,
        }
        | fields
    )


def _first_topic(version: ProgrammeVersion) -> Topic:
    return version.topics.first() or topic(version)


def attendance_mark(of: Session, who: Enrolment, presence: str = "present", **fields: object) -> AttendanceMark:
    return AttendanceMark.objects.create(
        **{"session": of, "enrolment": who, "presence": presence, "actor": who.cohort.opened_by, "at": NOW} | fields
    )


def made_up(of: Session, who: Enrolment, hours: int = 1) -> MadeUp:
    return MadeUp.objects.create(
        session=of, enrolment=who, hours=hours, evidence="№ 3 топпен", actor=who.cohort.opened_by, at=NOW
    )


def handed_in(of: Session, who: Enrolment, *, questions: bool = True, task: bool = True) -> HandedIn:
    return HandedIn.objects.create(session=of, enrolment=who, questions=questions, task=task, actor=who.learner, at=NOW)


def admission_list(of: Cohort) -> AdmissionList:
    return AdmissionList.objects.create(
        cohort=of, number=of.admission_lists.count() + 1, proposed_by=of.opened_by, proposed_at=NOW
    )


def admission_entry(of: AdmissionList, who: Enrolment, outcome: str = "proposed", **fields: object) -> AdmissionEntry:
    return AdmissionEntry.objects.create(
        **{"admission_list": of, "enrolment": who, "outcome": outcome, "earned": "60", "taught": 72} | fields
    )


def admission_decision(of: AdmissionEntry, *, admitted: bool = True) -> AdmissionDecision:
    return AdmissionDecision.objects.create(
        entry=of, admitted=admitted, protocol=of.admission_list.cohort.uuid, decided_at=NOW
    )


def laying(of: Group) -> Laying:
    calendar = {
        "first_day": STARTS_ON.isoformat(),
        "weekdays": [1, 2, 3, 4, 5],
        "hours": 8,
        "starts_at": 540,
        "breaks": [[2, 10], [4, 60], [6, 10]],
        "holidays": [],
        "moved_work": [],
    }
    return Laying.objects.create(group=of, calendar=calendar, actor=of.cohort.opened_by, at=NOW)


def study_place(of: Enrolment) -> StudyPlace:
    return StudyPlace.objects.create(enrolment=of, topic=_first_topic(of.cohort.publication.version), at=NOW)
