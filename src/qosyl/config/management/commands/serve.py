"""`qosyl serve`: the web server and the background jobs as one thing that starts and ends together."""

import hashlib
import socket
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from qosyl.config.backups.marking import refuse_unfinished
from qosyl.config.backups.refusals import Refused
from qosyl.config.environment import BadSetting, Environment
from qosyl.config.supervision import Child, supervise
from qosyl.keys.kept import kept_secret
from qosyl.people.access import demo_providers
from qosyl.web.demo import CAST, SECRET

_JOBS_WAIT = 3.0
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = "Start the web server and the background jobs; Ctrl-C ends both."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        environment = Environment()
        port, workers = environment.port("PORT", 8000), environment.whole("QOSYL_WORKERS", 2)
        parser.add_argument("--host", default=environment.text("HOST", "127.0.0.1"), help="address to listen at")
        parser.add_argument("--port", type=_port, default=port, help="port to listen at (or PORT)")
        parser.add_argument("--workers", type=_workers, default=workers, help="web processes (or QOSYL_WORKERS)")

    def handle(self, *, host: str, port: int, workers: int, **_: Any) -> None:
        _refuse_half_restored()
        _refuse_unmigrated()
        demo = demo_providers()
        if (demo or settings.DEMO) and host not in _LOOPBACK:
            raise CommandError(
                f"this installation has demonstration accounts: it listens at 127.0.0.1 only, not at {host}"
            )
        if settings.DEBUG and host not in _LOOPBACK:
            raise CommandError(f"QOSYL_DEBUG shows the causes of errors: it listens at 127.0.0.1 only, not at {host}")
        _refuse_taken(host, port)
        _collect_static()
        self.stdout.write(f"\nQosyl is at http://{host}:{port}  (Ctrl-C ends it)")
        if demo:
            self._print_demo(f"http://{host}:{port}/demo/")
        self.stdout.flush()
        web = Child("web", _granian(host, port, workers))
        # The first page does not have to wait for the jobs: they load once the web stands.
        jobs = Child("jobs", ["-m", "qosyl.config", "jobs", "--no-startup-delay"], delay=_JOBS_WAIT)
        if supervise([web, jobs], tell=self.stderr.write) != 0:
            raise CommandError("a part of the server ended and could not be started again; its words stand above")

    def _print_demo(self, address: str) -> None:
        password = kept_secret(settings.KEYS_FOLDER / SECRET)[:12]
        self.stdout.write(f"\nDemonstration people sign in with one click at {address}")
        self.stdout.write(f"or by phone number, each with the password {password}")
        for player in CAST:
            self.stdout.write(f"  {player.key:<15} {player.phone}   {player.kk.one_line()}")
        self.stdout.write("")


def _collect_static() -> None:
    """Gather and compress style and scripts, unless the ones that lie there were made from the same files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            made = storage.get_modified_time(name).timestamp()
            digest.update(f"{name} {storage.size(name)} {made}\0".encode())
    stamp = settings.STATIC_ROOT / "collected.stamp"
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest(), encoding="ascii")


def _port(word: str) -> int:
    return _read(lambda: Environment({"PORT": word}).port("PORT", 0))


def _workers(word: str) -> int:
    return _read(lambda: Environment({"QOSYL_WORKERS": word}).whole("QOSYL_WORKERS", 0))


def _read(number: Callable[[], int]) -> int:
    """An argument as the setting of the same meaning is read, and refused as arguments are."""
    try:
        return number()
    except BadSetting as problem:
        raise ArgumentTypeError(str(problem)) from problem


def _granian(host: str, port: int, workers: int) -> list[str]:
    return [
        "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "2", "--log-level", "warning", "--no-ws", "qosyl.config.wsgi:application",
    ]  # fmt: skip


def _refuse_taken(host: str, port: int) -> None:
    """A port that is taken is named at once, not by a server that fails in the background."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CommandError(
                f"port {port} at {host} cannot be used ({problem.strerror}): choose another with PORT or --port"
            ) from problem


def _refuse_half_restored() -> None:
    try:
        refuse_unfinished(settings.HOME)
    except Refused as problem:
        raise CommandError(str(problem)) from problem


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("the database is not at this version: run `qosyl migrate` first")
