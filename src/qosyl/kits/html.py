"""The smallest tools for writing HTML: escaping, elements, and the white list as a second line of defence."""

from html import escape

import nh3

_TAGS = (
    "a p h2 h3 h4 h5 h6 ul ol li table caption thead tbody tr th td section figure figcaption div span strong em code "
    "pre blockquote hr br aside dl dt dd dfn details summary"
)
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "role", "tabindex"},
    "a": {"href", "rel", "hreflang"},
    "ol": {"start"},
    "th": {"scope"},
}

#: The value of an attribute: none and False leave it out, True writes its name alone.
Value = str | int | bool | None


def element(name: str, /, *content: str, **attributes: Value) -> str:
    """An element; `content` is HTML already, values are escaped here. `class_` and `aria_label` find their names."""
    return f"{opening(name, **attributes)}{''.join(content)}</{name}>"


def opening(name: str, /, **attributes: Value) -> str:
    """An opening tag; also the whole of an element that has no end."""
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        named = key.rstrip("_").replace("_", "-")
        written.append(f" {named}" if value is True else f' {named}="{escape(str(value))}"')
    return f"<{name}{''.join(written)}>"


def purified(html: str) -> str:
    """Only what prose may consist of: no script, no style, no address but https and those of our own pages."""
    return nh3.clean(
        html,
        tags=set(_TAGS.split()),
        attributes=_ATTRIBUTES,
        url_schemes={"https"},
        generic_attribute_prefixes={"data-", "aria-"},
        link_rel=None,
    )


__all__ = ["element", "escape", "opening", "purified"]
