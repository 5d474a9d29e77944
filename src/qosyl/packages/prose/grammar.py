"""The grammar of our Markdown: one parser for checks and for kits, so that both always see the same page.

What it adds to CommonMark and tables is written into the tokens: a heading's anchor is its attribute ``id``, a box is
a pair ``box_open``/``box_close`` with ``BoxHead`` in ``meta``, a list item with a box to tick has ``meta["tick"]``.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

#: Boxes that a page may hold; ``notes`` belongs to slides.
BOX_KINDS = ("case", "task", "tomorrow", "preschool", "example", "note", "notes")
#: Where a link may lead; ``#`` is an anchor of the same page.
LINK_SCHEMES = ("term", "topic", "work", "character", "#", "https")

_HEAD = re.compile(r"(?P<kind>[^\W\d_][\w-]*)(?:\s+(?P<minutes>\d{1,3})(?=\s|$))?(?:\s+(?P<title>\S.*))?", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{#(?P<anchor>[A-Za-z0-9][\w.-]*)\}\s*$")
_TICK = "[ ] "


def markdown_tokens(text: str) -> Sequence[Token]:
    """The block tokens of ``text``. HTML stays a token of its own, ``html_block`` or ``html_inline``, for a finding."""
    # The plugin of containers looks one sign beyond a last line that is empty inside a quotation: let there be one.
    return _parser().parse(text.replace("\x00", "\ufffd") + "\n")


def lines_of(text: str) -> list[str]:
    """Lines as the parser counts them: every kind of line end is one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def box_head(params: str) -> tuple[str, int | None, str] | None:
    """Kind, minutes and title of what follows ``:::``, or nothing if it opens no box."""
    match = _HEAD.fullmatch(params.strip())
    if match is None:
        return None
    minutes = match["minutes"]
    return match["kind"], int(minutes) if minutes else None, match["title"] or ""


def is_box_end(line: str) -> bool:
    """Whether ``line`` is a closing ``:::``."""
    marks = line.strip()
    return len(marks) >= 3 and set(marks) == {":"}  # noqa: PLR2004 - three colons are the mark itself


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable("table")
    container_plugin(parser, "box", validate=lambda params, _markup: box_head(params) is not None)
    # Every address becomes a link token: a forbidden one is then a finding with a line, not silently plain text.
    # What may be followed is decided again where the page is rendered.
    parser.validateLink = _any_address  # type: ignore[method-assign,assignment] # the documented way to change it
    parser.normalizeLink = _as_written  # type: ignore[method-assign,assignment] # addresses are compared as authors wrote them
    parser.core.ruler.push("qosyl_marks", _read_marks)
    return parser


def _any_address(_address: str) -> bool:
    return True


def _as_written(address: str) -> str:
    return address


def _read_marks(state: StateCore) -> None:
    tokens = state.tokens
    for place, token in enumerate(tokens):
        if token.type == "container_box_open":
            _name_box(token)
        elif token.type == "container_box_close":
            token.type = "box_close"
        elif token.type == "inline":
            opener = tokens[place - 1]
            if opener.type == "heading_open":
                _move_anchor(token, opener)
            elif place > 1 and opener.type == "paragraph_open" and tokens[place - 2].type == "list_item_open":
                _move_tick(token, tokens[place - 2])


def _name_box(token: Token) -> None:
    kind, minutes, title = box_head(token.info) or ("", None, "")
    token.type = "box_open"
    token.meta = {"kind": kind, "minutes": minutes, "title": title}


def _move_anchor(inline: Token, heading: Token) -> None:
    last = inline.children[-1] if inline.children else None
    match = _ANCHOR.search(last.content) if last is not None and last.type == "text" else None
    if last is not None and match is not None:
        last.content = last.content[: match.start()]
        heading.attrs["id"] = match["anchor"]


def _move_tick(inline: Token, item: Token) -> None:
    first = inline.children[0] if inline.children else None
    if first is not None and first.type == "text" and first.content.startswith(_TICK):
        first.content = first.content[len(_TICK) :]
        item.meta = {"tick": True}
