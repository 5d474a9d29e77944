"""`qosyl demo`: a demonstration provider with its people, programme and cohorts. Run again, it changes nothing."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from qosyl.keys.kept import kept_secret
from qosyl.people.access import person_named, provider_by_key
from qosyl.people.actions import found_provider, open_account
from qosyl.people.sign_in_names import SignInName
from qosyl.programmes.access import current_publications
from qosyl.programmes.actions import HasErrors, publish_package
from qosyl.web.demo import PROVIDER_KEY, PROVIDER_NAME, SECRET, STAFF
from qosyl.web.demo.cohorts import make_cohorts
from qosyl.web.demo.source import is_published, keep_published
from qosyl.web.demo.stage import BEGAN_BEFORE, Stage

if TYPE_CHECKING:
    from qosyl.people.models import Provider
    from qosyl.programmes.models import Publication


class Command(BaseCommand):
    help = (
        "Fill an installation with a demonstration provider and its people, and with a programme also its cohorts. "
        "Its documents are specimens."
    )
    #: Nothing of an address is asked for here; loading all pages to check them takes longer than the rest.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--programme", type=Path, help="folder of the package that the demonstration's cohorts study"
        )

    def handle(self, *, programme: Path | None = None, **_: Any) -> None:
        now = timezone.now()
        password = kept_secret(settings.KEYS_FOLDER / SECRET)[:12]
        provider = self._people(now - BEGAN_BEFORE, password)
        self.stdout.write(f"{len(STAFF)} demonstration people stand ready at provider {provider.key!r}")
        publication = self._publication(provider, programme, now)
        if publication is None:
            return
        people = {player.key: person_named("phone", player.phone) for player in STAFF}
        found = {key: person for key, person in people.items() if person is not None}
        make_cohorts(Stage(provider, found, publication, password, now))
        self.stdout.write("three demonstration cohorts stand ready: running, awaiting the commission, finished")

    @transaction.atomic
    def _people(self, began: datetime, password: str) -> "Provider":
        provider = provider_by_key(PROVIDER_KEY) or found_provider(PROVIDER_KEY, PROVIDER_NAME, at=began, is_demo=True)
        for player in STAFF:
            phone = SignInName("phone", player.phone)
            if person_named(phone.kind, phone.value) is None:
                open_account(
                    None,
                    provider,
                    kk=player.kk,
                    ru=player.ru,
                    role=player.role,
                    at=began,
                    contacts=(phone,),
                    password=password,
                )
        return provider

    def _publication(self, provider: "Provider", folder: Path | None, now: datetime) -> "Publication | None":
        """The running version; the first one is as old as the provider, so that cohorts have begun after it."""
        running = next((each for each in current_publications() if each.provider_id == provider.pk), None)
        if folder is None or (running is not None and is_published(folder, running)):
            return running
        from qosyl.programmes.reports import check_folder  # noqa: PLC0415 - most starts find nothing to check

        checked = check_folder(folder)
        if checked.package is None:
            raise CommandError(f"the package in {folder} cannot be read: qosyl publish {folder} says why")
        at = now if running else now - BEGAN_BEFORE
        try:
            publication = publish_package(None, provider, checked.package, checked.findings, at=at)[0]
        except HasErrors as problem:
            raise CommandError(f"{checked.errors} errors are open: qosyl publish {folder} names them") from problem
        keep_published(folder, publication)
        return publication
