"""The fast reading of ordinary YAML against the parser: the same values and lines, or left to the parser."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qosyl.packages.limits import Limits
from qosyl.packages.yamlordinary import ordinary_mapping
from qosyl.packages.yamlread import plain_value, read_events, read_yaml
from tests.packages.small import write_small
from tests.soak import times

_PROGRAMMES = Path(__file__).parents[2] / "programmes"
_LIMITS = Limits()

_PIECES = st.sampled_from([
    "a: ", "b: ", "kk: ", "a:", "b:", "1: ", "true: ", "- ", "-", "- a: ", "- - ", "? ", "сөз", "екі сөз", "«сөз»",
    "x", "5", "-5", "007", "1.10", "true", "null", "~", "2025-01-01", '"сөз: #"', '"a\\n"', '""', "'it'", "'it''s'",
    '"', "'", "{a: 1}", "{kk: сөз, ru: слово}", "{a: [x, 2], b: {c: d}}", "{a: 1, a: 2}", "[]", "{}", "[a, b]",
    "[a: b]", "[a,]", "{a: }", "{a: 'x', b: \"y\"}", "[", "]", "{", "}", ",", ": ", ":", " #", "# remark", "#", ">",
    ">-", "|", "|-", ">+", ">2", "&a ", "*a", "!x ", "@", "%", "`", "=", "---", "...", "<<: ", "\t", "\u00a0",
    "\u2028", "😀", " ", "  ", "\n", "\n", "\n", "\n\n", "\n ", "\n  ", "\n  ", "\n    ", "\n\n  ", "\n# remark\n",
    "\n  # remark\n", "\na: ", "\nb: ", "\n  a: ", "\n  b: ", "\n- ", "\n  - ", "\n  - a: ", "\n    b: ",
    "a: >-\n  бір\n  екі\n", "b: |\n  бір\n\n  екі\n",
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=14).map("".join)
_LONGER_TEXTS = st.lists(_PIECES, max_size=30).map("".join)
_LINES = st.lists(st.sampled_from([
    "a: 1", "b: сөз", "c:", "d:", "e: >-", "f: |", "g: >", "  a: 1", "  b: {kk: x, ru: y}", "  c:", "    a: [1, x]",
    "    сөз сөз", "  сөз", "  сөз: сөз", "", "", "  ", "    ", "# remark", "  # remark", "- a: 1", "- x", "  - x",
    "    b: 2", "    - y", "   - z", "  - b:", "      c: 1", '  d: "x"', "  e: >-", "      сөз ", "x: 'y'",
]), max_size=14).map(lambda lines: "\n".join(lines) + "\n")  # fmt: skip


def _agrees(text: str, limits: Limits = _LIMITS) -> bool:
    """Whether a text is ordinary; fails where the two readings differ, in a value or in its type."""
    value = ordinary_mapping(text, limits, plain_value)
    if value is None:
        return False
    read = read_events("x.yaml", text, limits)
    assert read.is_read
    assert repr(read.value) == repr(value)
    assert read.findings == ()
    return True


@settings(max_examples=1500, deadline=None)
@given(_TEXTS)
@example("a: >\n  бір")
@example("a: |\n  бір\n\n\n")
@example("a: x\n- b\n")
@example("a:\n- b: 1\n  c: 2\n- d\nb: 1\n")
@example("a: x\n  y\n")
def test_ordinary_text_is_read_as_the_parser_reads_it(text):
    _agrees(text)


@settings(max_examples=1500, deadline=None)
@given(_LINES)
def test_ordinary_lines_are_read_as_the_parser_reads_them(text):
    _agrees(text)


@settings(max_examples=300, deadline=None)
@given(
    _LINES,
    st.builds(Limits, yaml_depth=st.integers(1, 4), yaml_nodes=st.integers(1, 60), yaml_signs=st.integers(1, 99)),
)
def test_ordinary_text_is_held_to_the_limits(text, limits):
    _agrees(text, limits)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: !!str 1\n",
        "a: 1\na: 2\n",
        'a: "\\u0041"\n',
        "a: 'it''s'\n",
        "a: x # remark\n",
        "a: one\n  two\n",
        "a:\tx\n",
        "- a\n",
        "a\n",
        "",
        "a: {b: 1, b: 2}\n",
        "a: >\n  one\n    two\n",
        "--- \na: 1\n",
    ],
)
def test_text_that_is_not_ordinary_is_left_to_the_parser(text):
    assert not _agrees(text)


def _files(tmp_path):
    return sorted([*write_small(tmp_path).rglob("*.yaml"), *_PROGRAMMES.rglob("*.yaml")])


def test_all_files_of_the_repository_are_ordinary_and_read_alike(tmp_path):
    texts = [file.read_text(encoding="utf-8") for file in _files(tmp_path)]
    assert sum(map(_agrees, texts)) > 0.9 * len(texts)


def test_lines_of_an_ordinary_text_are_those_of_the_parser(tmp_path):
    for file in _files(tmp_path):
        text = file.read_text(encoding="utf-8")
        assert dict(read_yaml("x", text, _LIMITS).sheet.lines) == dict(read_events("x", text, _LIMITS).sheet.lines)


@pytest.mark.soak
@settings(max_examples=times(60_000, in_ci=5_000), deadline=None)
@given(_LONGER_TEXTS | _LINES)
def test_ordinary_text_is_read_as_the_parser_reads_it_at_length(text):
    _agrees(text)
