"""The catalogues: whole in both languages, compiled as written, clean Kazakh, and the dates of official papers."""

import re
from datetime import date
from pathlib import Path

import polib
import pytest
from django.utils import formats, translation
from django.utils.formats import date_format
from django.utils.translation.template import templatize

from qosyl.localtext import date_in_words, latin_lookalikes
from qosyl.ui import apps
from qosyl.ui.gallery_words import WORDS

ROOM = Path(apps.__file__).parent
_FIELD = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
#: Words that are Latin in Kazakh as well.
_LATIN = {"PDF", "JSON", "JavaScript", "cookie"}


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(ROOM / f"locale/{language}/LC_MESSAGES/django.po")


def sentences(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_catalogue_translates_every_sentence(language):
    lacking = [entry.msgid for entry in catalogue(language) if entry.fuzzy or not all(sentences(entry))]
    assert lacking == []


def test_catalogues_hold_the_same_sentences():
    kazakh, russian = ({(entry.msgctxt, entry.msgid) for entry in catalogue(language)} for language in ("kk", "ru"))
    assert kazakh == russian


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_compiled_catalogue_is_the_written_one(language):
    compiled = polib.mofile(ROOM / f"locale/{language}/LC_MESSAGES/django.mo")
    assert {(e.msgctxt, e.msgid): sentences(e) for e in compiled} == {
        (e.msgctxt, e.msgid): sentences(e) for e in catalogue(language)
    }


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_translations_keep_the_fields_of_the_sentence(language):
    for entry in catalogue(language):
        wanted = set(_FIELD.findall(entry.msgid_plural or entry.msgid))
        assert all(set(_FIELD.findall(sentence)) == wanted for sentence in sentences(entry)), entry.msgid


def test_kazakh_has_no_latin_letters_inside_words():
    assert [word for entry in catalogue("kk") for text in sentences(entry) for word in latin_lookalikes(text)] == []
    assert [word for text in WORDS.values() for word in latin_lookalikes(text.kk)] == []


def test_kazakh_after_numbers_is_one_form():
    assert all(len(set(entry.msgstr_plural.values())) == 1 for entry in catalogue("kk") if entry.msgid_plural)


def test_every_sentence_of_the_templates_is_in_the_catalogue():
    known = {entry.msgid for entry in catalogue("kk")}
    used = set()
    for path in (ROOM / "templates").rglob("*.html"):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        used |= {a or b for a, b in re.findall(r"gettext\(u?(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")", source)}
    lacking = {sentence.replace("\\'", "'") for sentence in used} - known
    assert used
    assert lacking == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("month", range(1, 13))
def test_django_writes_dates_as_official_papers_do(language, month):
    day = date(2026, month, 22)
    with translation.override(language):
        assert date_format(day) == date_in_words(day).pick(language)
        assert date_format(day, "SHORT_DATE_FORMAT") == f"22.{month:02}.2026"


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_django_reads_and_writes_numbers_our_way(language):
    with translation.override(language):
        assert formats.number_format(12345.6, force_grouping=True) == "12\u00a0345,6"
        assert formats.sanitize_separators("0,5") == "0.5"
