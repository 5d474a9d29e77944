"""Practice: questions that the final test never uses, explained at once, without a script and without a record."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from qosyl.programmes.practising import MIXED, in_order, judged, options_in_order, practice_items
from tests import factories
from tests.architecture.test_permissions import rows
from tests.programmes.published import INCLUSION, package, publish_small

SEED = "0a1b2c3d"


def test_practice_never_holds_a_question_of_the_final_test():
    whole = package(INCLUSION)
    tested = {item.key for item in whole.items()}
    stems = {text for item in whole.items() for text in (item.stem.kk, item.stem.ru)}

    practised = practice_items(whole, MIXED)

    assert len(practised) > 20
    assert not {each.item.key for each in practised} & tested
    assert not {text for each in practised for text in (each.item.stem.kk, each.item.stem.ru)} & stems


def test_mixed_practice_is_that_of_all_modules():
    whole = package(INCLUSION)
    by_module = [each for module in whole.modules for each in practice_items(whole, module.sheet.key)]

    assert list(practice_items(whole, MIXED)) == by_module
    assert practice_items(whole, "no-such-module") == ()


@given(st.text("0123456789abcdef", min_size=8, max_size=8))
def test_round_holds_every_question_and_option_once_and_is_the_same_for_its_seed(seed):
    items = practice_items(package(INCLUSION), "M1")

    assert sorted(each.item.key for each in in_order(items, seed)) == sorted(each.item.key for each in items)
    assert in_order(items, seed) == in_order(items, seed)
    first = items[0].item
    assert {option.key for option in options_in_order(first, seed)} == {option.key for option in first.options}


@pytest.fixture
def at(db):
    publication = publish_small(factories.provider(), INCLUSION)
    client = Client()
    client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    names = {"provider": publication.provider.key, "programme": publication.programme_key}
    return (
        client,
        reverse("programmes:practice", kwargs=names),
        reverse("programmes:practise", kwargs=names | {"module": "M1"}),
    )


def test_answer_is_explained_at_once_and_nothing_is_kept(at):
    client, _choose, address = at
    item = in_order(practice_items(package(INCLUSION), "M1"), SEED)[0].item
    wrong = next(option for option in item.options if option.key != item.answer)
    before = rows()

    asked = client.get(address, {"round": SEED})
    told = client.get(address, {"round": SEED, "question": "1", "answer": wrong.key, "asked": "1"})
    right = client.get(address, {"round": SEED, "question": "1", "answer": item.answer, "asked": "1"})

    assert not any(option.why.kk in asked.content.decode() for option in item.options)
    assert [told.context["told"].is_right, right.context["told"].is_right] == [False, True]
    assert told.context["told"] == judged(item, wrong.key)
    words = told.content.decode()
    assert reverse("programmes:topic", kwargs={**_names(at), "number": item.topic}) in words
    assert right.context["right"] == 1
    assert rows() == before


def _names(at):
    parts = at[1].strip("/").split("/")
    return {"provider": parts[1], "programme": parts[2]}


def test_round_begins_with_a_new_seed_and_ends_with_the_last_question(at):
    client, choose, address = at
    total = len(practice_items(package(INCLUSION), "M1"))

    begun = client.get(address)
    last = client.get(address, {"round": SEED, "question": "9999", "answer": "a", "right": "9999"})

    assert begun.status_code == 302
    assert begun["Location"].startswith(f"{address}?round=")
    assert (last.context["place"], last.context["following"]) == (total, "")
    assert last.context["right"] <= total
    assert client.get(choose).context["mixed"][0] == len(practice_items(package(INCLUSION), MIXED))


def test_answer_that_is_missing_or_unknown_is_asked_for_again(at):
    client, _choose, address = at

    for answer in ({}, {"answer": "z"}):
        page = client.get(address, {"round": SEED, "question": "1", "asked": "1"} | answer)
        assert page.status_code == 422
        assert page.context["told"] is None
    assert client.get(address.replace("/M1/", "/M9/")).status_code == 404
