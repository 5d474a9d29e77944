"""Who may see which sitting and attempt. Own attempts are a learner's without any role."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from qosyl.people.access import Actor, NotVisible, person_behind, scope_of
from qosyl.sittings.models import Attempt, SatItem, Sitting

_COHORT = ("cohort__provider", "cohort__branch", "cohort__publication__provider", "cohort__publication__version")
_UNREAD = ("drawing", "cohort__publication__version__content", "cohort__publication__difference")
_OWN = (
    "form__enrolment__learner",
    "form__sitting__group",
    *(f"form__sitting__{path}" for path in _COHORT),
)
_SAT = tuple(f"sitting__{path}" for path in _COHORT)
_OWN_UNREAD = tuple(f"form__sitting__{path}" for path in _UNREAD)


def _inside(user: Actor, act: str, day: date, cohort: str) -> Q:
    """Rows whose cohort, reached by a path that ends in two underscores, this person may do ``act`` to."""
    scope = scope_of(user, act, day)
    return (
        Q(**{f"{cohort}provider__in": scope.providers})
        | Q(**{f"{cohort}branch__in": scope.branches})
        | Q(**{f"{cohort}uuid__in": scope.cohorts})
    )


def sittings_visible_to(user: Actor, act: str, day: date) -> QuerySet[Sitting]:
    """Sittings to which this person may do ``act``, the latest first."""
    return (
        Sitting.objects.filter(_inside(user, act, day, "cohort__"))
        .select_related("group", "opened_by", *_COHORT)
        .defer(*_UNREAD)
    )


def sitting_visible_to(user: Actor, act: str, day: date, sitting: UUID) -> Sitting:
    """One of them, or :class:`NotVisible`."""
    found = sittings_visible_to(user, act, day).filter(uuid=sitting).first()
    if found is None:
        raise NotVisible
    return found


def attempt_visible_to(user: Actor, act: str, day: date, attempt: UUID) -> Attempt:
    """One attempt of such a sitting, or :class:`NotVisible`."""
    found = (
        Attempt.objects.filter(_inside(user, act, day, "form__sitting__cohort__"), uuid=attempt)
        .select_related(*_OWN)
        .defer(*_OWN_UNREAD)
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def own_attempts(user: Actor) -> QuerySet[Attempt]:
    """The attempts of a learner, the latest sitting first."""
    person = person_behind(user)
    if person is None:
        return Attempt.objects.none()
    return (
        Attempt.objects.filter(form__enrolment__learner=person)
        .select_related(*_OWN)
        .defer(*_OWN_UNREAD)
        .order_by("-form__sitting__opens_at", "-id")
    )


def own_attempt(user: Actor, attempt: UUID) -> Attempt:
    """One of them, or :class:`NotVisible`: somebody else's attempt does not exist."""
    found = own_attempts(user).filter(uuid=attempt).first()
    if found is None:
        raise NotVisible
    return found


def attempt_of_capability(attempt: UUID, learner: UUID) -> Attempt:
    """The attempt that a capability opened, with its form and programme; `NotVisible` where it is another's."""
    found = Attempt.objects.filter(uuid=attempt, learner=learner).select_related(*_OWN).defer(*_OWN_UNREAD).first()
    if found is None:
        raise NotVisible
    return found


def sitting_by_uuid(sitting: UUID) -> Sitting | None:
    """For background work, which has no user of its own."""
    return Sitting.objects.filter(uuid=sitting).first()


def uncounted_sittings_visible_to(user: Actor, act: str, day: date) -> QuerySet[Sitting]:
    """Released sittings of which no counts are kept yet."""
    return sittings_visible_to(user, act, day).filter(released_at__isnull=False, score_counts=None)


def sat_items_visible_to(user: Actor, act: str, day: date) -> QuerySet[SatItem]:
    """Items that were sat at providers in the whole of which this person may do ``act``, in the order of their keys."""
    return (
        SatItem.objects.filter(provider__in=scope_of(user, act, day).providers)
        .select_related("provider", *_SAT)
        .defer(*(f"sitting__{path}" for path in _UNREAD))
    )


def sat_item_visible_to(user: Actor, act: str, day: date, item: UUID) -> SatItem:
    """One of them, or :class:`NotVisible`."""
    found = sat_items_visible_to(user, act, day).filter(uuid=item).first()
    if found is None:
        raise NotVisible
    return found
