"""Who may see which cohort, group, learner and session. Own enrolments are a learner's without any role."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from qosyl.cohorts.admissions import with_standing
from qosyl.cohorts.invitations import LinkState, link_state
from qosyl.cohorts.models import AdmissionList, Cohort, Enrolment, Group, Invitation, Session
from qosyl.cohorts.passwords import renewal_problems
from qosyl.cohorts.queries import groups_of, invitation_with, invited_without_answer
from qosyl.localtext import fold
from qosyl.people.access import (
    Actor,
    NotVisible,
    branches_of,
    holdings_on,
    person_behind,
    providers_where,
    scope_of,
)
from qosyl.rules.enrolment import Actor as RuleActor
from qosyl.rules.enrolment import AllowedChange, Standing, State, changes_open
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.people.models import Branch, Provider

#: Which act of the matrix lets a person cause a change as whom; a learner changes the own enrolment alone.
ACT_OF = {
    RuleActor.COORDINATOR: "run_cohort",
    RuleActor.TUTOR: "record_attendance",
    RuleActor.DIRECTOR: "direct_enrolments",
}
_MOST_WORDS = 8
_NUMBER_DIGITS = 9


def _inside(user: Actor, act: str, day: date, cohort: str = "") -> Q:
    """Rows whose cohort, reached by the path ``cohort`` («group__cohort__»), this person may do ``act`` to."""
    scope = scope_of(user, act, day)
    return (
        Q(**{f"{cohort}provider__in": scope.providers})
        | Q(**{f"{cohort}branch__in": scope.branches})
        | Q(**{f"{cohort}uuid__in": scope.cohorts})
    )


def places_where(user: Actor, act: str, day: date) -> "list[tuple[Provider, Branch | None]]":
    """Providers and branches in which this person may do ``act``: for opening something there."""
    whole = providers_where(user, act, day)
    narrow = scope_of(user, act, day).branches
    own = {holding.branch for holding in holdings_on(user, day) if holding.branch_id in narrow and holding.branch}
    branches = {branch.pk: branch for branch in (*branches_of(whole), *own)}
    ordered = sorted(branches.values(), key=lambda branch: (branch.provider.key, branch.key))
    return [*((provider, None) for provider in whole), *((branch.provider, branch) for branch in ordered)]


def may_do(user: Actor, act: str, day: date, cohort: Cohort) -> bool:
    """Whether this person may do ``act`` to this cohort: for showing a way, never instead of asking again."""
    return scope_of(user, act, day).covers(cohort.provider, cohort.branch, cohort.uuid)


def cohorts_visible_to(user: Actor, act: str, day: date) -> QuerySet[Cohort]:
    """Cohorts to which this person may do ``act``, the latest first."""
    return (
        Cohort.objects.filter(_inside(user, act, day))
        .select_related("provider", "branch", "publication__version", "publication__provider")
        .defer("publication__version__content", "publication__difference")
    )


def cohorts_found(cohorts: QuerySet[Cohort], words: str) -> QuerySet[Cohort]:
    """Those of them whose number or title holds every word; what no title can hold finds none."""
    if "\0" in words:
        return cohorts.none()
    for word in fold(words).split()[:_MOST_WORDS]:
        wanted = Q(folded_title__contains=word)
        number = word.removeprefix("№")
        if number.isascii() and number.isdigit() and len(number) < _NUMBER_DIGITS:
            wanted |= Q(number=int(number))
        cohorts = cohorts.filter(wanted)
    return cohorts


def cohort_visible_to(user: Actor, act: str, day: date, cohort: UUID) -> Cohort:
    """One of them, or :class:`NotVisible`."""
    found = cohorts_visible_to(user, act, day).filter(uuid=cohort).first()
    if found is None:
        raise NotVisible
    return found


def group_visible_to(user: Actor, act: str, day: date, group: UUID) -> Group:
    """One group of such a cohort, or :class:`NotVisible`."""
    found = (
        Group.objects.filter(_inside(user, act, day, "cohort__"), uuid=group)
        .select_related(*_cohort_with("cohort__"))
        .defer(*_without_content("cohort__"))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def enrolments_visible_to(user: Actor, act: str, day: date) -> QuerySet[Enrolment]:
    """Enrolments of such cohorts, with learner, group and cohort."""
    return (
        Enrolment.objects.filter(_inside(user, act, day, "cohort__"))
        .select_related("learner", "group", *_cohort_with("cohort__"))
        .defer(*_without_content("cohort__"))
    )


def enrolment_visible_to(user: Actor, act: str, day: date, enrolment: UUID) -> Enrolment:
    """One of them, or :class:`NotVisible`."""
    found = enrolments_visible_to(user, act, day).filter(uuid=enrolment).first()
    if found is None:
        raise NotVisible
    return found


def groups_in(cohort: Cohort) -> list[Group]:
    """Groups of a cohort that the reader may see, in their order: for choices of forms."""
    return groups_of(cohort)


def learners_found(cohort: Cohort, words: str, *, state: str = "", group: Group | None = None) -> QuerySet[Enrolment]:
    """Learners of a cohort by name; narrowed by words of the name or a phone's figures, a state and a group."""
    if "\0" in words:
        return Enrolment.objects.none()
    found = cohort.enrolments.select_related("learner", "group").order_by("learner__folded_name", "id")
    for word in fold(words).split()[:_MOST_WORDS]:
        wanted = Q(learner__folded_name__contains=word)
        figures = word.removeprefix("+")
        if figures.isascii() and figures.isdigit():
            wanted |= Q(learner__phone__contains=figures)
        found = found.filter(wanted)
    if state in set(State):
        found = found.filter(state=state)
    return found.filter(group=group) if group is not None else found


def invited_learners(cohort: Cohort, group: Group | None = None) -> list[Enrolment]:
    """Learners who may still join by a link, by group and name."""
    waiting = invited_without_answer(cohort)
    return list(waiting.filter(group=group) if group is not None else waiting)


def changes_open_to(user: Actor, day: date, enrolment: Enrolment) -> list[tuple[AllowedChange, RuleActor]]:
    """Changes of an enrolment that this reader may cause, each with as whom: what the buttons are."""
    standing = Standing(State(enrolment.state), enrolment.state_reason)
    found: dict[str, tuple[AllowedChange, RuleActor]] = {}
    for by, act in ACT_OF.items():
        if may_do(user, act, day, enrolment.cohort):
            for row in changes_open(standing, by):
                found.setdefault(row.act, (row, by))
    return list(found.values())


def renewal_refused(enrolment: Enrolment, day: date) -> tuple[Reason, ...]:
    """Why whoever runs the cohort cannot renew this learner's password; nothing where that is open."""
    return renewal_problems(enrolment, day)


def session_visible_to(user: Actor, act: str, day: date, session: UUID) -> Session:
    """One session of such a cohort, or :class:`NotVisible`."""
    found = (
        Session.objects.filter(_inside(user, act, day, "group__cohort__"), uuid=session)
        .select_related("topic", "tutor", "group", *_cohort_with("group__cohort__"))
        .defer(*_without_content("group__cohort__"))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def sessions_to_hold(user: Actor, day: date) -> QuerySet[Session]:
    """Sessions of today whose journal this person keeps, and earlier ones that have none yet, in their order."""
    due = Q(day=day) | Q(day__lt=day, delivered_at=None)
    return (
        Session.objects.filter(_inside(user, "record_attendance", day, "group__cohort__"), due, cancelled_at=None)
        .select_related("topic", "group__cohort__publication__version")
        .defer(*_without_content("group__cohort__"))
        .order_by("day", "start", "id")
    )


def admission_visible_to(user: Actor, act: str, day: date, admission: UUID) -> AdmissionList:
    """One admission list of such a cohort with `is_confirmed`, or :class:`NotVisible`."""
    found = (
        with_standing(AdmissionList.objects.filter(_inside(user, act, day, "cohort__"), uuid=admission))
        .select_related("proposed_by", *_cohort_with("cohort__"))
        .defer(*_without_content("cohort__"))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def invitation_of_link(token: str, at: datetime) -> tuple[Invitation | None, LinkState]:
    """What a link opens to whoever holds it."""
    invitation = invitation_with(token)
    return invitation, link_state(invitation, at)


def own_enrolments(user: Actor) -> list[Enrolment]:
    """The person's own enrolments, the latest cohort first."""
    person = person_behind(user)
    if person is None:
        return []
    return list(
        Enrolment.objects.filter(learner=person)
        .select_related("learner", "group", *_cohort_with("cohort__"))
        .defer(*_without_content("cohort__"))
        .order_by("-cohort__starts_on", "-id")
    )


def own_enrolment(user: Actor, enrolment: UUID) -> Enrolment:
    """One of the person's own, or :class:`NotVisible`."""
    for own in own_enrolments(user):
        if own.uuid == enrolment:
            return own
    raise NotVisible


def _cohort_with(path: str) -> tuple[str, ...]:
    return tuple(f"{path}{rest}" for rest in ("provider", "branch", "publication__version", "publication__provider"))


def _without_content(path: str) -> tuple[str, ...]:
    return (f"{path}publication__version__content", f"{path}publication__difference")
