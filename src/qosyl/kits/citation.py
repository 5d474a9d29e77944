"""An entry of the literature in words, in the manner of Kazakhstani reference lists."""

from qosyl.kits import words as w
from qosyl.localtext import Language, short_date
from qosyl.packages.model.catalogue import ForceStatus, Work, WorkList


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
