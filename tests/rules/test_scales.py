"""Grades on both sides of every boundary, faults of scales, and what holds for any scale."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qosyl.rules.reasons import Refused
from qosyl.rules.scales import Band, Scale, scale_problems
from tests.rules.tables import table

SCALES = {
    "test": Scale(100, (Band(2, 0, 50), Band(3, 50, 75), Band(4, 75, 85), Band(5, 85))),
    "independent-work": Scale(10, (Band(2, 0, 5), Band(3, 5, 7), Band(4, 7, 9), Band(5, 9))),
    "project": Scale(12, (Band(2, 0, 6), Band(3, 6, 8), Band(4, 8, 11), Band(5, 11))),
}


@pytest.mark.parametrize(("scale", "result", "of", "grade", "shows"), table("grades"))
def test_grade_on_both_sides_of_every_boundary(scale, result, of, grade, shows):
    assert SCALES[scale].grade_of_share(int(result), int(of)) == int(grade), shows


@pytest.mark.parametrize(("wrong", "maximum", "bands", "reasons"), table("broken_scales"))
def test_scale_problems_name_every_fault(wrong, maximum, bands, reasons):
    found = scale_problems(int(maximum), _bands(bands))
    assert "; ".join(f"{reason.code} {reason.subject}".strip() for reason in found) == reasons, wrong


def _bands(words: str) -> list[Band]:
    bands = []
    for part in filter(None, words.split("; ")):
        grade, span = part.split(" ")
        lower, _, upper = span.partition("-")
        bands.append(Band(int(grade), int(lower), int(upper) if upper else None))
    return bands


def test_scale_with_a_fault_is_refused_with_all_reasons():
    with pytest.raises(Refused) as refusal:
        Scale(100, (Band(2, 10, 50), Band(3, 60)))
    assert [reason.code for reason in refusal.value.reasons] == ["scale.lower-end", "scale.gap"]


@pytest.mark.parametrize("value", [-1, 101, Fraction(10001, 100)])
def test_scale_refuses_a_value_beyond_its_ends(value):
    with pytest.raises(Refused, match=r"scale\.outside"):
        SCALES["test"].grade_of(value)


def test_scale_never_rounds_a_share_up():
    assert SCALES["test"].grade_of(Fraction(8499999, 100000)) == 4
    assert SCALES["test"].grade_of(Fraction(85)) == 5


@st.composite
def scales(draw):
    maximum = draw(st.integers(4, 200))
    grades = sorted(draw(st.sets(st.integers(2, 5), min_size=1)))
    inner = draw(st.lists(st.integers(1, maximum), min_size=len(grades) - 1, max_size=len(grades) - 1, unique=True))
    seams = [0, *sorted(inner), None]
    bands = [Band(grade, seams[at], seams[at + 1]) for at, grade in enumerate(grades)]
    return Scale(maximum, tuple(draw(st.permutations(bands))))


def _values(scale):
    return st.fractions(0, scale.maximum, max_denominator=1000)


@given(st.data())
def test_every_scale_is_total(data):
    scale = data.draw(scales())
    value = data.draw(_values(scale))
    assert [band.grade for band in scale.bands if band.holds(value)] == [scale.grade_of(value)]


@given(st.data())
def test_every_scale_is_monotone(data):
    scale = data.draw(scales())
    lower, upper = sorted((data.draw(_values(scale)), data.draw(_values(scale))))
    assert scale.grade_of(lower) <= scale.grade_of(upper)


@given(
    st.integers(1, 60),
    st.lists(
        st.builds(Band, st.integers(2, 5), st.integers(0, 70), st.none() | st.integers(0, 70)), min_size=1, max_size=5
    ),
)
def test_scale_problems_are_silent_exactly_when_each_value_has_one_band(maximum, bands):
    halves = [Fraction(step, 2) for step in range(2 * maximum + 1)]
    held = [[band for band in bands if band.holds(value)] for value in halves]
    covered = all(len(bands_of_value) == 1 for bands_of_value in held)
    problems = {reason.code for reason in scale_problems(maximum, bands)} - {"scale.falling"}
    sound_bands = all(band.at_least <= maximum and band.below != band.at_least for band in bands)
    if not problems:
        assert covered
    elif sound_bands and all(band.below is None or band.below > band.at_least for band in bands):
        assert not covered
