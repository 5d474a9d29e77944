"""`qosyl backup FILE`: the whole installation in one file, while it runs."""

import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from qosyl.config.backups.passwords import password_in
from qosyl.config.backups.place import Place
from qosyl.config.backups.refusals import Refused
from qosyl.config.backups.taking import take_backup

_USAGE = 2


class Command(BaseCommand):
    help = (
        "Write database, secrets and files of this installation into one file, while it runs. "
        "The file can be restored on SQLite and on PostgreSQL."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="file to write")
        parser.add_argument("--force", action="store_true", help="overwrite the file if it is there")
        parser.add_argument(
            "--password-file", type=Path, help="encrypt under the password on the first line of this file"
        )

    def handle(self, *, file: Path, force: bool = False, password_file: Path | None = None, **_: Any) -> None:
        try:
            password = password_in(password_file) if password_file else None
        except Refused as problem:
            raise CommandError(str(problem), returncode=_USAGE) from problem
        place = Place(connection, settings.HOME, Path(settings.KEYS_FOLDER), Path(settings.MEDIA_ROOT))
        try:
            with _ended_in_order():
                taken = take_backup(
                    place, file.absolute(), at=timezone.now(), password=password, force=force, tell=self.stderr.write
                )
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        except DatabaseError as problem:
            raise CommandError(f"the database does not answer as it should: {problem}") from problem
        if password is None:
            self.stderr.write(
                f"{file} is not encrypted and holds secrets and personal data: keep it where keys are kept"
            )
        self.stdout.write(
            f"{file}: {taken.rows} rows of {taken.tables} tables, {taken.keys} secrets, {taken.files} files, "
            f"{taken.size} bytes"
        )


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Who is asked to end takes the draft away first."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
