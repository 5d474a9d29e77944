"""Sittings, forms, attempts, their journal and results."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

from qosyl.cohorts.models import Cohort, Enrolment
from qosyl.rules.journal import opened
from qosyl.sittings.models import (
    Accommodation,
    Attempt,
    BasisDecision,
    DeadlineChange,
    Epoch,
    Form,
    JournalBatch,
    Lease,
    Place,
    RefusalTally,
    RegisterLine,
    Result,
    Sitting,
)
from tests.factories.house import NOW

_NUMBERS = count(1)
MINUTES = 90


def sitting(of: Cohort, **fields: object) -> Sitting:
    return Sitting.objects.create(
        **{
            "cohort": of,
            "opens_at": NOW - timedelta(hours=1),
            "closes_at": NOW + timedelta(hours=3),
            "minutes": MINUTES,
            "seed": f"{next(_NUMBERS):064x}",
            "drawing": {"layout": 1, "rows": [], "bank": []},
            "opened_by": of.opened_by,
            "opened_at": NOW - timedelta(days=1),
            "drawn_at": NOW - timedelta(days=1),
        }
        | fields
    )


def place(of: Sitting, who: Enrolment) -> Place:
    return Place.objects.create(sitting=of, enrolment=who)


def accommodation(of: Sitting, who: Enrolment, **fields: object) -> Accommodation:
    return Accommodation.objects.create(
        **{"sitting": of, "enrolment": who, "extra_percent": 25, "kinds": ["large-print"]} | fields
    )


def form(of: Sitting, who: Enrolment, content: list[dict[str, object]] | None = None) -> Form:
    """Four questions of invented items, where the test does not bring its own."""
    content = content or [
        {
            "p": position,
            "item": f"1.1-0{position}",
            "fingerprint": f"{position:064x}",
            "module": "M1",
            "outcome": "M1-O1",
            "options": ["b", "d", "a", "c"],
        }
        for position in range(1, 5)
    ]
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return Form.objects.create(sitting=of, enrolment=who, content=content, digest=digest)


def attempt(of: Form, **fields: object) -> Attempt:
    return Attempt.objects.create(
        **{
            "form": of,
            "learner": of.enrolment.learner.uuid,
            "minutes": of.sitting.minutes,
            "late_minutes": of.sitting.late_minutes,
        }
        | fields
    )


def started_attempt(of: Form, at: datetime = NOW, **fields: object) -> Attempt:
    made = attempt(of, **{"started_at": at, "epoch": 1} | fields)
    epoch(made, at=at)
    return made


def epoch(of: Attempt, number: int = 1, at: datetime = NOW) -> Epoch:
    lease(of, number, name := f"lease-{next(_NUMBERS)}", at)
    return Epoch.objects.create(
        attempt=of, number=number, head=opened(str(of.uuid), number).head, lease=name, leased_at=at, opened_at=at
    )


def lease(of: Attempt, number: int = 1, name: str = "", at: datetime = NOW) -> Lease:
    return Lease.objects.create(attempt=of, epoch=number, lease=name or f"lease-{next(_NUMBERS)}", at=at)


def journal_batch(of: Attempt, **fields: object) -> JournalBatch:
    line = b'{"boot":"b","g":"kk","k":"blur","lease":"l","n":1,"t":0}'
    return JournalBatch.objects.create(
        **{
            "attempt": of,
            "epoch": 1,
            "first": 1,
            "last": 1,
            "content": line,
            "head": f"{next(_NUMBERS):064x}",
            "received_at": NOW,
        }
        | fields
    )


def deadline_change(of: Attempt, minutes: int = 10) -> DeadlineChange:
    return DeadlineChange.objects.create(
        attempt=of, minutes=minutes, reason="Жарық сөнді", actor=of.form.sitting.opened_by, at=NOW
    )


def refusal_tally(of: Attempt, **fields: object) -> RefusalTally:
    return RefusalTally.objects.create(
        **{"attempt": of.uuid, "code": "capability", "minute": NOW, "count": 3, "recorded": 3} | fields
    )


def register_line(of: Attempt, kind: str = "admitted", **fields: object) -> RegisterLine:
    shown = {"document": "identity-card", "shown": "room"} if kind == "admitted" else {}
    wrote = {"attempt": of, "kind": kind, "moment": NOW, "actor": of.form.sitting.opened_by, "at": NOW}
    return RegisterLine.objects.create(**wrote | shown | fields)


def result(of: Attempt, **fields: object) -> Result:
    return Result.objects.create(
        **{
            "attempt": of,
            "basis": "in-time",
            "cut": {"1": 1},
            "facts": {"items": [], "modules": [], "outcomes": [], "reasons": [], "provisions": {}},
            "points_numerator": 50,
            "percent_numerator": 50,
            "grade": 3,
            "passed": True,
            "at": NOW,
        }
        | fields
    )


def basis_decision(of: Attempt, basis: str = "in-time") -> BasisDecision:
    return BasisDecision.objects.create(
        attempt=of, basis=basis, grounds="Байланыс үзілді", actor=of.form.sitting.opened_by, at=NOW
    )
