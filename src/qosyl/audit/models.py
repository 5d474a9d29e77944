"""One row an act. Rows are only ever added; no act of the house changes or deletes one."""

import uuid

from django.db import models

#: The act by which an installation was made again out of a backup.
RESTORE = "restore_backup"


class Act(models.Model):
    """Something that somebody did, or was refused."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    done_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=80)
    actor = models.UUIDField(null=True, help_text="uuid of the user; empty for the command line and background jobs")
    provider = models.UUIDField(null=True)
    thing_kind = models.CharField(max_length=80)
    thing = models.CharField(max_length=80, help_text="uuid or fingerprint of what the act was about")
    facts = models.JSONField(default=dict, help_text="what a reader of the record needs; no personal data")
    refused = models.BooleanField(default=False)

    class Meta:
        ordering = ["-done_at", "-id"]
        indexes = [models.Index(fields=["thing_kind", "thing"]), models.Index(fields=["name", "done_at"])]

    def __str__(self) -> str:
        return f"{self.done_at:%Y-%m-%d %H:%M:%S} {self.name} {self.thing_kind} {self.thing}"
