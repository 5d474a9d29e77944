"""Opening a sitting: who sits, in which window, from which bank and seed. The forms are drawn after it (`drawing`)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.cohorts import queries as cohorts
from qosyl.people.access import require
from qosyl.programmes.provisions import test_conduct
from qosyl.rules.dated import Uncovered
from qosyl.rules.reasons import Reason, Refused
from qosyl.sittings.accommodations import MOST_EXTRA_PERCENT, Ease
from qosyl.sittings.drawing import drawing_of, written
from qosyl.sittings.models import Accommodation, Place, Sitting
from qosyl.sittings.models.sittings import DEFAULT_LATE_MINUTES
from qosyl.sittings.queries import enrolments_with_an_attempt, met_items

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment, Group
    from qosyl.people.models import User

LONGEST_WINDOW = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Plan:
    """A sitting as a coordinator asks for it; without a group the whole cohort sits."""

    cohort: "Cohort"
    opens_at: datetime
    closes_at: datetime
    group: "Group | None" = None
    room_code: str = ""
    late_minutes: int = DEFAULT_LATE_MINUTES
    open_bank_decision: str = ""
    eased: tuple[Ease, ...] = ()


def open_sitting(actor: "User", plan: Plan, *, seed: str, at: datetime) -> Sitting:
    """Open a sitting with a place for each admitted learner; raises `Refused` with every reason against it."""
    cohort = plan.cohort
    require(actor, "open_sitting", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    package = cohorts.package_of_cohort(cohort)
    with transaction.atomic():
        learners = sitters(plan)
        reasons = [*_window_reasons(plan, at), *_people_reasons(plan, learners)]
        if reasons:
            raise Refused(tuple(reasons))
        try:
            conduct = test_conduct(package, timezone.localdate(plan.opens_at))
        except Uncovered as gap:
            raise Refused((Reason("sitting.uncovered", actual=timezone.localdate(plan.opens_at)),)) from gap
        drawing = replace(drawing_of(package), met=met_items(cohort, learners))
        drawing.ready()
        sitting = Sitting.objects.create(
            cohort=cohort,
            group=plan.group,
            opens_at=plan.opens_at,
            closes_at=plan.closes_at,
            minutes=conduct.duration_minutes.value,
            late_minutes=plan.late_minutes,
            room_code=plan.room_code,
            seed=seed,
            drawing=written(drawing),
            open_bank_decision=plan.open_bank_decision,
            opened_by=actor,
            opened_at=at,
            drawing_asked_at=at,
        )
        _give_places(sitting, learners, {ease.enrolment: ease for ease in plan.eased})
        record_act(
            "open_sitting",
            at=at,
            actor=actor.uuid,
            provider=cohort.provider.uuid,
            thing_kind="sitting",
            thing=str(sitting.uuid),
            facts={"learners": len(learners), "version": cohort.publication.version.fingerprint},
        )
    return sitting


def sitters(plan: Plan) -> "list[Enrolment]":
    """Admitted learners of the cohort or group who have not been given a form yet: one attempt each."""
    admitted = [
        enrolment
        for enrolment in cohorts.admitted_enrolments(plan.cohort)
        if plan.group is None or enrolment.group_id == plan.group.pk
    ]
    taken = enrolments_with_an_attempt(plan.cohort)
    return [enrolment for enrolment in admitted if enrolment.pk not in taken]


def _give_places(sitting: Sitting, learners: "list[Enrolment]", eased: dict[object, Ease]) -> None:
    """Rows of places and accommodations: a fixed number of statements, however many learners there are."""
    Place.objects.bulk_create(Place(sitting=sitting, enrolment=enrolment) for enrolment in learners)
    Accommodation.objects.bulk_create(
        Accommodation(
            sitting=sitting,
            enrolment=enrolment,
            extra_percent=ease.extra_percent,
            kinds=[kind.value for kind in ease.kinds],
            note=ease.note,
        )
        for enrolment in learners
        if (ease := eased.get(enrolment.uuid)) is not None
    )


def _window_reasons(plan: Plan, at: datetime) -> list[Reason]:
    reasons = []
    if plan.closes_at <= plan.opens_at:
        reasons.append(Reason("sitting.window-order"))
    if plan.closes_at <= at:
        reasons.append(Reason("sitting.window-past"))
    if plan.closes_at - plan.opens_at > LONGEST_WINDOW:
        reasons.append(Reason("sitting.window-long", LONGEST_WINDOW.days, (plan.closes_at - plan.opens_at).days))
    return reasons


def _people_reasons(plan: Plan, learners: "list[Enrolment]") -> list[Reason]:
    if not learners:
        return [Reason("sitting.nobody-admitted", 1, 0)]
    here = {enrolment.uuid for enrolment in learners}
    reasons = [
        Reason("sitting.extra-time", MOST_EXTRA_PERCENT, ease.extra_percent)
        for ease in plan.eased
        if not 0 <= ease.extra_percent <= MOST_EXTRA_PERCENT
    ]
    reasons += [
        Reason("sitting.not-a-sitter", subject=str(ease.enrolment)) for ease in plan.eased if ease.enrolment not in here
    ]
    return reasons
