"""A deck read into its slides. What a slide looks like is the business of `qosyl.kits`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from qosyl.packages.prose.grammar import is_box_end, lines_of, markdown_tokens
from qosyl.packages.prose.reading import plain_words

_FENCE = re.compile(r" {0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, the Markdown of its content and of the tutor's notes, and their minutes.

    `line` is the line of the title (of the first words, where there is none), `body_line` that of the content and
    `notes_line` that of the notes, so that findings inside them can be placed.
    """

    title: str
    anchor: str | None
    line: int
    body: str
    body_line: int
    notes: str
    notes_line: int | None
    minutes: int | None


def parse_deck(text: str) -> tuple[Slide, ...]:
    """The slides of a deck, parted by ``---`` on a line of its own outside boxes and code; never raises."""
    return tuple(_slide(lines, start) for start, lines in _parts(lines_of(text)) if any(map(str.strip, lines)))


def _parts(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    start, depth, fence = 0, 0, ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        elif fence:
            continue
        elif line.lstrip().startswith(":::"):
            depth = 0 if is_box_end(line) else depth + 1
        elif line.strip() == "---" and not depth:
            yield start, lines[start:number]
            start = number + 1
    yield start, lines[start:]


def _slide(lines: list[str], start: int) -> Slide:
    tokens = markdown_tokens("\n".join(lines))
    title, anchor, heading = _title(tokens)
    notes = [token for token in tokens if token.type == "box_open" and token.meta["kind"] == "notes"]
    cut = set(range(*heading))
    said: list[str] = []
    for box in notes:
        first, end = _extent(box)
        closed = end < len(lines) and is_box_end(lines[end])
        cut |= set(range(first, end + closed))
        said += lines[first + 1 : end]
    kept = [number for number in range(len(lines)) if number not in cut]
    body, body_line = _stripped(lines, kept)
    written = next(number for number, line in enumerate(lines) if line.strip())
    return Slide(
        title=title,
        anchor=anchor,
        line=start + (heading[0] if title else written) + 1,
        body=body,
        body_line=start + body_line + 1,
        notes="\n".join(said).strip("\n"),
        notes_line=start + _extent(notes[0])[0] + 2 if notes else None,
        minutes=next((box.meta["minutes"] for box in notes if box.meta["minutes"] is not None), None),
    )


def _title(tokens: Sequence[Token]) -> tuple[str, str | None, tuple[int, int]]:
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0:
            anchor = token.attrs.get("id")
            return plain_words(tokens[place + 1].children), str(anchor) if anchor else None, _extent(token)
    return "", None, (0, 0)


def _extent(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 0)


def _stripped(lines: list[str], kept: list[int]) -> tuple[str, int]:
    while kept and not lines[kept[0]].strip():
        kept = kept[1:]
    first = kept[0] if kept else 0
    return "\n".join(lines[number] for number in kept).rstrip("\n"), first
