"""The filter that shows a bilingual value in the language of the page. ``{% load ui_text %}``."""

from django import template
from django.utils.translation import get_language

from qosyl.localtext import LocalText

register = template.Library()


@register.filter
def local(text: LocalText | None) -> str:
    """``{{ topic.title|local }}``: the text in the page's language; nothing for None."""
    return text.pick(get_language() or "kk") if text is not None else ""
