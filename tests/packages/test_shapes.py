"""Values that do not fit: which code, which line, which place in words, and never a word of pydantic."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qosyl.packages.findings import FINDING_LANGUAGES, Finding
from qosyl.packages.limits import Limits
from qosyl.packages.model.base import Shape
from qosyl.packages.model.items import ItemSheet
from qosyl.packages.model.kit import TopicSheet
from qosyl.packages.model.policies import PolicySheet
from qosyl.packages.schema import FILE_KINDS, json_schema, write_schemas
from qosyl.packages.shapes import PATTERN_SAMPLES, shape_of
from qosyl.packages.yamlread import read_yaml

TOPIC = """\
number: 1.2
title:
  kk: Тақырып
  ru: Тема
source: 335
hours:
  lecture: 2
  practice: 2
outcomes: [M1-O1]
state: draft
terms:
  - inclusion
lecture:
  minutes: {reading: 40, tasks: 20, case: 20, questions: 10}
  questions:
    - question: {kk: Сұрақ, ru: Вопрос}
      answer: {kk: Жауап, ru: Ответ}
  literature:
    - work: L01
"""
POLICY = """\
policies:
  - key: scale
    label: A1
    source: 412
    problem: {kk: а, ru: а}
    reading: {kk: а, ru: а}
    reason: {kk: а, ru: а}
    deciding: true
    rows:
      - since: 2024-01-01
        clause: 412
        parameters:
          points: 2
"""


def read(model: type[Shape], text: str) -> tuple[Shape | None, list[Finding]]:
    parsed = read_yaml("x.yaml", text, Limits())
    assert parsed.is_read, parsed.findings
    return shape_of(model, parsed.value, parsed.sheet)


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "place"),
    [
        ("state: draft", "stat: draft", "K001", 10, "x.yaml"),
        ("  kk: Тақырып", "  kk: Тақырып\n  kz: Т", "K001", 4, "title"),
        ("    - work: L01", "    - work: L01\n      page: 4", "K001", 20, "lecture.literature[1]"),
        ("source: 335\n", "", "K002", 1, "x.yaml"),
        ("      answer: {kk: Жауап, ru: Ответ}\n", "", "K002", 16, "lecture.questions[1]"),
        ("state: draft", "state: raw", "K003", 10, "state"),
        ("    - work: L01", "    - work: 7", "K004", 19, "lecture.literature[1].work"),
        ("  lecture: 2", "  lecture: two", "K005", 7, "hours.lecture"),
        ("  lecture: 2", "  lecture: 2.5", "K005", 7, "hours.lecture"),
        ("  lecture: 2", "  lecture: -2", "K006", 7, "hours.lecture"),
        ("outcomes: [M1-O1]", "outcomes: M1-O1", "K009", 9, "outcomes"),
        ("  lecture: 2\n  practice: 2", "  - 2", "K010", 6, "hours"),
        ("outcomes: [M1-O1]", "outcomes: [M1O1]", "K012", 9, "outcomes[1]"),
        ("source: 335", "source: p. 3", "K012", 5, "source"),
        ("outcomes: [M1-O1]", "outcomes:", "K013", 9, "outcomes"),
        ("title:\n  kk: Тақырып\n  ru: Тема", "title: Тақырып", "K016", 2, "title"),
        ("  ru: Тема\n", "", "L001", 2, "title"),
        ("  ru: Тема\n", "  ru:\n", "L001", 4, "title"),
        ("  ru: Тема\n", "  ru: ' '\n", "L001", 4, "title"),
        ("{kk: Сұрақ, ru: Вопрос}", "{kk: Сұрақ}", "L001", 16, "lecture.questions[1].question"),
    ],
)
def test_fault_of_a_topic_is_found_in_its_place(old: str, new: str, code: str, line: int, place: str):
    assert TOPIC.count(old) == 1
    _, found = read(TopicSheet, TOPIC.replace(old, new))
    assert [(each.code, each.line, each.words["place"]) for each in found] == [(code, line, place)]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("since: 2024-01-01", "since: 2024-02-30", "K011", 10),
        ("since: 2024-01-01", "since: 20240101", "K011", 10),
        ("since: 2024-01-01", "since: 2024-01-01T00:00", "K011", 10),
        ("deciding: true", "deciding: yes", "K008", 8),
        ("points: 2", "points: [2]", "K014", 13),
        ("points: 2", "Points: 2", "K012", 13),
    ],
)
def test_fault_of_a_policy_is_found_in_its_place(old: str, new: str, code: str, line: int):
    _, found = read(PolicySheet, POLICY.replace(old, new))
    assert [(each.code, each.line) for each in found] == [(code, line)]


def test_unfaulty_files_have_no_findings():
    assert read(TopicSheet, TOPIC)[1] == []
    assert read(PolicySheet, POLICY)[1] == []


def test_unknown_key_names_the_nearest_and_leaves_the_shape():
    shape, found = read(TopicSheet, TOPIC.replace("terms:", "termss:"))
    assert isinstance(shape, TopicSheet)
    assert shape.terms == ()
    assert found[0].words["nearest"] == "terms"


def test_place_names_list_entries_by_their_key():
    text = "items:\n  - key: i-7\n    topic: 1.2\n    options:\n      - {key: b, text: {kk: а, ru: б}}\n"
    _, found = read(ItemSheet, text)
    assert "items[i-7].options[b]" in {each.words["place"] for each in found}


@pytest.mark.parametrize("value", ["", "- a", "text", "5", "null"])
def test_file_that_holds_no_keys_is_one_finding(value: str):
    shape, found = read(TopicSheet, value)
    assert shape is None
    assert [each.code for each in found] in (["K010"], ["K013"])


def test_every_pattern_of_the_model_has_a_sample_that_matches():
    patterns = {
        match
        for kind in FILE_KINDS
        for match in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(json_schema(kind)))
    }
    for pattern in map(json.loads, patterns):
        assert re.fullmatch(pattern, PATTERN_SAMPLES[pattern])


_PYDANTIC_WORDS = re.compile(r"Input|should|Field|argument|valid ", re.IGNORECASE)
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def _places(value: object) -> list[tuple[object, object]]:
    """Every place inside a value, as its holder and its key."""
    found, waiting = [], [value]
    while waiting:
        holder = waiting.pop()
        keys = holder if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in list(keys):
            found.append((holder, key))
            waiting.append(holder[key])
    return found


@pytest.mark.parametrize(("model", "text"), [(TopicSheet, TOPIC), (PolicySheet, POLICY)])
def test_any_value_in_any_place_gives_own_sentences(model: type[Shape], text: str):
    @settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        parsed = read_yaml("x.yaml", text, Limits())
        holder, key = data.draw(st.sampled_from(_places(parsed.value)))
        holder[key] = data.draw(_json)
        shape, found = shape_of(model, parsed.value, parsed.sheet)
        assert shape is not None or found
        for finding in found:
            sentences = [finding.sentence(language) for language in FINDING_LANGUAGES]
            assert len(set(sentences)) == len(FINDING_LANGUAGES)
            assert not any(_PYDANTIC_WORDS.search(sentence) for sentence in sentences[1:])

    check()


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_json_schema_lets_editors_read_numbers_as_numbers(kind: str):
    text = json.dumps(json_schema(kind))
    assert json.loads(text)["$schema"].endswith("2020-12/schema")
    assert '"type": "string", "pattern": "^\\\\d+(' not in text
    assert '"pattern": "^\\\\d+(\\\\.\\\\d+)?$", "type": "string"' not in text


def test_json_schemas_of_all_kinds_are_written(tmp_path: Path):
    written = write_schemas(tmp_path / "schemas")
    assert {file.name for file in written} == {f"{kind}.schema.json" for kind in FILE_KINDS}
