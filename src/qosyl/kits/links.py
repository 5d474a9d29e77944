"""Where links of prose lead: each place that shows a page (web, memory stick, paper) gives its own addresses."""

from dataclasses import dataclass
from typing import Protocol


class Links(Protocol):
    """Addresses by the four schemes of our Markdown; nothing where a place has no such page: the words then stay words."""

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
    """Files of one topic beside each other in a folder; other topics are not there."""

    number: str

    def term(self, key: str) -> str | None:
        return f"glossary.html#{key}"

    def topic(self, number: str, anchor: str | None) -> str | None:
        if number != self.number:
            return None
        return f"lecture.html#{anchor}" if anchor else "lecture.html"

    def work(self, key: str) -> str | None:
        return f"literature.html#{key}"

    def character(self, key: str) -> str | None:
        return f"characters.html#{key}"


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
