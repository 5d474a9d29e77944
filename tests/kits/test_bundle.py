"""The bundle of a topic: whole, closed, for its audience only."""

import posixpath
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import html as lx
from pptx import Presentation
from tests.kits.conftest import NUMBER, PROGRAMME

from qosyl.kits.bundle import topic_bundle
from qosyl.kits.command import kits_main


def unpacked(bundle):
    with ZipFile(BytesIO(bundle)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def tutor(package):
    return unpacked(topic_bundle(package, NUMBER, "tutor"))


@pytest.fixture(scope="module")
def learner(package):
    return unpacked(topic_bundle(package, NUMBER, "learner"))


def words_of(name, content):
    """All words that a file shows, whatever its kind."""
    if name.endswith(".html"):
        return content.decode()
    if name.endswith(".docx"):
        return "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)
    if name.endswith(".pptx"):
        slides = Presentation(BytesIO(content)).slides
        notes = [s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide]
        return "\n".join([*notes, *(sh.text_frame.text for s in slides for sh in s.shapes if sh.has_text_frame)])
    return ""


def everything(files):
    return "\n".join(words_of(name, content) for name, content in files.items())


def test_bundle_holds_every_part_in_both_languages(tutor):
    for language in ("kk", "ru"):
        parts = [
            "lecture",
            "practice",
            "handout",
            "independent",
            "self-check",
            "key",
            "sample",
            "glossary",
            "literature",
        ]
        assert {f"{language}/{part}.html" for part in [*parts, "characters"]} <= set(tutor)
        assert {f"{language}/deck.pptx", f"{language}/handout.docx", f"{language}/figures/way.png"} <= set(tutor)
    assert {"index.html", "deck.html", "kit.css"} <= set(tutor)


def test_learner_bundle_has_nothing_of_the_tutors(learner, tutor):
    for word in ("ТРЕНЕР СӨЗІ", "СЛОВО ТРЕНЕРА", "ТАЛДАУ жүреді", "Практика жауабы.", "Жұмыс жауабы."):
        assert word in everything(tutor) or word == "ТАЛДАУ жүреді"
        assert word not in everything(learner), word
    assert "ТАЛДАУ жүреді" in tutor["kk/practice.html"].decode()
    assert not [name for name in learner if "key" in name or "sample" in name]


def test_items_of_the_final_test_are_in_no_bundle(learner, tutor):
    assert "Жаттығу" in everything(learner)
    for files in (learner, tutor):
        assert "ҚОРЫТЫНДЫ ТЕСТ" not in everything(files)


@pytest.mark.parametrize("audience", ["learner", "tutor"])
def test_every_link_leads_to_a_file_and_an_anchor_of_the_bundle(package, audience):
    files = unpacked(topic_bundle(package, NUMBER, audience))
    trees = {name: lx.fromstring(content) for name, content in files.items() if name.endswith(".html")}
    followed = 0
    for name, tree in trees.items():
        for address in tree.xpath("//a/@href | //link/@href"):
            if address.startswith("https://"):
                continue
            path, _, anchor = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in files, (name, address)
            assert not anchor or trees[target].xpath("//*[@id=$key]", key=anchor), (name, address)
            followed += 1
    assert followed > 40


def test_pages_load_nothing_but_the_stylesheet_beside_them(learner):
    for name, content in learner.items():
        if name.endswith(".html") and name != "deck.html":
            tree = lx.fromstring(content)
            assert tree.xpath("//script | //@src | //style | //@style") == [], name
            assert [href.lstrip("./") for href in tree.xpath("//link/@href")] == ["kit.css"]


def test_names_are_ascii_and_bytes_depend_on_contents_alone(package, learner):
    assert all(name.isascii() for name in learner)
    assert topic_bundle(package, NUMBER, "learner") == topic_bundle(package, NUMBER, "learner")


def test_topic_with_a_plan_only_gives_a_small_bundle(programme):
    planned = next(topic for topic in programme.topics() if not topic.prose)
    files = unpacked(topic_bundle(programme, planned.sheet.number, "learner"))
    assert "index.html" in files


def test_unknown_topic_raises(package):
    with pytest.raises(LookupError):
        topic_bundle(package, "9.9", "learner")


def command(*argv):
    out, err = StringIO(), StringIO()
    return kits_main([str(part) for part in argv], out, err), out.getvalue(), err.getvalue()


def test_command_writes_the_bundle_of_a_topic(tmp_path):
    target = tmp_path / "topic.zip"
    code, out, err = command(PROGRAMME, NUMBER, "--audience", "tutor", "--out", target)
    assert (code, err) == (0, "")
    assert str(target) in out
    assert "index.html" in unpacked(target.read_bytes())


def test_command_tells_of_an_unknown_topic(tmp_path):
    code, out, err = command(PROGRAMME, "9.9", "--out", tmp_path / "x.zip")
    assert (code, out) == (1, "")
    assert "9.9" in err


def test_command_tells_of_a_folder_that_is_no_package(tmp_path):
    code, _, err = command(tmp_path, NUMBER, "--out", tmp_path / "x.zip")
    assert code == 1
    assert "cannot be read" in err


def test_command_refuses_an_unknown_audience():
    code, _, err = command(PROGRAMME, NUMBER, "--audience", "anyone")
    assert code == 2
    assert "anyone" in err
