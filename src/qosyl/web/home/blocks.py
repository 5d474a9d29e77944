"""What blocks the closing of a cohort, the first thing first: for a coordinator's home, many cohorts in few questions.

Here belongs which step is open. Not here: the steps themselves, each of which its own room explains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from qosyl.rules.enrolment import State

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort

#: So long before the end of a course admission to final assessment is to be proposed.
_ADMISSION_DUE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Block:
    """`key` names the sentence, `many` how many of it there are, `address` where it is done."""

    key: str
    address: str
    many: int = 0


def blocks_of(cohorts: QuerySet["Cohort"], day: date) -> Mapping[int, Sequence[Block]]:
    """By cohort: eight questions for any number of them."""
    counts = {
        "enrolments": _count(cohorts, "enrolments"),
        "invited": _count(cohorts, "enrolments", Q(enrolments__state=State.INVITED.value)),
        "groups": _count(cohorts, "groups"),
        "sessions": _count(cohorts, "groups__sessions", Q(groups__sessions__cancelled_at=None)),
        "overdue": _count(
            cohorts,
            "groups__sessions",
            Q(
                groups__sessions__cancelled_at=None,
                groups__sessions__delivered_at=None,
                groups__sessions__day__lt=day,
            ),
        ),
        "lists": _count(cohorts, "admission_lists", Q(admission_lists__withdrawn_at=None)),
        "commissions": _count(cohorts, "commissions"),
        "awaiting": _protocols(cohorts, confirmed_at=None, withdrawn_at=None),
        "admitted": _protocols(cohorts, kind="admission", confirmed_at__isnull=False),
        "sittings": _count(cohorts, "sittings"),
        "results": _protocols(cohorts, kind="results", confirmed_at__isnull=False),
    }
    return {
        cohort.pk: tuple(_blocks(cohort, {name: many.get(cohort.pk, 0) for name, many in counts.items()}, day))
        for cohort in cohorts
    }


def _count(cohorts: QuerySet["Cohort"], path: str, only: Q | None = None) -> dict[int, int]:
    rows = cohorts.order_by().annotate(many=Count(path, filter=only, distinct=True))
    return dict(rows.values_list("pk", "many"))


def _protocols(cohorts: QuerySet["Cohort"], **only: object) -> dict[int, int]:
    path = "commissions__protocols"
    return _count(cohorts, path, Q(**{f"{path}__{name}": value for name, value in only.items()}))


def _blocks(cohort: "Cohort", counts: Mapping[str, int], day: date) -> Sequence[Block]:
    """In the order of a course: people, timetable, journals, admission, test, protocols."""
    steps = (
        ("no-group", not counts["groups"], "cohorts:new-group"),
        ("no-learner", bool(counts["groups"]) and not counts["enrolments"], "cohorts:add-learners"),
        ("invited", counts["invited"], "cohorts:invitations"),
        ("no-timetable", bool(counts["groups"]) and not counts["sessions"], "cohorts:teaching"),
        ("overdue", counts["overdue"], "cohorts:teaching"),
        *_final_steps(cohort, counts, day),
    )
    named = {"cohort": cohort.uuid}
    return [Block(key, reverse(route, kwargs=named), int(many)) for key, many, route in steps if many]


def _final_steps(cohort: "Cohort", counts: Mapping[str, int], day: date) -> Sequence[tuple[str, int, str]]:
    """What final assessment still needs, one thing after another; nothing while the course is far from its end."""
    if day < cohort.ends_on - _ADMISSION_DUE and not counts["lists"]:
        return ()
    chain = (
        ("no-admission-list", not counts["lists"], "cohorts:admission"),
        ("no-commission", not counts["commissions"], "commissions:appoint"),
        ("protocol-awaits", counts["awaiting"], "commissions:commission"),
        ("no-admission-protocol", not counts["admitted"], "commissions:admission"),
        ("no-sitting", not counts["sittings"], "sittings:open-sitting"),
        ("no-results-protocol", not counts["results"], "commissions:results"),
    )
    return [(key, int(many), route) for key, many, route in chain if many][:1]
