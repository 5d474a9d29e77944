"""What readers and viewers of the finished topics stumbled over, held by a test.

Here belongs what can be measured in the materials of this one course: how low its figures are drawn, what its captions
say, what it says twice. Not here: what every package is asked (`qosyl check`) and the items (`test_guesser.py`).
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from qosyl.kits.links import NoLinks
from qosyl.kits.page import render
from qosyl.localtext import LANGUAGES, Language, fold
from qosyl.packages.model.kit import KitState, Reading
from qosyl.packages.model.package import Package, Topic
from qosyl.packages.prose import Slide, parse, parse_deck
from qosyl.packages.reading import read_package

_PROGRAMME = Path(__file__).parents[2] / "programmes" / "inclusion"
#: Units of a drawing 360 wide: of this height its words of 14 units stand at 18 px on a slide of 1280.
_MOST_HEIGHT = 425
#: Letters of a caption that a slide sets in one line beside its list; a second line takes height from the drawing.
_MOST_LETTERS = 40
_REMINDERS = {"kk": "тексеріңіз", "ru": "проверьте"}


@cache
def _package() -> Package:
    package = read_package(_PROGRAMME).package
    assert package is not None
    return package


@cache
def _finished() -> tuple[Topic, ...]:
    return tuple(topic for topic in _package().topics() if topic.sheet.state is KitState.FINISHED)


def _slides(topic: Topic, language: Language) -> tuple[Slide, ...]:
    return parse_deck(topic.prose["deck"].pick(language))


def _plain(words: str) -> str:
    return fold(words).casefold().strip(" .?!:")


def _captions(topic: Topic, language: Language) -> Iterator[tuple[str, str, set[str]]]:
    """Each caption with the key of its figure and what stands right around it: the heading and the words before."""
    for slide in _slides(topic, language):
        for figure in parse(slide.body).figures:
            yield figure.caption, figure.key, {slide.title}
    for text in (part.pick(language) for name, part in topic.prose.items() if name != "deck"):
        prose = parse(text)
        before = {later.words: earlier.words for earlier, later in pairwise(prose.passages)}
        for figure in prose.figures:
            heading = next((one.words for one in reversed(prose.headings) if one.line < figure.line), "")
            yield figure.caption, figure.key, {heading, before.get(figure.caption, "")}


def _readings(topic: Topic) -> Iterator[Reading]:
    for part in (topic.sheet.lecture, topic.sheet.practice, topic.sheet.independent_work):
        yield from part.literature if part else ()


def test_there_are_finished_topics_with_figures_on_slides():
    shown = [figure for topic in _finished() for slide in _slides(topic, "kk") for figure in parse(slide.body).figures]

    assert len(_finished()) >= 4
    assert len(shown) >= 8


@pytest.mark.parametrize("topic", _finished(), ids=lambda topic: topic.sheet.number)
def test_drawing_shown_on_a_slide_is_low_enough_for_its_words(topic):
    drawings = {figure.key: figure.drawing for figure in topic.figures}
    shown = {figure.key for slide in _slides(topic, "kk") for figure in parse(slide.body).figures}
    heights = {key: float(etree.fromstring(drawings[key].encode()).get("viewBox", "").split()[3]) for key in shown}

    assert {key: height for key, height in heights.items() if height > _MOST_HEIGHT} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", _finished(), ids=lambda topic: topic.sheet.number)
def test_caption_is_no_second_title(topic, language):
    titles = {figure.key: figure.sheet.title.pick(language) for figure in topic.figures}
    repeated = [
        caption
        for caption, key, around in _captions(topic, language)
        if _plain(caption) in {_plain(words) for words in (*around, titles[key])}
    ]

    assert repeated == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", _finished(), ids=lambda topic: topic.sheet.number)
def test_caption_on_a_slide_fits_one_line(topic, language):
    captions = [figure.caption for slide in _slides(topic, language) for figure in parse(slide.body).figures]

    assert [caption for caption in captions if len(caption) > _MOST_LETTERS] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", _finished(), ids=lambda topic: topic.sheet.number)
def test_control_questions_stand_in_the_sheet_alone(topic, language):
    asked = {
        _plain(one.question.pick(language))
        for part in (topic.sheet.practice, topic.sheet.independent_work)
        for one in (part.check if part else ())
    }
    said = {
        _plain(passage.words)
        for name, text in topic.prose.items()
        if name in {"practice", "independent", "key"}
        for passage in parse(text.pick(language)).passages
    }

    assert asked
    assert asked & said == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", _finished(), ids=lambda topic: topic.sheet.number)
def test_place_to_read_leaves_the_reminder_to_the_mark_of_the_act(topic, language):
    places = [reading.place.pick(language) for reading in _readings(topic) if reading.place]

    assert places
    assert [place for place in places if _REMINDERS[language] in place.casefold()] == []


def test_every_work_says_what_it_is_called_in_the_language_it_is_not_in():
    assert [work.key for work in _package().literature.works if work.note is None] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_of_a_lecture_explains_works_in_another_language(language):
    works = {work.key: work for work in _package().literature.works}
    tree = html.fromstring(render(_package(), "1.3", "lecture", language, NoLinks(), audience="learner").html)
    listed = {
        works[entry.get("id").removeprefix("work-")]: entry for entry in tree.xpath("//ol[@class='literature']/li")
    }
    explained = {work.key for work, entry in listed.items() if entry.xpath("span[@class='work-note']")}

    assert explained == {work.key for work in listed if work.language != language}
    assert 0 < len(explained) < len(listed)
