"""Drawing the forms of an opened sitting: in the background, part by part, from what the opening recorded.

Nobody meets a form before all are there: attempts come into being together, after the last form. The seed gives the
same forms each time, so that work that broke down is simply done again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.people.access import require
from qosyl.rules.reasons import Reason, recorded
from qosyl.sittings.accommodations import own_minutes
from qosyl.sittings.actions.running import locked_sitting
from qosyl.sittings.drawing import Drawing, digest_of, read
from qosyl.sittings.models import Attempt, Form, Place, Sitting
from qosyl.sittings.queries import accommodations_of, sitting_clock
from qosyl.sittings.states import SittingState

if TYPE_CHECKING:
    from qosyl.people.models import User

#: So many forms are written at once: short enough that nobody else waits for the database.
PART = 20
#: Whoever waits for longer may ask again: the work may have ended in the middle.
STALLED_AFTER = timedelta(minutes=2)
#: The reason where drawing broke down without one of its own; the error itself is kept with the task.
NOT_DRAWN = Reason("sitting.not-drawn")


def draw_forms(sitting: Sitting, *, at: datetime) -> None:
    """Draw what is missing, then offer all forms together. A sitting that awaits no forms stays as it is.

    :raises qosyl.rules.reasons.Refused: the recorded bank cannot carry the recorded blueprint.
    """
    if not awaits_forms(sitting, at):
        return
    drawing = read(sitting.drawing)
    places = list(_without_form(sitting))
    for first in range(0, len(places), PART):
        _draw_part(sitting, drawing, places[first : first + PART])
    _offer(sitting, at)


def give_up_drawing(sitting: Sitting, reasons: Sequence[Reason]) -> None:
    """Keep why nothing came of it: the page tells it, and drawing can be asked for again."""
    kept = [recorded(reason) for reason in reasons]
    Sitting.objects.filter(pk=sitting.pk, drawn_at=None).update(drawing_failure=kept)


def ask_to_draw(actor: "User", sitting: Sitting, *, at: datetime) -> bool:
    """Ask for the drawing again where it failed or stands still; whether there is anything to be drawn."""
    cohort = sitting.cohort
    require(actor, "open_sitting", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    with transaction.atomic():
        locked = locked_sitting(sitting)
        if not awaits_forms(locked, at) or not may_be_asked_again(locked, at):
            return False
        Sitting.objects.filter(pk=sitting.pk).update(drawing_asked_at=at, drawing_failure=[])
        _record("ask_to_draw", locked, actor, at, Place.objects.filter(sitting=sitting).count())
    return True


def awaits_forms(sitting: Sitting, at: datetime) -> bool:
    """Whether forms are still to be drawn: not where they are, and not where nobody could start any more."""
    return sitting_clock(sitting).state(at, all_settled=False) is SittingState.DRAWING


def may_be_asked_again(sitting: Sitting, at: datetime) -> bool:
    """Whether the last drawing failed, or should have ended by now."""
    asked_at = sitting.drawing_asked_at or sitting.opened_at
    return bool(sitting.drawing_failure) or at - asked_at > STALLED_AFTER


def _without_form(sitting: Sitting) -> QuerySet[Place]:
    drawn = Form.objects.filter(sitting=sitting).values("enrolment")
    return Place.objects.filter(sitting=sitting).exclude(enrolment__in=drawn).select_related("enrolment")


def _draw_part(sitting: Sitting, drawing: Drawing, places: Sequence[Place]) -> None:
    """The forms are made before the transaction; what another worker wrote meanwhile is the same and stays."""
    forms = drawing.forms(sitting.seed, [str(place.enrolment.uuid) for place in places])
    with transaction.atomic():
        locked_sitting(sitting)
        there = set(Form.objects.filter(sitting=sitting).values_list("enrolment_id", flat=True))
        Form.objects.bulk_create(
            Form(sitting=sitting, enrolment=place.enrolment, content=content, digest=digest_of(content))
            for place in places
            if place.enrolment_id not in there and (content := forms[str(place.enrolment.uuid)])
        )


@transaction.atomic
def _offer(sitting: Sitting, at: datetime) -> None:
    """An attempt for each form; a sitting that was ended or drawn by somebody else meanwhile stays as it is."""
    locked = locked_sitting(sitting)
    if not awaits_forms(locked, at):
        return
    eased = accommodations_of(locked)
    forms = list(Form.objects.filter(sitting=locked).select_related("enrolment__learner").defer("content"))
    Attempt.objects.bulk_create(
        Attempt(
            form=form,
            learner=form.enrolment.learner.uuid,
            minutes=own_minutes(locked.minutes, ease.extra_percent if ease else 0),
            late_minutes=locked.late_minutes,
        )
        for form in forms
        for ease in [eased.get(form.enrolment_id)]
    )
    Sitting.objects.filter(pk=locked.pk).update(drawn_at=at, drawing_failure=[])
    _record("draw_forms", locked, None, at, len(forms))


def _record(name: str, sitting: Sitting, actor: "User | None", at: datetime, learners: int) -> None:
    record_act(
        name,
        at=at,
        actor=actor.uuid if actor else None,
        provider=sitting.cohort.provider.uuid,
        thing_kind="sitting",
        thing=str(sitting.uuid),
        facts={"learners": learners},
    )
