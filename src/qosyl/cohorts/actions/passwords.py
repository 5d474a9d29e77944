"""A learner's forgotten password: who runs the cohort makes a new first one, and hands it over on a slip."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.cohorts.models import Enrolment
from qosyl.cohorts.passwords import renewal_problems
from qosyl.people.access import require
from qosyl.people.actions import renew_learners_password
from qosyl.rules.reasons import Refused

if TYPE_CHECKING:
    from qosyl.people.models import User


@transaction.atomic
def renew_access(actor: "User", enrolment: Enrolment, *, at: datetime) -> str:
    """A new first password of a learner, told once; whoever was signed in as the learner is signed out.

    :raises Refused: the learner has left or never joined, or the account serves more than learning here.
    """
    cohort, day = enrolment.cohort, timezone.localdate(at)
    require(actor, "renew_access", day, cohort.provider, branch=cohort.branch, cohort=cohort.uuid)
    if problems := renewal_problems(enrolment, day):
        raise Refused(problems)
    return renew_learners_password(actor, enrolment.learner, cohort.provider, enrolment.uuid, at=at)
