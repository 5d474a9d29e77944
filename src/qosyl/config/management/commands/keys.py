"""`qosyl keys`: the root that leaves the installation, the keys that seal documents, and what others rely on."""

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.config.backups.passwords import password_in
from qosyl.config.backups.refusals import Refused
from qosyl.keys import signing_folder
from qosyl.keys.root_file import WrongPassword, read_root_file, write_root_file
from qosyl.keys.signing import KeyPair, NotAKey, Root, new_pair, written_trust

_USAGE = 2
_USUAL_DAYS = 730


class Command(BaseCommand):
    help = "Make, list and revoke the keys with which documents are sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        root = acts.add_parser("root", help="make a root key; its private half goes into FILE and stays nowhere else")
        root.add_argument("file", type=Path, help="file to write: on a stick that is then locked away")
        issuing = acts.add_parser("issuing", help="make a key that seals documents, certified by a root")
        issuing.add_argument("file", type=Path, help="file of the root key")
        issuing.add_argument("--days", type=int, default=_USUAL_DAYS, help="how long it may seal (two years)")
        for part in (root, issuing):
            part.add_argument("--password-file", type=Path, required=True, help="its first line opens the root key")
        acts.add_parser("list", help="name all keys and say what holds of each")
        revoke = acts.add_parser("revoke", help="rely no more on a key that seals")
        revoke.add_argument("key", help="its name, as `list` says it")
        revoke.add_argument("--reason", required=True, help="why, for whoever reads the list later")
        trust = acts.add_parser("trust", help="write what others need to check documents without the network")
        trust.add_argument("file", type=Path, help="file to write; it holds no secret")

    def handle(self, *, act: str, **options: Any) -> None:
        try:
            getattr(self, f"_{act}")(options)
        except (Refused, FileExistsError, FileNotFoundError) as problem:
            raise CommandError(str(problem), returncode=_USAGE) from problem
        except (NotAKey, WrongPassword) as problem:
            raise CommandError(str(problem)) from problem

    def _root(self, options: dict[str, Any]) -> None:
        pair = new_pair()
        root = Root(pair.public)
        write_root_file(options["file"], pair, password_in(options["password_file"]))
        signing_folder.keep_root(root)
        self._record("make_root_key", root.name)
        self.stdout.write(f"root {root.name} is in {options['file']}")
        self.stderr.write(
            "Keep two copies of the file and its password apart, away from this machine; it is kept here no more."
        )

    def _issuing(self, options: dict[str, Any]) -> None:
        if options["days"] < 1:
            raise CommandError("a key lasts one day at least", returncode=_USAGE)
        pair: KeyPair = read_root_file(options["file"], password_in(options["password_file"]))
        now = timezone.now()
        key = signing_folder.make_issuing_key(pair, since=now, until=now + timedelta(days=options["days"]))
        self._record("make_issuing_key", key.name)
        self.stdout.write(f"key {key.name} seals until {key.certificate.until:%Y-%m-%d}")

    def _list(self, _options: dict[str, Any]) -> None:
        relied_on, now = signing_folder.trust(), timezone.now()
        for root in relied_on.roots:
            self.stdout.write(f"root {root.name}{' of specimens' if root.specimen else ''}")
        for key in signing_folder.issuing_keys():
            revocation, certificate = relied_on.revocation_of(key.name), key.certificate
            state = "seals" if certificate.covers(now) else "has ended"
            if revocation is not None:
                state = f"revoked on {revocation.at:%Y-%m-%d}: {revocation.reason}"
            kind = " of specimens" if certificate.specimen else ""
            dates = f"{certificate.since:%Y-%m-%d} – {certificate.until:%Y-%m-%d}"
            self.stdout.write(f"key {key.name}{kind} by {certificate.root}, {dates}, {state}")

    def _revoke(self, options: dict[str, Any]) -> None:
        try:
            revocation = signing_folder.revoke_issuing_key(
                options["key"], at=timezone.now(), reason=options["reason"].strip()
            )
        except signing_folder.UnknownKey as problem:
            raise CommandError(f"there is no key {options['key']} here; `qosyl keys list` names all") from problem
        self._record("revoke_issuing_key", revocation.key)
        self.stdout.write(f"key {revocation.key} is revoked; hand out a new trust file (`qosyl keys trust`)")

    def _trust(self, options: dict[str, Any]) -> None:
        trust = signing_folder.trust()
        if not trust.roots:
            raise CommandError("there is no root yet; `qosyl keys root` makes one")
        with options["file"].open("x", encoding="utf-8") as file:
            file.write(written_trust(trust))
        self.stdout.write(f"{options['file']}: {len(trust.roots)} roots, {len(trust.revoked)} revoked keys")

    def _record(self, name: str, key: str) -> None:
        record_act(name, at=timezone.now(), actor=None, thing_kind="signing key", thing=key)
