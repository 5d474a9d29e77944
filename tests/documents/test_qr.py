"""QR codes: what a reader of codes sees in the SVG is what was put in."""

import re

from qosyl.documents.qr import qr_svg


def modules(svg):
    """The dark modules of a code, drawn as strokes, as places (x, y)."""
    x, y = 0.0, 0.0
    dark = set()
    for command, arguments in re.findall(r"([MmhH])([^MmhHz]*)", re.search(r' d="([^"]+)"', svg)[1]):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", arguments)]
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            dark |= {(int(x + step), int(y)) for step in range(int(numbers[0]))}
            x += numbers[0]
    return dark


def test_code_has_its_three_finders_and_a_quiet_border():
    dark = modules(qr_svg("https://example.org/v/abc/"))
    size = max(x for x, _ in dark) + 1

    finder = {(x, y) for x in range(7) for y in range(7) if x in {0, 6} or y in {0, 6} or {x, y} <= {2, 3, 4}}
    for left, top in ((2, 2), (size - 7, 2), (2, size - 7)):
        assert {(x - left, y - top) for x, y in dark if left <= x < left + 7 and top <= y < top + 7} == finder
    assert min(x for x, _ in dark) == min(y for _, y in dark) == 2


def test_code_carries_no_style_that_the_policy_of_pages_would_refuse():
    svg = qr_svg("https://example.org/v/abc/")

    assert svg.startswith("<svg ")
    assert not re.search(r"style=|<style|<script|class=| width=| height=", svg)


def test_other_text_is_another_code():
    assert qr_svg("https://example.org/v/abc/") != qr_svg("https://example.org/v/abd/")
