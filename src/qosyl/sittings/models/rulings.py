"""Rulings on items that proved faulty, and which result took the place of which. Only added."""

import uuid

from django.db import models

from qosyl.people.models import User
from qosyl.rules.scoring import RulingKind
from qosyl.sittings.models.counts import SatItem
from qosyl.sittings.models.results import Result


class ItemRuling(models.Model):
    """What was ruled of an item for everybody at a provider who had it; the last ruling of an item is in force."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(SatItem, on_delete=models.PROTECT, related_name="rulings")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.name) for kind in RulingKind])
    #: Keys of the options that are right from now on; empty unless re-keyed.
    right = models.JSONField(default=list)
    grounds = models.CharField(max_length=500)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"


class Supersession(models.Model):
    """A ruling made a result anew; the result before stays and is no longer the newest of its basis."""

    ruling = models.ForeignKey(ItemRuling, on_delete=models.PROTECT, related_name="supersessions")
    before = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="superseded_by")
    after = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="supersedes")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"
