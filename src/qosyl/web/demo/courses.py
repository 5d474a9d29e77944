"""How a cohort of the demonstration comes to be: opened, invited to, joined, taught, by those whose acts these are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from qosyl.cohorts import actions as cohorts
from qosyl.cohorts.access import cohorts_visible_to
from qosyl.cohorts.consent_texts import PRESENT
from qosyl.cohorts.queries import journal_of, sessions_of, timetable_mark, usual_wishes
from qosyl.cohorts.sheet import read_sheet
from qosyl.localtext import LocalText
from qosyl.people.actions import PersonalName, hold_in_cohort
from qosyl.people.roles import Role
from qosyl.programmes.access import published_package
from qosyl.programmes.provisions import NINE_O_CLOCK, admission_threshold
from qosyl.rules.admission import Threshold
from qosyl.rules.attendance import Mark, Presence
from qosyl.web.demo.cast import LEARNERS
from qosyl.web.demo.stage import DAYS_OFF, Stage, moment

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment, Group, Session
    from qosyl.people.models import User

THRESHOLD = 60
_INVITED_BEFORE, _JOINED_BEFORE = timedelta(days=12), timedelta(days=8)

_PLAYED = frozenset(player.phone for player in LEARNERS)

#: Whether a learner, by phone number, is present on the n-th teaching day of the group.
Presences = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group with its learners as they would be pasted."""

    language: str
    mode: str
    room: str
    link: str
    learners: str
    tutor: str = "tutor"
    starts_at: int = NINE_O_CLOCK


def cohort_titled(stage: Stage, title: LocalText) -> "Cohort | None":
    """The cohort of the demonstration that bears this title, if it was made before."""
    return cohorts_visible_to(stage.people["coordinator"], "run_cohort", stage.today).filter(title_kk=title.kk).first()


def open_course(
    stage: Stage, title: LocalText, starts_on: date, ends_on: date, groups: tuple[GroupPlan, ...]
) -> "Cohort":
    """A cohort with its staff, groups, invited learners and timetables."""
    coordinator, at = stage.people["coordinator"], moment(starts_on - _INVITED_BEFORE)
    clause = admission_threshold(published_package(stage.publication), starts_on).clause
    cohort = cohorts.open_cohort(
        coordinator,
        stage.provider,
        None,
        stage.publication,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        threshold=Threshold(THRESHOLD, clause),
        at=at,
    )
    staff = {(Role.COORDINATOR, "coordinator"), *((Role.TUTOR, plan.tutor) for plan in groups)}
    for role, key in sorted(staff):
        hold_in_cohort(
            coordinator,
            stage.people[key],
            role,
            stage.provider,
            cohort.uuid,
            since=timezone.localdate(at),
            until=None,
            at=at,
        )
    for plan in groups:
        made = cohorts.GroupPlan(plan.language, plan.mode, plan.room, plan.link)
        group = cohorts.add_group(coordinator, cohort, made, at=at)
        _invite(coordinator, cohort, group, plan.learners, starts_on)
        wishes = replace(usual_wishes(group, DAYS_OFF), starts_at=plan.starts_at)
        booked = cohorts.Booked(stage.people[plan.tutor], plan.room or plan.link)
        cohorts.lay_timetable(coordinator, group, wishes, booked, seen=timetable_mark([]), at=at)
    return cohort


def _invite(coordinator: "User", cohort: "Cohort", group: "Group", learners: str, starts_on: date) -> None:
    at, sheet = moment(starts_on - _INVITED_BEFORE, 13 * 60), read_sheet(learners)
    seen = cohorts.judge_learners(coordinator, cohort, sheet, group, at=at).seen
    cohorts.add_learners(coordinator, cohort, sheet, group, seen=seen, at=at)


def join(stage: Stage, cohort: "Cohort", *, but: frozenset[str] = frozenset()) -> None:
    """Everybody invited opens the own link and joins, but those whose phone numbers are given."""
    coordinator, day = stage.people["coordinator"], cohort.starts_on - _JOINED_BEFORE
    invited = [one for one in enrolments_of(cohort) if one.learner.phone not in but]
    for made in cohorts.make_invitations(coordinator, invited, at=moment(day, 10 * 60)):
        learner = made.enrolment.learner
        joining = cohorts.Joining(
            kk=PersonalName(learner.family_kk, learner.given_kk, learner.patronymic_kk),
            ru=PersonalName(learner.family_ru, learner.given_ru, learner.patronymic_ru),
            consent_version=PRESENT,
            language=learner.language,
            # Making a password is slow on purpose; only those whom one can be sign in.
            password=stage.password if learner.phone in _PLAYED else None,
        )
        cohorts.accept_invitation(made.token, joining, at=moment(day, 20 * 60))


def enrolments_of(cohort: "Cohort") -> list["Enrolment"]:
    """Learners of a cohort by group and in the order of the list, with their people."""
    rows = cohort.enrolments.select_related("learner", "group", "cohort__provider", "cohort__branch")
    return list(rows.order_by("group__number", "id"))


def teach(cohort: "Cohort", present: Presences, until: date) -> None:
    """The tutor hands in the journal of every session before ``until``, right after it."""
    for group in cohort.groups.all():
        sessions = [session for session in sessions_of(group) if session.day < until]
        days = sorted({session.day for session in sessions})
        for session in sessions:
            if session.delivered_at is not None:
                continue
            _hand_in(session, present, days.index(session.day) + 1)


def _hand_in(session: "Session", present: Presences, day: int) -> None:
    journal, key = journal_of(session), str(session.uuid)
    marks: Mapping[int, Mark] = {
        line.enrolment.pk: Mark(
            key, Presence.PRESENT if present(line.enrolment.learner.phone or "", day) else Presence.ABSENT
        )
        for line in journal.lines
    }
    if session.tutor is None:
        return
    cohorts.record_attendance(
        session.tutor, session, marks, seen=journal.seen, reason="", at=moment(session.day, session.end)
    )
