"""The register of a sitting: who may be written down how, and how lines stand together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.register import DocumentKind, Entering, Line, LineKind, Shown, line_problems, presence

OPENS = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
NOW = OPENS + timedelta(minutes=30)
ENTERING = Entering(at=NOW, opens_at=OPENS)
ADMITTED = Line(LineKind.ADMITTED, OPENS, DocumentKind.PASSPORT, Shown.ROOM)
LEFT = Line(LineKind.DEPARTED, OPENS + timedelta(minutes=20))
FELL_ILL = Line(LineKind.INCIDENT, OPENS + timedelta(minutes=10), note="fell ill")
TAKEN_BACK = Line(LineKind.TAKEN_BACK, OPENS + timedelta(minutes=5), note="another person of that name")


@pytest.mark.parametrize(
    ("before", "new", "entering", "codes"),
    [
        ([], ADMITTED, ENTERING, []),
        ([], replace(ADMITTED, moment=OPENS - timedelta(hours=3)), ENTERING, []),
        ([], replace(ADMITTED, moment=OPENS - timedelta(hours=3, minutes=1)), ENTERING, ["register.early"]),
        ([], replace(ADMITTED, moment=NOW), ENTERING, []),
        ([], replace(ADMITTED, moment=NOW + timedelta(minutes=1)), ENTERING, ["register.future"]),
        ([], replace(ADMITTED, document=None), ENTERING, ["register.document"]),
        ([], replace(ADMITTED, shown=None), ENTERING, ["register.document"]),
        ([ADMITTED], ADMITTED, ENTERING, ["register.admitted-already"]),
        ([ADMITTED, TAKEN_BACK], ADMITTED, ENTERING, []),
        ([], ADMITTED, replace(ENTERING, is_own=True), ["register.own"]),
        ([], ADMITTED, replace(ENTERING, has_ended=True), ["register.late"]),
        ([], replace(ADMITTED, note="no network"), replace(ENTERING, has_ended=True), []),
        ([], LEFT, ENTERING, ["register.not-admitted"]),
        ([ADMITTED], LEFT, ENTERING, []),
        ([ADMITTED], replace(LEFT, moment=OPENS - timedelta(minutes=1)), ENTERING, ["register.before-arrival"]),
        ([], FELL_ILL, ENTERING, []),
        ([], replace(FELL_ILL, note=" "), ENTERING, ["register.words"]),
        ([], TAKEN_BACK, ENTERING, ["register.not-admitted"]),
        ([ADMITTED], replace(TAKEN_BACK, note=""), ENTERING, ["register.words"]),
    ],
)
def test_line_on_both_sides_of_each_condition(before, new, entering, codes):
    assert [reason.code for reason in line_problems(before, new, entering)] == codes


def test_last_admission_is_in_force_with_the_departure_after_it():
    again = replace(ADMITTED, moment=OPENS + timedelta(minutes=25))
    assert presence([ADMITTED, LEFT, FELL_ILL]).departed == LEFT
    stands = presence([ADMITTED, LEFT, FELL_ILL, TAKEN_BACK, again])
    assert (stands.admitted, stands.departed, stands.incidents) == (again, None, (FELL_ILL,))


@given(st.lists(st.sampled_from([ADMITTED, LEFT, FELL_ILL, TAKEN_BACK])))
def test_register_that_refuses_what_does_not_fit_stands_together(tried):
    written: list[Line] = []
    for line in tried:
        if not line_problems(written, line, ENTERING):
            written.append(line)
    stands = presence(written)
    admissions = sum(line.kind is LineKind.ADMITTED for line in written)
    taken_back = sum(line.kind is LineKind.TAKEN_BACK for line in written)
    assert admissions - taken_back == (stands.admitted is not None)
    assert stands.departed is None or stands.admitted is not None
    assert len(stands.incidents) == sum(line.kind is LineKind.INCIDENT for line in written)
