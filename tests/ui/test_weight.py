"""What a common page weighs: style sheet and modules, compressed as they travel."""

import gzip
from pathlib import Path

from lxml import html

from qosyl.ui import apps

STATIC = Path(apps.__file__).parent / "static"
MOST_BYTES = 25_000


def test_common_page_asks_for_few_and_light_things(client, db):
    page = html.fromstring(client.get("/display/").content.decode())
    styles = page.xpath("//link[@rel='stylesheet']/@href")
    modules = page.xpath("//script/@src")
    icons = page.xpath("//link[@rel='icon']/@href")
    assert (len(styles), len(modules), len(icons)) == (1, 2, 1)
    files = [STATIC / address.removeprefix("/static/") for address in styles + modules]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= MOST_BYTES


def test_nothing_is_inline(client, db):
    page = html.fromstring(client.get("/ui/").content.decode())
    assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []


def test_style_sheet_asks_for_nothing_else():
    style = (STATIC / "ui/qosyl.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
