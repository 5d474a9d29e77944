"""The three cohorts of the demonstration: one in the middle of its course, one that awaits the chair, one finished.

Days are counted from the day on which it is made; made again, whatever stands is left as it is. A test is not a part of
one transaction with the rest, since answers are durable one by one: each part asks whether it is there already.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from qosyl.certificates.access import register_visible_to
from qosyl.cohorts.actions import change_enrolment
from qosyl.cohorts.queries import sessions_of
from qosyl.commissions.queries import protocols_of
from qosyl.localtext import LocalText
from qosyl.rules.enrolment import Act, Actor
from qosyl.sittings.access import sittings_visible_to
from qosyl.web.demo.assessment import Works, admit, decide_results, hold_test, issue, release, sit
from qosyl.web.demo.courses import GroupPlan, Presences, cohort_titled, enrolments_of, join, open_course, teach
from qosyl.web.demo.roster import FINISHED, FINISHING, RUNNING_KAZAKH, RUNNING_RUSSIAN
from qosyl.web.demo.stage import Stage, moment, working_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qosyl.cohorts.models import Cohort

_DAY = timedelta(days=1)
_ROOM, _LINK = "204", "https://meet.example.kz/inkliuziya"
_EVENING = 17 * 60
_LASTS = timedelta(days=32)
_RESULTS = "results"

RUNNING_TITLE = LocalText("Инклюзия, Ақжар ауданы", "Инклюзия, Акжарский район")
#: Of the running cohort: never opened the invitation, never came, fell ill on the fourth day.
UNANSWERED, NEVER_CAME, ILL = "+77000000206", "+77000000107", "+77000000104"
_ILL_FROM = 4
#: Who misses which days of the running cohort.
_MISSED: "Mapping[str, frozenset[int]]" = {"+77000000102": frozenset({2}), "+77000000203": frozenset({1, 3})}


@dataclass(frozen=True, slots=True)
class Ended:
    """A cohort that has had its test: `right` answers, works and project by phone number; who voted, who got papers."""

    title: LocalText
    weeks_ago: int
    learners: str
    order: str
    present: Presences
    right: "Mapping[str, int]"
    works: Works
    voices: tuple[str, ...]
    issued: tuple[str, ...] = ()


def _came(phone: str, day: int) -> bool:
    """Of the finished cohort one came until the third day and one never."""
    return {"+77000000304": day <= 3, "+77000000305": False}.get(phone, True)  # noqa: PLR2004 - the third day


ENDED = (
    Ended(
        title=LocalText("Инклюзия, алғашқы ағын", "Инклюзия, первый поток"),
        weeks_ago=7,
        learners=FINISHED,
        order="14-к",
        present=_came,
        right={"+77000000301": 43, "+77000000302": 25, "+77000000303": 24},
        works={"+77000000301": (9, 11), "+77000000302": (7, 9), "+77000000303": (6, None)},
        voices=("chair", "member"),
        # One certificate is left for the director to issue.
        issued=("+77000000301", "+77000000303"),
    ),
    Ended(
        title=LocalText("Инклюзия, қорытынды бағалау", "Инклюзия, итоговое оценивание"),
        weeks_ago=3,
        learners=FINISHING,
        order="19-к",
        present=lambda _phone, _day: True,
        right={"+77000000401": 45, "+77000000402": 38, "+77000000403": 31},
        works={"+77000000401": (10, 12), "+77000000402": (8, 10), "+77000000403": (None, 7)},
        # The chair's voice is awaited.
        voices=("member",),
    ),
)


def make_cohorts(stage: Stage) -> None:
    """Everything that is not there yet."""
    _running(stage)
    for plan in ENDED:
        _ended(stage, plan)


@transaction.atomic
def _running(stage: Stage) -> None:
    """Two groups, in Kazakh in a room and in Russian online, up to yesterday."""
    if cohort_titled(stage, RUNNING_TITLE) is not None:
        return
    starts_on = stage.monday(1)
    groups = (
        GroupPlan("kk", "offline", _ROOM, "", RUNNING_KAZAKH),
        GroupPlan("ru", "online", "", _LINK, RUNNING_RUSSIAN, "tutor-ru", _EVENING),
    )
    cohort = open_course(stage, RUNNING_TITLE, starts_on, starts_on + _LASTS, groups)
    join(stage, cohort, but=frozenset({UNANSWERED}))
    fell_ill = starts_on + (_ILL_FROM - 1) * _DAY
    teach(cohort, _comes, min(fell_ill, stage.today))
    if fell_ill < stage.today:
        _interrupt(stage, cohort, fell_ill)
    teach(cohort, _comes, stage.today)


def _comes(phone: str, day: int) -> bool:
    return phone != NEVER_CAME and day not in _MISSED.get(phone, frozenset())


def _interrupt(stage: Stage, cohort: "Cohort", day: date) -> None:
    found = next(one for one in enrolments_of(cohort) if one.learner.phone == ILL)
    note = LocalText("Еңбекке жарамсыздық парағы", "Лист о временной нетрудоспособности").kk
    coordinator = stage.people["coordinator"]
    change_enrolment(coordinator, found, Act.INTERRUPT, Actor.COORDINATOR, "illness", note, moment(day, 8 * 60))


def _ended(stage: Stage, plan: Ended) -> None:
    cohort = cohort_titled(stage, plan.title) or _taught(stage, plan)
    day = max(session.day for group in cohort.groups.all() for session in sessions_of(group))
    sitting = sittings_visible_to(stage.people["coordinator"], "run_sitting", stage.today).filter(cohort=cohort).first()
    sitting = sitting or hold_test(stage, cohort, day)
    if sitting.released_at is None:
        sit(cohort, day, plan.right)
        release(stage, sitting, day)
    if not any(protocol.kind == _RESULTS for protocol in protocols_of(cohort)):
        decide_results(stage, cohort, working_day(day + _DAY), plan.works, plan.voices)
    if plan.issued and not register_visible_to(stage.people["director"], "read_register", stage.today).exists():
        learners = [one for one in enrolments_of(cohort) if one.learner.phone in plan.issued]
        issue(stage, cohort, learners, working_day(day + 4 * _DAY))


@transaction.atomic
def _taught(stage: Stage, plan: Ended) -> "Cohort":
    """The whole course; admission is decided on the evening before its last day."""
    starts_on = stage.monday(plan.weeks_ago)
    group = GroupPlan("kk", "offline", _ROOM, "", plan.learners)
    cohort = open_course(stage, plan.title, starts_on, starts_on + 11 * _DAY, (group,))
    join(stage, cohort)
    last = max(session.day for each in cohort.groups.all() for session in sessions_of(each))
    teach(cohort, plan.present, last)
    admit(stage, cohort, plan.order, last - _DAY)
    teach(cohort, plan.present, last + _DAY)
    return cohort
