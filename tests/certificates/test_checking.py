"""Files that somebody brings: an untouched one is genuine, every altered one is not, and what was altered is named."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qosyl.certificates.checking import check_file
from qosyl.certificates.printing import ATTACHMENT, in_hours, printed, sheet_values, words_on_the_sheet
from qosyl.certificates.seal import Flaw, fields
from qosyl.documents.pdf import Attachment, pdf
from qosyl.documents.reading import contents, without_spaces
from qosyl.keys.signing import Root, Trust
from tests.certificates.sealed import AT, RECORD, STRANGER, TRUST, file, record, seal_of, sealing
from tests.certificates.test_seal import put
from tests.soak import times

KINDS = ("certificate", "statement")
PRINTED = sorted({path for path, _ in words_on_the_sheet(RECORD)})


def flaws(content, trust=TRUST):
    return {(problem.flaw, problem.field) for problem in check_file(content, trust).problems}


@pytest.mark.parametrize("kind", KINDS)
def test_untouched_file_is_genuine(kind):
    verdict = check_file(file(kind), TRUST)

    assert verdict.is_genuine
    assert verdict.record["number"] == "БА-2026-000184"


@pytest.mark.parametrize("kind", KINDS)
def test_file_stays_below_what_a_phone_loads_at_once(kind):
    assert len(file(kind)) < 90_000


def test_json_of_record_and_seal_is_genuine_by_itself():
    whole = json.dumps({"record": record(), "seal": seal_of(record())}, ensure_ascii=False)

    assert check_file(whole.encode(), TRUST).is_genuine
    assert check_file(json.dumps(json.loads(whole), indent=3).encode(), TRUST).is_genuine


def test_specimen_is_sealed_and_says_so():
    said = record(specimen=True, number=None)
    by = sealing(specimen=True)
    trust = Trust((Root(TRUST.roots[0].public, specimen=True),))
    content = printed(said, seal_of(said, by), by, AT)

    assert check_file(content, trust).is_genuine
    assert "ҮЛГІ" in contents(content).words
    assert without_spaces("образцу не присваивается") in contents(content).words


# --- pages -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_page_shows_the_fields_of_the_official_form_in_both_languages(kind):
    words = contents(file(kind)).words

    for text in (
        "Ахметова Айгүл Серікқызы",
        "Ахметова Айгуль Сериковна",
        "«Инклюзия саласындағы педагогтердің кәсіби дамуы»",
        "«Профессиональное развитие педагогов в сфере инклюзии»",
        "2026 жылғы 16–27 қараша",
        "16–27 ноября 2026 года",
        "2026 жылғы 30 қараша",
        "БА-2026-000184",
        "K7Q2-M9XT-4HJW",
        "Қызылорда қаласы",
        "Б. Ж. Тұрсынов",
        "86 / 100 · «5»",
        "ұсынылмады / не представлено",
        "жүйеде расталды",
    ):
        assert without_spaces(text) in words, text
    assert ("СЕРТИФИКАТ" in words) is (kind == "certificate")
    assert without_spaces("Посещено академических часов: 64,5") in words or kind == "certificate"


def _reprinted(path, value, *, kind="certificate"):
    """A forger's file: pages made of another record, the true record and seal inside, the mark left as it is."""
    said = record(kind=kind)
    inside = json.dumps({"record": said, "seal": seal_of(said)}, ensure_ascii=False)
    from qosyl.certificates import printing

    return pdf(
        printing._SHEET,
        sheet_values(put(record(kind=kind), path, value)),
        made_at=AT,
        attachment=Attachment(ATTACHMENT, inside.encode()),
    )


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("holder.kk.family", "Мұратова", "holder.kk"),
        ("holder.ru.given", "Ольга", "holder.ru"),
        ("programme.kk", "Басқа бағдарлама", "programme.kk"),
        ("programme.ru", "Другая программа", "programme.ru"),
        ("provider.kk", "Басқа орталық", "provider.kk"),
        ("hours.printed", "120", "hours.printed"),
        ("period.last", "2026-12-27", "period.kk"),
        ("place.kk", "Алматы", "place.kk"),
        ("head.name.ru", "И. И. Иванов", "head.name.ru"),
        ("issued", "2027-11-30", "issued"),
        ("number", "БА-2026-000999", "number"),
        ("code", "000000000000", "code"),
        ("annex.modules.0.hours", "99", "annex.modules.0"),
        ("annex.results.0.points", "99", "annex.results.0"),
        ("protocol.number", "14", "protocol"),
    ],
)
def test_page_that_says_other_than_its_record_names_the_field(path, value, field):
    found = flaws(_reprinted(path, value))

    assert (Flaw.PAGE_DIFFERS, field) in found
    assert {flaw for flaw, _ in found} >= {Flaw.PAGE_DIFFERS, Flaw.FILE_ALTERED}


def test_every_field_that_is_printed_can_be_named():
    assert {path.split(".")[0] for path in PRINTED} >= {
        *("holder", "programme", "provider", "hours", "period", "place", "head", "issued", "number", "code", "annex"),
        "protocol",
    }


# --- records inside --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [path for path, _ in fields(RECORD)])
def test_altered_record_inside_a_file_names_the_field(path):
    said = put(record(), path, "өзгерген")
    inside = json.dumps({"record": said, "seal": seal_of(record())}, ensure_ascii=False)

    assert (Flaw.FIELD_ALTERED, path) in flaws(inside.encode())


def test_file_of_a_stranger_is_not_relied_on():
    said, by = record(), sealing(root=STRANGER)

    assert (Flaw.UNKNOWN_ROOT, "") in flaws(printed(said, seal_of(said, by), by, AT))


def test_true_record_in_a_file_sealed_by_another_key_is_noticed():
    said, other = record(), sealing(key=STRANGER)
    content = printed(said, seal_of(said), other, AT)

    assert flaws(content) == {(Flaw.FILE_ALTERED, "")}


# --- files -----------------------------------------------------------------------------------------------------------
def test_file_with_something_added_at_its_end_is_noticed():
    assert (Flaw.FILE_ALTERED, "") in flaws(file() + b"\n% one more\n")


def test_file_saved_anew_by_another_program_is_noticed():
    from pypdf import PdfReader, PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(file())).pages:
        writer.add_page(page)
    writer.write(out)

    assert {flaw for flaw, _ in flaws(out.getvalue())} & {Flaw.NO_RECORD, Flaw.FILE_UNSEALED, Flaw.FILE_ALTERED}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n",
        b"{}",
        b"[]",
        b"null",
        b'{"record": {}, "seal": {}}',
        b'{"record": 1}',
        b"\xff\xfe",
        b"[" * 50_000,
    ],
)
def test_what_is_no_document_is_not_genuine(content):
    assert not check_file(content, TRUST).is_genuine


def _altered(data: st.DataObject) -> bytes:
    """A document's file with one to three bytes changed; now and then changed back."""
    content = bytearray(file(data.draw(st.sampled_from(KINDS))))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    return bytes(content)


def _is_noticed(content: bytes) -> bool:
    return content in {file(kind) for kind in KINDS} or not check_file(content, TRUST).is_genuine


@settings(max_examples=30)
@given(st.data())
def test_altered_byte_of_a_file_is_noticed(data):
    assert _is_noticed(_altered(data))


@pytest.mark.soak
@settings(max_examples=times(700, in_ci=80))
@given(st.data())
def test_altered_byte_of_a_file_is_noticed_many_times(data):
    assert _is_noticed(_altered(data))


def _pieced(place: int, piece: bytes) -> tuple[bytes, bytes]:
    """A document's file with a piece cut out, and with one put in."""
    content = file()
    place %= len(content)
    cut = content[:place] + content[place + max(1, len(piece)) :]
    return cut, content[:place] + (piece or b"0") + content[place:]


@settings(max_examples=10)
@given(st.integers(0, 100_000), st.binary(max_size=30))
def test_piece_cut_out_or_put_in_is_noticed(place, piece):
    assert all(not check_file(content, TRUST).is_genuine for content in _pieced(place, piece))


@pytest.mark.soak
@settings(max_examples=times(150, in_ci=25))
@given(st.integers(0, 100_000), st.binary(max_size=30))
def test_piece_cut_out_or_put_in_is_noticed_many_times(place, piece):
    assert all(not check_file(content, TRUST).is_genuine for content in _pieced(place, piece))


# --- words on paper --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("80", "80"),
        ("129/2", "64,5"),
        ("257/4", "64,25"),
        ("1/2", "0,5"),
        ("37/3", "12 1/3"),
        ("1/3", "1/3"),
        ("0", "0"),
    ],
)
def test_hours_are_written_exactly(exact, words):
    assert in_hours(exact) == words


@pytest.mark.parametrize(("hours", "ending"), [("80", "часов"), ("81", "часа"), ("111", "часов"), ("1", "часа")])
def test_hours_in_russian_have_their_ending(hours, ending):
    said = record(hours={"printed": hours, "of_programme": hours})
    words = contents(printed(said, seal_of(said), sealing(), AT)).words

    assert f"{hours}академическ{'ого' if ending == 'часа' else 'их'}{ending}" in words


def test_longest_names_and_titles_stay_on_two_pages():
    long = {"family": "Абдрахманова-Тоқтарбаева", "given": "Гүлнұр-Әмина", "patronymic": "Мұхамедғалиқызы"}
    said = record(
        holder={"kk": long, "ru": long},
        provider=RECORD["provider"] | {"kk": "Өте ұзақ атауы бар ұйым " * 4, "ru": "Организация с долгим именем " * 4},
        earlier={"uuid": "x", "kind": "statement", "number": "АН-2026-000001"},
    )
    content = printed(said, seal_of(said), sealing(), AT)
    from pypdf import PdfReader

    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    assert check_file(content, TRUST).is_genuine
