"""Pages of prose as they are laid out: titles and first sentences apart from the rest, so that headings come first."""

import re

_HEAD = re.compile(r'<header class="kit-head">.*?</header>', re.DOTALL)
#: Where a sentence ends: not after a short word, which may be cut short, and before a capital, a number or a quotation.
_SENTENCE_END = re.compile(r"(?:(?<=\w{3}\.)|(?<=[%»)]\.)|(?<=[!?…])) (?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«\d])")


def titled(text: str) -> tuple[str, str]:
    """A page's title, from its first line ``# Title``, and the rest; an empty title where there is no such line."""
    first, _, rest = text.lstrip().partition("\n")
    return (first[2:].strip(), rest) if first.startswith("# ") else ("", text)


def headed(html: str) -> tuple[str, str]:
    """The head of a page that kits have rendered, with its first heading, and the page without it."""
    head = _HEAD.search(html)
    return (head.group(), html[: head.start()] + html[head.end() :]) if head else ("", html)


def first_sentence(text: str) -> tuple[str, str]:
    """A text's first sentence, for a heading, without its full stop; and the rest."""
    first, *rest = _SENTENCE_END.split(text, maxsplit=1)
    return first.removesuffix("."), "".join(rest)
