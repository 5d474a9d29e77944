"""What every page knows about its frame: display settings, languages, the own address. Words of the settings panel.

Cheap: it reads one cookie and the address, nothing else. Not here: navigation by role, which the pages' own app adds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import select_template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.ui.display import COOKIE_NAME, DisplaySettings

if TYPE_CHECKING:
    # A lazily translated sentence is as good as a str wherever words are shown.
    from django.utils.functional import _StrOrPromise as Words
else:
    Words = str

_WORDS: dict[str, tuple[Words, dict[str, Words]]] = {
    "text": (_("Text size"), {"1": _("Usual"), "2": _("Larger"), "3": _("Large"), "4": _("Largest")}),
    "spacing": (_("Spacing"), {"normal": _("Usual"), "wide": _("Wide")}),
    "contrast": (_("Contrast"), {"normal": _("Usual"), "high": _("High")}),
    "motion": (_("Motion"), {"auto": _("As on the device"), "calm": _("Calm: nothing moves")}),
    "theme": (_("Colours"), {"auto": _("As on the device"), "light": _("Light"), "dark": _("Dark")}),
}


@dataclass(frozen=True, slots=True)
class DisplayOption:
    value: str
    label: Words
    chosen: bool


@dataclass(frozen=True, slots=True)
class DisplayGroup:
    """One setting of the panel with what there is to choose."""

    name: str
    legend: Words
    options: Sequence[DisplayOption]


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    code: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class Interface:
    """The frame of one page; ``here`` is the address to which language and settings lead back."""

    display: DisplaySettings
    here: str

    @property
    def language(self) -> str:
        """The language of the page; asked here and not of the request, which may have failed before it had one."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def attributes(self) -> SafeString:
        """The reader's settings as attributes of ``<html>``."""
        return format_html_join("", ' data-{}="{}"', self.display.chosen().items())

    @property
    def frame(self) -> str:
        """The template that the kit's own pages extend: the installation's own frame, if there is one."""
        return str(select_template(["base.html", "ui/base.html"]).template.name)

    @property
    def groups(self) -> list[DisplayGroup]:
        return [
            DisplayGroup(
                name,
                legend,
                [DisplayOption(value, label, getattr(self.display, name) == value) for value, label in values.items()],
            )
            for name, (legend, values) in _WORDS.items()
        ]

    @property
    def languages(self) -> list[LanguageChoice]:
        active = get_language()
        return [LanguageChoice(code, str(name), code == active) for code, name in settings.LANGUAGES]


def interface(request: HttpRequest) -> dict[str, Interface]:
    """Context processor: the ``interface`` of every page."""
    here = request.get_full_path()
    if request.path == reverse("ui:display"):
        here = request.GET.get("next", "/")
    return {"interface": Interface(DisplaySettings.from_cookie(request.COOKIES.get(COOKIE_NAME, "")), here)}
