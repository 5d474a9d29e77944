"""How often the journal turned requests away: one row for an attempt, a code and a minute, however many there were."""

from uuid import UUID

from django.db import models

#: In place of an attempt: requests that named none that there is.
NO_ATTEMPT = UUID(int=0)


class RefusalTally(models.Model):
    """Refused requests of a minute. `recorded` of them stand in the record of acts already."""

    #: By public reference: a request is refused before anybody looks for the row.
    attempt = models.UUIDField()
    code = models.CharField(max_length=20)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    recorded = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["minute", "id"]
        verbose_name_plural = "refusal tallies"
        constraints = [models.UniqueConstraint(fields=["attempt", "code", "minute"], name="one_tally_of_a_minute")]

    def __str__(self) -> str:
        return f"{self.code} x {self.count}"
