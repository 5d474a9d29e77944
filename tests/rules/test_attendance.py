"""The ledger of hours as a table, and what holds for every ledger."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.attendance import (
    Evidence,
    HandedIn,
    LearnerRecord,
    LedgerSession,
    MadeUp,
    Mark,
    OnlineRule,
    Presence,
    Study,
    ledger,
    mark_problems,
    record_problems,
)
from qosyl.rules.reasons import Refused
from qosyl.rules.timetable import Kind
from tests.rules.tables import table

RULE = OnlineRule(clause="347-349")


@pytest.mark.parametrize("row", table("hours_ledger"), ids=lambda row: row[0])
def test_ledger_as_the_table_says(row):
    shows, sessions, marks, made_up, handed_in, *amounts, unmarked = row
    record = LearnerRecord(
        [_mark(words) for words in marks.split("; ") if words],
        [MadeUp(key, Fraction(hours), "worksheet") for key, hours in (words.split(" ") for words in _parts(made_up))],
        {topic: HandedIn("questions" in what, "task" in what) for topic, _, what in _pairs(handed_in)},
    )
    found = ledger([_session(words) for words in sessions.split("; ")], record, RULE)
    reckoned = [found.planned, found.delivered, found.attended, found.made_up, found.missed]
    assert reckoned == [Fraction(amount) for amount in amounts], shows
    assert " ".join(line.session for line in found.lines if line.unmarked) == unmarked


def _parts(words):
    return [part for part in words.split("; ") if part]


def _pairs(words):
    return [part.partition(": ") for part in _parts(words)]


def _session(words):
    key, topic, kind, hours, *more = words.split(" ")
    study = Study.ALONE if "alone" in more else Study.TOGETHER
    return LedgerSession(key, topic, Kind(kind), int(hours), "later" not in more, study)


def _mark(words):
    key, presence, *more = words.split(" ")
    missed = dict(zip(more[::2], more[1::2], strict=True))
    return Mark(key, Presence(presence), Fraction(missed.get("late", 0)), Fraction(missed.get("left", 0)))


SESSION = LedgerSession("a", "1.1", Kind.LECTURE, 2, delivered=True)


@pytest.mark.parametrize(
    ("session", "mark", "codes"),
    [
        (SESSION, Mark("a", Presence.PRESENT, late=Fraction(3, 2)), []),
        (SESSION, Mark("a", Presence.PRESENT, late=2), ["attendance.missed-all"]),
        (SESSION, Mark("a", Presence.PRESENT, late=1, left_early=1), ["attendance.missed-all"]),
        (SESSION, Mark("a", Presence.PRESENT, late=-1), ["attendance.negative"]),
        (SESSION, Mark("a", Presence.ABSENT, late=1), ["attendance.not-present"]),
        (replace(SESSION, delivered=False), Mark("a", Presence.ABSENT), ["attendance.not-held"]),
        (replace(SESSION, delivered=False), Mark("a", Presence.TAKEN_BACK), []),
        (
            replace(SESSION, delivered=False),
            Mark("a", Presence.PRESENT, 2),
            ["attendance.not-held", "attendance.missed-all"],
        ),
        (None, Mark("z", Presence.PRESENT), ["attendance.unknown-session"]),
    ],
)
def test_mark_problems_on_both_sides(session, mark, codes):
    assert [reason.code for reason in mark_problems(session, mark)] == codes


def test_ledger_refuses_a_record_with_every_fault_at_once():
    record = LearnerRecord([Mark("z", Presence.PRESENT)], [MadeUp("a", 3, "worksheet"), MadeUp("a", 1, " ")])
    with pytest.raises(Refused) as refusal:
        ledger([SESSION], record, RULE)
    codes = [reason.code for reason in refusal.value.reasons]
    assert codes == ["attendance.unknown-session", "attendance.made-up", "attendance.made-up-evidence"]


@pytest.mark.parametrize(
    ("hours", "codes"),
    [(0, ["attendance.made-up"]), (Fraction(1, 2), []), (2, []), (Fraction(5, 2), ["attendance.made-up"])],
)
def test_made_up_hours_on_both_sides(hours, codes):
    problems = record_problems([SESSION], LearnerRecord(made_up=[MadeUp("a", hours, "worksheet")]))
    assert [reason.code for reason in problems] == codes


def test_made_up_hours_of_an_unknown_session_are_named():
    (reason,) = record_problems([SESSION], LearnerRecord(made_up=[MadeUp("z", 1, "worksheet")]))
    assert (reason.code, reason.subject) == ("attendance.unknown-session", "z")


def test_online_rule_that_asks_no_evidence_is_refused():
    with pytest.raises(Refused, match=r"attendance\.no-evidence-asked"):
        OnlineRule(questions=False, task=False)


@pytest.mark.parametrize(("handed_in", "attended"), [(HandedIn(questions=True), 2), (HandedIn(task=True), 0)])
def test_online_rule_without_task_is_met_by_questions(handed_in, attended):
    rule = OnlineRule(task=False)
    alone = replace(SESSION, study=Study.ALONE)
    assert ledger([alone], LearnerRecord(handed_in={"1.1": handed_in}), rule).attended == attended


def test_online_rule_that_asks_no_presence_counts_what_was_handed_in():
    record = LearnerRecord([Mark("a", Presence.ABSENT)], handed_in={"1.1": HandedIn(questions=True, task=True)})
    assert ledger([SESSION], record, OnlineRule(presence=False)).lines[0].evidence is Evidence.QUESTIONS_AND_TASK


def test_ledger_of_teaching_leaves_out_final_assessment():
    sessions = [SESSION, LedgerSession("b", "5.5", Kind.ASSESSMENT, 4, delivered=False)]
    found = ledger(sessions, LearnerRecord([Mark("a", Presence.PRESENT)]), RULE)
    assert (found.planned, found.teaching.planned, found.teaching.earned, found.at_best) == (6, 2, 2, 6)
    assert found.of_topic("5.5").planned == found.of_kind(Kind.ASSESSMENT).planned == 4


@st.composite
def records(draw):
    count = draw(st.integers(1, 6))
    sessions = [
        LedgerSession(
            str(at),
            f"1.{draw(st.integers(1, 3))}",
            draw(st.sampled_from(Kind)),
            draw(st.integers(1, 4)),
            draw(st.booleans()),
            draw(st.sampled_from(Study)),
        )
        for at in range(count)
    ]
    marks = []
    for _ in range(draw(st.integers(0, 8))):
        session = draw(st.sampled_from(sessions))
        halves = draw(st.integers(0, 2 * session.hours - 1))
        mark = draw(
            st.sampled_from(
                [
                    Mark(session.key, Presence.PRESENT, Fraction(halves, 2)),
                    Mark(session.key, Presence.ABSENT),
                    Mark(session.key, Presence.TAKEN_BACK),
                ]
            )
        )
        if not mark_problems(session, mark):
            marks.append(mark)
    made_up = [
        MadeUp(session.key, draw(st.integers(1, session.hours)), "worksheet")
        for session in draw(st.lists(st.sampled_from(sessions), max_size=3))
    ]
    handed_in = {f"1.{at}": HandedIn(draw(st.booleans()), draw(st.booleans())) for at in range(1, 4)}
    return sessions, LearnerRecord(marks, made_up, handed_in)


@given(records())
def test_every_ledger_adds_up_within_its_plan(case):
    found = ledger(*case, RULE)
    for line in found.lines:
        assert 0 <= line.attended <= line.delivered <= line.planned
        assert 0 <= line.earned <= line.planned
        assert line.missed == max(line.delivered - line.earned, 0)
        assert (line.evidence is Evidence.NONE) == (line.earned == 0)
    assert found.earned <= found.at_best == found.planned - found.missed
    assert found.planned == sum(session.hours for session in case[0])
    assert found.earned == sum(found.of_kind(kind).earned for kind in Kind)


@given(records(), st.data())
def test_only_the_last_mark_of_a_session_counts(case, data):
    sessions, record = case
    if record.marks:
        at = data.draw(st.integers(0, len(record.marks) - 1))
        if any(later.session == record.marks[at].session for later in record.marks[at + 1 :]):
            without = [*record.marks[:at], *record.marks[at + 1 :]]
            assert ledger(sessions, replace(record, marks=without), RULE) == ledger(sessions, record, RULE)


@given(records())
def test_more_evidence_never_lowers_the_hours(case):
    sessions, record = case
    more = {topic: HandedIn(questions=True, task=True) for topic in record.handed_in}
    assert ledger(sessions, replace(record, handed_in=more), RULE).earned >= ledger(sessions, record, RULE).earned
