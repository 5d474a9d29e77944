"""Filters that say a programme's vocabularies in the language of the page. ``{% load programme_words %}``."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.kits import citation as citations
from qosyl.kits.typesetting import typeset, unbroken
from qosyl.packages.model.catalogue import Work, WorkList
from qosyl.packages.model.items import Level
from qosyl.packages.model.programme import DeliveryMode
from qosyl.programmes.pages.places import place_words
from qosyl.programmes.pages.prose import first_sentence

register = template.Library()

_FORMATS = {
    DeliveryMode.OFFLINE: _("face to face"),
    DeliveryMode.ONLINE: _("online"),
    DeliveryMode.BLENDED: _("blended"),
}
_LISTS = {
    WorkList.MAIN: _("Main list"),
    WorkList.ADDITIONAL: _("Additional list"),
    WorkList.ADDED: _("Added by the authors of the course"),
}
_LEVELS = {
    Level.KNOW: _("knowledge"),
    Level.UNDERSTAND: _("understanding"),
    Level.APPLY: _("application"),
    Level.ANALYSE: _("analysis"),
}
_LANGUAGES = {"kk": _("Kazakh"), "ru": _("Russian")}


@register.filter
def format_name(mode: DeliveryMode) -> Any:
    return _FORMATS[mode]


@register.filter
def list_name(kind: WorkList) -> Any:
    return _LISTS[kind]


@register.filter
def level_name(level: Level) -> Any:
    return _LEVELS[level]


@register.filter
def language_name(code: str) -> Any:
    return _LANGUAGES[code]


@register.filter
def citation(work: Work) -> SafeString:
    """The work as a list of literature prints it, no line broken inside a number or a name."""
    return mark_safe(typeset(escape(citations.citation(work)), "ru" if work.language == "ru" else "kk"))  # noqa: S308 - escaped here


@register.filter
def work_numbers(lists: Sequence[tuple[WorkList, Sequence[Work]]]) -> dict[str, int]:
    """The number of each work by its key: the lists count on from one to the next, so that a number names one work."""
    return {work.key: number for number, work in enumerate((work for _, works in lists for work in works), 1)}


@register.filter
def number_of(numbers: Mapping[str, int], key: str) -> str:
    """The number as a reader finds it in the list; the key itself where the list does not have the work."""
    return str(numbers.get(key, key))


@register.filter
def numbered_by(note: str, numbers: Mapping[str, int]) -> str:
    return citations.numbered(note, numbers)


@register.filter
def held(words: str) -> str:
    """Words of the language of the page with no line broken inside a number or a name."""
    return unbroken(words, "ru" if get_language() == "ru" else "kk")


@register.filter
def sentence_first(text: str) -> str:
    """The first sentence, as a heading writes it."""
    return first_sentence(text)[0]


@register.filter
def sentences_after(text: str) -> str:
    return first_sentence(text)[1]


@register.filter
def place_in_words(path: str) -> str:
    """Where a change stands, for a reader who has never seen the files."""
    return place_words(path)


@register.filter
def line_range(source: object) -> str:
    """Lines of the approved text as print writes a range: with a dash."""
    return str(source).replace("-", "–")


@register.filter
def by_language(texts: Mapping[str, str], language: str) -> str:
    """A stored sentence in one of its languages."""
    return texts[language]


@register.filter
def deciding_changes(changes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [change for change in changes if change["deciding"]]


@register.filter
def text_changes(changes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [change for change in changes if not change["deciding"]]
