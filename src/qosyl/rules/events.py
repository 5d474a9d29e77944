"""An event of a sitting: its shape, its one form of bytes, and what a form of the test makes of it.

Here belong single events. Not here: their chain (`journal`), their time and the answer in force (`answers`).

Two questions are kept apart. A *malformed* event has no bytes to store, and its batch is sent back. An event that is
well-formed but *impossible* (an option that the form does not have) is stored and reported, so that one bad event
never blocks the queue of a device.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qosyl.rules.reasons import Reason, Refused

#: Positions of a form and the keys of the options that each offers.
FormOptions = Mapping[int, frozenset[str]]

#: What a word of an event may be made of: signs that JSON never escapes, so that all devices write the same bytes.
_WORD = "[A-Za-z0-9._:~+/=-]"
_MOST_LETTERS = {"k": 16, "o": 64, "lease": 64, "boot": 64, "g": 8}
_MOST_NUMBER = {"n": 10**6, "p": 10**6, "t": 10**12}
_NEEDED = ("boot", "g", "k", "lease", "n", "t")
#: Names in the order of their bytes.
_NAMES = ("boot", "g", "k", "lease", "n", "o", "p", "t")
_NUMBER = "(?:0|[1-9][0-9]{0,12})"
_LINE = re.compile(
    rf'\{{"boot":"(?P<boot>{_WORD}+)","g":"(?P<g>{_WORD}+)","k":"(?P<k>{_WORD}+)","lease":"(?P<lease>{_WORD}+)",'
    rf'"n":(?P<n>{_NUMBER})(?:,"o":"(?P<o>{_WORD}+)")?(?:,"p":(?P<p>{_NUMBER}))?,"t":(?P<t>{_NUMBER})\}}'
)
_WHOLE_WORD = re.compile(f"{_WORD}+")


class EventKind(StrEnum):
    ANSWER = "answer"
    CLEAR = "clear"
    FLAG = "flag"
    LANG = "lang"
    VIEW = "view"
    BLUR = "blur"
    PASTE = "paste"
    FINISH = "finish"


LANGUAGES = ("kk", "ru")
FLAG_OPTIONS = frozenset({"on", "off"})
#: The option of a finish by which a learner consents to lose what a replaced device still holds.
CONSENT_TO_LOSS = "lost"
_AT_A_POSITION = frozenset({"answer", "clear", "flag", "view", "paste"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event: number in its epoch, kind, lease, ms since the lease, boot, language, position and option key."""

    n: int
    k: str
    lease: str
    t: int
    boot: str
    g: str
    p: int | None = None
    o: str | None = None


def event_of(raw: object) -> Event:
    """The event that a device sent, read as JSON; a malformed one raises `Refused` with everything that is wrong."""
    if not isinstance(raw, Mapping):
        raise Refused((Reason("journal.malformed", required="object", actual=type(raw).__name__),))
    faults = [name for name in _NEEDED if name not in raw]
    faults += [str(name) for name, value in raw.items() if not _fits(name, value)]
    if faults:
        raise Refused(tuple(Reason("journal.malformed", subject=name) for name in sorted(set(faults))))
    return Event(**{str(name): value for name, value in raw.items()})


def canonical(event: Event) -> bytes:
    """JSON with sorted names, without spaces and without what is absent; equal events have equal bytes."""
    values = ((name, getattr(event, name)) for name in _NAMES)
    parts = (
        f'"{name}":{value}' if isinstance(value, int) else f'"{name}":"{value}"'
        for name, value in values
        if value is not None
    )
    return f"{{{','.join(parts)}}}".encode("ascii")


def event_from(line: bytes) -> Event:
    """The event of canonical bytes; any other bytes raise `Refused`."""
    found = _LINE.fullmatch(line.decode("ascii", "replace"))
    if found is None:
        raise Refused((Reason("journal.malformed", actual=line.decode("ascii", "replace"), subject="line"),))
    return event_of(
        {name: int(value) if name in _MOST_NUMBER else value for name, value in found.groupdict().items() if value}
    )


def content_problem(event: Event, form: FormOptions) -> Reason | None:
    """Why a well-formed event is stored but never counts; None for one that a form of this test allows."""
    subject = str(event.n)
    if event.k not in tuple(EventKind):
        return Reason("journal.unknown-kind", actual=event.k, subject=subject)
    if event.g not in LANGUAGES:
        return Reason("journal.unknown-language", actual=event.g, subject=subject)
    if event.k in _AT_A_POSITION and event.p not in form:
        return Reason("journal.unknown-position", required=len(form), actual=event.p, subject=subject)
    return _option_problem(event, form, subject)


def _option_problem(event: Event, form: FormOptions, subject: str) -> Reason | None:
    if event.k == EventKind.ANSWER and event.p is not None and event.o not in form[event.p]:
        required = ", ".join(sorted(form[event.p]))
        return Reason("journal.unknown-option", required, event.o, subject)
    if event.k == EventKind.FLAG and event.o not in FLAG_OPTIONS:
        return Reason("journal.unknown-option", "off, on", event.o, subject)
    return None


def _fits(name: object, value: object) -> bool:
    """Whether a field is known and of its shape; true and false are no numbers here."""
    if name in _MOST_NUMBER:
        least = 1 if name == "n" else 0
        return type(value) is int and least <= value <= _MOST_NUMBER[str(name)]
    if name not in _MOST_LETTERS or not isinstance(value, str) or len(value) > _MOST_LETTERS[str(name)]:
        return False
    return _WHOLE_WORD.fullmatch(value) is not None
