"""Ledgers of hours out of the stored sessions and marks: facts gathered in a fixed number of queries, then the rule.

Here belongs how rows become the facts of `rules.attendance`. Not here: what earns an hour (the rule), and who may see
a ledger (`access`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from qosyl.cohorts.models import AttendanceMark, Cohort, Enrolment, HandedIn, MadeUp, Session
from qosyl.programmes.access import published_package
from qosyl.programmes.provisions import online_rule
from qosyl.rules.attendance import (
    HandedIn as HandedInFact,
)
from qosyl.rules.attendance import (
    LearnerRecord,
    Ledger,
    LedgerSession,
    Mark,
    OnlineRule,
    Presence,
    Study,
    ledger,
    marks_in_force,
)
from qosyl.rules.attendance import (
    MadeUp as MadeUpFact,
)
from qosyl.rules.timetable import Kind

#: Evidence of hours that came along when a learner changed the group; no words of a language, pages say it.
FROM_ANOTHER_GROUP = "another-group"


@dataclass(slots=True)
class _Rows:
    """What is recorded of one learner, in the order in which it was recorded."""

    marks: list[Mark] = field(default_factory=list)
    made_up: dict[str, MadeUpFact] = field(default_factory=dict)
    handed_in: dict[str, HandedInFact] = field(default_factory=dict)


def ledgers_of(enrolments: Iterable[Enrolment]) -> dict[int, Ledger]:
    """The ledger of each enrolment by its id; five queries for any number of learners of one cohort or of several.

    Hours earned in another group of the cohort come along as made up hours of the same topic and kind.
    """
    wanted = list(enrolments)
    sessions = _sessions_of({enrolment.cohort_id for enrolment in wanted})
    rules = _rules_of({enrolment.cohort_id for enrolment in wanted})
    rows = _rows_of(wanted)
    return {
        enrolment.pk: _ledger(
            sessions[enrolment.cohort_id], enrolment.group_id, rows[enrolment.pk], rules[enrolment.cohort_id]
        )
        for enrolment in wanted
    }


def ledger_of(enrolment: Enrolment) -> Ledger:
    """The ledger of one learner."""
    return ledgers_of([enrolment])[enrolment.pk]


def as_ledger_session(session: Session, topic: str) -> LedgerSession:
    """A stored session as the rule sees it; its key is its public reference."""
    return LedgerSession(
        key=str(session.uuid),
        topic=topic,
        kind=Kind(session.kind),
        hours=session.hours,
        delivered=session.delivered_at is not None,
        study=Study(session.study),
    )


def _sessions_of(cohorts: set[int]) -> Mapping[int, list[tuple[int, LedgerSession]]]:
    """Standing sessions of each cohort with the id of their group."""
    found: dict[int, list[tuple[int, LedgerSession]]] = defaultdict(list)
    rows = Session.objects.filter(group__cohort__in=cohorts, cancelled_at=None).select_related("topic", "group")
    for session in rows:
        found[session.group.cohort_id].append((session.group_id, as_ledger_session(session, session.topic.number)))
    return found


def _rules_of(cohorts: set[int]) -> Mapping[int, OnlineRule]:
    rows = (
        Cohort.objects.filter(pk__in=cohorts)
        .select_related("publication__version")
        .defer("publication__version__content", "publication__difference")
    )
    return {cohort.pk: online_rule(published_package(cohort.publication), cohort.starts_on) for cohort in rows}


def _rows_of(enrolments: Sequence[Enrolment]) -> Mapping[int, _Rows]:
    found: dict[int, _Rows] = defaultdict(_Rows)
    marks = AttendanceMark.objects.filter(enrolment__in=enrolments).order_by("id")
    for who, session, presence, late, early in marks.values_list(
        "enrolment_id", "session__uuid", "presence", "late", "left_early"
    ):
        found[who].marks.append(Mark(str(session), Presence(presence), Fraction(late), Fraction(early)))
    made_up = MadeUp.objects.filter(enrolment__in=enrolments).order_by("id")
    for who, session, hours, evidence in made_up.values_list("enrolment_id", "session__uuid", "hours", "evidence"):
        found[who].made_up[str(session)] = MadeUpFact(str(session), Fraction(hours), evidence)
    handed_in = HandedIn.objects.filter(enrolment__in=enrolments).order_by("id")
    for who, session, questions, task in handed_in.values_list("enrolment_id", "session__uuid", "questions", "task"):
        found[who].handed_in[str(session)] = HandedInFact(questions, task)
    return found


def _ledger(sessions: Sequence[tuple[int, LedgerSession]], group: int, rows: _Rows, rule: OnlineRule) -> Ledger:
    own = [session for of, session in sessions if of == group]
    elsewhere = [session for of, session in sessions if of != group]
    record = _record(own, rows)
    earned = ledger(elsewhere, _record(elsewhere, rows), rule) if elsewhere else Ledger(())
    if not earned.earned:
        return ledger(own, record, rule)
    along = _brought_along(own, earned)
    return ledger(own, LearnerRecord(record.marks, (*record.made_up, *along), record.handed_in), rule)


def _record(sessions: Sequence[LedgerSession], rows: _Rows) -> LearnerRecord:
    """What is recorded in these sessions; work handed in counts for its topic, whichever of its sessions it names."""
    known = {session.key: session for session in sessions}
    handed_in: dict[str, HandedInFact] = {}
    for key, handed in rows.handed_in.items():
        if key in known:
            before = handed_in.get(known[key].topic, HandedInFact())
            handed_in[known[key].topic] = HandedInFact(before.questions or handed.questions, before.task or handed.task)
    marks = tuple(marks_in_force(mark for mark in rows.marks if mark.session in known).values())
    made_up = tuple(made for made in rows.made_up.values() if made.session in known and made.hours)
    return LearnerRecord(marks, made_up, handed_in)


def _brought_along(own: Sequence[LedgerSession], earned: Ledger) -> list[MadeUpFact]:
    """Hours earned in another group, laid onto the own sessions of the same topic and kind."""
    left: dict[tuple[str, Kind], Fraction] = defaultdict(Fraction)
    for line in earned.lines:
        left[line.topic, line.kind] += line.earned
    along = []
    for session in own:
        hours = min(left[session.topic, session.kind], Fraction(session.hours))
        if hours:
            left[session.topic, session.kind] -= hours
            along.append(MadeUpFact(session.key, hours, FROM_ANOTHER_GROUP))
    return along
