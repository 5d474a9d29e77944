"""L (030-039): the Kazakh and the Russian page say the same in the same order, as far as their structure shows."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from qosyl.packages.check.content import Content, Page, Twins
from qosyl.packages.findings import Finding
from qosyl.packages.prose import Prose

_LEAST, _MOST = Fraction(4, 5), Fraction(5, 4)
#: Below this the ratio of characters says nothing.
_SHORT_PAGE = 400
#: One line of structure: what is compared and where it stands.
_Trace = tuple[str, int]


def check_parity(content: Content) -> Iterator[Finding]:
    """Headings, boxes, figures, tables, slides, links and length of both twins."""
    for twins in content.twins:
        kk, ru = twins.kk.prose, twins.ru.prose
        for code, kk_trace, ru_trace in (
            ("L030", _headings(kk), _headings(ru)),
            ("L031", _boxes(kk), _boxes(ru)),
            ("L032", _figures(kk), _figures(ru)),
            ("L033", _tables(kk), _tables(ru)),
            ("L034", _lists(kk), _lists(ru)),
        ):
            yield from _compared(twins, code, kk_trace, ru_trace)
        yield from _links(twins)
        yield from _length(twins)
        if twins.part == "deck":
            yield from _compared(twins, "L035", _slides(twins.kk), _slides(twins.ru))


def _compared(twins: Twins, code: str, kk: Sequence[_Trace], ru: Sequence[_Trace]) -> Iterator[Finding]:
    """One finding at the first place where the Russian page departs from the Kazakh one."""
    for (expected, _), (found, line) in zip(kk, ru, strict=False):
        if expected != found:
            yield Finding(twins.ru.file, line, code, {"kk": expected, "ru": found})
            return
    if len(kk) > len(ru):
        yield Finding(twins.kk.file, kk[len(ru)][1], code, {"kk": kk[len(ru)][0], "ru": "–"})
    elif len(ru) > len(kk):
        yield Finding(twins.ru.file, ru[len(kk)][1], code, {"kk": "–", "ru": ru[len(kk)][0]})


def _headings(prose: Prose) -> list[_Trace]:
    return [("#" * heading.level + f" {{#{heading.anchor or ''}}}", heading.line) for heading in prose.headings]


def _boxes(prose: Prose) -> list[_Trace]:
    return [(box.kind if box.minutes is None else f"{box.kind} {box.minutes}", box.line) for box in prose.boxes]


def _figures(prose: Prose) -> list[_Trace]:
    return [(figure.key, figure.line) for figure in prose.figures]


def _tables(prose: Prose) -> list[_Trace]:
    return [(f"{table.columns} x {table.rows}", table.line) for table in prose.tables]


def _lists(prose: Prose) -> list[_Trace]:
    return [(f"[ ] {prose.ticks}", 1), (f"___ {prose.writing_lines}", 1)]


def _slides(page: Page) -> list[_Trace]:
    return [
        (f"{{#{slide.anchor or ''}}} {'–' if slide.minutes is None else slide.minutes}", slide.line)
        for slide in page.slides
    ]


def _links(twins: Twins) -> Iterator[Finding]:
    """Sets, not counts: where a term is linked again is a matter of style."""
    kk, ru = (
        {f"{link.scheme}:{link.target}": link.line for link in page.prose.links if link.scheme != "https"}
        for page in twins.both
    )
    for address in kk.keys() - ru.keys():
        yield Finding(twins.kk.file, kk[address], "L036", {"address": address, "language": "ru"})
    for address in ru.keys() - kk.keys():
        yield Finding(twins.ru.file, ru[address], "L036", {"address": address, "language": "kk"})


def _length(twins: Twins) -> Iterator[Finding]:
    kk, ru = twins.kk.prose.characters, twins.ru.prose.characters
    if min(kk, ru) and max(kk, ru) >= _SHORT_PAGE and not _LEAST <= Fraction(kk, ru) <= _MOST:
        ratio = f"{kk * 100 // ru / 100:.2f}"
        yield Finding(twins.kk.file, 1, "L037", {"kk": kk, "ru": ru, "ratio": ratio})
