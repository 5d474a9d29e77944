"""Acts in words: what the record of acts says to people. Each name under which an act is recorded has a sentence.

Rooms state the sentences of their own acts in `act_words.py` as `SENTENCES`, and as `PURPOSES` what is said where an
act was done for a purpose of its own; here they become one table. Not here: who may read the record, and how it is
written.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _

from qosyl.people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@lru_cache(maxsize=1)
def act_sentences() -> Mapping[str, "_StrPromise"]:
    """The tables of all rooms put together."""
    whole: dict[str, _StrPromise] = {}
    for table in _tables():
        whole |= table.SENTENCES
    return whole


@lru_cache(maxsize=1)
def _purposes() -> Mapping[tuple[str, str], "_StrPromise"]:
    whole: dict[tuple[str, str], _StrPromise] = {}
    for table in _tables():
        whole |= getattr(table, "PURPOSES", {})
    return whole


def _tables() -> list[Any]:
    names = (f"{app.name}.act_words" for app in apps.get_app_configs() if app.name.startswith("qosyl."))
    return [import_module(name) for name in names if name != __name__ and find_spec(name) is not None]


def sentence_of(name: str, facts: Mapping[str, Any]) -> str:
    """What was done, as a sentence; an act of a later house that this table does not know keeps its own name."""
    for_a_purpose = _purposes().get((name, str(facts.get("purpose", ""))))
    return str(for_a_purpose or act_sentences().get(name) or name)


def detail_of(facts: Mapping[str, Any]) -> str:
    """Which role, or which version of which programme; empty where the sentence says it all."""
    if facts.get("role") in Role.values:
        return str(Role(facts["role"]).label)
    if "programme" in facts and "number" in facts:
        return _("%(programme)s, version %(number)s") % {
            "programme": facts["programme"],
            "number": facts["number"],
        }
    return ""
