"""Acts in words: what the record of acts says to people. Each name under which an act is recorded has a sentence.

Rooms state the sentences of their own acts in `act_words.py` as `SENTENCES`; here they become one table. Not here: who
may read the record, and how it is written.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qosyl.people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    "found_provider": gettext_lazy("An organisation was entered"),
    "open_account": gettext_lazy("An account was opened"),
    "close_account": gettext_lazy("An account was closed"),
    "reopen_account": gettext_lazy("An account was opened again"),
    "give_role": gettext_lazy("A role was given"),
    "end_role": gettext_lazy("A role was ended"),
    "renew_password": gettext_lazy("A new first password was made"),
    "choose_own_password": gettext_lazy("A person chose a password of their own"),
    "correct_own_names": gettext_lazy("A person corrected their own name"),
    "hand_in_package": gettext_lazy("A package was handed in"),
    "publish_programme": gettext_lazy("A version of a programme was published"),
    "take_in_bank": gettext_lazy("A live bank was taken in"),
    "restore_backup": gettext_lazy("The installation was made again out of a backup"),
    "open_live_bank": gettext_lazy("The items of a live bank were read"),
}
_EXPORT = gettext_lazy("All items of a live bank were exported")


@lru_cache(maxsize=1)
def act_sentences() -> Mapping[str, "_StrPromise"]:
    """The tables of all rooms put together."""
    whole: dict[str, _StrPromise] = {}
    for app in apps.get_app_configs():
        name = f"{app.name}.act_words"
        if app.name.startswith("qosyl.") and find_spec(name) is not None:
            whole |= import_module(name).SENTENCES
    return whole


def sentence_of(name: str, facts: Mapping[str, Any]) -> str:
    """What was done, as a sentence; an act of a later house that this table does not know keeps its own name."""
    if name == "open_live_bank" and facts.get("purpose") == "export":
        return str(_EXPORT)
    return str(act_sentences().get(name, name))


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
