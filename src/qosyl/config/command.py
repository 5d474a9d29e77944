"""The `qosyl` command: one door for people and scripts.

`check` and `kit` work on files alone and never load Django. Everything else is a management command of the app that
it belongs to.
"""

import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from qosyl.config.environment import BadSetting, Environment

#: What a person sees in the help; a test keeps the list equal to the commands that exist.
COMMANDS = {
    "check": "check a programme package and print its findings with file and line",
    "kit": "make a topic's pages, slides and hand-outs from a package, as one zip",
    "publish": "publish a package as an immutable version (with --bank: take in a provider's live bank)",
    "demo": "fill an empty installation with a demonstration provider, people and the programme",
    "serve": "start the web server and the background jobs together",
    "jobs": "run the background jobs alone",
    "migrate": "bring the database to this version",
    "backup": "write database, secrets and files into one file, while the server runs",
    "keys": "make, list and revoke the keys that seal documents",
    "verify": "check a document: a PDF, a JSON record, a code or a registration number",
    "restore": "put a backup into an empty place, on either database",
}
_EXIT_USAGE = 2
_EXIT_READER_GONE = 128 + signal.SIGPIPE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (it found or met something wrong) or 2 (it was called wrongly)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(_help())
        return 0
    name, rest = words[0], words[1:]
    if name not in COMMANDS:
        sys.stderr.write(f"qosyl: there is no command {name!r}\n\n{_help()}")
        return _EXIT_USAGE
    _speak_on_any_terminal()
    try:
        code = _pure_command(name)(rest) if _is_pure(name, rest) else _management_command(name, rest)
        sys.stdout.flush()  # here, where a reader that has gone can still be met
    except BadSetting as problem:
        sys.stderr.write(f"qosyl: {problem}\n")
        return _EXIT_USAGE
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _reader_gone()
    return code


def _speak_on_any_terminal() -> None:
    """Where a terminal has no letters of ours, they are written as escapes; no sentence is lost to an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _reader_gone() -> int:
    """`qosyl check | head` has read enough: end quietly, with the code that shells give such an end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())  # Python's own last flush must not meet the closed pipe again
    os.close(nowhere)
    return _EXIT_READER_GONE


def _help() -> str:
    rows = "\n".join(f"  {name:<9} {purpose}" for name, purpose in COMMANDS.items())
    return f"usage: qosyl COMMAND [...]\n\n{rows}\n\nqosyl COMMAND --help tells more.\n"


def _is_pure(name: str, rest: Sequence[str]) -> bool:
    """Files are checked without Django, a document's file too; its code is looked up in the register."""
    if name == "verify":
        return not rest or "--help" in rest or "-h" in rest or any(Path(word).is_file() for word in rest)
    return name in {"check", "kit"}


def _pure_command(name: str) -> Callable[[Sequence[str]], int]:
    if name == "check":
        from qosyl.packages.command import check_main  # noqa: PLC0415 - each command loads only what it needs

        return lambda words: check_main(words, sys.stdout, sys.stderr)
    if name == "verify":
        from qosyl.certificates.command import verify_main  # noqa: PLC0415 - as above

        return lambda words: verify_main(words, sys.stdout, sys.stderr, keys=Environment().home() / "keys")
    from qosyl.kits.command import kits_main  # noqa: PLC0415 - as above

    return lambda words: kits_main(words, sys.stdout, sys.stderr)


def _management_command(name: str, rest: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qosyl.config.settings")
    from django.core.management import ManagementUtility  # noqa: PLC0415 - pure commands must not load Django

    own_name = {"jobs": "db_worker"}.get(name, name)
    try:
        ManagementUtility(["qosyl", own_name, *rest]).execute()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
