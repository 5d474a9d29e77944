"""Places of a package in a reader's words: «Тема 1.2 · лекция · на русском» for `modules › M1 › topics › 1.2 › …`.

Keys and numbers stay as authors gave them; what only says how files are built is left out. Not here: what has changed.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_PARTED_BY = " › "
_STEPS: Mapping[str, "_StrPromise"] = {
    "programme": _("Programme"),
    "glossary": _("Glossary"),
    "literature": _("Literature"),
    "policies": _("Readings"),
    "assessment": _("Assessment"),
    "support": _("Post-course support"),
    "surveys": _("Surveys"),
    "sections": _("Text of the programme"),
    "characters": _("People of the course"),
    "title": _("title"),
    "text": _("text"),
    "definition": _("definition"),
    "term": _("term"),
    "reading": _("reading"),
    "reason": _("reason"),
    "problem": _("unclear place"),
    "parameters": _("parameters"),
    "approved_by": _("who approved"),
    "approval": _("approval"),
    "hours": _("hours"),
    "lecture": _("lecture"),
    "practice": _("practical class"),
    "deck": _("slides"),
    "handout": _("hand-out"),
    "independent": _("independent work"),
    "independent_work": _("independent work"),
    "sample": _("sample answer"),
    "key": _("tutor's key"),
    "guide": _("guide"),
    "items": _("questions of the test"),
    "practice_items": _("questions for self-check"),
    "stem": _("question"),
    "options": _("answers"),
    "why": _("explanation"),
    "answer": _("right answer"),
    "level": _("level"),
    "outcome": _("outcome"),
    "outcomes": _("outcomes"),
    "annotation": _("annotation"),
    "goal": _("goal"),
    "tasks": _("tasks"),
    "results": _("expected results"),
    "test": _("final test"),
    "questions": _("questions"),
    "points": _("points"),
    "pass_mark": _("pass mark"),
    "scales": _("grading scale"),
    "project": _("project"),
    "criteria": _("criterion"),
    "certificate": _("certificate"),
    "rights": _("learner's right"),
    "figures": _("drawing"),
    "description": _("description"),
    "drawing": _("drawing itself"),
    "labels": _("labels"),
    "state": _("state"),
    "note": _("note"),
    "source": _("source"),
    "kk": _("in Kazakh"),
    "ru": _("in Russian"),
}
#: Steps that say how a package is built and nothing about it.
_BUILD = frozenset({"sheet", "prose", "terms", "works", "rows", "bands", "policies", "content"})


def place_words(path: str) -> str:
    """A path of a stored difference, in the language of the page."""
    steps = path.split(_PARTED_BY)
    return " · ".join(word for word in _words(steps) if word)


def _words(steps: list[str]) -> Iterator[str]:
    rest = steps
    if steps[0] == "modules" and len(steps) > 1:
        in_topic = len(steps) > 3 and steps[2] == "topics"  # noqa: PLR2004 - modules, M1, topics, 1.2
        yield (
            gettext("Topic %(number)s") % {"number": steps[3]}
            if in_topic
            else gettext("Module %(number)s") % {"number": steps[1].removeprefix("M")}
        )
        rest = steps[4:] if in_topic else steps[2:]
    elif steps[0] in _STEPS:
        yield str(_STEPS[steps[0]])
        rest = steps[1:]
    for step in rest:
        if step in _BUILD:
            continue
        if step.startswith("#"):
            yield gettext("no. %(number)s") % {"number": step[1:]}
        else:
            yield str(_STEPS.get(step, step))
