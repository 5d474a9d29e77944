"""Pages of questions as plain forms: what a form that comes back says, and which events it makes. Pure.

A page remembers, under the server's mark, what it showed. Only what the learner changed on it becomes events; the same
page sent twice makes none the second time; a field that was changed elsewhere meanwhile is asked about and not
overwritten.
"""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from qosyl.rules.events import Event, EventKind, canonical
from qosyl.rules.journal import Batch, chained
from qosyl.rules.pace import BOOT_OF_PAGES
from qosyl.sittings.capability import tag
from qosyl.sittings.papers import Question
from qosyl.sittings.sheets import Sheet

QUESTIONS_ON_A_PAGE = 10
_PURPOSE = "page of questions"
#: What stands for the boot of a device: forms have no clock of their own, the server's counts.


class BrokenPage(Exception):
    """What came is not a page that this server has given out for this attempt."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page showed: how much the journal held, and the answers and flags of its questions."""

    epoch: int
    base: int
    positions: tuple[int, ...]
    answers: Mapping[int, str]
    flags: frozenset[int]

    def token(self, attempt: UUID) -> str:
        """The page's memory as one hidden field, marked so that nobody writes it but the server."""
        memory = {
            "epoch": self.epoch,
            "base": self.base,
            "positions": self.positions,
            "answers": dict(self.answers),
            "flags": sorted(self.flags),
        }
        words = json.dumps(memory, sort_keys=True, separators=(",", ":"))
        return f"{tag(_PURPOSE, f'{attempt}/{words}')}{words}"


@dataclass(frozen=True, slots=True)
class Clash:
    """A question whose answer was changed elsewhere while this page was open."""

    position: int
    elsewhere: str
    here: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a page wants: answers and flags to write, and questions on which two pages disagree."""

    answers: Mapping[int, str]
    flags: Mapping[int, bool]
    clashes: tuple[Clash, ...]

    def __bool__(self) -> bool:
        return bool(self.answers or self.flags)


def pages_of(questions: Sequence[Question]) -> list[Sequence[Question]]:
    return [questions[at : at + QUESTIONS_ON_A_PAGE] for at in range(0, len(questions), QUESTIONS_ON_A_PAGE)]


def shown_on(sheet: Sheet, questions: Sequence[Question]) -> Shown:
    """What a page of these questions shows now."""
    positions = tuple(question.position for question in questions)
    answers = {position: option for position, option in sheet.answers.items() if position in positions}
    return Shown(sheet.epoch, sheet.through, positions, answers, sheet.flags & set(positions))


def shown_by(token: str, attempt: UUID) -> Shown:
    """The memory of a page that came back; raises `BrokenPage`."""
    mark, words = token[:64], token[64:]
    if not token.isascii() or not hmac.compare_digest(mark, tag(_PURPOSE, f"{attempt}/{words}")):
        raise BrokenPage
    read = json.loads(words)
    answers = {int(position): option for position, option in read["answers"].items()}
    return Shown(read["epoch"], read["base"], tuple(read["positions"]), answers, frozenset(read["flags"]))


def changes(shown: Shown, answers: Mapping[int, str], flags: Mapping[int, bool], sheet: Sheet) -> Changes:
    """What differs between what a page showed and what came back, against what is in force now."""
    wanted, clashes = {}, []
    for position, here in answers.items():
        before, now = shown.answers.get(position, ""), sheet.answers.get(position, "")
        if here in {before, now}:
            continue
        if now == before:
            wanted[position] = here
        else:
            clashes.append(Clash(position, elsewhere=now, here=here))
    turned = {
        position: is_on
        for position, is_on in flags.items()
        if is_on not in {position in shown.flags, position in sheet.flags}
    }
    return Changes(wanted, turned, tuple(clashes))


def batch_for(changed: Changes, sheet: Sheet, language: str) -> Batch:
    """The changes as a batch at the end of the sheet's epoch."""
    made = [
        (EventKind.ANSWER, position, option) if option else (EventKind.CLEAR, position, None)
        for position, option in changed.answers.items()
    ]
    made += [(EventKind.FLAG, position, "on" if is_on else "off") for position, is_on in changed.flags.items()]
    return _batch(made, sheet, language)


def finishing_batch(sheet: Sheet, language: str) -> Batch:
    """The learner's word that it is finished."""
    return _batch([(EventKind.FINISH, None, None)], sheet, language)


def _batch(made: Sequence[tuple[EventKind, int | None, str | None]], sheet: Sheet, language: str) -> Batch:
    events = tuple(
        Event(n, kind, sheet.lease, sheet.leased_ms_ago, BOOT_OF_PAGES, language, position, option)
        for n, (kind, position, option) in enumerate(made, sheet.through + 1)
    )
    return Batch(sheet.epoch, sheet.through + 1, events, chained(sheet.head, map(canonical, events)))
