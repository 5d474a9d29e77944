"""The deck as one file: complete, closed to the network, without the tutor's words where learners get it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html as lx
from tests.kits.conftest import NUMBER, shelved, topic

from qosyl.kits.deck_html import deck_html
from qosyl.kits.page import MissingPart
from qosyl.localtext import LocalText


@pytest.fixture(scope="module")
def tutor(package):
    return deck_html(package, NUMBER, notes=True)


def slides(text, language):
    return lx.fromstring(text).xpath(f"//main/section[@data-tongue='{language}']/section[@class='slide']")


def test_both_languages_have_every_slide(tutor):
    for language in ("kk", "ru"):
        found = slides(tutor, language)
        assert [slide.get("id") for slide in found] == [f"{language}-{n}" for n in (1, 2, 3)]
        assert [slide.xpath(".//h2")[0].text for slide in found] == ["Ашылуы", "Кесте", "Сурет"]


def test_minute_plan_runs_through_the_slides(tutor):
    assert [(s.get("data-from"), s.get("data-to")) for s in slides(tutor, "kk")] == [
        ("0", "40"),
        ("40", "70"),
        ("70", "90"),
    ]


def test_learner_deck_has_no_notes_minutes_or_speaker_window(package):
    text = deck_html(package, NUMBER, notes=False)
    assert "ТРЕНЕР" not in text.split("<script")[0].replace("Тренер", "")
    tree = lx.fromstring(text)
    assert tree.xpath("//aside | //@data-from | //*[@data-desk] | //*[@data-act='speaker']") == []


def test_file_asks_the_network_for_nothing(tutor):
    tree = lx.fromstring(tutor)
    assert tree.xpath("//@src | //link | //img | //iframe | //@style") == []
    assert "url(" not in re.sub(r"url\(#", "", tutor)
    assert "@import" not in tutor


def test_policy_names_exactly_the_inlined_style_and_script(tutor):
    tree = lx.fromstring(tutor)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        (element,) = tree.xpath(f"//{name}")
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_ids_are_unique(tutor):
    found = lx.fromstring(tutor).xpath("//@id")
    assert len(found) == len(set(found))


def test_deck_is_the_same_each_time(package, tutor):
    assert deck_html(package, NUMBER, notes=True) == tutor


def test_topic_without_deck_is_missing_it(package):
    bare = topic()
    without = bare.model_copy(update={"prose": {key: text for key, text in bare.prose.items() if key != "deck"}})
    with pytest.raises(MissingPart):
        deck_html(shelved(package, without), NUMBER, notes=True)


def test_words_of_a_slide_cannot_leave_their_place(package):
    hostile = "## </script><script>x</script> {#a}\n\n</style><img src=x onerror=y>\n"
    text = deck_html(shelved(package, topic(deck=LocalText(kk=hostile, ru=hostile))), NUMBER, notes=True)
    tree = lx.fromstring(text)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
