"""How often somebody looked for documents in vain: counted here, so that all workers slow down the same visitor."""

from django.db import models


class LookupTally(models.Model):
    """Tries of one visitor, or at one document, within one span of time; the visitor is a keyed hash."""

    subject = models.CharField(max_length=64)
    span = models.DateTimeField(help_text="when the span of time began")
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-span"]
        verbose_name_plural = "lookup tallies"
        constraints = [models.UniqueConstraint(fields=["subject", "span"], name="one_tally_of_a_span")]

    def __str__(self) -> str:
        return f"{self.tries} since {self.span:%H:%M}"
