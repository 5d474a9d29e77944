"""PDF out of values: letters, structure, attachments, and values that try to be markup."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.documents.pdf import Attachment, NotPrintable, pdf
from qosyl.documents.reading import MOST_BYTES, Unreadable, contents, is_pdf, without_spaces
from tests.soak import times

LETTER = Path(__file__).parent / "letter.typ"
AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
KAZAKH = "АаӘәБбГгҒғЁёИиЙйКкҚқНнҢңОоӨөУуҰұҮүҺһЫыІіЭэЮюЯя ₸ № «» – 0123456789"


def letter(name="Айгүл", **values):
    return pdf(LETTER, {"heading": "Хат", "name": name} | values, made_at=AT)


def test_letters_of_both_alphabets_are_text_in_each_font():
    assert contents(letter(KAZAKH)).words.count(without_spaces(KAZAKH)) == 4


def test_file_is_tagged_kept_for_long_and_says_its_languages():
    content = letter()

    assert is_pdf(content)
    for word in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"/StructTreeRoot", b"/Lang(kk)"):
        assert word in content


def test_same_values_make_the_same_bytes_and_others_do_not():
    assert letter() == letter()
    assert letter() != letter("Айгуль")


@pytest.mark.parametrize(
    "name",
    [
        "#panic(1)",
        "*жуан* _көлбеу_ `код`",
        "$x^2$ \\ / #sys.inputs",
        '#import "/etc/passwd"',
        "]#emph[a",
        "= Тақырып",
        "<label> @ref",
        "// түсініктеме",
        "https://example.org",
        "{{ 7*7 }} {% x %}",
        "a\\u{202e}b",
        "“‘’” '\" -- ---",
    ],
)
def test_value_with_markup_stays_text(name):
    assert without_spaces(name) in contents(letter(name)).words


@settings(max_examples=times(150, in_ci=25))
@given(st.text(st.sampled_from("#$*_`=<>@[]{}()\\/\"'~-+|^&%!?;:,.аәқһі Aa1"), max_size=60))
def test_any_mixture_of_signs_stays_text(name):
    assert without_spaces(name) in contents(letter(f"«{name}»")).words


def test_sign_that_no_font_has_is_refused_by_name():
    with pytest.raises(NotPrintable, match="漢"):
        letter("漢")


def test_missing_value_is_refused():
    with pytest.raises(NotPrintable, match="name"):
        pdf(LETTER, {"heading": "Хат"}, made_at=AT)


def test_attachment_comes_back_byte_for_byte():
    content = '{"аты":"Айгүл"}'.encode()

    file = pdf(LETTER, {"heading": "Хат", "name": "А"}, made_at=AT, attachment=Attachment("record.json", content))

    assert contents(file).attachments == {"record.json": content}
    assert contents(letter()).attachments == {}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"\x00" * 99, b"x" * (MOST_BYTES + 1)])
def test_file_that_is_no_pdf_is_unreadable(content):
    with pytest.raises(Unreadable):
        contents(content)


@settings(max_examples=times(200, in_ci=30))
@given(st.data())
def test_damaged_file_is_read_or_unreadable_and_nothing_else(data):
    content = bytearray(letter())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] ^= data.draw(st.integers(1, 255))
    end = data.draw(st.integers(0, len(content)))

    with suppress(Unreadable):
        assert isinstance(contents(bytes(content[:end])).words, str)
