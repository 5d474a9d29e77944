"""What every page of a programme stands in: the publication, its package, the way back and the sister pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.kits.page import parts_of
from qosyl.localtext import Language
from qosyl.packages.model.kit import TopicSheet
from qosyl.packages.model.package import Package
from qosyl.programmes.access import publication_of, published_package
from qosyl.programmes.pages.links import WebLinks
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.programmes.models import Publication

_SISTERS = (
    ("programmes:programme", _("Overview")),
    ("programmes:plan", _("Plan")),
    ("programmes:assessment", _("Assessment")),
    ("programmes:text", _("Text")),
    ("programmes:policies", _("Readings")),
    ("programmes:glossary", _("Glossary")),
    ("programmes:literature", _("Literature")),
    ("programmes:versions", _("Versions")),
)


def page_language() -> Language:
    """The language of the page that is being made."""
    return "ru" if get_language() == "ru" else "kk"


@dataclass(frozen=True, slots=True)
class Frame:
    """A published programme as a page sees it."""

    publication: "Publication"
    package: Package
    language: Language
    #: The version that the address names; None for whoever reads the newest, whichever that is.
    version: int | None = None
    #: The newest publication, where this one is older.
    newer: "Publication | None" = None

    def address(self, route: str, **words: str) -> str:
        """The address of a page of this programme, of the same version as this page."""
        return self.links.page(route, **words)

    @property
    def links(self) -> WebLinks:
        """Where links of the programme's prose lead."""
        return WebLinks(self.publication.provider.key, self.publication.programme_key, self.version)

    @property
    def start(self) -> Link | None:
        """The first topic of the plan that has something to read, for whoever asks where to begin."""
        written = (topic.sheet for topic in self.package.topics() if parts_of(topic, "learner"))
        return next((self.topic_link(sheet) for sheet in written), None)

    def topic_link(self, sheet: TopicSheet) -> Link:
        """A topic by its number and title, with the address of its first page."""
        title = f"{sheet.number} {sheet.title.pick(self.language)}"
        return Link(title, self.address("programmes:topic", number=sheet.number))

    def page(self, route: str, *, below: Sequence[Link] = (), **content: Any) -> dict[str, Any]:
        """What a template of this programme is given; ``below`` is the way to a page deeper than those."""
        return {
            "frame": self,
            "publication": self.publication,
            "package": self.package,
            "programme": self.package.programme,
            "trail": self._trail(route, below),
            "sisters": [Link(words, self.address(name), current=name == route) for name, words in _SISTERS],
            **content,
        }

    def _trail(self, route: str, below: Sequence[Link]) -> list[Link]:
        title = Link(self.package.programme.title.pick(self.language), self.address("programmes:programme"))
        trail = [Link(_("Programmes"), reverse("programmes:programmes")), title]
        if route != "programmes:programme" and not below:
            trail.append(Link(dict(_SISTERS)[route], self.address(route)))
        return [*trail, *below]


def frame_of(provider: str, programme: str, version: int | None = None) -> Frame:
    """The newest publication of a provider's programme, or that version of it; NotVisible when there is none."""
    publication = publication_of(provider, programme, version)
    newest = publication if version is None else publication_of(provider, programme)
    newer = newest if newest.number > publication.number else None
    return Frame(publication, published_package(publication), page_language(), version, newer)
