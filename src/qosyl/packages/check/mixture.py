"""I (020-025): what a guesser learns from the items of a topic or module together: lengths, places, levels."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qosyl.localtext import LANGUAGES
from qosyl.packages.check.content import Content, TopicItem, module_file, topic_folder
from qosyl.packages.findings import Finding
from qosyl.packages.model.items import Level

#: Fewer items than this show no pattern.
_ENOUGH = 8
_MOST_OFTEN_LONGEST = 30
_MOST_IN_ONE_PLACE = 50
_MOST_RECALL = 20
_LEAST_SITUATIONS = 50
_WHOLE = 100
_SITUATIONS = (Level.APPLY, Level.ANALYSE)


def check_mixture(content: Content) -> Iterator[Finding]:
    """Patterns over the items of the final test, by topic and by module."""
    tested = [placed for placed in content.items if not placed.practice]
    for module in content.package.modules:
        of_module = [placed for placed in tested if placed.module == module.sheet.key]
        for topic in module.topics:
            of_topic = [placed for placed in of_module if placed.topic is topic]
            if len(of_topic) >= _ENOUGH:
                file = f"{topic_folder(module.sheet.key, topic)}/items.yaml"
                yield from _lengths(content, file, of_topic)
                yield from _places(content, file, of_topic)
        if len(of_module) >= _ENOUGH:
            yield from _levels(content, module_file(module), of_module)


def _lengths(content: Content, file: str, items: Sequence[TopicItem]) -> Iterator[Finding]:
    for language in LANGUAGES:
        longest = [placed for placed in items if _key_is_longest(placed, language)]
        if len(longest) * _WHOLE > len(items) * _MOST_OFTEN_LONGEST:
            words = {"language": language, "actual": len(longest), "items": len(items), "limit": _MOST_OFTEN_LONGEST}
            yield content.at("I020", file, (), names=", ".join(placed.item.key for placed in longest), **words)


def _key_is_longest(placed: TopicItem, language: str) -> bool:
    lengths = {option.key: len(option.text.pick(language)) for option in placed.item.options}
    key = lengths.pop(placed.item.answer, 0)
    return key > max(lengths.values(), default=key)


def _places(content: Content, file: str, items: Sequence[TopicItem]) -> Iterator[Finding]:
    used = Counter(placed.item.answer for placed in items)
    answer, count = used.most_common(1)[0]
    if count * _WHOLE > len(items) * _MOST_IN_ONE_PLACE:
        yield content.at("I021", file, (), answer=answer, actual=count, items=len(items))


def _levels(content: Content, file: str, items: Sequence[TopicItem]) -> Iterator[Finding]:
    levels = Counter(placed.item.level for placed in items)
    recall, situations = levels[Level.KNOW], sum(levels[level] for level in _SITUATIONS)
    if recall * _WHOLE > len(items) * _MOST_RECALL:
        yield content.at("I022", file, ("key",), actual=recall, items=len(items))
    if situations * _WHOLE < len(items) * _LEAST_SITUATIONS:
        yield content.at("I023", file, ("key",), actual=situations, items=len(items))
