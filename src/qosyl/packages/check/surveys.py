"""Q: questions of surveys that cannot be answered or, in a diagnostic, not judged."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content
from qosyl.packages.findings import Finding
from qosyl.packages.model.catalogue import AnswerKind, SurveyKind, SurveyQuestion

_CHOSEN = (AnswerKind.ONE, AnswerKind.SEVERAL)
_FEWEST_CHOICES = 2


def check_surveys(content: Content) -> Iterator[Finding]:
    """Every question of every survey."""
    for survey in content.package.surveys:
        for at, question in enumerate(survey.questions):
            for code in _flaws(survey.kind, question):
                yield content.at(code, f"surveys/{survey.key}.yaml", ("questions", at), name=question.key)


def _flaws(kind: SurveyKind, question: SurveyQuestion) -> Iterator[str]:
    if question.answer in _CHOSEN and len(question.choices) < _FEWEST_CHOICES:
        yield "Q001"
    if question.answer not in _CHOSEN and question.choices:
        yield "Q002"
    if (question.answer is AnswerKind.SCALE) != (question.steps is not None):
        yield "Q003"
    if kind is SurveyKind.DIAGNOSTIC and question.answer is AnswerKind.ONE and question.right is None:
        yield "Q004"
    if kind is not SurveyKind.DIAGNOSTIC and question.right is not None:
        yield "Q005"
