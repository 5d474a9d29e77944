"""Items that have been sat, and counts of what was answered. Counts are derived: `counting` makes them from results.

Here belong whole numbers that add up over sittings. What they say is worked out when a page asks (`qosyl.measures`).
"""

import uuid

from django.db import models

from qosyl.people.models import Provider
from qosyl.sittings.models.attempts import Attempt
from qosyl.sittings.models.sittings import DIGEST_LENGTH, Sitting

_KEY_LENGTH, _LANGUAGE_LENGTH = 80, 2


class SatItem(models.Model):
    """An item in one wording that learners of a provider had in a final test: what statistics and rulings are of."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="sat_items")
    fingerprint = models.CharField(max_length=DIGEST_LENGTH)
    key = models.CharField(max_length=_KEY_LENGTH)
    #: The first sitting that was counted with it: where its words are read.
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["key", "id"]
        constraints = [models.UniqueConstraint(fields=["provider", "fingerprint"], name="one_sat_item_of_a_wording")]

    def __str__(self) -> str:
        return f"{self.key} {self.fingerprint[:12]}"


class ItemCount(models.Model):
    """What learners of one sitting who worked in one language answered to an item."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="item_counts")
    item = models.ForeignKey(SatItem, on_delete=models.PROTECT, related_name="counts")
    language = models.CharField(max_length=_LANGUAGE_LENGTH)
    #: [[option, right answers elsewhere, learners], ...]
    chosen = models.JSONField()
    #: [[seconds, learners], ...]
    seconds = models.JSONField()

    class Meta:
        ordering = ["sitting", "item", "language"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item", "language"], name="one_count_of_an_item_and_language")
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"


class ScoreCount(models.Model):
    """How many learners of a sitting who worked in one language had how many right answers."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="score_counts")
    language = models.CharField(max_length=_LANGUAGE_LENGTH)
    #: [[right answers, learners], ...]
    totals = models.JSONField()

    class Meta:
        ordering = ["sitting", "language"]
        constraints = [models.UniqueConstraint(fields=["sitting", "language"], name="one_count_of_scores_and_language")]

    def __str__(self) -> str:
        return f"scores {self.pk}"


class AlikePair(models.Model):
    """Two attempts of a sitting whose wrong answers are improbably alike: for people to look at, and nothing more."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="alike_pairs")
    one = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="+")
    common = models.PositiveSmallIntegerField()
    both_wrong = models.PositiveSmallIntegerField()
    same_wrong = models.PositiveSmallIntegerField()
    #: The chance that learners who work apart are so alike: this pair, and any pair of the sitting.
    chance = models.FloatField()
    chance_in_all = models.FloatField()

    class Meta:
        ordering = ["sitting", "chance", "id"]
        constraints = [models.UniqueConstraint(fields=["sitting", "one", "other"], name="one_alike_pair_of_two")]

    def __str__(self) -> str:
        return f"pair {self.pk}"
