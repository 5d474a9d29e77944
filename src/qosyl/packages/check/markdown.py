"""M: Markdown that is not ours: raw HTML, unknown or open boxes, headings without anchors, links out of the package."""

import re
from collections.abc import Iterator
from itertools import chain

from qosyl.packages.check.content import Content, Page
from qosyl.packages.findings import Finding
from qosyl.packages.prose import BOX_KINDS, LINK_SCHEMES

_MAIN_LEVEL = 2
_CAPITALS = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_SMALL = re.compile(r"[a-zа-яёәғқңөұүһі]")
_SHOUTED_LETTERS = 8
#: Boxes that take minutes, because the class stops for them.
_TIMED = frozenset({"task", "notes"})


def check_markdown(content: Content) -> Iterator[Finding]:
    """The grammar of every page."""
    for page in chain.from_iterable(twins.both for twins in content.twins):
        yield from _marks(page)
        yield from _boxes(page)
        yield from _headings(page)
        yield from _figures(page)
        yield from _links(page)


def _marks(page: Page) -> Iterator[Finding]:
    for line in page.prose.raw_html:
        yield Finding(page.file, line, "M001")
    for line in page.prose.stray_marks:
        yield Finding(page.file, line, "M002")


def _boxes(page: Page) -> Iterator[Finding]:
    for box in page.prose.boxes:
        if box.kind not in BOX_KINDS or (box.kind == "notes" and page.part != "deck"):
            yield Finding(page.file, box.line, "M003", {"kind": box.kind})
        if not box.closed:
            yield Finding(page.file, box.line, "M004", {"kind": box.kind})
        if box.minutes is None and box.kind in _TIMED and page.part in ("lecture", "deck"):
            yield Finding(page.file, box.line, "M005", {"kind": box.kind})


def _headings(page: Page) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for heading in page.prose.headings:
        if heading.anchor is None and heading.level == _MAIN_LEVEL:
            yield Finding(page.file, heading.line, "M006", {"heading": heading.words})
        elif heading.anchor is not None and heading.anchor in seen:
            first = str(seen[heading.anchor])
            yield Finding(page.file, heading.line, "M007", {"anchor": heading.anchor, "first": first})
        elif heading.anchor is not None:
            seen[heading.anchor] = heading.line
        if len(_CAPITALS.findall(heading.words)) >= _SHOUTED_LETTERS and not _SMALL.search(heading.words):
            yield Finding(page.file, heading.line, "M008", {"heading": heading.words})


def _figures(page: Page) -> Iterator[Finding]:
    for figure in page.prose.figures:
        if not figure.alone:
            yield Finding(page.file, figure.line, "M009", {"figure": figure.key})
        if not figure.caption:
            yield Finding(page.file, figure.line, "M010", {"figure": figure.key})


def _links(page: Page) -> Iterator[Finding]:
    for link in page.prose.links:
        address = link.target if not link.scheme else f"{link.scheme}:{link.target}"
        if link.scheme not in LINK_SCHEMES or (link.scheme == "https" and not link.target.startswith("//")):
            yield Finding(page.file, link.line, "M011", {"address": address})
        elif not link.words:
            yield Finding(page.file, link.line, "M012", {"address": address})
