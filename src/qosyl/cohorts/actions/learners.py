"""Adding learners to a cohort out of a pasted list: what was shown is what is done, all of it or nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts.actions.enrolments import begin_enrolment
from qosyl.cohorts.models import Cohort, Enrolment, Group
from qosyl.cohorts.queries import roster_facts
from qosyl.cohorts.roster import Fate, Roster, Verdict, contacts_in, judge
from qosyl.cohorts.sheet import Sheet
from qosyl.people.access import NotVisible, person_by_uuid, require
from qosyl.people.actions import (
    NewLearner,
    PersonalName,
    Workplace,
    lock_provider,
    open_learner_account,
    write_workplace,
)
from qosyl.rules.enrolment import Act

if TYPE_CHECKING:
    from qosyl.people.models import User
    from qosyl.rules.names import FullName


class RosterChanged(Exception):
    """What would be added is not what was shown, or something in it is wrong: it is to be shown again."""


def judge_learners(actor: "User", cohort: Cohort, sheet: Sheet, group: Group | None, *, at: datetime) -> Roster:
    """A verdict on every row of a list; nothing is written."""
    _require_running(actor, cohort, at)
    return judge(sheet, roster_facts(cohort, group, contacts_in(sheet)))


@transaction.atomic
def add_learners(
    actor: "User", cohort: Cohort, sheet: Sheet, group: Group | None, *, seen: str, at: datetime
) -> list[Enrolment]:
    """Invite every new learner of a list whose verdicts carry the mark ``seen``.

    :raises RosterChanged: somebody else has added or changed people since.
    """
    # Two coordinators who confirm at the same moment queue here; the second finds the people of the first.
    lock_provider(cohort.provider)
    roster = judge_learners(actor, cohort, sheet, group, at=at)
    if not roster.is_sound or roster.seen != seen:
        raise RosterChanged
    groups = {each.uuid: each for each in cohort.groups.all()}
    added = []
    for verdict in roster.added:
        learner = _person(actor, cohort, verdict, at)
        if verdict.group is None:
            raise NotVisible
        added.append(begin_enrolment(actor, groups[verdict.group.uuid], learner, Act.INVITE, at=at))
    record_act(
        "add_learners",
        at=at,
        actor=actor.uuid,
        provider=cohort.provider.uuid,
        thing_kind="cohort",
        thing=str(cohort.uuid),
        facts={"invited": len(added), "opened": len(roster.of(Fate.NEW))},
    )
    return added


def _person(actor: "User", cohort: Cohort, verdict: Verdict, at: datetime) -> "User":
    read = verdict.learner
    workplace = Workplace(read.organisation, read.position, read.district)
    if verdict.person is None:
        learner = NewLearner(
            kk=_personal(read.kk),
            ru=_personal(read.ru),
            contacts=read.contacts,
            language=read.language or ("ru" if verdict.group and verdict.group.language == "ru" else "kk"),
            workplace=workplace,
        )
        return open_learner_account(actor, cohort.provider, learner, at=at)
    known = person_by_uuid(verdict.person)
    if known is None:
        raise NotVisible
    if workplace:
        write_workplace(actor, known, workplace, at=at)
    return known


def _personal(name: "FullName") -> PersonalName:
    return PersonalName(family=name.family, given=name.given, patronymic=name.patronymic)


def _require_running(actor: "User", cohort: Cohort, at: datetime) -> None:
    day = timezone.localdate(at)
    require(actor, "run_cohort", day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
