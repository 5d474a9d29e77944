"""`qosyl publish`: a package becomes a version, or a provider's live bank is taken in. Progress and errors in words."""

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qosyl.packages.check import check_bank_reading
from qosyl.packages.findings import Finding, Severity
from qosyl.packages.reading import read_bank
from qosyl.people.access import only_provider, person_named, provider_by_key
from qosyl.people.sign_in_names import read_sign_in_name
from qosyl.programmes import actions
from qosyl.programmes.reports import check_folder

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User

_SHOWN_ERRORS = 20
_SAID = {
    actions.Taken.IN: "is taken in and sealed",
    actions.Taken.THERE_ALREADY: "is there already; no change",
    actions.Taken.OPENED_AGAIN: "is there already, and open again to the person named",
}


class Command(BaseCommand):
    help = "Publish a package as an immutable version, or take in a provider's live bank (--bank)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="folder of the package")
        parser.add_argument("--provider", help="key of the provider; may be left out where there is only one")
        parser.add_argument("--bank", action="store_true", help="the folder is a confidential live bank")
        parser.add_argument(
            "--methodologist", help="with --bank: phone, e-mail or personal code of the only person who may open it"
        )

    def handle(self, *, path: Path, provider: str | None, bank: bool, methodologist: str | None, **_: Any) -> None:
        if not path.is_dir():
            raise CommandError(f"{path} is not a folder")
        owner = self._provider(provider)
        if bank:
            self._take_in_bank(path, owner, self._methodologist(methodologist))
        else:
            self._publish(path, owner)

    def _provider(self, key: str | None) -> "Provider":
        found = provider_by_key(key) if key else only_provider()
        if found is None:
            raise CommandError(
                f"there is no provider {key!r}"
                if key
                else "name the provider with --provider: there is none, or several"
            )
        return found

    def _methodologist(self, typed: str | None) -> "User":
        name = read_sign_in_name(typed or "")
        found = person_named(name.kind, name.value) if name else None
        if found is None:
            raise CommandError("name a person who exists with --methodologist PHONE, E-MAIL or CODE")
        return found

    def _publish(self, path: Path, provider: "Provider") -> None:
        self.stderr.write(f"Checking {path} …", ending="\n")
        checked = check_folder(path)
        self._tell(checked.findings)
        if checked.package is None:
            raise CommandError("the package cannot be read; nothing was published")
        self.stderr.write("Publishing …")
        try:
            publication, new = actions.publish_package(
                None, provider, checked.package, checked.findings, at=timezone.now()
            )
        except actions.HasErrors as problem:
            raise CommandError(f"{checked.errors} errors are open; nothing was published") from problem
        mark = publication.version.fingerprint[:12]
        if not new:
            self.stdout.write(f"{publication.programme_key} no. {publication.number} ({mark}) runs already; no change")
            return
        kind = "trial" if publication.version.is_trial else "approved"
        self.stdout.write(f"{publication.programme_key} no. {publication.number} ({mark}, {kind}) is published")
        if publication.difference:
            deciding = sum(bool(change["deciding"]) for change in publication.difference)
            text = len(publication.difference) - deciding
            self.stdout.write(f"changes from the one before: {deciding} deciding, {text} of text")

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        errors = actions.open_errors(findings)
        for finding in errors[:_SHOWN_ERRORS]:
            self.stderr.write(f"{finding.file}:{finding.line}: {finding.code} error {finding.sentence('en')}")
        if len(errors) > _SHOWN_ERRORS:
            self.stderr.write(f"… and {len(errors) - _SHOWN_ERRORS} more; `qosyl check` shows all")
        warnings = sum(f.severity is Severity.WARNING and f.accepted_by is None for f in findings)
        self.stderr.write(f"{len(errors)} errors, {warnings} warnings are open")

    def _take_in_bank(self, path: Path, provider: "Provider", methodologist: "User") -> None:
        reading = read_bank(path)
        findings = check_bank_reading(reading)
        self._tell(findings)
        if reading.bank is None or actions.open_errors(findings):
            raise CommandError("the bank cannot be taken in; nothing was changed")
        try:
            live, taken = actions.take_in_bank(provider, methodologist, reading.bank, at=timezone.now())
        except actions.WrongMethodologist as problem:
            raise CommandError(f"that person is no methodologist of {provider.key} today") from problem
        except actions.NoOwnPassword as problem:
            raise CommandError("that person has to sign in and replace the first password first") from problem
        self.stdout.write(f"bank {live.key} no. {live.number} with {live.size} items {_SAID[taken]}")
