"""D: keys, numbers, terms and items that stand twice."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import ceil

from qosyl.localtext import LANGUAGES, fold
from qosyl.packages.check.content import Content, ItemContent, PlacedItem, module_file, placed_topics
from qosyl.packages.findings import Finding
from qosyl.packages.sheets import Path

_WORD = re.compile(r"\w+")
#: Stems that share three words of four give each other away unless they are marked as enemies.
_NEARLY_THE_SAME = 0.75
#: Below this a stem has too few words to judge by them.
_WORDS_OF_A_STEM = 5
_Place = tuple[str, Path]
_Entries = Sequence[tuple[Hashable, _Place]]


def check_duplicates(content: Content) -> Iterator[Finding]:
    """Everything that should be there once and is there again, at its second place."""
    for code, entries in _named(content):
        yield from _repeated(content, code, entries)
    yield from _same_terms(content)
    yield from check_items_twice(content)


def check_items_twice(content: ItemContent) -> Iterator[Finding]:
    """Keys of items and of their options that stand twice, items that are the same or nearly so."""
    yield from _repeated(content, "D001", [(placed.item.key, (placed.file, placed.path)) for placed in content.items])
    for placed in content.items:
        options = [
            (option.key, (placed.file, (*placed.path, "options", n))) for n, option in enumerate(placed.item.options)
        ]
        yield from _repeated(content, "D001", options)
    yield from _same_items(content)


def _repeated(content: ItemContent, code: str, entries: Iterable[tuple[Hashable, _Place]]) -> Iterator[Finding]:
    first: dict[Hashable, _Place] = {}
    for name, (file, path) in entries:
        if name in first:
            place = content.at(code, *first[name])
            yield content.at(code, file, path, name=str(name), first=f"{place.file}:{place.line}")
        else:
            first[name] = (file, path)


def _named(content: Content) -> Iterator[tuple[str, _Entries]]:
    """Lists of names within which each may stand once; D001 for keys, D002 for numbers."""
    package = content.package
    yield "D001", _keys("glossary.yaml", "terms", package.glossary.terms)
    yield "D001", _keys("literature.yaml", "works", package.literature.works)
    yield "D001", _keys("policies.yaml", "policies", package.policies.policies)
    yield "D002", _keys("policies.yaml", "policies", package.policies.policies, "label")
    for name, parts in (
        ("tasks", package.programme.tasks),
        ("results", package.programme.results),
        ("sections", package.programme.sections),
    ):
        yield "D001", _keys("programme.yaml", name, parts)
    yield "D002", _keys("programme.yaml", "sections", package.programme.sections, "number")
    yield from _in_assessment(content)
    yield from _in_support_and_surveys(content)
    yield from _in_plan(content)


def _in_assessment(content: Content) -> Iterator[tuple[str, _Entries]]:
    sheet, file = content.package.assessment, "assessment.yaml"
    yield "D001", _keys(file, "scales", sheet.scales)
    yield "D001", _keys(file, "rights", sheet.rights)
    yield "D002", _keys(file, "rights", sheet.rights, "number")
    yield "D003", [(row.module, (file, ("test", "rows", at))) for at, row in enumerate(sheet.test.rows)]
    for name, rule in (("independent_work", sheet.independent_work), ("project", sheet.project)):
        for code, attribute in (("D001", "key"), ("D002", "label")):
            yield (
                code,
                [
                    (getattr(criterion, attribute), (file, (name, "criteria", at)))
                    for at, criterion in enumerate(rule.criteria)
                ],
            )


def _in_support_and_surveys(content: Content) -> Iterator[tuple[str, _Entries]]:
    support = content.package.support
    for name, parts in (("formats", support.formats), ("forms", support.forms), ("methods", support.methods)):
        yield "D001", _keys("support.yaml", name, parts)
    for survey in content.package.surveys:
        file = f"surveys/{survey.key}.yaml"
        yield "D001", _keys(file, "questions", survey.questions)
        for at, question in enumerate(survey.questions):
            yield "D001", [(c.key, (file, ("questions", at, "choices", n))) for n, c in enumerate(question.choices)]


def _in_plan(content: Content) -> Iterator[tuple[str, _Entries]]:
    modules = content.package.modules
    yield "D001", [(module.sheet.key, (module_file(module), ("key",))) for module in modules]
    yield "D002", [(module.sheet.number, (module_file(module), ("number",))) for module in modules]
    yield (
        "D002",
        [(number, (module_file(m), ("topics", n))) for m in modules for n, number in enumerate(m.sheet.topics)],
    )
    yield "D001", [(o.key, (module_file(m), ("outcomes", n))) for m in modules for n, o in enumerate(m.sheet.outcomes)]
    yield "D001", [(p.key, (module_file(m), ("promises", n))) for m in modules for n, p in enumerate(m.sheet.promises)]
    for _, topic, file in placed_topics(content.package):
        for figure in topic.figures:
            place = f"{file.removesuffix('topic.yaml')}figures/{figure.key}.yaml"
            yield "D001", [(label.key, (place, ("labels", n))) for n, label in enumerate(figure.sheet.labels)]
        for name in ("outcomes", "terms"):
            yield "D003", [(word, (file, (name, n))) for n, word in enumerate(getattr(topic.sheet, name))]


def _keys(file: str, name: str, parts: Sequence[object], attribute: str = "key") -> list[tuple[Hashable, _Place]]:
    return [(getattr(part, attribute), (file, (name, at))) for at, part in enumerate(parts)]


def _same_terms(content: Content) -> Iterator[Finding]:
    for language in LANGUAGES:
        terms = enumerate(content.package.glossary.terms)
        places = [(fold(t.term.pick(language)), ("glossary.yaml", ("terms", n, "term", language))) for n, t in terms]
        yield from _repeated(content, "D004", places)


def _same_items(content: ItemContent) -> Iterator[Finding]:
    """Items with the same stem, and items whose stems share most words and that do not know each other as enemies."""
    seen: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        texts = [_WORD.findall(folded) for folded in content.folded_stems[language]]
        stems = [frozenset(words) for words in texts]
        for earlier, later in _near_pairs(stems):
            one, other = content.items[earlier], content.items[later]
            same = texts[earlier] == texts[later]
            if (one.item.key, other.item.key) not in seen and (same or not _are_enemies(one, other)):
                seen.add((one.item.key, other.item.key))
                path = (*other.path, "stem", language)
                yield content.at("D005" if same else "D006", other.file, path, name=other.item.key, first=one.item.key)


def _are_enemies(one: PlacedItem, other: PlacedItem) -> bool:
    return other.item.key in one.item.enemies or one.item.key in other.item.enemies


def _near_pairs(stems: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Positions of stems that share most of their words.

    Two such stems share one of their rarest words, so only stems with a rare word in common are compared.
    """
    number_with = Counter(word for stem in stems for word in stem)
    holders: dict[str, list[int]] = {}
    for later, stem in enumerate(stems):
        rarest = sorted(stem, key=lambda word: (number_with[word], word))
        prefix = rarest[: len(stem) - ceil(len(stem) * _NEARLY_THE_SAME) + 1]
        for earlier in sorted({at for word in prefix for at in holders.get(word, ())}):
            if _share(stems[earlier], stem):
                yield earlier, later
        for word in prefix:
            holders.setdefault(word, []).append(later)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _WORDS_OF_A_STEM:
        return False
    return len(one & other) >= _NEARLY_THE_SAME * len(one | other)
