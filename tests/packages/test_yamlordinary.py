"""The fast reading of ordinary YAML against the parser: the same values and lines, or left to the parser."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from qosyl.packages.limits import Limits
from qosyl.packages.sheets import Sheet
from qosyl.packages.yamlordinary import ordinary_lines, ordinary_mapping
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
_SMALL_LIMITS = st.builds(
    Limits, yaml_depth=st.integers(1, 4), yaml_nodes=st.integers(1, 99), yaml_signs=st.integers(1, 200)
)
_WORDS = st.sampled_from([
    "сөз", "екі сөз", "x", "5", "007", "1.10", "true", "null", "2025-01-01", "«сөз» – сөз", "a:b", "a-b", "x,y", "(x)",
    "x's", 'a "b"', "é", "№ 5", "тек.", "100 %", "a & b", "x\u00a0y",
])  # fmt: skip
_IN_FLOW = st.sampled_from([
    "сөз", "екі сөз", "x", "5", "007", "1.10", "true", "null", '"a, b: c"', "'x, y'", "№ 5", "a-b",
])  # fmt: skip
_FLOWS = st.recursive(
    _IN_FLOW,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.dictionaries(st.sampled_from(["kk", "ru", "a"]), inner, min_size=1, max_size=3).map(
            lambda parts: "{" + ", ".join(f"{key}: {part}" for key, part in parts.items()) + "}"
        )
    ),
    max_leaves=5,
)
_ON_LINE = _WORDS | _FLOWS | st.sampled_from(['"сөз: #1"', "'it is'", '""', "{}", "[]", '"{x}"'])
_BLOCK = st.lists(st.sampled_from(["бір", "екі сөз", "a: b", "- c", "# d", '"e"', ""]), max_size=5)
_BETWEEN = st.sampled_from([[], [], [], [""], ["# remark"], ["    # remark"]])


@st.composite
def _values(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    """What follows `key:`: the rest of the line, and the lines below it."""
    kind = draw(st.sampled_from(["line", "line", "block", *(["nested", "nested", "nothing"] if depth else [])]))
    if kind == "block":
        below = " " * (indent + draw(st.integers(1, 3)))
        lines = ["бір", *draw(_BLOCK)]
        return [f" {draw(st.sampled_from(['>', '>-', '|', '|-']))}", *(below + line if line else "" for line in lines)]
    if kind == "nested":
        deeper = indent + draw(st.integers(1, 3))
        return [
            "",
            *draw(_mappings(deeper, depth - 1) | _sequences(draw(st.sampled_from([indent, deeper])), depth - 1)),
        ]
    return [""] if kind == "nothing" else [f" {draw(_ON_LINE)}"]


@st.composite
def _mappings(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    lines = []
    for key in draw(st.lists(st.sampled_from(["a", "b", "kk", "ru", "x-1", "5"]), min_size=1, max_size=4, unique=True)):
        first, *below = draw(_values(indent, depth))
        lines += [" " * indent + f"{key}:{first}", *below, *draw(_BETWEEN)]
    return lines


@st.composite
def _sequences(draw: st.DrawFn, indent: int, depth: int) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            first, *below = draw(_mappings(indent + 2, depth))
            lines += [" " * indent + "- " + first.lstrip(" "), *below]
        else:
            lines.append(" " * indent + f"- {draw(_ON_LINE)}")
        lines += draw(_BETWEEN)
    return lines


@st.composite
def _nearly_ordinary(draw: st.DrawFn) -> str:
    """A text as authors write it, half of the time with one odd piece somewhere in it."""
    text = "\n".join(draw(_mappings(0, 3))) + "\n"
    if draw(st.booleans()):
        return text
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(_PIECES) + text[at:]


def _agrees(text: str, limits: Limits = _LIMITS) -> bool:
    """Whether a text is ordinary; fails where the two readings differ, in a value or in its type."""
    value = ordinary_mapping(text, limits, plain_value)
    if value is None:
        return False
    read = read_events("x.yaml", text, limits)
    assert read.is_read
    assert repr(read.value) == repr(value)
    assert read.findings == ()
    told = Sheet("x.yaml", ordinary_lines(text, limits))
    assert {path: told.line(*path) for path in read.sheet.lines} == dict(read.sheet.lines)
    return True


@settings(max_examples=600, deadline=None)
@given(_TEXTS)
@example("a: >\n  бір")
@example("a: |\n  бір\n\n\n")
@example("a: x\n- b\n")
@example("a:\n- b: 1\n  c: 2\n- d\nb: 1\n")
@example("a: x\n  y\n")
def test_ordinary_text_is_read_as_the_parser_reads_it(text):
    _agrees(text)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(_nearly_ordinary())
def test_text_as_authors_write_it_is_read_as_the_parser_reads_it(text):
    event("ordinary" if _agrees(text) else "left to the parser")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(_nearly_ordinary(), _SMALL_LIMITS)
def test_ordinary_text_is_held_to_the_limits(text, limits):
    event("ordinary" if _agrees(text, limits) else "left to the parser")


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
        sheet, lines = read_yaml("x", text, _LIMITS).sheet, read_events("x", text, _LIMITS).sheet.lines
        assert {path: sheet.line(*path) for path in lines} == dict(lines)


@pytest.mark.soak
@settings(max_examples=times(20_000, in_ci=2_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(_TEXTS | _nearly_ordinary())
def test_ordinary_text_is_read_as_the_parser_reads_it_at_length(text):
    _agrees(text)
