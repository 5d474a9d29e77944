"""Facts, policies and names out of JSON and into it, exactly: a decision can be derived again from a document.

Here belong values alone. Not here: gathering (`facts`), what else a record says (`record`).
"""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from qosyl.rules.eligibility import NOT_PRESENTED, Admission, DocumentRules, LearnerFacts, Recorded
from qosyl.rules.names import FullName
from qosyl.rules.provisions import Provision
from qosyl.rules.scales import Exact

_EXACT = ("hours_earned",)
_RECORDED = ("test", "works", "project")


def facts_as_json(facts: LearnerFacts) -> dict[str, Any]:
    """Exact numbers as text («37/2»), «not-presented» as its word, what nobody recorded as null."""
    plain = {field.name: getattr(facts, field.name) for field in fields(facts)}
    plain["admission"] = str(facts.admission)
    for name in (*_EXACT, *_RECORDED):
        plain[name] = None if plain[name] is None else str(plain[name])
    return plain


def facts_from_json(plain: Mapping[str, Any]) -> LearnerFacts:
    """The same facts again."""
    values = dict(plain)
    values["admission"] = Admission(values["admission"])
    values |= {name: exact(values[name]) for name in _EXACT}
    values |= {name: _recorded(values[name]) for name in _RECORDED}
    return LearnerFacts(**values)


def rules_as_json(rules: DocumentRules) -> dict[str, Any]:
    """Every policy with the clause on which it rests."""
    provisions = {field.name: getattr(rules, field.name) for field in fields(rules)}
    return {name: {"value": each.value, "clause": each.clause} for name, each in provisions.items()}


def rules_from_json(plain: Mapping[str, Any]) -> DocumentRules:
    """The same policies again."""
    return DocumentRules(**{name: Provision(each["value"], each["clause"]) for name, each in plain.items()})


def names_in(record: Mapping[str, Any]) -> tuple[FullName, ...]:
    """The holder's name in both spellings, as a record has them."""
    holder = record["holder"]
    return tuple(FullName(**{part: str(word) for part, word in holder[language].items()}) for language in ("kk", "ru"))


def exact(text: str) -> Exact:
    """A number out of its exact text; whole numbers stay whole."""
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value


def _recorded(text: str | None) -> Recorded:
    if text is None or text == NOT_PRESENTED:
        return None if text is None else NOT_PRESENTED
    return exact(text)
