"""Where links of prose lead: each place that shows a page (web, memory stick, paper) gives its own addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Links(Protocol):
    """Addresses by the four schemes of our Markdown; nothing where a place has no such page: words stay words."""

    def term(self, key: str) -> str | None: ...

    def topic(self, number: str, anchor: str | None) -> str | None: ...

    def work(self, key: str) -> str | None: ...

    def character(self, key: str) -> str | None: ...


class NoLinks:
    """Paper: nothing leads anywhere."""

    def term(self, key: str) -> str | None:  # noqa: ARG002 - the protocol's shape
        return None

    def topic(self, number: str, anchor: str | None) -> str | None:  # noqa: ARG002 - the protocol's shape
        return None

    def work(self, key: str) -> str | None:  # noqa: ARG002 - the protocol's shape
        return None

    def character(self, key: str) -> str | None:  # noqa: ARG002 - the protocol's shape
        return None


@dataclass(frozen=True, slots=True)
class FileLinks:
    """Files of one topic beside each other in a folder; what is not in the folder does not become a link.

    `anchors` tells in which part of the topic an anchor stands.
    """

    number: str
    parts: frozenset[str]
    anchors: Mapping[str, str]
    terms: frozenset[str]
    works: frozenset[str]
    characters: frozenset[str]

    def term(self, key: str) -> str | None:
        return f"glossary.html#{key}" if key in self.terms else None

    def topic(self, number: str, anchor: str | None) -> str | None:
        part = self.anchors.get(anchor, "lecture") if anchor else "lecture"
        if number != self.number or part not in self.parts:
            return None
        return f"{part}.html#{anchor}" if anchor else f"{part}.html"

    def work(self, key: str) -> str | None:
        return f"literature.html#{key}" if key in self.works else None

    def character(self, key: str) -> str | None:
        return f"characters.html#{key}" if key in self.characters else None


def address_of(link: tuple[str, str], links: Links) -> str | None:
    """The address that a link of prose leads to, or nothing: unknown schemes and places never become a link."""
    scheme, target = link
    if scheme == "#":
        return f"#{target}"
    if scheme == "https":
        return f"https:{target}"
    if scheme == "topic":
        number, _, anchor = target.partition("#")
        return links.topic(number, anchor or None)
    known = {"term": links.term, "work": links.work, "character": links.character}
    return known[scheme](target) if scheme in known else None
