"""Glossary, literature and policies as a reader looks them up: found by words, in alphabetical order."""

from collections.abc import Iterable

from qosyl.localtext import collation_key, fold
from qosyl.packages.model.catalogue import Term, Work, WorkList
from qosyl.packages.model.package import Package
from qosyl.packages.model.policies import Policy


def terms_found(package: Package, language: str, words: str) -> list[Term]:
    """Terms whose name or definition holds every word, in either language; by the alphabet of the page's language."""
    found = [
        term
        for term in package.glossary.terms
        if _holds(words, term.term.kk, term.term.ru, term.definition.pick(language))
    ]
    return sorted(found, key=lambda term: collation_key(term.term.pick(language)))


def policies_found(package: Package, language: str, words: str, *, deciding_only: bool) -> list[Policy]:
    """Readings whose words or label hold every word searched for, in the order of their labels."""
    return [
        policy
        for policy in package.policies.policies
        if (policy.deciding or not deciding_only)
        and _holds(
            words, policy.label, *(text.pick(language) for text in (policy.problem, policy.reading, policy.reason))
        )
    ]


def works_by_list(package: Package) -> list[tuple[WorkList, list[Work]]]:
    """Literature list by list, each in the order of the package."""
    return [(kind, [work for work in package.literature.works if work.list is kind]) for kind in WorkList]


def _holds(words: str, *texts: str) -> bool:
    searched = fold(" ".join(texts))
    return all(word in searched for word in fold(words).split())


def first_letters(terms: Iterable[Term], language: str) -> list[tuple[str, list[Term]]]:
    """Terms by their first letter, for headings."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.term.pick(language)[:1].upper(), []).append(term)
    return list(groups.items())
