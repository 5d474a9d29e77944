"""How a cohort of the demonstration ends: admission, the test as a device would write it, protocols, documents."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from qosyl.certificates.actions import Lines, issue_documents, set_letterhead
from qosyl.certificates.queries import letterhead_of
from qosyl.cohorts.actions import propose_admission
from qosyl.cohorts.queries import package_of_cohort
from qosyl.commissions.actions import (
    Order,
    Paper,
    ResultRecord,
    appoint_commission,
    confirm_protocol,
    draw_up_admission,
    draw_up_results,
)
from qosyl.localtext import LocalText
from qosyl.rules.eligibility import NOT_PRESENTED
from qosyl.rules.events import Event, EventKind, canonical
from qosyl.rules.journal import Batch, chained
from qosyl.rules.protocols import Seat
from qosyl.rules.register import DocumentKind, Line, LineKind, Shown
from qosyl.sittings.access import own_attempts
from qosyl.sittings.actions import (
    Claim,
    Plan,
    append_batch,
    draw_forms,
    finish_attempt,
    open_sitting,
    record_results,
    start_attempt,
    write_register_line,
)
from qosyl.sittings.queries import admitted_attempts
from qosyl.web.demo.stage import Stage, moment

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment
    from qosyl.commissions.models import Protocol
    from qosyl.people.models import User
    from qosyl.sittings.models import Attempt, Sitting

_TEST_OPENS, _TEST_CLOSES, _TEST_BEGINS = 14 * 60, 17 * 60, 14 * 60 + 5
_DOOR_OPENS = 13 * 60 + 50
_ROOM_CODE = "204204"
_MILLISECONDS_AN_ANSWER = 55_000
_OPEN_BANK = LocalText(
    kk="Көрсетілім: ашық банк әдейі қолданылды.", ru="Демонстрация: открытый банк использован намеренно."
)
ADDRESS = "http://127.0.0.1:8000"
#: Points of independent work and of the project by phone number; None: not presented.
Works = Mapping[str, tuple[int | None, int | None]]


def admit(stage: Stage, cohort: "Cohort", order: str, day: date) -> None:
    """The coordinator proposes the list, a commission is appointed, and decides what was proposed."""
    coordinator, people, at = stage.people["coordinator"], stage.people, moment(day, 17 * 60)
    seats = [
        (people["chair"], Seat.CHAIR),
        (people["member"], Seat.MEMBER),
        (people["methodologist"], Seat.MEMBER),
        (people["secretary"], Seat.SECRETARY),
    ]
    appoint_commission(coordinator, cohort, Order(order, day), seats, 2, at=at)
    propose_admission(coordinator, cohort, at=at)
    protocol = draw_up_admission(people["secretary"], cohort, Paper("1", day), {}, at=at)
    _confirm(stage, protocol, ("chair", "member"), day)


def _confirm(stage: Stage, protocol: "Protocol", voices: tuple[str, ...], day: date) -> None:
    for late, key in enumerate(voices):
        confirm_protocol(stage.people[key], protocol, at=moment(day, 18 * 60 + late))


def hold_test(stage: Stage, cohort: "Cohort", day: date) -> "Sitting":
    """A sitting of the whole cohort, opened in the morning of its day."""
    plan = Plan(
        cohort=cohort,
        opens_at=moment(day, _TEST_OPENS),
        closes_at=moment(day, _TEST_CLOSES),
        room_code=_ROOM_CODE,
        open_bank_decision=_OPEN_BANK.kk,
    )
    seed = sha256(f"demonstration {cohort.number}".encode()).hexdigest()
    at = moment(day, 8 * 60)
    sitting = open_sitting(stage.people["coordinator"], plan, seed=seed, at=at)
    draw_forms(sitting, at=at)
    return sitting


def sit(cohort: "Cohort", day: date, right: Mapping[str, int]) -> None:
    """Everybody answers on the own phone, so many questions rightly (by phone number), and finishes."""
    answers = {item.key: item.answer for item in package_of_cohort(cohort).items()}
    for enrolment in cohort.enrolments.select_related("learner"):
        for attempt in own_attempts(enrolment.learner).filter(form__sitting__cohort=cohort, started_at=None):
            _let_in(cohort.opened_by, attempt, moment(day, _DOOR_OPENS))
            _write(enrolment.learner, attempt, answers, right[enrolment.learner.phone or ""], day)


def _let_in(invigilator: "User", attempt: "Attempt", at: datetime) -> None:
    """At the door; an admission that is written already stands."""
    if not admitted_attempts([attempt.pk]):
        shown = Line(LineKind.ADMITTED, at, DocumentKind.IDENTITY_CARD, Shown.ROOM)
        write_register_line(invigilator, attempt, shown, at=at)


def _write(learner: "User", attempt: "Attempt", answers: Mapping[str, str], right: int, day: date) -> None:
    at = moment(day, _TEST_BEGINS)
    writer = start_attempt(learner, attempt.uuid, room_code=_ROOM_CODE, device="phone", at=at)
    events: list[Event] = []
    for place in attempt.form.content:
        key = answers[place["item"]]
        wrong = next(option for option in place["options"] if option != key)
        events.append(
            Event(
                n=len(events) + 1,
                k=EventKind.ANSWER,
                lease=writer.lease,
                t=len(events) * _MILLISECONDS_AN_ANSWER,
                boot="demo",
                g=learner.language,
                p=place["p"],
                o=key if len(events) < right else wrong,
            )
        )
    last = Event(
        n=len(events) + 1,
        k=EventKind.FINISH,
        lease=writer.lease,
        t=len(events) * _MILLISECONDS_AN_ANSWER,
        boot="demo",
        g=learner.language,
    )
    events.append(last)
    head = chained(writer.head, [canonical(event) for event in events])
    after = at + timedelta(milliseconds=last.t)
    append_batch(writer.capability, Batch(writer.epoch, 1, tuple(events), head), at=after)
    finish_attempt(writer.capability, Claim({writer.epoch: (last.n, head)}), at=after)


def release(stage: Stage, sitting: "Sitting", day: date) -> None:
    """In the evening everything is counted and told."""
    record_results(stage.people["coordinator"], sitting, at=moment(day, 18 * 60))


def decide_results(stage: Stage, cohort: "Cohort", day: date, works: Works, voices: tuple[str, ...]) -> None:
    """The secretary draws up the protocol of results; ``works``: points of works and project, None: not presented."""
    records = {
        enrolment.pk: _record(works.get(enrolment.learner.phone or "", (None, None)))
        for enrolment in cohort.enrolments.select_related("learner")
    }
    protocol = draw_up_results(stage.people["secretary"], cohort, Paper("2", day), records, at=moment(day, 17 * 60))
    _confirm(stage, protocol, voices, day)


def _record(points: tuple[int | None, int | None]) -> ResultRecord:
    works, project = (NOT_PRESENTED if one is None else one for one in points)
    return ResultRecord(works=works, project=project, absent=True)


def issue(stage: Stage, cohort: "Cohort", learners: "list[Enrolment]", day: date) -> None:
    """The director issues what was earned: specimens, since the provider is an invented one."""
    director, at = stage.people["director"], moment(day, 11 * 60)
    if letterhead_of(stage.provider) is None:
        name = director.full_name
        lines = Lines(LocalText("Ақжар ауданы", "Акжарский район"), LocalText("Директор", "Директор"), name)
        set_letterhead(director, stage.provider, lines, at=at)
    issue_documents(director, cohort, learners, address=ADDRESS, at=at)
