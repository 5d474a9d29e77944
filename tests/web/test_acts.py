"""The record of acts as people read it: every act has words, and nobody's acts are missing from it."""

import ast
from collections.abc import Iterable, Mapping

import pytest
from django.test import Client
from django.utils import timezone, translation

from qosyl.people import actions
from qosyl.people.roles import Role
from qosyl.web.act_words import act_sentences, detail_of, sentence_of
from tests import factories
from tests.architecture.rooms import modules
from tests.factories import NOW

#: Rooms that fill in the same columns each time keep a `_record` of their own.
_RECORDERS = {"record_act", "record_refusal", "record_on_person", "_record"}


def recorded_names() -> set[str]:
    """Names under which the house records acts: the first argument of each call, written out or as a name for it."""
    constants = {name: value for module in modules() for name, value in _assigned(module.tree.body).items()}
    return {name for module in modules() for name in _recorded_in(module.tree, constants)}


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, ast.AST]:
    return {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _recorded_in(tree: ast.AST, constants: Mapping[str, ast.AST]) -> set[str]:
    named = {**constants, **_assigned(ast.walk(tree))}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    firsts = [call.args[0] for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in _RECORDERS]
    return {
        part.value
        for first in firsts
        for part in ast.walk(named.get(first.id, first) if isinstance(first, ast.Name) else first)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
    }


def test_every_act_that_is_recorded_has_words_and_no_words_are_left_over():
    assert {"open_account", "publish_programme", "open_live_bank"} <= recorded_names()
    assert recorded_names() == set(act_sentences())


@pytest.mark.parametrize("name", sorted(act_sentences()))
def test_act_is_said_in_both_languages(name):
    said = {}
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            said[language] = sentence_of(name, {})
    assert len(set(said.values())) == 3, said


def test_export_of_a_bank_reads_otherwise_than_a_look_at_it():
    assert sentence_of("open_live_bank", {"purpose": "export"}) != sentence_of("open_live_bank", {"purpose": "view"})


def test_detail_says_which_role_and_which_version():
    with translation.override("ru"):
        assert detail_of({"role": "tutor"}) == "Тренер"
        assert detail_of({"programme": "inclusion", "number": 2}) == "inclusion, редакция 2"
        assert detail_of({"bytes": 12}) == ""


@pytest.mark.django_db
def test_record_names_people_and_holds_acts_on_accounts_too():
    home, administrator, tutor = factories.provider("home"), factories.user(), factories.user()
    factories.role_holding(administrator, Role.ADMINISTRATOR, home)
    factories.role_holding(tutor, Role.TUTOR, home)
    stranger = factories.user()
    factories.role_holding(stranger, Role.ADMINISTRATOR, factories.provider("other"))
    actions.renew_password(administrator, tutor, at=timezone.now())
    actions.correct_own_names(stranger, actions.PersonalName("А", "Чужая"), actions.PersonalName("А", "Чужая"), at=NOW)
    client = Client()
    client.cookies["qosyl_language"] = "ru"
    client.force_login(administrator, backend="qosyl.people.backends.SignInNameBackend")

    text = client.get("/acts/").content.decode()

    assert "Создан новый первый пароль" in text
    assert tutor.full_name.ru in text
    assert administrator.full_name.ru in text
    assert "renew_password" not in text
    assert "Чужая" not in text
