"""Pages of a topic: what stands on them, for whom, and that nothing harmful comes through."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lx
from tests.kits.conftest import NUMBER, both, shelved, topic

from qosyl.kits.links import FileLinks, NoLinks
from qosyl.kits.page import MissingPart, parts_of, render, render_prose
from qosyl.kits.words import CHECK_FORCE
from qosyl.localtext import LocalText

LINKS = FileLinks(
    number=NUMBER,
    parts=frozenset({"lecture"}),
    anchors={},
    terms=frozenset({"inclusive-education"}),
    works=frozenset({"A10"}),
    characters=frozenset({"class-4"}),
)


def page(package, part="lecture", language="kk", audience="learner", links=LINKS):
    return lx.fromstring(render(package, NUMBER, part, language, links, audience=audience).html)


def by_class(tree, name):
    return tree.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def prose(package, text, **kwargs):
    return render_prose(package, text, "kk", NoLinks(), **kwargs)


def test_heading_carries_its_anchor_and_is_listed(package):
    found = render(package, NUMBER, "lecture", "kk", LINKS)
    assert found.contents == (("goal", "Мақсат"), ("end", "Соңы"))
    assert lx.fromstring(found.html).xpath("//h2[@id='goal']/text()") == ["Мақсат"]


def test_page_has_one_heading_of_the_first_level(package):
    for part in ("lecture", "practice", "handout", "independent", "self-check"):
        assert len(page(package, part).xpath("//h1")) == 1, part


@pytest.mark.parametrize(("language", "kind"), [("kk", "Тапсырма"), ("ru", "Задание")])
def test_box_says_its_kind_in_words_and_its_minutes(package, language, kind):
    (box,) = by_class(page(package, language=language), "box-task")
    assert by_class(box, "box-kind")[0].text == kind
    (minutes,) = box.xpath(".//*[@class='box-minutes']")
    assert minutes.text == "10\u00a0мин"
    assert box.get("aria-labelledby") in box.xpath(".//@id")


def test_term_link_is_described_on_the_same_page(package):
    tree = page(package)
    (link,) = by_class(tree, "term")
    assert link.get("href") == "glossary.html#inclusive-education"
    (definition,) = tree.xpath(f"//dd[@id='{link.get('aria-describedby')}']")
    known = {term.key: term.definition.kk for term in package.glossary.terms}
    assert definition.text_content() == known["inclusive-education"]


def test_unknown_term_and_absent_topic_stay_words(package):
    tree = page(package)
    linked = [link.text_content() for link in tree.xpath("//a")]
    assert "белгісіз" in tree.text_content()
    assert not {"белгісіз", "1.1"} & set(linked)


def test_anchor_of_the_same_page_is_a_link(package):
    assert page(package).xpath("//a[@href='#goal']/text()") == ["осында"]


def test_table_scrolls_by_keyboard_and_has_a_name(package):
    (region,) = by_class(page(package), "table-scroll")
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    (caption,) = region.xpath(f".//caption[@id='{region.get('aria-labelledby')}']")
    assert caption.text_content() == "1-\u2060кесте. Мақсат"


def test_cells_of_a_table_of_three_columns_name_their_column_for_a_phone(package):
    (region,) = by_class(page(package), "stacks")
    (row, *_) = region.xpath(".//tbody/tr")
    assert [cell.get("data-label") for cell in row] == [None, "Бұрын", "Енді"]
    assert {node.get("role") for node in region.xpath(".//table//*[not(self::caption or self::span)]")} == {
        "rowgroup",
        "row",
        "columnheader",
        "rowheader",
        "cell",
    }


def test_empty_corner_of_a_table_names_rows(package):
    (region,) = by_class(page(package), "table-scroll")
    assert region.xpath(".//tbody/tr/th[@scope='row']/text()") == ["ұл"]
    assert [cell.text for cell in region.xpath(".//thead//th[@scope='col']")] == ["Бұрын", "Енді"]
    assert [cell.text for cell in by_class(region, "side-right") if cell.tag == "td"] == ["2"]


def test_figure_is_drawn_with_title_and_description(package):
    (drawn,) = page(package).xpath("//figure//*[local-name()='svg']")
    named = {key: drawn.xpath(f".//*[@id='{drawn.get(key)}']")[0].text for key in drawn.keys() if "aria" in key}  # noqa: SIM118 - an element of lxml
    assert named == {"aria-labelledby": "Сурет аты", "aria-describedby": "Суреттің сипаты"}
    assert drawn.get("role") == "img"


def test_broken_drawing_leaves_its_words(package):
    broken = topic().model_copy(update={"figures": (topic().figures[0].model_copy(update={"drawing": "<svg"}),)})
    tree = page(shelved(package, broken))
    assert not tree.xpath("//*[local-name()='svg']")
    assert by_class(tree, "figure-words")[0].text_content() == "Суреттің сипаты"


def test_lecture_questions_open_to_their_answers(package):
    (question,) = by_class(page(package), "question")
    assert question.tag == "details"
    assert [child.text_content() for child in question] == ["Дәріс сұрағы?", "Дәріс жауабы."]


def test_learner_gets_neither_key_nor_sample(package):
    for part in ("key", "sample"):
        assert part not in parts_of(topic(), "learner")
        with pytest.raises(MissingPart):
            render(package, NUMBER, part, "kk", LINKS)
        assert "ТРЕНЕР СӨЗІ" in page(package, part, audience="tutor").text_content()


def test_minute_plan_runs_on_and_is_the_tutors(package):
    tutor, learner = page(package, "practice", audience="tutor"), page(package, "practice")
    assert tutor.xpath("//section[@class='part kit-plan']//tbody/tr/td[1]/text()") == ["0–50", "50–90"]
    assert "ТАЛДАУ" not in learner.text_content()


def test_answers_of_practical_control_are_the_tutors(package):
    assert "Практика жауабы." in page(package, "practice", audience="tutor").text_content()
    learner = page(package, "practice").text_content()
    assert "Практика сұрағы?" in learner
    assert "Практика жауабы." not in learner


def test_structured_part_gives_way_to_the_prose_heading_of_its_anchor(package):
    independent = page(package, "independent").text_content()
    assert "жұмыс тапсырмасы" not in independent  # the prose has {#tasks}
    assert "Жұмыс мақсаты" in independent  # and no {#aim}


def test_self_check_explains_every_option_without_scripts(package):
    tree = page(package, "self-check")
    assert len(tree.xpath("//fieldset[legend]")) == 2
    assert len(tree.xpath("//input[@type='radio' and @value and ancestor::label]")) == 8
    assert tree.xpath("//details//li[contains(@class, 'why-right')]/p[1]/strong/text()") == [
        "Жаттығу b",
        "Тағы жаттығу b",
    ]
    assert not tree.xpath("//*[@action or @formaction] | //button | //script")


@pytest.mark.parametrize("part", ["lecture", "practice", "handout", "independent", "self-check", "key", "sample"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_ids_are_unique_and_nothing_is_inline(package, part, language):
    tree = page(package, part, language, "tutor")
    counted = Counter(tree.xpath("//@id"))
    assert [key for key, times in counted.items() if times > 1] == []
    assert tree.xpath("//@style | //script | //style") == []
    referred = {key for names in tree.xpath("//@aria-labelledby | //@aria-describedby") for key in names.split()}
    assert referred <= set(counted)


def test_raw_html_is_shown_as_letters(package):
    html = prose(package, "<script>alert(1)</script>\n\nСөз <b onclick=x>қою</b>")
    tree = lx.fromstring(f"<div>{html}</div>")
    assert not tree.xpath("//script | //b")
    assert "<b onclick=x>" in tree.text_content()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "http://a.b", "other.html", "//evil", "vbscript:x"]
)
def test_link_to_an_unknown_scheme_stays_words(package, address):
    html = prose(package, f"[сөз]({address})")
    assert "сөз" in html
    assert "<a" not in html


def test_places_to_write_are_drawn(package):
    tree = page(package, "handout")
    assert len(by_class(tree, "write-line")) == 2
    assert len(by_class(tree, "write-cell")) == 1
    assert len(by_class(tree, "blank")) == 1
    assert by_class(tree, "tickable")[0].text_content() == "айтылды"


def test_unknown_box_is_shown_as_a_note(package):
    html = prose(package, "::: danger Атауы\nсөз\n:::")
    assert "box-note" in html
    assert "danger" not in html


MARKS = st.sampled_from(
    ["\n", "\n\n", ":::", "::: task 5 ", "::: <i>", "# ", "{#a}", "[", "](", ")", "![", "|", "---", "___", "`", "> ",
     "- [ ] ", "<script>", "<b onx=1>", '" onerror="', "javascript:", "https://x", "term:", "figures/way.svg", "<svg>",
     "\ue000", "0\ue001", "&lt;script&gt;", "style=", "\x00"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(st.one_of(MARKS, st.text(max_size=6))).map("".join))
def test_no_text_becomes_script_style_or_foreign_address(package, text):
    changed = shelved(package, topic(lecture=LocalText(kk=text, ru=text)))
    tree = page(changed)
    assert not tree.xpath("//script | //style | //iframe | //object | //@style | //@*[starts-with(name(), 'on')]")
    for address in tree.xpath("//@href"):
        assert address.startswith(
            ("#", "https:", "glossary.html", "lecture.html", "literature.html", "characters.html")
        )


def test_every_part_of_the_programme_renders_in_both_languages(programme):
    rendered = 0
    for found in programme.topics():
        for part in parts_of(found, "tutor"):
            for language in ("kk", "ru"):
                html = render(programme, found.sheet.number, part, language, NoLinks(), audience="tutor").html
                assert lx.fromstring(html).xpath("//@style | //script") == []
                rendered += 1
    assert rendered >= 14


def test_citation_names_the_number_that_the_work_has_in_the_list_below(package):
    tree = page(package)
    (link,) = by_class(tree, "to-work")
    (cited,) = by_class(link, "cited")
    (entries,) = tree.xpath("//ol[@class='literature']")
    place = [entry.get("id") for entry in entries].index(link.get("href").removeprefix("#"))
    assert cited.text == f"[{place + 1}]"


def test_work_beyond_the_readings_is_listed_after_them(package):
    added = topic(lecture=both("[бір](work:A20), [екі](work:A10), [тағы бір](work:A20)"))
    tree = page(shelved(package, added))
    assert [cited.text for cited in by_class(tree, "cited")] == ["[2]", "[1]", "[2]"]
    assert tree.xpath("//ol[@class='literature']/li/@id") == ["work-A10", "work-A20"]


def test_tutor_gets_answers_at_the_questions_that_the_prose_asks(package):
    asked = topic(practice=both("## Бақылау {#check}\n\n1. Прозадағы сұрақ?\n\n## Соңы {#end}\n\n1. бір"))
    tutor = page(shelved(package, asked), "practice", audience="tutor")
    (question,) = by_class(tutor, "question")
    assert [child.text_content() for child in question] == ["Прозадағы сұрақ?", "Практика жауабы."]
    assert "Практика сұрағы?" not in tutor.text_content()
    learner = page(shelved(package, asked), "practice")
    assert by_class(learner, "question") == []
    assert "Практика жауабы." not in learner.text_content()


def test_questions_of_the_prose_that_do_not_match_the_answers_leave_both_whole(package):
    asked = topic(practice=both("## Бақылау {#check}\n\n1. Бірінші?\n2. Екінші?"))
    shown = page(shelved(package, asked), "practice", audience="tutor").text_content()
    assert all(words in shown for words in ("Бірінші?", "Екінші?", "Практика сұрағы?", "Практика жауабы."))


def test_tutors_answers_stand_beneath_their_questions_on_paper(package):
    assert len(by_class(page(package, "practice", audience="tutor"), "beneath")) == 1
    assert by_class(page(package), "beneath") == []


def test_answers_follow_on_paper_at_the_end(package):
    (lecture,) = by_class(page(package), "kit-answers")
    assert [entry.text for entry in lecture.iter("li")] == ["Дәріс жауабы."]
    (key,) = by_class(page(package, "self-check"), "kit-key")
    first = key.xpath("./ol/li[1]/p")
    assert [line.text_content() for line in first] == [f"{k.upper()}. Жаттығу {k} себебі" for k in "bacd"]
    assert "paper-only" in lecture.get("class")
    assert "paper-only" in key.get("class")


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_reminder_of_the_text_in_force_is_said_once_for_each_work(programme, language):
    label = CHECK_FORCE.pick(language)
    for found in programme.topics():
        for part in parts_of(found, "tutor"):
            tree = lx.fromstring(
                render(programme, found.sheet.number, part, language, NoLinks(), audience="tutor").html
            )
            for entry in tree.xpath("//ol[@class='literature']/li"):
                assert entry.text_content().replace("\u00a0", " ").count(label) <= 1, entry.text_content()
