"""`qosyl verify CODE`: what the register of this installation says of a code or a registration number."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from qosyl.certificates import access, command
from qosyl.certificates.checking import Verdict

if TYPE_CHECKING:
    from qosyl.certificates.models import Document


class Command(BaseCommand):
    help = "Say what the register knows of a code or a registration number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", metavar="CODE", help="code of twelve signs, or registration number")
        parser.add_argument("--trust", help="for files alone")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, target: str, format: str, **_: Any) -> None:  # noqa: A002 - the word of the command line
        shown = access.shown(self._document(target))
        verdict, last = Verdict(shown.problems, shown.record), shown.entries[-1] if shown.entries else None
        is_valid = verdict.is_genuine and shown.document.state == "valid"
        standing = "VALID" if is_valid or last is None else f"{last.turn.upper()} on {last.at:%Y-%m-%d}: {last.reason}"
        said = command.as_json(verdict) if format == "json" else command.as_text(verdict, standing)
        self.stdout.write(said, ending="")
        if command.exit_code(verdict) != command.GENUINE or not is_valid:
            raise CommandError("this is no valid document", returncode=command.NOT_GENUINE)

    def _document(self, target: str) -> "Document":
        found = access.document_of_code(target)
        numbered = [found] if found else access.document_numbered(target)
        if len(numbered) > 1:
            raise CommandError("two providers have this number: give the code", returncode=command.USAGE)
        if not numbered:
            raise CommandError("the register knows no such code or number", returncode=command.NOT_GENUINE)
        return numbered[0]
