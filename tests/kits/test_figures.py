"""Drawings: labels, ids, and what may not come out of a hostile source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.kits.conftest import DRAWING, figure

from qosyl.kits.figures import DrawingFault, drawing, picture

NS = "http://www.w3.org/2000/svg"


def drawn(source=DRAWING, prefix="f1-", language="kk", **labels):
    return etree.fromstring(drawing(figure(source, **labels), language, prefix))


def svg(inside):
    return f'<svg xmlns="{NS}" viewBox="0 0 360 100">{inside}</svg>'


@pytest.mark.parametrize(("language", "words"), [("kk", "Сол жақ"), ("ru", "Сол жақ (ru)")])
def test_label_is_filled_in_the_language(language, words):
    tree = drawn(language=language)
    assert tree.xpath("//text[@class='f-text']")[0].text == words
    assert tree.get("lang") == language


def test_label_of_two_lines_becomes_two_lines():
    spans = drawn().xpath("//text[@class='f-small']/tspan")
    assert [(span.text, span.get("x"), span.get("dy")) for span in spans] == [
        ("Екі", "20", "0"),
        ("жол", "20", "1.25em"),
    ]


def test_ids_and_their_uses_carry_the_prefix():
    tree = drawn(prefix="f7-")
    assert tree.xpath("//marker/@id") == ["f7-tip"]
    assert tree.xpath("//path/@marker-end") == ["url(#f7-tip)"]
    assert all(key.startswith("f7-") for key in tree.xpath("//@id"))


def test_size_is_left_to_the_page():
    tree = drawn(svg("").replace("viewBox", 'width="9" height="9" viewBox'))
    assert tree.get("width") is None
    assert tree.get("viewBox") == "0 0 360 100"


def test_what_is_not_on_the_list_does_not_come_out():
    tree = drawn(
        svg(
            '<script>x</script><style>*{}</style><image href="https://e.org/a.png"/><foreignObject><p/></foreignObject>'
            '<a href="javascript:x"><rect width="1" height="1"/></a><animate attributeName="x"/><use href="#a"/>'
            '<rect onclick="x" style="fill:red" fill="url(https://e.org)" class="f-accent evil" width="2" height="2"/>'
        )
    )
    assert [child.tag for child in tree if child.tag not in {"title", "desc"}] == ["rect"]
    assert dict(tree.xpath("//rect")[0].attrib) == {"class": "f-accent", "width": "2", "height": "2"}


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<svg",
        "<html/>",
        svg("").replace("0 0 360 100", "0 0 360"),
        svg("").replace("0 0 360 100", "0 0 0 100"),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("<text>&a;</text>"),
        svg("<g>" * 60 + "</g>" * 60),
    ],
)
def test_source_that_is_no_plain_drawing_is_refused(source):
    with pytest.raises(DrawingFault):
        drawing(figure(source), "kk", "f-")


def test_picture_has_the_proportions_of_the_drawing():
    found = picture(figure(), "kk", width=720)
    assert found.png.startswith(b"\x89PNG")
    assert int.from_bytes(found.png[16:20]) == 720
    assert int.from_bytes(found.png[20:24]) == 240
    assert (found.width, found.height) == (360, 120)


def test_picture_has_a_shape_for_every_kazakh_letter():
    absent = picture(figure(left="\U000130a0", below=""), "kk").png  # a hieroglyph: our font has none
    letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
    shapes = {picture(figure(left=letter, below=""), "kk").png for letter in letters}
    assert absent not in shapes
    assert len(shapes) >= len(letters) - 1


@given(st.text())
def test_any_label_can_be_drawn(words):
    assert drawn(left=words) is not None
