"""A sitting of the final test, what eases it for single learners, and the form that was drawn for each of them."""

import uuid

from django.db import models

from qosyl.cohorts.models import Cohort, Enrolment, Group
from qosyl.people.models import User

DIGEST_LENGTH = 64
SEED_LENGTH = 64
ROOM_CODE_LENGTH = 8
DEFAULT_LATE_MINUTES = 60


class Sitting(models.Model):
    """A final test of a cohort or of one group. An attempt may be *started* from `opens_at` until before `closes_at`;
    who has started keeps the whole time of the own deadline.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sittings")
    #: Empty where the whole cohort sits together.
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="sittings")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(help_text="by the policy of the day; accommodations stand beside")
    #: So long after a deadline a device's claim to have answered in time is still taken.
    late_minutes = models.PositiveSmallIntegerField(default=DEFAULT_LATE_MINUTES)
    #: Told in the room; empty where the sitting asks for none.
    room_code = models.CharField(max_length=ROOM_CODE_LENGTH, blank=True)
    #: Chance enters here alone: every form follows from it, the bank and the blueprint.
    seed = models.CharField(max_length=SEED_LENGTH)
    #: Blueprint and bank, {rows, bank}, from which the forms were drawn: enough to draw them again.
    drawing = models.JSONField(default=dict)
    #: By which decision the bank that everybody may read was used for a test that counts.
    open_bank_decision = models.CharField(max_length=300, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="opened_sittings")
    opened_at = models.DateTimeField()
    #: When a coordinator ended starting before `closes_at`; who had started goes on.
    ended_at = models.DateTimeField(null=True, blank=True)
    #: When the last form was drawn; before, nobody can start.
    drawn_at = models.DateTimeField(null=True, blank=True)
    #: When drawing was last asked for.
    drawing_asked_at = models.DateTimeField(null=True, blank=True)
    #: Why the last drawing came to nothing: reasons as `rules.reasons.recorded` writes them.
    drawing_failure = models.JSONField(default=list, blank=True)
    #: When results, keys and rationales were opened to the learners.
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="sitting_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"sitting {self.uuid}"


class Place(models.Model):
    """A learner to whom a sitting gives a form; written when it is opened, before any form is drawn."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="places")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="places")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sitting", "enrolment"], name="one_place_of_a_learner")]

    def __str__(self) -> str:
        return f"place {self.pk}"


class Accommodation(models.Model):
    """What eases a sitting for one learner: more time, and how the form is given."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="accommodations")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="accommodations")
    extra_percent = models.PositiveSmallIntegerField(default=0)
    #: Keys of `accommodations.Kind`.
    kinds = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sitting", "enrolment"], name="one_accommodation_of_a_learner")]

    def __str__(self) -> str:
        return f"+{self.extra_percent} %"


class Form(models.Model):
    """The questions of one learner, drawn for the opened sitting; never changed. It is offered by its attempt alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="forms")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="forms")
    #: [{p, item, fingerprint, module, outcome, options: [key, ...] in the order of this learner}]; no key of an answer.
    content = models.JSONField()
    #: SHA-256 of the canonical JSON of the content.
    digest = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sitting", "enrolment"], name="one_form_of_a_learner")]

    def __str__(self) -> str:
        return f"form {self.digest[:12]}"
