"""Works in words: keys of authors become numbers of the list, the reminder of an act is said once."""

import json

import pytest

from qosyl.kits.citation import numbered, place_in
from qosyl.packages.model.catalogue import Work


def act(status):
    sheet = {"key": "A02", "list": "added", "kind": "law", "title": "Заң", "language": "kk", "status": status}
    return Work.model_validate_json(json.dumps(sheet))


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Закон добавлен записью A02.", "Закон добавлен записью [18]."),
        ("приказ № 348 (A02).", "приказ № 348 [18]."),
        ("приказ № 348 (A99).", "приказ № 348."),
        ("запись A99, DA021, A021", "запись A99, DA021, A021"),
    ],
)
def test_key_of_a_note_becomes_the_number_in_the_list(note, shown):
    assert numbered(note, {"A02": 18}) == shown


@pytest.mark.parametrize(
    ("language", "place", "shown"),
    [
        ("ru", "статья 1, проверьте, действует ли", "статья 1"),
        ("ru", "шаги оценки: проверьте действующую редакцию", "шаги оценки"),
        ("ru", "проверьте действующую редакцию", ""),
        ("ru", "глава «Проверьте себя»", "глава «Проверьте себя»"),
        ("kk", "1-бап, күшін тексеріңіз", "1-бап"),
        ("kk", "қызметтің жұмысы: қолданыстағы мәтінді тексеріңіз", "қызметтің жұмысы"),
    ],
)
def test_reminder_that_the_mark_of_an_act_repeats_is_left_out(language, place, shown):
    assert place_in(act("check"), place, language) == shown


def test_reminder_stays_where_no_mark_says_it():
    assert place_in(act("not_an_act"), "1-бап, күшін тексеріңіз", "kk") == "1-бап, күшін тексеріңіз"
