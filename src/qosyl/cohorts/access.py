"""Who may see which cohort, group, learner and session. Own enrolments are a learner's without any role."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from qosyl.cohorts.models import Cohort, Enrolment, Group, Session
from qosyl.people.access import Actor, NotVisible, person_behind, scope_of


def _inside(user: Actor, act: str, day: date, cohort: str = "") -> Q:
    """Rows whose cohort, reached by the path ``cohort`` («group__cohort__»), this person may do ``act`` to."""
    scope = scope_of(user, act, day)
    return (
        Q(**{f"{cohort}provider__in": scope.providers})
        | Q(**{f"{cohort}branch__in": scope.branches})
        | Q(**{f"{cohort}uuid__in": scope.cohorts})
    )


def cohorts_visible_to(user: Actor, act: str, day: date) -> QuerySet[Cohort]:
    """Cohorts to which this person may do ``act``, the latest first."""
    return (
        Cohort.objects.filter(_inside(user, act, day))
        .select_related("provider", "branch", "publication__version", "publication__provider")
        .defer("publication__version__content", "publication__difference")
    )


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
