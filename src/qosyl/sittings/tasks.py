"""Background work of sittings: drawing forms, and recording what the clock has decided, once a minute while a sitting
ends.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from qosyl.rules.reasons import Refused
from qosyl.sittings import actions
from qosyl.sittings.access import sitting_by_uuid
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.states import SittingState

_AGAIN_AFTER = timedelta(minutes=1)


@task()
def draw_forms(sitting_uuid: str) -> None:
    """Draw the forms of an opened sitting; where nothing comes of it, the sitting says why."""
    sitting = sitting_by_uuid(UUID(sitting_uuid))
    if sitting is None:
        return
    try:
        actions.draw_forms(sitting, at=timezone.now())
    except Refused as refusal:
        actions.give_up_drawing(sitting, refusal.reasons)
    except Exception:
        actions.give_up_drawing(sitting, (actions.NOT_DRAWN,))
        raise


@task()
def settle_sitting(sitting_uuid: str) -> None:
    """Record, and come again while somebody may still write."""
    sitting = sitting_by_uuid(UUID(sitting_uuid))
    if sitting is None:
        return
    now = timezone.now()
    actions.record_refusals(at=now)
    state = actions.settle_sitting(sitting, at=now)
    if state in {SittingState.DRAWING, SittingState.WAITING, SittingState.OPEN}:
        settle_after(sitting.uuid, sitting.closes_at)
    elif state is SittingState.RELEASED:
        count_sitting.enqueue(sitting_uuid)
    else:
        settle_after(sitting.uuid, now + _AGAIN_AFTER)


def settle_after(sitting: UUID, moment: datetime) -> None:
    """Ask for the recording at a later moment; a backend that runs everything at once is not asked."""
    if settle_sitting.get_backend().supports_defer:
        settle_sitting.using(run_after=moment).enqueue(str(sitting))
