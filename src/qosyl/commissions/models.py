"""Commissions, their seats, protocols with their entries, and the confirmations of members. Rows are only added.

A protocol is never edited: before it is confirmed it is withdrawn and drawn up anew, after that another corrects it.
Personal data stands in `people` alone.
"""

import uuid

from django.db import models

from qosyl.cohorts.models import AdmissionEntry, AdmissionList, Cohort, Enrolment
from qosyl.commissions.kinds import ProtocolKind
from qosyl.people.models import Provider, User
from qosyl.rules.protocols import Seat

_NUMBER_LENGTH = 40


class Commission(models.Model):
    """Appointed for a cohort by an order whose number and date are typed; a later one takes its place."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="commissions")
    #: The cohort's provider, beside the number of the order that is unique within it.
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    order_number = models.CharField(max_length=_NUMBER_LENGTH)
    order_date = models.DateField()
    order_year = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField(help_text="how many voices confirm a protocol, the chair's among them")
    appointed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()

    class Meta:
        ordering = ["-appointed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "order_year", "order_number"], name="one_order_of_a_number")
        ]

    def __str__(self) -> str:
        return f"commission by order {self.order_number}"


class Member(models.Model):
    """A person with a seat on a commission."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=10, choices=[(each.value, each.name) for each in Seat])
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["commission", "place"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "person"], name="person_once_on_a_commission"),
            models.UniqueConstraint(fields=["commission", "place"], name="one_member_at_a_place"),
        ]

    def __str__(self) -> str:
        return self.seat


class Protocol(models.Model):
    """What a commission decided, drawn up by its secretary or the coordinator; number and date are typed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="protocols")
    kind = models.CharField(max_length=10, choices=ProtocolKind.choices)
    number = models.CharField(max_length=_NUMBER_LENGTH)
    dated = models.DateField()
    #: The list on which a protocol of admission decides; none for one of results.
    admission_list = models.ForeignKey(
        AdmissionList, on_delete=models.PROTECT, null=True, blank=True, related_name="protocols"
    )
    drawn_up_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    #: When the voices sufficed; written by the act that added the last of them.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_for = models.CharField(max_length=500, blank=True)
    #: The confirmed protocol of results that this one corrects, and why; once confirmed it is in force in its place.
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    corrected_for = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-drawn_up_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_protocol_of_a_number",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_correction_of_a_protocol",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="confirmed_protocol_is_not_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"protocol {self.number}"


class ProtocolEntry(models.Model):
    """What a protocol says of one learner, with the facts on which it rests, as they were then."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="entries")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="protocol_entries")
    place = models.PositiveSmallIntegerField()
    #: The entry of the admission list that is decided; none in a protocol of results.
    admission_entry = models.ForeignKey(
        AdmissionEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="protocol_entries"
    )
    #: Exact numbers as text; which keys there are is said by `queries.AdmissionLine` and `queries.ResultLine`.
    facts = models.JSONField()

    class Meta:
        ordering = ["protocol", "place"]
        verbose_name_plural = "protocol entries"
        constraints = [models.UniqueConstraint(fields=["protocol", "enrolment"], name="learner_once_in_a_protocol")]

    def __str__(self) -> str:
        return f"entry {self.place}"


class Confirmation(models.Model):
    """A member confirmed a protocol, once, in the member's own session; a special opinion stays beside it."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="confirmations")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="confirmations")
    special_opinion = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["protocol", "member"], name="member_confirms_once")]

    def __str__(self) -> str:
        return f"confirmation by {self.member_id}"
