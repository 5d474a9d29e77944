"""The open bank against a guesser who knows nothing of the course, and the guesser against a bank full of cues.

Here belongs what is let loose on which items and what score is borne. Not here: the rules (`guesser.py`) and the flaws
of a single item, which `qosyl check` finds.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from qosyl.localtext import LANGUAGES
from qosyl.packages.reading import read_package
from tests.course import guesser
from tests.course.guesser import Question, Rule, question_from, score

_PROGRAMME = Path(__file__).parents[2] / "programmes" / "inclusion"
#: Blind chance is 25 of 100.
MOST_BORNE = Fraction(32, 100)
LEAST_ON_CUES = Fraction(60, 100)
#: Of fewer items luck speaks louder than cues.
_ENOUGH = 40


@cache
def _bank(language: str) -> tuple[Question, ...]:
    """All items of the package, of the final test and of the self-check, finished topics or not."""
    package = read_package(_PROGRAMME).package
    assert package is not None
    return tuple(
        question_from(item, language)
        for topic in package.topics()
        for item in (*topic.items.items, *topic.practice_items.items)
    )


def _by_topic(rule: Rule, questions: tuple[Question, ...]) -> str:
    topics = sorted({question.topic for question in questions})
    lines = []
    for topic in topics:
        own = [question for question in questions if question.topic == topic]
        lines.append(f"{topic}: {float(score(rule, own)):.0%} of {len(own)}")
    return f"{rule.__name__}\n" + "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_bank_is_large_enough_to_judge(language):
    assert len(_bank(language)) >= _ENOUGH


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", guesser.RULES, ids=lambda rule: rule.__name__)
def test_guesser_gains_little_on_the_bank(rule, language):
    questions = _bank(language)

    assert score(rule, questions) <= MOST_BORNE, _by_topic(rule, questions)


def _change_key(change: Callable[[str], str]) -> Callable[[Question], Question]:
    def planted(question: Question) -> Question:
        options = list(question.options)
        options[question.answer] = change(options[question.answer])
        return replace(question, options=tuple(options))

    return planted


def _change_others(change: Callable[[str], str]) -> Callable[[Question], Question]:
    def planted(question: Question) -> Question:
        options = [text if place == question.answer else change(text) for place, text in enumerate(question.options)]
        return replace(question, options=tuple(options))

    return planted


def _with_words_of_the_stem(question: Question) -> Question:
    """The key takes up the last long words of the stem, as careless keys do."""
    words = [word for word in question.stem.strip(" ?.:»").split() if len(word) > 5][-4:]
    return _change_key(lambda text: f"{text} {' '.join(words)}")(question)


def _varied_from_the_key(question: Question) -> Question:
    """Each wrong option is the key with one word of its own."""
    key = question.options[question.answer]
    return replace(
        question,
        options=tuple(
            key if place == question.answer else f"{key} {text.split()[-1]}"
            for place, text in enumerate(question.options)
        ),
    )


def _placed(place: int) -> Callable[[Question], Question]:
    def planted(question: Question) -> Question:
        options = [text for at, text in enumerate(question.options) if at != question.answer]
        options.insert(place, question.options[question.answer])
        return replace(question, options=tuple(options), answer=place)

    return planted


_WORDS = {
    "kk": {"always": "әрқашан", "often": "көбіне кейде", "rest": ", өйткені баланың өз жағдайына да қарау керек"},
    "ru": {"always": "всегда", "often": "обычно иногда", "rest": ", потому что нужно смотреть и на самого ребёнка"},
}


def _planted(language: str) -> dict[Rule, Callable[[Question], Question]]:
    """For every rule the cue on which it feeds."""
    words = _WORDS[language]
    return {
        guesser.longest: _change_key(lambda text: text + words["rest"]),
        guesser.shortest: _change_others(lambda text: text + words["rest"]),
        guesser.middling: lambda question: replace(
            question,
            options=tuple(
                text if place == question.answer else (text[:9] if (place - question.answer) % 2 else text * 2)
                for place, text in enumerate(question.options)
            ),
        ),
        guesser.odd_in_grammar: _change_key(lambda text: f"{text}; 1!"),
        guesser.overlap: _with_words_of_the_stem,
        guesser.least_overlap: lambda question: _change_others(lambda text: f"{text} {question.stem}")(question),
        guesser.echo: _with_words_of_the_stem,
        guesser.no_absolute_words: _change_others(lambda text: f"{words['always']} {text}"),
        guesser.most_hedged: _change_key(lambda text: f"{words['often']} {text}"),
        guesser.most_alike: _varied_from_the_key,
        guesser.least_alike: _change_others(lambda text: f"{text} {words['rest']}"),
        guesser.most_parts: _change_key(lambda text: f"{text}, {words['rest']}"),
        guesser.first: _placed(0),
        guesser.last: _placed(3),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_single_rule_bites_on_its_own_cue(language):
    planted = _planted(language)
    voting = {guesser.combined, guesser.contrary}
    scores = {
        rule.__name__: score(rule, map(planted[rule], _bank(language))) for rule in guesser.RULES if rule not in voting
    }

    assert set(planted) | voting == set(guesser.RULES)
    assert all(gained >= LEAST_ON_CUES for gained in scores.values()), scores


@pytest.mark.parametrize("language", LANGUAGES)
def test_combined_guesser_bites_on_a_bank_of_mixed_cues(language):
    """One cue in each item, in turn: no single rule could pass this bank, their vote does."""
    planted = _planted(language)
    cues = [planted[rule] for rule in (guesser.longest, guesser.odd_in_grammar, guesser.echo, guesser.most_parts)]
    bank = [cues[place % len(cues)](question) for place, question in enumerate(_bank(language))]

    assert score(guesser.combined, bank) >= LEAST_ON_CUES


@pytest.mark.parametrize("language", LANGUAGES)
def test_contrary_guesser_bites_where_only_wrong_options_carry_cues(language):
    """Each wrong option is dressed up in its own way; the plain one that is left over is the key."""
    words = _WORDS[language]
    dresses = (
        lambda text, _: text + words["rest"],
        lambda text, stem: f"{text} {' '.join(stem.split()[-5:])}",
        lambda text, _: f"{words['often']}; {text}",
    )

    def dressed(question: Question) -> Question:
        wrong = iter(dresses)
        return replace(
            question,
            options=tuple(
                text if place == question.answer else next(wrong)(text, question.stem)
                for place, text in enumerate(question.options)
            ),
        )

    assert score(guesser.contrary, map(dressed, _bank(language))) >= LEAST_ON_CUES


def test_points_are_shared_by_options_that_a_rule_likes_equally():
    question = Question("x", "1.1", "ru", "Что делать?", ("одно", "дело", "третье слово", "друг"), 0)

    assert guesser.points(guesser.shortest, question) == Fraction(1, 3)
    assert guesser.points(guesser.longest, question) == 0
    assert guesser.points(guesser.most_parts, question) == Fraction(1, 4)
