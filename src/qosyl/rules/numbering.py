"""Registration numbers: a pattern that a provider sets, and the next number of a counter, never one twice.

Here belong patterns, counters and the faults of both. Not here: locking a counter, and the register itself.
A pattern names {provider} {kind} {series} {year} {number} {number:06}; it is read by this module alone, never by a
formatting language.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from qosyl.rules.reasons import Reason, Refused

MOST_DIGITS = 12
MOST_LETTERS = 60
_WORDS = ("provider", "kind", "series")
_FIELD = re.compile(r"\{([^{}]*)\}")
_NUMBER = re.compile(r"number(?::0([1-9][0-9]?))?")
_FOUR_DIGITS = range(1000, 10_000)


@dataclass(frozen=True, slots=True)
class NumberFields:
    """What a pattern may name beside the number; words are of letters and digits alone."""

    year: int
    provider: str = ""
    kind: str = ""
    series: str = ""


@dataclass(frozen=True, slots=True)
class CounterState:
    """A counter of one provider, kind, series and year: the number to begin with, the last one given, if any.

    `highest_in_register` is asked of the register itself, so that a counter restored from an old copy gives no number
    again.
    """

    first: int = 1
    last: int | None = None
    highest_in_register: int | None = None


def pattern_problems(pattern: str) -> tuple[Reason, ...]:
    """Everything that keeps a pattern from giving each number one spelling, and no two numbers the same."""
    reasons = list(_field_problems(pattern))
    rest = _FIELD.sub("", pattern)
    reasons += [Reason("number.brace", actual=rest, subject=pattern)] if set("{}") & set(rest) else []
    if any(sign.isspace() and sign != " " for sign in rest) or pattern != pattern.strip():
        reasons.append(Reason("number.space", actual=pattern))
    if len(pattern) > MOST_LETTERS:
        reasons.append(Reason("number.long", MOST_LETTERS, len(pattern)))
    for earlier, later in pairwise(_FIELD.finditer(pattern)):
        between = pattern[earlier.end() : later.start()]
        if all(sign.isalnum() for sign in between):
            reasons.append(Reason("number.separator", "-", between, f"{earlier[0]}{later[0]}"))
    return tuple(reasons)


def written(pattern: str, fields: NumberFields, number: int) -> str:
    """The number as it is printed; a pattern or a field with a fault raises `Refused`."""
    if problems := (*pattern_problems(pattern), *_value_problems(pattern, fields, number)):
        raise Refused(problems)

    def value(found: re.Match[str]) -> str:
        name = found[1]
        counted = _NUMBER.fullmatch(name)
        if counted is not None:
            return f"{number:0{counted[1] or 1}}"
        return str(getattr(fields, name))

    return _FIELD.sub(value, pattern)


def next_number(counter: CounterState) -> int:
    """The number to give next: one more than the highest ever given, or the first; without gap and never again."""
    if counter.first < 1:
        raise Refused((Reason("number.first", required=1, actual=counter.first),))
    given = [number for number in (counter.last, counter.highest_in_register) if number is not None]
    return max([counter.first - 1, *given]) + 1


def register_problems(numbers: Iterable[int], *, first: int = 1) -> tuple[Reason, ...]:
    """Numbers given twice and numbers left out in the register of one counter; annulled ones stay in it."""
    counted = Counter(numbers)
    twice = [Reason("number.twice", 1, count, str(number)) for number, count in sorted(counted.items()) if count > 1]
    ordered = [first - 1, *sorted(counted)]
    gaps = [
        Reason("number.gap", earlier + 1, later, str(earlier + 1))
        for earlier, later in pairwise(ordered)
        if later > earlier + 1
    ]
    before = [Reason("number.before-first", first, number, str(number)) for number in sorted(counted) if number < first]
    return (*before, *twice, *gaps)


def _field_problems(pattern: str) -> Iterator[Reason]:
    names = [found[1] for found in _FIELD.finditer(pattern)]
    numbers = 0
    for name in names:
        counted = _NUMBER.fullmatch(name)
        numbers += counted is not None
        if counted is not None and counted[1] is not None and int(counted[1]) > MOST_DIGITS:
            yield Reason("number.digits", MOST_DIGITS, int(counted[1]), name)
        if counted is None and name not in {*_WORDS, "year"}:
            yield Reason("number.unknown-field", ", ".join((*_WORDS, "year", "number")), name, name)
    if numbers != 1:
        yield Reason("number.number", required=1, actual=numbers)
    if "year" not in names:
        yield Reason("number.year", required=1, actual=0)
    for name, count in Counter(names).items():
        if count > 1 and _NUMBER.fullmatch(name) is None:
            yield Reason("number.field-twice", 1, count, name)


def _value_problems(pattern: str, fields: NumberFields, number: int) -> Iterator[Reason]:
    names = [found[1] for found in _FIELD.finditer(pattern)]
    for name in _WORDS:
        word = str(getattr(fields, name))
        if name in names and not word.isalnum():
            yield Reason("number.word", "letters and digits", word, name)
    if fields.year not in _FOUR_DIGITS:
        yield Reason("number.year-digits", 4, fields.year)
    if not 1 <= number < 10**MOST_DIGITS:
        yield Reason("number.range", 1, number)
