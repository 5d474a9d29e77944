"""Verification by anybody: valid, annulled, replaced, specimen and altered; names compared, guessing slowed down."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qosyl.certificates.actions import annul_document, replace_document
from qosyl.certificates.codes import new_code, new_token, printed, typed
from qosyl.certificates.lookups import CODES, NAMES
from qosyl.certificates.models import Document, LookupTally, RegisterEntry
from tests.certificates.scene import SITE, scene

pytestmark = pytest.mark.django_db
SENTENCES = {
    "valid": ("Жарамды", "Действителен"),
    "annulled": ("Күші жойылған: құжат жарамсыз", "Аннулирован: документ недействителен"),
    "replaced": ("Ауыстырылған: құжат енді жарамсыз", "Заменён: документ больше не действителен"),
    "specimen": ("Үлгі: бұл құжат емес", "Образец: это не документ"),
    "altered": ("Түпнұсқа емес", "Не подлинный"),
}


def page(document, language="kk", **kwargs):
    client = Client(headers={"accept-language": language})
    client.cookies["qosyl_language"] = language
    return client.get(reverse("certificates:verification", args=[document.token]), **kwargs)


def says(document, state):
    """Whether the page says this state, and no other, in both languages."""
    for place, language in enumerate(("kk", "ru")):
        text = page(document, language).content.decode()
        assert SENTENCES[state][place] in text
        others = {words[place] for name, words in SENTENCES.items() if name not in {state, "valid"}}
        assert not any(words in text for words in others)
    return True


def issued(**learner):
    stage = scene()
    stage.learner(**learner)
    return stage, stage.issue()[0]


def test_valid_document_says_so_in_both_languages():
    _, document = issued()

    assert says(document, "valid")
    text = page(document).content.decode()
    assert document.number in text
    assert printed(document.code) in text


def test_annulled_document_says_so_as_clearly():
    stage, document = issued()
    annul_document(stage.director, document, reason="Қате берілген", at=timezone.now())

    assert says(document, "annulled")
    assert "Қате берілген" not in page(document).content.decode()


def test_replaced_document_says_so_and_the_new_one_is_valid():
    stage, document = issued()
    new = replace_document(stage.director, document, reason="Аты түзетілді", address=SITE, at=timezone.now())

    assert says(document, "replaced")
    assert says(new, "valid")
    assert new.token not in page(document).content.decode()


def test_specimen_says_that_it_is_none():
    stage = scene(demo=True)
    stage.learner()

    assert says(stage.issue()[0], "specimen")


def test_full_name_is_nowhere_on_the_page():
    _, document = issued(names=_names())
    text = page(document).content.decode()

    assert "А. А****а" in text
    for word in ("Ахметова", "Айгүл", "Серікқызы", "Айгуль", "Сериковна"):
        assert word not in text


def _names():
    kk = {"family_kk": "Ахметова", "given_kk": "Айгүл", "patronymic_kk": "Серікқызы"}
    return kk | {"family_ru": "Ахметова", "given_ru": "Айгуль", "patronymic_ru": "Сериковна"}


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Ахметова Айгүл Серікқызы", True),
        ("Ахметова Айгуль Сериковна", True),
        ("  ахметова   АЙГҮЛ серікқызы ", True),
        ("Ахметова Айгүл", False),
        ("Ахметова Айгул Серікқызы", False),
        ("Мұратова Айгүл Серікқызы", False),
    ],
)
def test_typed_name_is_compared_and_never_shown(name, same):
    _, document = issued(names=_names())

    text = Client().post(reverse("certificates:verification", args=[document.token]), {"name": name}).content.decode()

    assert ("Аты-жөні сәйкес келді" in text) is same
    assert ("Аты-жөні сәйкес келмеді" in text) is not same


# --- what was altered in the database --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("number", "БА-2020-000001"),
        ("kind", "statement"),
        ("code", "000000000000"),
        ("issued_on", "2020-01-01"),
        ("state", "annulled"),
        ("record", "{}"),
        ("record", "{"),
        ("record", "[]"),
        ("seal", "{}"),
        ("token", "another-token-of-somebody"),
    ],
)
def test_each_altered_column_is_noticed(column, value):
    _, document = issued()
    Document.objects.filter(pk=document.pk).update(**{column: value})
    document.refresh_from_db()

    assert says(document, "altered")


@pytest.mark.parametrize("field", ["hours", "holder", "programme", "period", "issued", "annex", "facts", "policies"])
def test_each_altered_field_of_the_stored_record_is_noticed(field):
    _, document = issued()
    said = json.loads(document.record)
    said[field] = {"kk": "х", "ru": "х"}
    Document.objects.filter(pk=document.pk).update(record=json.dumps(said))

    assert says(document, "altered")


def test_register_without_its_entry_or_with_one_too_many_is_noticed():
    stage, document = issued()
    RegisterEntry.objects.create(
        document=document, turn="annulled", reason="x", actor=stage.director, at=timezone.now()
    )
    assert says(document, "altered")

    RegisterEntry.objects.all().delete()
    assert says(document, "altered")


def test_altered_document_repeats_nothing_of_it():
    _, document = issued()
    Document.objects.filter(pk=document.pk).update(number="БА-2020-000001")

    assert "БА-2020-000001" not in page(document).content.decode()


# --- guessing --------------------------------------------------------------------------------------------------------
def test_unknown_token_and_unknown_code_find_nothing():
    assert Client().get(reverse("certificates:verification", args=[new_token()])).status_code == 404
    assert Client().post(reverse("certificates:verify"), {"code": new_code()}).status_code == 422


def test_code_leads_to_the_page_as_fingers_type_it():
    _, document = issued()

    for text in (document.code, printed(document.code), printed(document.code).lower().replace("-", " ")):
        answer = Client().post(reverse("certificates:verify"), {"code": text})
        assert answer.url == reverse("certificates:verification", args=[document.token])


def test_tokens_and_codes_are_out_of_chance():
    assert len({new_token() for _ in range(500)} | {new_code() for _ in range(500)}) == 1000
    assert len(new_token()) == 22
    assert typed(printed(new_code()))


@pytest.mark.parametrize(
    ("text", "code"), [("o1l0-аВс", None), ("", None), ("K7Q2-M9XT-4HJW-1", None), ("ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ", None)]
)
def test_what_is_no_code_is_none(text, code):
    assert typed(text) is code


def test_guessing_is_slowed_down_whatever_is_guessed_and_whoever_answers():
    _, document = issued()
    client = Client(REMOTE_ADDR="127.0.0.7")
    for place in range(CODES.most):
        if place % 2:
            client.post(reverse("certificates:verify"), {"code": new_code()})
        else:
            client.get(reverse("certificates:verification", args=[new_token()]))

    # Another process knows it from the database alone: nothing is kept in memory.
    assert (
        Client(REMOTE_ADDR="127.0.0.7").get(reverse("certificates:verification", args=[document.token])).status_code
        == 429
    )
    assert (
        Client(REMOTE_ADDR="127.0.0.7").post(reverse("certificates:verify"), {"code": document.code}).status_code == 429
    )
    assert (
        Client(REMOTE_ADDR="127.0.0.8").get(reverse("certificates:verification", args=[document.token])).status_code
        == 200
    )
    assert not LookupTally.objects.filter(subject__contains="127").exists()


def test_trying_out_names_is_slowed_down_for_everybody_together():
    _, document = issued()
    address = reverse("certificates:verification", args=[document.token])
    for place in range(NAMES.most):
        assert Client(REMOTE_ADDR=f"127.0.1.{place}").post(address, {"name": f"Адам {place}"}).status_code == 200

    assert Client().post(address, {"name": "Тағы бір адам"}).status_code == 429
    assert Client().get(address).status_code == 200


def test_looking_at_a_true_code_is_never_slowed_down():
    _, document = issued()

    assert {page(document).status_code for _ in range(CODES.most + 5)} == {200}
    assert not LookupTally.objects.exists()


# --- the page --------------------------------------------------------------------------------------------------------
def test_page_is_light_and_asks_little(django_assert_num_queries):
    _, document = issued()
    client = Client()
    address = reverse("certificates:verification", args=[document.token])

    with django_assert_num_queries(3):
        answer = client.get(address)
    assert len(answer.content) < 9_000


def test_page_is_for_no_index_and_no_other_site():
    _, document = issued()
    for answer in (page(document), Client().get(reverse("certificates:verify"))):
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert 'name="robots" content="noindex"' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
