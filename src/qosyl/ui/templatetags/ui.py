"""The parts of a page as template tags. ``{% load ui %}``; each with an example in docs/interface.md and on /ui/.

Here a tag only names its template and gathers its words; shapes that need thought are values from ``ui.shapes``.
Tags of forms and lists are in ``ui_forms`` and ``ui_lists``; this library brings them along.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from qosyl.localtext import date_in_words, period_in_words, short_date
from qosyl.ui import charts
from qosyl.ui.icons import ICONS
from qosyl.ui.quantities import Quantity, in_figures, in_percent, share_of_width
from qosyl.ui.shapes import BarChart, Branch, Link, Step
from qosyl.ui.templatetags import ui_forms, ui_lists

register = template.Library()
register.tags.update(ui_forms.register.tags)
register.tags.update(ui_lists.register.tags)

# Signs that point onward stand after the words.
_ONWARD = {"next", "away"}
_KINDS = {"info", "attention", "harm", "done"}
# What the levels of django.contrib.messages look like; a message without a kind of its own is information.
_KIND_OF_LEVEL = {"success": "done", "warning": "attention", "error": "harm"}


def _checked_kind(kind: str) -> str:
    """A misspelt kind would silently lose its sign and words: it is an error of the template."""
    if kind not in _KINDS:
        message = f"{kind!r} is not a kind; there are {sorted(_KINDS)}"
        raise ValueError(message)
    return kind


# --- signs and buttons -----------------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign beside words; never the only thing that says something."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', ICONS[name]
    )


@register.inclusion_tag("ui/parts/button.html")
def button(
    words: str,
    kind: str = "main",
    icon: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",  # noqa: A002 - the word of HTML
) -> dict[str, object]:
    """A button of a form. ``kind``: main (one on a page), plain, quiet, harm; ``type`` as in HTML."""
    return {"words": words, "kind": kind, "icon": icon, "name": name, "value": value, "type": type}


@register.inclusion_tag("ui/parts/button.html")
def link_button(words: str, href: str, kind: str = "main", icon: str = "", hint: str = "") -> dict[str, object]:
    """A link that looks like a button: it leads somewhere and changes nothing. ``hint`` completes it for listeners."""
    return {"words": words, "href": href, "kind": kind, "icon": icon, "after": icon in _ONWARD, "hint": hint}


@register.inclusion_tag("ui/parts/print.html")
def print_button(words: str = "") -> dict[str, object]:
    """Prints the page; stays away where there is no JavaScript, since the browser's own menu prints as well."""
    return {"words": words}


# --- boxes and words -------------------------------------------------------------------------------------------------
@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "info", title: str = "", *, live: bool = False) -> SafeString:
    """A box that says something to know, mind, mend or be glad of. ``live``: it appeared after an act."""
    return mark_safe(  # noqa: S308 - the block's own template has escaped it
        render_to_string(
            "ui/parts/notice.html", {"content": content, "kind": _checked_kind(kind), "title": title, "live": live}
        )
    )


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str = "", level: int = 2, key: str = "", tone: str = "") -> SafeString:
    """A part of a page on its own ground; with a title it is a region. ``tone="accent"`` for the one next step."""
    return mark_safe(  # noqa: S308 - the block's own template has escaped it
        render_to_string(
            "ui/parts/card.html", {"content": content, "title": title, "level": level, "key": key, "tone": tone}
        )
    )


@register.simple_block_tag(end_name="endhelp")
def help(content: str, summary: str, *, opened: bool = False) -> SafeString:  # noqa: A001 - the word of the templates
    """Words that are there when they are wanted."""
    return mark_safe(  # noqa: S308 - the block's own template has escaped it
        render_to_string("ui/parts/help.html", {"content": content, "summary": summary, "opened": opened})
    )


@register.simple_block_tag(end_name="endregion")
def region(content: str, label: str) -> SafeString:
    """Something wide that scrolls sideways by itself, with the keyboard too."""
    return mark_safe(  # noqa: S308 - the block's own template has escaped it
        render_to_string("ui/parts/region.html", {"content": content, "label": label})
    )


@register.inclusion_tag("ui/parts/tag.html")
def tag(words: str, kind: str = "") -> dict[str, object]:
    """A status in few words, with the sign of its kind; without a kind, a plain label."""
    return {"words": words, "kind": _checked_kind(kind) if kind else ""}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, words: str = "", link: str = "", href: str = "") -> dict[str, object]:
    """What stands where nothing is yet: why, and what to do next."""
    return {"title": title, "words": words, "link": link, "href": href}


@register.inclusion_tag("ui/parts/definitions.html")
def definitions(pairs: Sequence[tuple[object, object]]) -> dict[str, object]:
    """Terms with their values; a value that is ``None`` or empty shows a dash."""
    return {"pairs": pairs}


@register.inclusion_tag("ui/parts/meter.html")
def meter(value: Quantity, full: Quantity, words: str, mark: Quantity | None = None) -> dict[str, object]:
    """How much of the whole; ``words`` are the whole sentence and are always visible. ``mark``: a line to reach."""
    return {
        "width": share_of_width(value, full),
        "mark": share_of_width(mark, full) if mark is not None else "",
        "words": words,
    }


@register.inclusion_tag("ui/parts/steps.html")
def steps(steps: Sequence[Step], label: str) -> dict[str, object]:
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/parts/messages.html", takes_context=True)
def messages(context: Context) -> dict[str, object]:
    """What the last act said, as notices that stay: nothing vanishes before it is read."""
    said = context.get("messages") or ()
    return {"said": [(_KIND_OF_LEVEL.get(message.level_tag, "info"), message) for message in said]}


# --- ways ------------------------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/parts/breadcrumb.html")
def breadcrumb(links: Sequence[Link]) -> dict[str, object]:
    """Where the page stands; the last link is the page itself."""
    return {"links": links[:-1], "here": links[-1] if links else None}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(links: Sequence[Link], label: str) -> dict[str, object]:
    """Sister pages: plain links that look like tabs."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/parts/tree.html")
def tree(branches: Sequence[Branch], label: str, key: str = "contents") -> dict[str, object]:
    """The place-finder: modules with their topics and hours; on phones it opens on demand."""
    return {"branches": branches, "label": label, "key": key}


# --- figures ---------------------------------------------------------------------------------------------------------
@register.inclusion_tag("ui/parts/chart.html")
def chart(chart: BarChart) -> dict[str, object]:
    """A bar chart with its title, description and the same figures as a table."""
    rows = [(bar.label, charts.shown_value(bar)) for bar in chart.bars]
    return {"chart": chart, "placed": charts.place(chart), "rows": rows}


@register.filter
def figures(value: Quantity, places: int | None = None) -> str:
    """``{{ 12345.6|figures }}`` → 12 345,6 with no-break spaces."""
    return in_figures(value, places)


@register.filter
def percent_of(part: Quantity, whole: Quantity) -> str:
    """``{{ 38|percent_of:80 }}`` → 47%; cut, never rounded up."""
    return in_percent(part, whole)


@register.simple_tag
def day(value: date, form: str = "words") -> SafeString:
    """A day: ``words`` as official papers write it, ``short`` 22.11.2026, ``time`` with hours and minutes after it."""
    moment = None
    if isinstance(value, datetime):
        moment = value.astimezone(timezone.get_current_timezone()) if timezone.is_aware(value) else value
        value = moment.date()
    words = short_date(value) if form == "short" else date_in_words(value).pick(get_language() or "kk")
    if form == "time" and moment is not None:
        return format_html('<time datetime="{}">{}, {}</time>', moment.isoformat(), words, f"{moment:%H:%M}")
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.simple_tag
def period(first: date, last: date) -> str:
    """``{% period a b %}``: first and last day in words, month and year once where both share them."""
    return period_in_words(first, last).pick(get_language() or "kk")


@register.simple_tag
@cache
def icon_within() -> str:
    """The site's icon as an address that holds the icon itself, for a page on which every request counts."""
    found = finders.find("ui/icon.svg")
    return f"data:image/svg+xml,{quote(Path(str(found)).read_text(encoding='utf-8').strip())}"


@register.simple_tag
def asset_or_plain(path: str) -> str:
    """The address of an asset, also while the manifest of assets is missing: for the page that says so."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
