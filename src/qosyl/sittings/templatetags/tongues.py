"""Words in all languages at once, for the one page that changes its language without the network."""

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from qosyl.localtext import LocalText

register = template.Library()
_BOTH = '<span class="tongue" lang="kk">{}</span><span class="tongue" lang="ru">{}</span>'


class Tongues(template.Node):
    """Renders what it holds once in each language; the page's style shows the one of `<html lang>`."""

    def __init__(self, nodes: NodeList, element: str) -> None:
        self.nodelist = nodes
        self._element = element

    def render(self, context: template.Context) -> SafeString:
        parts = []
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                content = mark_safe(self.nodelist.render(context))  # noqa: S308 - the nodes have escaped it
            parts.append(format_html('<{0} class="tongue" lang="{1}">{2}</{0}>', self._element, language, content))
        return mark_safe("".join(parts))  # noqa: S308 - as above


@register.tag
def tongues(parser: Parser, token: Token) -> Tongues:
    """``{% tongues %}{% translate "Next" %}{% endtongues %}``; ``{% tongues div %}`` around blocks."""
    words = token.split_contents()
    nodes = parser.parse(("endtongues",))
    parser.delete_first_token()
    return Tongues(nodes, words[1] if len(words) > 1 else "span")


@register.filter
def both(text: LocalText) -> SafeString:
    """``{{ question.stem|both }}``: a bilingual text of the programme, in both languages."""
    return format_html(_BOTH, text.kk, text.ru)
