"""A guesser who knows nothing of the course: it answers test items from the form of stem and options alone.

Here belong its rules, how they vote and how points are counted. Not here: which items it is let loose on, and what
score is borne (`test_guesser.py`).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qosyl.localtext import fold
from qosyl.packages.model.items import Item


@dataclass(frozen=True, slots=True)
class Question:
    """An item in one language; `answer` is the place of the right option."""

    key: str
    topic: str
    language: str
    stem: str
    options: tuple[str, ...]
    answer: int


def question_from(item: Item, language: str) -> Question:
    """The item as one reader sees it, with its options in the order of the file."""
    return Question(
        key=item.key,
        topic=item.topic,
        language=language,
        stem=item.stem.pick(language),
        options=tuple(option.text.pick(language) for option in item.options),
        answer=[option.key for option in item.options].index(item.answer),
    )


#: The liking of a rule for each option; the rule picks what it likes best.
Rule = Callable[[Question], Sequence[float]]

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 4
_ENDINGS = {
    language: sorted({fold(ending) for ending in endings.split()}, key=len, reverse=True)
    for language, endings in {
        "kk": (
            "лар лер дар дер тар тер ның нің дың дің тың тің ны ні ды ді ты ті ға ге қа ке на не да де та те нда нде "
            "дан ден тан тен нан нен мен бен пен сы сі ы і ын ін ым ім ың ің а е п ып іп ған ген қан кен ады еді йды "
            "йді у ды ді лық лік дық дік тық тік лы лі дағы дегі тағы тегі"
        ),
        "ru": (
            "ами ями ого его ому ему ыми ими ых их ым им ый ий ой ая яя ое ее ые ие ую юю ах ях ам ям ом ем ов ев ей "
            "ов ться тся ть ет ит ют ят ут ат ешь ишь ал ил ла ло ли ал ен на но ны а я о е ы и у ю ь й"
        ),
    }.items()
}
_ABSOLUTE = {
    "kk": (
        r"барлық\w*|бәрі\w*|ешқашан|ешкім\w*|ешқандай|әрқашан|әрдайым|"
        r"мүлде\w*|тек|ғана|толық\w*|міндетті\w*|бүкіл|бірден"
    ),
    "ru": (
        r"вс[её]|всем|всех|всеми|вся|всю|никогда|никто|"
        r"никак\w*|всегда|только|лишь|полностью|целиком|обязательно|сразу"
    ),
}
_HEDGED = {
    "kk": (
        r"көбіне\w*|кейде|әдетте|мүмкін|орташа|бірте-бірте|біртіндеп|"
        r"алдымен|аздап|шамамен|әзірге|кей|бірнеше|әртүрлі|біркелкі"
    ),
    "ru": (
        r"обычно|иногда|может|можно|чаще|в среднем|понемногу|"
        r"постепенно|сначала|прежде|пока|примерно|несколько|неодинаков\w*"
    ),
}
_ABSOLUTE_WORD = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _ABSOLUTE.items()}
_HEDGING_WORD = {language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in _HEDGED.items()}
_JOINT = {
    "kk": re.compile(r"[,;:–]|\b(?:және|мен|бен|пен|да|де|әрі|ал)\b"),
    "ru": re.compile(r"[,;:–]|\b(?:и|а|но)\b"),
}


def stems(text: str, language: str) -> frozenset[str]:
    """The words of a text without their endings; what is too short to mean anything is left out."""
    return frozenset(
        _stem(word, language) for word in _WORD.findall(fold(text).casefold()) if len(word) >= _SHORTEST_STEM
    )


def _stem(word: str, language: str) -> str:
    """Endings are taken off one by one: Kazakh ones stand in a row."""
    while True:
        cut = next(
            (end for end in _ENDINGS[language] if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM), None
        )
        if cut is None:
            return word
        word = word[: -len(cut)]


def longest(question: Question) -> list[float]:
    return [len(text) for text in question.options]


def shortest(question: Question) -> list[float]:
    return [-len(text) for text in question.options]


def middling(question: Question) -> list[float]:
    """Neither the longest nor the shortest: the refuge of a maker who was told to avoid both."""
    lengths = [len(text) for text in question.options]
    return [-(length in {min(lengths), max(lengths)}) for length in lengths]


def odd_in_grammar(question: Question) -> list[float]:
    """How many signs of form an option has that the three others do not share: first and last word, punctuation."""
    traits = [_traits(text) for text in question.options]
    return [
        sum(_is_alone(place, [row[trait] for row in traits]) for trait in range(len(traits[0])))
        for place in range(len(traits))
    ]


def _traits(text: str) -> list[object]:
    words = _WORD.findall(text.casefold()) or [""]
    plain = text.strip()
    return [
        words[0],
        words[0][-2:],
        words[-1][-2:],
        plain[:1].isupper(),
        plain[-1:] if not plain[-1:].isalnum() else "",
        bool(re.search(r"[,;]", plain)),
        bool(re.search(r"[:–]", plain)),
        bool(re.search(r"\d", plain)),
    ]


def _is_alone(place: int, values: Sequence[object]) -> bool:
    """Whether the others agree with each other and not with this one."""
    others = [value for at, value in enumerate(values) if at != place]
    return len(set(others)) == 1 and values[place] not in others


def overlap(question: Question) -> list[float]:
    """How many words an option shares with the stem."""
    asked = stems(question.stem, question.language)
    return [len(asked & stems(text, question.language)) for text in question.options]


def least_overlap(question: Question) -> list[float]:
    return [-shared for shared in overlap(question)]


def echo(question: Question) -> list[float]:
    """How many words of the stem stand in this option and in no other."""
    asked = stems(question.stem, question.language)
    shared = [asked & stems(text, question.language) for text in question.options]
    counts = Counter(word for words in shared for word in words)
    return [sum(counts[word] == 1 for word in words) for words in shared]


def no_absolute_words(question: Question) -> list[float]:
    return [-len(_ABSOLUTE_WORD[question.language].findall(text)) for text in question.options]


def most_hedged(question: Question) -> list[float]:
    return [len(_HEDGING_WORD[question.language].findall(text)) for text in question.options]


def most_alike(question: Question) -> list[float]:
    """How near an option is to the others in words: makers of tests often vary the right answer to get wrong ones."""
    words = [stems(text, question.language) for text in question.options]
    return [
        sum(len(own & other) / max(len(own | other), 1) for at, other in enumerate(words) if at != place)
        for place, own in enumerate(words)
    ]


def least_alike(question: Question) -> list[float]:
    return [-likeness for likeness in most_alike(question)]


def most_parts(question: Question) -> list[float]:
    """How many parts an option has: right answers are often the ones with a reservation or a second half."""
    return [len(_JOINT[question.language].findall(text.lower())) for text in question.options]


def first(question: Question) -> list[float]:
    return [-place for place in range(len(question.options))]


def last(question: Question) -> list[float]:
    return list(range(len(question.options)))


#: What a cunning guesser believes in. Rules that contradict these (shortest, middling, least alike, least overlap) and
#: places have no vote.
_VOTERS: tuple[Rule, ...] = (
    longest,
    odd_in_grammar,
    overlap,
    echo,
    no_absolute_words,
    most_hedged,
    most_alike,
    most_parts,
)


def combined(question: Question) -> list[Fraction]:
    """Votes of all rules that see a difference; a rule that wavers between options splits its vote."""
    votes = [Fraction(0)] * len(question.options)
    for rule in _VOTERS:
        picked = picks(rule, question)
        if len(picked) < len(votes):
            for place in picked:
                votes[place] += Fraction(1, len(picked))
    return votes


def contrary(question: Question) -> list[Fraction]:
    """The option that looks least like a right one: a bank scrubbed of cues too eagerly gives itself away here."""
    return [-votes for votes in combined(question)]


RULES: tuple[Rule, ...] = (
    *_VOTERS,
    shortest,
    middling,
    least_alike,
    least_overlap,
    first,
    last,
    combined,
    contrary,
)


def picks(rule: Rule, question: Question) -> list[int]:
    """The options that the rule likes best, as many as it likes equally."""
    liking = rule(question)
    best = max(liking)
    return [place for place, degree in enumerate(liking) if degree == best]


def points(rule: Rule, question: Question) -> Fraction:
    """What the guess is worth: a point for the answer, shared where the rule cannot decide."""
    picked = picks(rule, question)
    return Fraction(question.answer in picked, len(picked))


def score(rule: Rule, questions: Iterable[Question]) -> Fraction:
    """The share of points that the rule gets; asking it nothing is a mistake of the caller."""
    gained = [points(rule, question) for question in questions]
    return sum(gained, Fraction(0)) / len(gained)
