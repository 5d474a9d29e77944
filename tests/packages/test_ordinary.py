"""The fast reading of ordinary pages against the parser: the same, or left to the parser."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qosyl.packages.check.ordinary import ordinary_prose, slide_outlines
from qosyl.packages.prose import parse, parse_deck
from tests.packages.small import write_small
from tests.soak import times

_PROGRAMMES = Path(__file__).parents[2] / "programmes"

_PIECES = st.sampled_from([
    "сөз", "екінші сөз", "**қою**", "*еңкіш*", "«дәйексөз»", "[терімі](term:x)", "![сурет](figures/a.svg)", "[ ]",
    "[x]", "]", "(", ")", "*", "**", "_", "___", "-", "- ", "1.", "2. ", "1) ", "#", "## ", "{#a}", "|", ":::", "`",
    "<b>", "&", "\\", "!", ".", ",", ":", " ", "  ", "    ", "№", "→", "https://a.b", "[**a](term:y)", "a_b", "+", ">",
    "=", "---", "\t", "\n", "\n", "\n\n", "\n- ", "\n1. ", "\n   - ", "\n- [ ] ", "\n## ", "\n::: task 10 Ат\n",
    "\n:::\n", "\n::: note\n", "\n| а | б |\n|---|---|\n| в | г |\n", "\n---\n", "\n\n---\n\n", "\n___\n",
    "\n\n___\n\n", "\n  ", "\n | ", "\n|",
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=25).map("".join)


@settings(max_examples=1500, deadline=None)
@given(_TEXTS)
@example("::: task 10 Бір\n- [ ] **а:** б\n  жалғасы\n\n   екінші\n:::\n")
@example("а\n***\n")
@example("- а\n\n  б\n")
@example("1. а\n   1. б\n2. в")
@example("**а**б")
@example("- а\nб\n- в")
def test_ordinary_page_is_read_as_the_parser_reads_it(text):
    fast = ordinary_prose(text)
    assert fast is None or fast == parse(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([
    "## А {#a}\n", "## Б\n", "# В\n", "Мәтін.\n", "\n", "\n---\n\n", "---\n", "\n::: notes 5\n", "\n::: notes\n",
    "сөз\n", ":::\n", "::: task 3\n",
]), max_size=20).map("".join))  # fmt: skip
def test_ordinary_deck_has_the_slides_that_the_parser_finds(text):
    prose = ordinary_prose(text)
    if prose is not None:
        found = [(s.title, s.anchor, s.line, s.minutes, s.said) for s in slide_outlines(text, prose)]
        assert found == [(s.title, s.anchor, s.line, s.minutes, bool(s.notes.strip())) for s in parse_deck(text)]


def _pages(tmp_path):
    return sorted([*write_small(tmp_path).rglob("*.md"), *_PROGRAMMES.rglob("*.md")])


def test_nearly_all_pages_of_the_repository_are_ordinary_and_read_alike(tmp_path):
    texts = [page.read_text(encoding="utf-8") for page in _pages(tmp_path)]
    fast = [(ordinary_prose(text), text) for text in texts]
    assert all(prose is None or prose == parse(text) for prose, text in fast)
    assert sum(prose is not None for prose, _ in fast) > 0.8 * len(texts)


@pytest.mark.soak
@settings(max_examples=times(60_000, in_ci=5_000), deadline=None)
@given(_TEXTS)
def test_ordinary_page_is_read_as_the_parser_reads_it_at_length(text):
    fast = ordinary_prose(text)
    assert fast is None or fast == parse(text)
