"""Keeping the register of a sitting: one line at a time, each by a named invigilator."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.people.access import require
from qosyl.rules.reasons import Refused
from qosyl.rules.register import Entering, Line, line_problems
from qosyl.sittings import journal_table as table
from qosyl.sittings.marking import clock_of
from qosyl.sittings.models import Attempt, RegisterLine
from qosyl.sittings.states import AttemptState

if TYPE_CHECKING:
    from qosyl.people.models import User

_ENDED = frozenset({AttemptState.FINISHED, AttemptState.CLOSED})


def write_register_line(actor: "User", attempt: Attempt, line: Line, *, at: datetime) -> RegisterLine:
    """Write down what happened to a learner at a sitting; raises `Refused` with every reason against it.

    The attempt is locked meanwhile, so that two invigilators at one door do not admit the same learner twice.
    """
    sitting = attempt.form.sitting
    cohort = sitting.cohort
    require(actor, "keep_register", timezone.localdate(at), cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    entering = Entering(
        at=timezone.localtime(at),
        opens_at=timezone.localtime(sitting.opens_at),
        has_ended=sitting.released_at is not None or clock_of(attempt).state(at) in _ENDED,
        is_own=attempt.learner == actor.uuid,
    )
    line = replace(line, moment=timezone.localtime(line.moment), note=line.note.strip())
    with transaction.atomic():
        table.locked(attempt.uuid)
        before = [_in_local_time(row) for row in attempt.register_lines.order_by("id")]
        problems = line_problems(before, line, entering)
        if problems:
            raise Refused(problems)
        made = RegisterLine.objects.create(
            attempt=attempt,
            kind=line.kind.value,
            moment=line.moment,
            document=line.document.value if line.document else "",
            shown=line.shown.value if line.shown else "",
            note=line.note,
            actor=actor,
            at=at,
        )
        record_act(
            "keep_register",
            at=at,
            actor=actor.uuid,
            provider=cohort.provider.uuid,
            thing_kind="sitting",
            thing=str(sitting.uuid),
            facts={"attempt": str(attempt.uuid), "kind": line.kind.value},
        )
    return made


def _in_local_time(row: RegisterLine) -> Line:
    return replace(row.line, moment=timezone.localtime(row.moment))
