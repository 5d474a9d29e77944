"""Sections of those who run cohorts: the tutor's sessions of today, what blocks each cohort, documents to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from qosyl.certificates.access import awaiting, cohorts_awaiting, overtaken
from qosyl.cohorts.access import cohorts_visible_to, sessions_to_hold
from qosyl.cohorts.queries import package_of_cohort
from qosyl.people.access import roles_on
from qosyl.people.roles import Role
from qosyl.programmes.access import shut_banks
from qosyl.web.home.blocks import Block, blocks_of

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Session
    from qosyl.people.models import User
    from qosyl.programmes.models import LiveBank

_MOST_COHORTS, _MOST_SESSIONS, _MOST_PAPERS = 10, 12, 3
_CLOSED_AFTER = timedelta(days=60)


# --- tutor ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Held:
    """A session with the title of its topic and its times of day."""

    session: "Session"
    title: object
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class TutorSection:
    today: Sequence[Held]
    overdue: Sequence[Held]


def tutor_section(user: "User", at: datetime) -> TutorSection | None:
    day = timezone.localdate(at)
    if Role.TUTOR not in roles_on(user, day):
        return None
    # Whoever may keep every journal of a provider is still asked only for the own sessions, and for nobody's.
    own = sessions_to_hold(user, day).filter(Q(tutor=user) | Q(tutor=None))
    held = [_held(session) for session in own[:_MOST_SESSIONS]]
    return TutorSection(
        [each for each in held if each.session.day == day], [each for each in held if each.session.day < day]
    )


def _held(session: "Session") -> Held:
    topics = package_of_cohort(session.group.cohort).topics()
    title = next((topic.sheet.title for topic in topics if topic.sheet.number == session.topic.number), None)
    return Held(session, title, _clock(session.start), _clock(session.end))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


# --- coordinator ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort with what blocks its closing, the first first."""

    cohort: "Cohort"
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class CoordinatorSection:
    lines: Sequence[CohortLine]


def coordinator_section(user: "User", at: datetime) -> CoordinatorSection | None:
    day = timezone.localdate(at)
    if Role.COORDINATOR not in roles_on(user, day):
        return None
    visible = cohorts_visible_to(user, "run_cohort", day).filter(ends_on__gte=day - _CLOSED_AFTER)
    keys = list(visible.values_list("pk", flat=True)[:_MOST_COHORTS])
    cohorts = visible.filter(pk__in=keys)
    blocks = blocks_of(cohorts, day)
    return CoordinatorSection([CohortLine(cohort, blocks[cohort.pk]) for cohort in cohorts])


# --- director ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class PaperLine:
    """A cohort with documents that were earned and are not issued, or that rest on a corrected protocol."""

    cohort: "Cohort"
    many: int
    overtaken: int
    address: str


@dataclass(frozen=True, slots=True)
class DirectorSection:
    papers: Sequence[PaperLine]
    shut_banks: Sequence["LiveBank"]


def director_section(user: "User", at: datetime) -> DirectorSection | None:
    day = timezone.localdate(at)
    if Role.DIRECTOR not in roles_on(user, day):
        return None
    cohorts = cohorts_awaiting(user, "issue_documents", day)[:_MOST_PAPERS]
    lines = [
        PaperLine(
            cohort,
            sum(row.can_be_issued for row in awaiting(cohort, day)),
            len(overtaken(cohort, day)),
            reverse("certificates:awaiting-in-cohort", kwargs={"cohort": cohort.uuid}),
        )
        for cohort in cohorts
    ]
    papers = [line for line in lines if line.many or line.overtaken]
    return DirectorSection(papers, shut_banks(user, day))
