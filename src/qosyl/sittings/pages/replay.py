"""A replay as people read it: the screen after a step, the steps around it, and what came late apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qosyl.localtext import Language
from qosyl.rules.answers import Timeliness
from qosyl.rules.events import EventKind
from qosyl.sittings.models import Attempt
from qosyl.sittings.pages.words import DEVICE_WORDS
from qosyl.sittings.papers import Question, questions_of
from qosyl.sittings.replaying import OPENED, Screen, Step, screen_after, steps_of
from qosyl.ui.shapes import Column, Row, Table

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STEPS_ON_A_PAGE = 50
_MOST_LETTERS = 60
_KINDS: Mapping[str, "_StrPromise"] = {
    OPENED: gettext_lazy("began to write here"),
    EventKind.ANSWER: gettext_lazy("answered"),
    EventKind.CLEAR: gettext_lazy("took the answer back"),
    f"{EventKind.FLAG} on": gettext_lazy("marked the question to look at again"),
    f"{EventKind.FLAG} off": gettext_lazy("took the mark away"),
    EventKind.LANG: gettext_lazy("changed the language"),
    EventKind.VIEW: gettext_lazy("came to the question"),
    EventKind.BLUR: gettext_lazy("left the page"),
    EventKind.PASTE: gettext_lazy("pasted something"),
    EventKind.FINISH: gettext_lazy("handed in"),
}
_WHEN: Mapping[Timeliness, "_StrPromise"] = {
    Timeliness.IN_TIME: gettext_lazy("in time"),
    Timeliness.CLAIMED: gettext_lazy("late, in time by the device's word"),
    Timeliness.LATE: gettext_lazy("late, does not count"),
}


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ScreenShown:
    """The question before the learner in the language and order in which it stood there."""

    language: Language
    position: int
    stem: str
    choices: tuple[ChoiceShown, ...]
    is_flagged: bool


@dataclass(frozen=True, slots=True)
class ReplayShown:
    """One step of an attempt with everything around it."""

    number: int
    total: int
    what: str
    screen: ScreenShown | None
    answered: int
    questions: int
    received: str
    claimed: str
    nearby: Table
    late: Table | None
    first: int
    last: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.total else None


def replay_shown(attempt: Attempt, wanted: int, address: str, language: Language) -> ReplayShown | None:
    """The step of a number, the nearest where there is none; None where nothing ever happened."""
    steps = steps_of(attempt)
    if not steps:
        return None
    number = min(max(wanted, 1), len(steps))
    questions = {question.position: question for question in questions_of(attempt.form)}
    screen, step = screen_after(steps, number), steps[number - 1]
    first = (number - 1) // STEPS_ON_A_PAGE * STEPS_ON_A_PAGE + 1
    nearby = steps[first - 1 : first - 1 + STEPS_ON_A_PAGE]
    late = [one for one in steps if one.is_late]
    return ReplayShown(
        number=number,
        total=len(steps),
        what=_what(step, questions, language),
        screen=_screen(screen, questions, language),
        answered=len(screen.answers),
        questions=len(questions),
        received=_time(step.received),
        claimed=_time(step.claimed),
        nearby=_table(_("Steps"), nearby, questions, address, language),
        late=_table(_("Entries that came late"), late, questions, address, language) if late else None,
        first=first,
        last=first + len(nearby) - 1,
    )


def _screen(screen: Screen, questions: Mapping[int, Question], language: Language) -> ScreenShown | None:
    question = None if screen.position is None else questions.get(screen.position)
    if question is None:
        return None
    tongue: Language = "ru" if screen.language == "ru" else "kk" if screen.language == "kk" else language
    return ScreenShown(
        language=tongue,
        position=question.position,
        stem=question.stem.pick(tongue),
        choices=tuple(
            ChoiceShown(choice.text.pick(tongue), screen.answers.get(question.position) == choice.key)
            for choice in question.options
        ),
        is_flagged=question.position in screen.flags,
    )


def _table(
    caption: str, steps: Sequence[Step], questions: Mapping[int, Question], address: str, language: Language
) -> Table:
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=[
            Column(_("Step")),
            Column(_("Received")),
            Column(_("By the device's clock")),
            Column(_("Device")),
            Column(_("What happened")),
            Column(_("In time?")),
        ],
        rows=[
            Row(
                [
                    step.number,
                    _time(step.received),
                    _time(step.claimed) or None,
                    f"{DEVICE_WORDS.get(step.device, step.device)} {step.epoch}",
                    _what(step, questions, language),
                    _WHEN[step.timeliness],
                ],
                url=f"{address}?step={step.number}#screen",
            )
            for step in steps
        ],
    )


def _what(step: Step, questions: Mapping[int, Question], language: Language) -> str:
    kind = f"{step.kind} {step.option}" if step.kind == EventKind.FLAG else step.kind
    words = str(_KINDS.get(kind, kind))
    if step.position is None:
        return words
    question = questions.get(step.position)
    place = _("question %(position)s: %(what)s") % {"position": step.position, "what": words}
    if step.kind != EventKind.ANSWER or question is None:
        return place
    text = next((choice.text.pick(language) for choice in question.options if choice.key == step.option), step.option)
    return f"{place} – {_short(str(text))}"


def _short(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else words[: _MOST_LETTERS - 1].rsplit(" ", 1)[0] + "…"


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{localtime(moment):%H:%M:%S}"
