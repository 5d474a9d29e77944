"""An entry of the literature in words, in the manner of Kazakhstani reference lists."""

import re
from collections.abc import Mapping
from typing import Final

from qosyl.kits import words as w
from qosyl.localtext import Language, short_date
from qosyl.packages.model.catalogue import ForceStatus, Work, WorkList

_KEY = re.compile(r" ?\((?P<inside>[AL]\d{2})\)|\b(?P<key>[AL]\d{2})\b")
#: Ways in which authors remind of what the mark of an act says already, at the end of the place to read.
_REMINDERS: Final[dict[Language, re.Pattern[str]]] = {
    "kk": re.compile(r"(?:^|[:,;] )\(?(?:қолданыстағы мәтін(?:ін|ді)? тексеріңіз|күшін тексеріңіз)\)?\.?$"),
    "ru": re.compile(r"(?:^|[:,;] )\(?проверьте(?: действующую редакцию|, действует ли)\)?\.?$"),
}


def citation(work: Work) -> str:
    """Authors, title, container, place, year, number, pages: the same in both languages, as the work prints them."""
    head = f"{work.authors.rstrip('.')}. {work.title}" if work.authors else work.title
    if work.container:
        head += f" // {work.container}"
    printed = ": ".join(part for part in (work.place, work.publisher) if part)
    issued = ", ".join(part for part in (printed, str(work.year) if work.year else "") if part)
    number = f"№ {work.number}" if work.number else ""
    act = ", ".join(part for part in (number, short_date(work.date) if work.date else "") if part)
    parts = [part.rstrip(".") for part in (head, issued, act, work.pages or "") if part]
    return ". – ".join(parts) + "."


def marks(work: Work, language: Language) -> list[tuple[str, bool]]:
    """What a reader is to know before relying on the work, each with whether it is a warning."""
    found = []
    if work.status is ForceStatus.CHECK:
        found.append((w.CHECK_FORCE.pick(language), True))
    if work.status is ForceStatus.SUPERSEDED:
        found.append((w.SUPERSEDED.pick(language), True))
    if work.list is WorkList.ADDED:
        found.append((w.LITERATURE_ADDED.pick(language), False))
    return found


def place_in(work: Work, place: str, language: Language) -> str:
    """The place to read in a work, without a reminder that the work's mark repeats."""
    return _REMINDERS[language].sub("", place) if work.status is ForceStatus.CHECK else place


def numbered(note: str, numbers: Mapping[str, int]) -> str:
    """A note of the list with numbers of the list in place of the keys that only authors know: A02 becomes [18].

    A key in brackets of its own is left out where the list does not have the work.
    """

    def number(met: re.Match[str]) -> str:
        found = numbers.get(met["inside"] or met["key"])
        if met["inside"]:
            return f" [{found}]" if found else ""
        return f"[{found}]" if found else met[0]

    return _KEY.sub(number, note)
