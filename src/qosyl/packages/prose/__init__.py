"""Our Markdown read into frozen values with line numbers: what checks compare and kits render.

Here belong the grammar (CommonMark, tables, boxes, heading anchors, boxes to tick) and what is read from it.
Not here: findings (`qosyl.packages`) and HTML (`qosyl.kits`). Nothing in this room raises on any text.
"""

from qosyl.packages.prose.decks import Slide, parse_deck
from qosyl.packages.prose.grammar import BOX_KINDS, LINK_SCHEMES, markdown_tokens
from qosyl.packages.prose.model import Box, Figure, Heading, Link, Passage, Prose, Table
from qosyl.packages.prose.reading import parse

__all__ = [
    "BOX_KINDS",
    "LINK_SCHEMES",
    "Box",
    "Figure",
    "Heading",
    "Link",
    "Passage",
    "Prose",
    "Slide",
    "Table",
    "markdown_tokens",
    "parse",
    "parse_deck",
]
