"""Installations of their own for tests of backup and restore: a state folder, a database, commands as people run them.

Run as a program inside one, it fills it with awkward values, or prints what stands in every table. What is printed is
read with plain queries, so that it knows nothing of how backups read.
"""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.config import templates

_SECONDS = 120
#: Names of databases on one server; a worker of tests keeps apart from the others by its process.
_NEW_DATABASE = "qosyl_restore_{}"


@dataclass(frozen=True)
class Installation:
    home: Path
    address: str

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            "PYTHONPATH": f"src{os.pathsep}.",
            "QOSYL_HOME": str(self.home),
            "DATABASE_URL": self.address,
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of qosyl, whatever comes of it."""
        return self._call("qosyl.config", *words)

    def run(self, *words: str) -> str:
        """A command of qosyl that has to succeed; what it says."""
        done = self.call(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill(self) -> None:
        done = self._call(__name__, "fill")
        assert done.returncode == 0, done.stderr

    def contents(self) -> dict[str, list[str]]:
        """The rows of every table, by the name of its model."""
        done = self._call(__name__, "contents")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def ask(self, program: str) -> str:
        """What a few lines of Python print inside the installation."""
        words = f"from {__name__} import set_up; set_up()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", words],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            env=self.environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            env=self.environment,
            check=False,
        )


def maker(folder: Path) -> Callable[..., Installation]:
    """Makes installations in ``folder``, on "sqlite" or "postgresql": an empty place, or a migrated database."""

    def make(kind: str, *, migrated: bool = False) -> Installation:
        name = uuid.uuid4().hex[:12]
        home = folder / name
        home.mkdir()
        has_template = migrated and kind == templates.OWN_KIND
        if kind == "sqlite":
            address = templates.new_sqlite(home / "qosyl.sqlite3", migrated=has_template)
        else:
            address = templates.new_postgresql(_NEW_DATABASE.format(name), migrated=has_template)
        made = Installation(home, address)
        if migrated and not has_template:
            made.run("migrate", "--verbosity=0")
        return made

    return make


# --- inside an installation ------------------------------------------------------------------------------------------
def set_up() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "qosyl.config.settings"
    import django

    django.setup()


def _fill() -> None:
    from django.conf import settings
    from django.contrib.sessions.models import Session
    from django_tasks_db.models import DBTaskResult

    from qosyl.audit.models import Act
    from qosyl.people.roles import Role
    from tests import factories

    provider = factories.provider("main")
    factories.branch(provider)
    person = factories.user("long enough", given_kk="Әғқңөұүһі «Ы» – \u2028\t\\ \U0001f9d1", email="a@example.kz")
    factories.role_holding(person, Role.METHODOLOGIST, provider)
    version = factories.programme_version(content=bytes(range(256)) * 300)
    for make in (factories.topic, factories.outcome, factories.policy, factories.item_version):
        make(version)
    factories.publication(provider, version)
    factories.live_bank(provider, person)
    factories.submission(provider, person, b"\x00zip\xff")
    Session.objects.create(session_key="k" * 32, session_data="x\n[1]\n", expire_date=factories.NOW)
    task = {"task_path": "a.b", "backend_name": "default", "run_after": factories.NOW, "exception_class_path": ""}
    DBTaskResult.objects.create(
        **task, args_kwargs={"args": [1.5, None, -0.1], "kwargs": {"ё": "\x7f\U0001f9d1"}}, traceback="one\r\ntwo"
    )
    for number in range(2_500):  # more than are read and written at once
        Act.objects.bulk_create([Act(name=f"act {number}", done_at=factories.NOW, thing_kind="x", thing="y")])
    Act.objects.latest("id").delete()  # its number was given, and is not to be given again
    scans = settings.MEDIA_ROOT / "scans" / "акт 1"
    scans.mkdir(parents=True)
    (scans / "page.pdf").write_bytes(os.urandom(300_000))
    (scans / "empty").touch()
    made = settings.MEDIA_ROOT / "bundles" / "x"
    made.mkdir(parents=True)
    (made / "1.1-learner.zip").write_bytes(b"made again on request")


def _contents() -> None:
    from django.apps import apps
    from django.db.models import JSONField

    found = {}
    for model in apps.get_models(include_auto_created=True):
        fields = model._meta.local_concrete_fields
        rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
        # In the rows no value and a JSON null look the same.
        empty = {
            field.name: model._base_manager.filter(**{f"{field.name}__isnull": True}).count()
            for field in fields
            if isinstance(field, JSONField)
        }
        found[model._meta.label] = [
            *(repr([bytes(value) if isinstance(value, memoryview) else value for value in row]) for row in rows),
            repr(empty),
        ]
    print(json.dumps(found))  # noqa: T201 - the answer to the process that asked


if __name__ == "__main__":
    set_up()
    if sys.argv[1] == "ask":
        exec(sys.argv[2])  # noqa: S102 - a few lines of a test, run beside it in a process of their own
    else:
        {"fill": _fill, "contents": _contents}[sys.argv[1]]()
