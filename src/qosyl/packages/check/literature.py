"""W: works of the literature that lack a field of their kind, acts whose force nobody watches."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content, placed_topics
from qosyl.packages.check.references import readings_of
from qosyl.packages.findings import Finding
from qosyl.packages.model.catalogue import ForceStatus, Work, WorkKind, WorkList

_ACTS = frozenset({WorkKind.LAW, WorkKind.ORDER, WorkKind.RESOLUTION, WorkKind.TREATY})
_DOMESTIC_ACTS = ("number", "date")
_REQUIRED = {
    WorkKind.LAW: _DOMESTIC_ACTS,
    WorkKind.ORDER: _DOMESTIC_ACTS,
    WorkKind.RESOLUTION: _DOMESTIC_ACTS,
    WorkKind.TREATY: ("date",),
    WorkKind.STANDARD: ("number",),
    WorkKind.ARTICLE: ("authors", "container", "year", "pages"),
    WorkKind.BOOK: ("authors", "publisher", "year"),
    WorkKind.REPORT: ("publisher", "year"),
    WorkKind.WEBSITE: ("address",),
}
_FILE = "literature.yaml"


def check_literature(content: Content) -> Iterator[Finding]:
    """Fields that the kind of a work requires, its list, and whether an act in force is meant."""
    for at, work in enumerate(content.package.literature.works):
        yield from _fields(content, at, work)
        yield from _force(content, at, work)
        if work.key.startswith("L") == (work.list is WorkList.ADDED):
            yield content.at("W005", _FILE, ("works", at, "list"), name=work.key)
        if work.address is not None and not _is_address(work.address):
            yield content.at("W006", _FILE, ("works", at, "address"), name=work.key, address=work.address)
    yield from _superseded_readings(content)


def _fields(content: Content, at: int, work: Work) -> Iterator[Finding]:
    for name in _REQUIRED[work.kind]:
        if getattr(work, name) is None:
            yield content.at("W001", _FILE, ("works", at), name=work.key, field=name, kind=work.kind.value)


def _force(content: Content, at: int, work: Work) -> Iterator[Finding]:
    path = ("works", at, "status")
    if work.kind in _ACTS and work.status is ForceStatus.NOT_AN_ACT:
        yield content.at("W002", _FILE, path, name=work.key)
    if work.status is ForceStatus.SUPERSEDED and work.replaced_by is None:
        yield content.at("W003", _FILE, path, name=work.key)


def _superseded_readings(content: Content) -> Iterator[Finding]:
    """A learner sent to an act that is no longer in force is sent astray."""
    stale = {key for key, work in content.works.items() if work.status is ForceStatus.SUPERSEDED}
    for _, topic, file in placed_topics(content.package):
        for path, readings in readings_of(topic.sheet):
            for at, reading in enumerate(readings):
                if reading.work in stale:
                    yield content.at("W004", file, (*path, at, "work"), name=reading.work)


def _is_address(address: str) -> bool:
    return address.startswith(("https://", "10.", "doi:10."))
