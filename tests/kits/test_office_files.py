"""Word and presentation files, opened again with the libraries that wrote them."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn as wqn
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from tests.kits.conftest import NUMBER, shelved, topic

from qosyl.kits.deck_pptx import deck_pptx
from qosyl.kits.handout import handout_docx
from qosyl.kits.page import MissingPart
from qosyl.localtext import LocalText


@pytest.fixture(scope="module")
def deck(package):
    return list(Presentation(BytesIO(deck_pptx(package, NUMBER, "kk", notes=True))).slides)


@pytest.fixture(scope="module")
def handout(package):
    return Document(BytesIO(handout_docx(package, NUMBER, "kk")))


def of_kind(slide, kind):
    return [shape for shape in slide.shapes if shape.shape_type == kind]


def test_deck_is_wide_and_has_titles(package, deck):
    file = Presentation(BytesIO(deck_pptx(package, NUMBER, "kk", notes=True)))
    assert round(file.slide_width / file.slide_height, 2) == 1.78
    assert [slide.shapes.title.text for slide in deck] == ["Ашылуы", "Кесте", "Сурет"]


def test_deck_notes_tell_the_minutes(deck):
    assert deck[1].notes_slide.notes_text_frame.text == "Тренерге · 30\u00a0мин (40–70)\nТРЕНЕР СӨЗІ екінші."


def test_learner_deck_has_no_notes(package):
    file = Presentation(BytesIO(deck_pptx(package, NUMBER, "kk", notes=False)))
    assert not any(slide.has_notes_slide for slide in file.slides)


def test_deck_table_is_a_table_with_a_header_row(deck):
    (shape,) = of_kind(deck[1], MSO_SHAPE_TYPE.TABLE)
    assert shape.table.first_row
    assert [[cell.text for cell in row.cells] for row in shape.table.rows] == [["А", "Ә"], ["1", "2"]]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_nothing_on_a_slide_lies_outside_or_upon_another(programme, language):
    file = Presentation(BytesIO(deck_pptx(programme, NUMBER, language, notes=True)))
    assert len(file.slides) >= 12
    for slide in file.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes if s.name != "band"]
        for left, top, right, bottom, name in boxes:
            assert left >= 0 <= top, name
            assert right <= file.slide_width, (slide.shapes.title.text, name)
            assert bottom <= file.slide_height, (slide.shapes.title.text, name)
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart, (slide.shapes.title.text, one[4], other[4])


def test_table_that_comes_first_stands_above_the_words(package):
    text = "## Кесте {#a}\n\n| А | Ә |\n|---|---|\n| 1 | 2 |\n\n**Қорытынды**\n"
    changed = shelved(package, topic(deck=LocalText(kk=text, ru=text)))
    (slide,) = Presentation(BytesIO(deck_pptx(changed, NUMBER, "kk", notes=False))).slides
    (table,) = of_kind(slide, MSO_SHAPE_TYPE.TABLE)
    assert table.top + table.height <= slide.placeholders[1].top


def test_deck_picture_has_its_words(deck):
    (shape,) = of_kind(deck[2], MSO_SHAPE_TYPE.PICTURE)
    assert shape._element.nvPicPr.cNvPr.get("descr") == "Суреттің сипаты"
    assert shape.left + shape.width <= 12192000 + 10000


@pytest.mark.parametrize(("language", "tag"), [("kk", "kk-KZ"), ("ru", "ru-RU")])
def test_every_run_of_a_deck_names_its_language(package, language, tag):
    file = Presentation(BytesIO(deck_pptx(package, NUMBER, language, notes=True)))
    runs = [run for slide in file.slides for run in slide._element.iter("{*}rPr")]
    assert {run.get("lang") for run in runs} == {tag}
    assert file.core_properties.language == tag


def test_handout_has_headings_tables_and_places_to_write(handout):
    styles = [(p.style.name, p.text) for p in handout.paragraphs]
    assert ("Heading 1", "Инклюзия принциптері") in styles
    assert ("Heading 2", "Парақ") in styles
    assert any(text == "☐ айтылды" for _, text in styles)
    lines = [[edge.tag for edge in border] for border in handout.element.iter(wqn("w:pBdr"))]
    assert lines == [[wqn("w:bottom"), wqn("w:between")]] * 2
    assert handout.tables[0].rows[0]._tr.trPr.find(wqn("w:tblHeader")) is not None
    assert handout.tables[0].cell(1, 1).text == ""


def test_each_numbered_list_of_a_handout_begins_anew(handout):
    numbered = [p for p in handout.paragraphs if p.style.name == "List Number"]
    keys = [p._p.pPr.numPr.numId.val for p in numbered]
    assert [p.text.rstrip(" _") for p in numbered] == ["бір", "екі", "үш"]
    assert keys[0] == keys[1] != keys[2]


def test_handout_picture_has_its_words(handout):
    (shape,) = handout.inline_shapes
    assert shape._inline.docPr.get("descr") == "Суреттің сипаты"


def test_handout_names_language_and_page_number(handout):
    tags = {lang.get(wqn("w:val")) for lang in handout.styles.element.iter(wqn("w:lang"))}
    assert tags == {"kk-KZ"}
    assert "PAGE" in handout.sections[0].footer._element.xml


def test_office_files_are_the_same_each_time(package):
    assert handout_docx(package, NUMBER, "ru") == handout_docx(package, NUMBER, "ru")
    assert deck_pptx(package, NUMBER, "ru", notes=True) == deck_pptx(package, NUMBER, "ru", notes=True)


def test_key_as_a_word_file_is_the_tutors(package):
    with pytest.raises(MissingPart):
        handout_docx(package, NUMBER, "kk", part="key")
    assert handout_docx(package, NUMBER, "kk", part="key", audience="tutor")


def test_sheet_after_a_rule_begins_a_page_without_an_empty_line(package):
    text = "## Бір {#one}\n\nСұрақ:\n\n___\n\n___\n\n---\n\n## Екі {#two}\n\nсөз\n\n---\n\nсоңы"
    file = Document(BytesIO(handout_docx(shelved(package, topic(handout=LocalText(kk=text, ru=text))), NUMBER, "kk")))
    turned = [paragraph.text for paragraph in file.paragraphs if paragraph.paragraph_format.page_break_before]
    assert turned == ["Екі"]
    assert len(list(file.element.body.iter(wqn("w:br")))) == 1


def test_lines_to_write_on_stand_at_one_distance(package):
    text = "Сұрақ:\n\n___\n\n___\n\nТағы:\n\n___"
    file = Document(BytesIO(handout_docx(shelved(package, topic(handout=LocalText(kk=text, ru=text))), NUMBER, "kk")))
    *_, question, first, second, _next, third = file.paragraphs
    assert question.paragraph_format.space_after == first.paragraph_format.space_after == 0
    heights = {
        (line.paragraph_format.space_before, line.paragraph_format.line_spacing) for line in (first, second, third)
    }
    assert len(heights) == 1
