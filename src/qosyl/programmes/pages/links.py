"""Where the links of a programme's prose lead on the web."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class WebLinks:
    """Addresses of one published programme: glossary, topics, literature, characters."""

    provider: str
    programme: str

    def term(self, key: str) -> str | None:
        return f"{self._page('glossary')}#{key}"

    def topic(self, number: str, anchor: str | None) -> str | None:
        address = self._page("topic", number=number)
        return f"{address}#{anchor}" if anchor else address

    def work(self, key: str) -> str | None:
        return f"{self._page('literature')}#{key}"

    def character(self, key: str) -> str | None:
        return self._page("character", key=key)

    def _page(self, route: str, **words: str) -> str:
        return reverse(f"programmes:{route}", kwargs={"provider": self.provider, "programme": self.programme, **words})
