"""A device as the tests play it: it keeps its own journal, chains it and speaks the wire of the protocol."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.test import Client

from qosyl.rules.events import canonical, event_of
from qosyl.rules.journal import StoredBatch, chained, opened, stored_problems
from qosyl.sittings.capability import COOKIE, Capability, sealed
from qosyl.sittings.models import Attempt, Form, JournalBatch
from tests import factories

ORIGIN = "http://testserver"


@dataclass
class Device:
    """One epoch of one attempt; `events` is everything that was written, acknowledged or not."""

    attempt: UUID
    learner: UUID
    lease: str
    epoch: int = 1
    boot: str = "boot-1"
    events: list[dict[str, object]] = field(default_factory=list)
    client: Client = field(default_factory=Client)

    def write(self, kind: str, position: int | None = None, option: str | None = None, **more: object) -> int:
        """A new event, on the device alone."""
        event = {
            "n": len(self.events) + 1,
            "k": kind,
            "p": position,
            "o": option,
            "lease": self.lease,
            "t": 1_000 * len(self.events),
            "boot": self.boot,
            "g": "kk",
        } | more
        self.events.append({name: value for name, value in event.items() if value is not None})
        return len(self.events)

    def answer(self, position: int, option: str, **more: object) -> int:
        return self.write("answer", position, option, **more)

    def head(self, through: int) -> str:
        lines = [canonical(event_of(event)) for event in self.events[:through]]
        return chained(opened(str(self.attempt), self.epoch).head, lines)

    def batch(self, first: int = 1, last: int | None = None) -> dict[str, object]:
        last = len(self.events) if last is None else last
        return {
            "v": 1,
            "epoch": self.epoch,
            "from": first,
            "events": self.events[first - 1 : last],
            "head": self.head(last),
        }

    def hold_capability(self, until: datetime | None = None, **fields: object) -> None:
        until = until or datetime.now().astimezone() + timedelta(days=2)
        capability = Capability(
            **{"attempt": self.attempt, "learner": self.learner, "epoch": self.epoch, "not_after": until} | fields
        )
        self.client.cookies[COOKIE] = sealed(capability)

    def post(self, word: str, body: object, **headers: str):
        return self.client.post(
            f"/sit/{self.attempt}/{word}",
            body if isinstance(body, (str, bytes)) else json.dumps(body),
            content_type="text/plain",
            headers={"origin": ORIGIN} | headers,
        )

    def send(self, first: int = 1, last: int | None = None):
        return self.post("events", self.batch(first, last))

    def finish(self, **more: object):
        claim = {"v": 1, "heads": {str(self.epoch): [len(self.events), self.head(len(self.events))]}}
        return self.post("finish", claim | more)


def drawn_form() -> Form:
    """A form of four invented questions, in a sitting that is open now."""
    group = factories.group(factories.cohort(factories.provider()))
    at = datetime.now().astimezone()
    sitting = factories.sitting(group.cohort, opens_at=at - timedelta(hours=1), closes_at=at + timedelta(hours=3))
    return factories.form(sitting, factories.enrolment(group))


def stored_lines(attempt: Attempt, epoch: int = 1) -> list[bytes]:
    """What is stored of an epoch; the journal is checked on the way."""
    rows = [
        StoredBatch(row.first, row.last, bytes(row.content), row.head)
        for row in JournalBatch.objects.filter(attempt=attempt, epoch=epoch)
    ]
    assert stored_problems(str(attempt.uuid), epoch, rows) == ()
    return [line for row in rows for line in row.lines]


def taken_over(attempt: Attempt, **body: object) -> Device:
    """A second device of the same learner, which has taken over."""
    made = Device(attempt.uuid, attempt.learner, "")
    made.client.force_login(attempt.form.enrolment.learner, backend="qosyl.people.backends.SignInNameBackend")
    answer = made.post("writer", {"v": 1} | body)
    assert answer.status_code == 200
    made.epoch, made.lease = answer.json()["epoch"], answer.json()["lease"]
    return made
