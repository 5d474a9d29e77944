"""Every word of the interface exists in Kazakh and in Russian; compiled catalogues say what the written ones do."""

import ast
import re
from collections.abc import Iterator

import pytest
from scripts.messages import LANGUAGES, Message, _calls_of_template, _flaws, _read, apps, messages_of, problems_of

from tests.architecture.rooms import ROOT, SOURCE, modules, rooms

#: When everything has failed, translations may have too: this page says all of it in both languages.
SPEAKING_BOTH = {SOURCE / "ui" / "templates" / "500.html"}


def test_rooms_ask_for_translations():
    asked = {room: len(messages_of(room)) for room in apps()}
    assert min(asked["ui"], asked["people"]) > 0
    assert sum(asked.values()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", apps())
def test_catalogue_says_everything(room, language):
    problems = problems_of(room, language)

    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("room", sorted(set(rooms()) - set(apps())))
def test_room_without_catalogue_asks_for_no_translation(room):
    assert messages_of(room) == {}


def test_template_shows_no_words_past_the_catalogue():
    """Letters between tags are either Kazakh names of the product, or they should have been translated."""
    bare = []
    for path in sorted(set(SOURCE.rglob("templates/**/*.html")) - SPEAKING_BOTH):
        text = re.sub(
            r"{#.*?#}|{%-?\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        text = re.sub(r"{%\s*blocktrans(?:late)?.*?endblocktrans(?:late)?\s*%}", "", text, flags=re.DOTALL)
        text = re.sub(r"{%\s*block \w+_attributes\s*%}.*?{%\s*endblock.*?%}", "", text, flags=re.DOTALL)
        text = re.sub(r"<(style|script|svg)\b.*?</\1>|<!--.*?-->", "", text, flags=re.DOTALL)
        text = re.sub(r"{{.*?}}|{%.*?%}", "", text, flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", text, flags=re.DOTALL)
        words = re.findall(r"[^\W\d_]{3,}", re.sub(r"&\w+;", "", text))
        bare += [f"{path.relative_to(ROOT)}: {word}" for word in words if word not in {"Qosyl", "Қосыл"}]

    assert not bare, "\n".join(bare)


def test_code_shows_no_cyrillic_past_the_catalogue():
    """Words of a language stand in catalogues; in the code of pages they would reach the other language's reader."""
    parts = {"views", "forms", "urls", "actions", "access", "middleware", "templatetags", "commands"}
    bare = [
        f"{module.place}:{node.lineno} {node.value[:40]!r}"
        for module in modules()
        if module.part in parts
        for node in _words_of_one_language(module.tree)
    ]

    assert not bare, "\n".join(bare)


def _words_of_one_language(tree: ast.AST) -> Iterator[ast.Constant]:
    """Cyrillic constants that do not stand as a pair of both languages, nor name a language in its own words."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "LocalText":
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search("[Ѐ-ӿ]{2}", node.value):
            if node.value not in {"Қазақша", "Русский"}:
                yield node
        else:
            yield from _words_of_one_language(node)


# --- the tool itself bites -------------------------------------------------------------------------------------------
def test_messages_are_found_in_python_and_templates():
    here = ROOT / "example.html"
    tree = ast.parse("x = ngettext('a day', '%(n)d days', n); y = pgettext_lazy('verb', 'open'); z = other('no')")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    template = (
        "{% translate 'One' %} {{ x|default:_('Two') }} {% include 'a' with t=_('Three (3)') %}"
        "{% blocktranslate trimmed count n=k %}\n one %\n {% plural %} {{ n }} many {% endblocktranslate %}"
    )

    found = set(_read(calls, here)) | set(_read(list(_calls_of_template(template, here)), here))

    assert found == {
        Message("a day", "%(n)d days"),
        Message("open", context="verb"),
        Message("One"),
        Message("Two"),
        Message("Three (3)"),
        Message("one %%", "%(n)s many"),
    }


@pytest.mark.parametrize(
    ("message", "translation", "flaw"),
    [
        ("%(n)s of %(m)s", "%(n)s", "other placeholders:"),
        ("{name} came", "{nam} келді", "other placeholders:"),
        ("Open", " ", "not translated:"),
    ],
)
def test_flawed_entry_is_found(message, translation, flaw):
    import polib

    assert list(_flaws(polib.POEntry(msgid=message, msgstr=translation), 2)) == [flaw]
