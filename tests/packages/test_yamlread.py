"""Reading YAML: what plain scalars mean, where values stand, what is refused and on which line, whatever the bytes."""

import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qosyl.packages.limits import Limits
from qosyl.packages.texts import decode
from qosyl.packages.yamlread import YamlText, read_yaml

bounded = settings(deadline=timedelta(seconds=2), suppress_health_check=list(HealthCheck), max_examples=300)


def read(text: str, limits: Limits | None = None) -> YamlText:
    return read_yaml("x.yaml", text, limits or Limits())


def codes(text: str) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read(text).findings]


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("335", 335),
        ("-5", -5),
        ("0", 0),
        ("999999999999999999", 999_999_999_999_999_999),
        ("9999999999999999999", "9999999999999999999"),
        ("007", "007"),
        ("-0", "-0"),
        ("1.10", "1.10"),
        ("2025-09-01", "2025-09-01"),
        ("176-191", "176-191"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("yes", "yes"),
        ("True", "True"),
        ("~", "~"),
        ("'335'", "335"),
        ('"true"', "true"),
        ("٣", "٣"),
    ],
)
def test_plain_scalar_means_what_the_format_says(plain: str, value: object):
    found = read(f"key: {plain}").value["key"]
    assert (found, type(found)) == (value, type(value))


def test_lines_are_those_of_keys_and_list_entries():
    sheet = read("a:\n  - b: 1\n    c: |\n      x\n      y\n  - d:\n      - e\nf: {g: 1,\n  h: 2}\n").sheet
    assert sheet.line("a") == 1
    assert sheet.line("a", 0, "b") == 2
    assert sheet.line("a", 0, "c") == 3
    assert sheet.line("a", 1, "d") == 6
    assert sheet.line("a", 1, "d", 0) == 7
    assert sheet.line("f", "h") == 9


def test_line_of_an_unknown_value_is_that_of_its_nearest_ancestor():
    sheet = read("\na:\n  b: 1\n").sheet
    assert sheet.line("a", "zzz", 4) == 2
    assert sheet.line("zzz") == 2
    assert read("").sheet.line("a") == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: c: d", "Y021", 2),
        ("a: 1\nb\nc: 2", "Y022", 3),
        ("a:\n  b: 1\n c: 2", "Y023", 3),
        ("- a\nb: 1", "Y023", 2),
        ("a: b\n\tc: d", "Y023", 2),
        ("x: 1\na: 'x\n\n\n", "Y024", 2),
        ("x: 1\na: [1,\n2\n", "Y025", 2),
        ("x: 1\na: {b: 1", "Y025", 2),
        ("x: 1\na: @b", "Y026", 2),
        ('x: 1\na: "\\q"', "Y027", 2),
        ("x: 1\na: !!str b", "Y030", 2),
        ("x: 1\na: !!python/object:os.system b", "Y030", 2),
        ("x: !t\n  a: 1", "Y030", 1),
        ("a: *none", "Y033", 1),
        ("a: &a\n  - *a", "Y033", 2),
        ("a: 1\nb: 2\na: 3", "Y034", 3),
        ("? [a, b]\n: 1", "Y035", 1),
        ("a: 1\n: 2", "Y023", 2),
        ("a: &b c\n*b : 1", "Y035", 2),
        ("a: 1\n---\nb: 2", "Y036", 2),
        ('a: 1\nb: "\\0"', "Y013", 2),
        ('a: 1\nb: "\\u202e"', "Y013", 2),
        ('a: 1\nb: "e\\u0301"', "Y014", 2),
        ("[" * 33, "Y031", 1),
    ],
)
def test_yaml_fault_is_found_on_its_line(text: str, code: str, line: int):
    assert (code, line) in codes(text)


def test_first_of_duplicate_keys_counts_and_both_lines_are_named():
    found = read("a: 1\nb: 2\na: 3")
    assert found.value == {"a": 1, "b": 2}
    assert dict(found.findings[0].words) == {"key": "a", "first": 1}


def test_aliases_within_limits_are_written_out():
    assert read("a: &x [1, {b: 2}]\nc: *x").value == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_billion_laughs_are_refused_at_once():
    rows = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    rows += [f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefghi", "bcdefghij", strict=True)]
    assert codes("\n".join(rows)) == [("Y032", 6)]


def test_long_text_repeated_by_aliases_is_refused():
    text = "a: &a " + "x" * 100_000 + "\nb: [" + ",".join(["*a"] * 1000) + "]"
    assert codes(text) == [("Y032", 2)]


def test_aliases_that_deepen_each_other_are_refused():
    rows = ["k0: &k0 [x]", *(f"k{n}: &k{n} [*k{n - 1}]" for n in range(1, 60))]
    assert [code for code, _ in codes("\n".join(rows))] == ["Y031"]


@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "a: ", "&a ", "x", "[a,", "-\n", "a:\n", "!", "'", '"',
                                   "|\n", "%", "---\n", "* ", "k: {", "\ta", ": ", "#", "\n", "- [a]: b\n",
                                   "a b\n"])  # fmt: skip
def test_two_megabytes_of_one_piece_end_in_bounded_time(piece: str):
    _timed(piece * (2_000_000 // len(piece)))


def _timed(text: str) -> None:
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 8


@bounded
@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_text_or_a_finding(content: bytes):
    text, found = decode("x.yaml", content)
    assert (text is None) == bool(found)
    if text is not None:
        result = read(text)
        assert result.is_read or result.findings


_PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ",", ": ", "? ", "&x ", "*x", "!t ", "!!int ", "'",
     '"', "|\n", ">-\n", "#", "%", "@", "---\n", "...\n", "\\", "\t", "1", "null", "<<: ", "\u2028", "é", "\x00",
     "\x85"]
)  # fmt: skip


@bounded
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_arbitrary_yaml_pieces_give_a_value_or_a_finding(text: str):
    result = read(text)
    assert result.is_read or result.findings
    assert all(1 <= finding.line <= text.count("\n") + text.count("\x85") + text.count("\u2028") + 2
               for finding in result.findings)  # fmt: skip
