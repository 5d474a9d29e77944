"""Pages of prose as they are laid out: the title apart from the text, so that a page has one first heading."""


def titled(text: str) -> tuple[str, str]:
    """A page's title, from its first line ``# Title``, and the rest; an empty title where there is no such line."""
    first, _, rest = text.lstrip().partition("\n")
    return (first[2:].strip(), rest) if first.startswith("# ") else ("", text)
