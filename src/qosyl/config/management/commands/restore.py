"""`qosyl restore FILE`: an empty place becomes the installation that a backup was taken of."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from qosyl.config.backups.container import opened_backup
from qosyl.config.backups.manifest import moment_in_words
from qosyl.config.backups.passwords import password_in
from qosyl.config.backups.place import Place
from qosyl.config.backups.refusals import Refused
from qosyl.config.backups.restoring import restore_backup

_USAGE = 2


class Command(BaseCommand):
    help = (
        "Put a backup into an empty place: a state folder without secrets and files, a database without rows. "
        "The whole file is checked before anything is written; an interrupted restore is ended by running it again."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="file that `qosyl backup` has written")
        parser.add_argument("--password-file", type=Path, help="file with the password, where the backup is encrypted")

    def handle(self, *, file: Path, password_file: Path | None = None, **_: Any) -> None:
        try:
            password = password_in(password_file) if password_file else None
        except Refused as problem:
            raise CommandError(str(problem), returncode=_USAGE) from problem
        place = Place(connection, settings.HOME, Path(settings.KEYS_FOLDER), Path(settings.MEDIA_ROOT))
        try:
            with opened_backup(file, password) as backup:
                restore_backup(place, backup, at=timezone.now(), tell=self.stderr.write)
                made_at = backup.manifest.made_at
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        except DatabaseError as problem:
            raise CommandError(f"the database does not answer as it should: {problem}") from problem
        call_command("migrate", verbosity=0)  # the database is at this version; what Django notes beside it follows
        self.stdout.write(f"restored as of {moment_in_words(made_at)}")
        self.stderr.write(
            "Numbers given after that moment are not known here: the director sets the next number of each kind of "
            "document before one is given again."
        )
