"""Where the links of a programme's prose lead on the web."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class WebLinks:
    """Addresses of one published programme, or of one version of it: glossary, topics, literature, characters."""

    provider: str
    programme: str
    version: int | None = None

    def term(self, key: str) -> str | None:
        return f"{self._page('glossary')}#{key}"

    def topic(self, number: str, anchor: str | None) -> str | None:
        address = self._page("topic", number=number)
        return f"{address}#{anchor}" if anchor else address

    def work(self, key: str) -> str | None:
        return f"{self._page('literature')}#{key}"

    def character(self, key: str) -> str | None:
        return self._page("character", key=key)

    def page(self, route: str, **words: str) -> str:
        """A page under the programme, by the name of its route."""
        names: dict[str, str | int] = {"provider": self.provider, "programme": self.programme, **words}
        return reverse(route, kwargs=names if self.version is None else names | {"version": self.version})

    def _page(self, route: str, **words: str) -> str:
        return self.page(f"programmes:{route}", **words)
