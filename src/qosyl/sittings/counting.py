"""From results of a sitting to counts of what was answered, and from stored counts back to tallies.

Here belongs reading: answers as results hold them, by fingerprint and by the language of the learner. Not here: what
counts say (`qosyl.measures`), keeping them (`actions.counts`), and pages.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from qosyl.measures.likeness import Likeness, likenesses
from qosyl.measures.tallies import NOTHING, ItemTally, Sheet, WholeTally, tallied
from qosyl.rules.events import LANGUAGES
from qosyl.rules.scoring import Because
from qosyl.sittings.models import Attempt, Basis, ItemCount, Result, ScoreCount, Sitting
from qosyl.sittings.queries import result_of_attempt

ByLanguage = dict[str, WholeTally]


@dataclass(frozen=True, slots=True)
class Counted:
    """A sitting in numbers: tallies by language and fingerprint; by fingerprint keys and right options of items, and
    which of them are withdrawn; alike pairs by row.
    """

    by_language: ByLanguage
    keys: dict[str, str]
    right: dict[str, frozenset[str]]
    withdrawn: frozenset[str]
    alike: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A result as counting reads it: everything by fingerprint."""

    attempt: str
    language: str
    sheet: Sheet
    keys: dict[str, str]
    right: dict[str, frozenset[str]]
    withdrawn: frozenset[str]


def counted(sitting: Sitting) -> Counted:
    """Count a released sitting from its results; a result that awaits the commission by its answers in time."""
    papers = list(_papers(sitting))
    right: dict[str, frozenset[str]] = {}
    keys: dict[str, str] = {}
    for paper in papers:
        right |= paper.right
        keys |= paper.keys
    withdrawn = frozenset[str]().union(*(paper.withdrawn for paper in papers))
    return Counted(
        {
            language: tallied((p.sheet for p in papers if p.language == language), right, uncounted=withdrawn)
            for language in LANGUAGES
        },
        keys,
        right,
        withdrawn,
        likenesses({paper.attempt: paper.sheet.answers for paper in papers}, right),
    )


def kept_counts(sitting: Sitting) -> ByLanguage | None:
    """The counts of a sitting as they are stored; None where they are not yet."""
    totals = {row.language: _totals(row) for row in ScoreCount.objects.filter(sitting=sitting)}
    if not totals:
        return None
    items: dict[str, dict[str, ItemTally]] = {language: {} for language in totals}
    rows = ItemCount.objects.filter(sitting=sitting).select_related("item")
    for row in rows.order_by("item__key", "item__fingerprint"):
        items[row.language][row.item.fingerprint] = tally_of(row)
    return {language: WholeTally(totals[language], items[language]) for language in totals}


def tally_of(row: ItemCount) -> ItemTally:
    """A stored count as a tally."""
    chosen = Counter({(option, rest): learners for option, rest, learners in row.chosen})
    return ItemTally(chosen, Counter(dict(row.seconds)))


def whole(by_language: ByLanguage) -> WholeTally:
    """Both languages together."""
    return sum(by_language.values(), WholeTally())


def _totals(row: ScoreCount) -> Counter[int]:
    return Counter(dict(row.totals))


def _papers(sitting: Sitting) -> Iterator[_Paper]:
    attempts = (
        Attempt.objects.filter(form__sitting=sitting, started_at__isnull=False)
        .select_related("form__sitting")
        .defer("form__sitting__drawing")
        .prefetch_related(Prefetch("results", Result.objects.order_by("id")), "basis_decisions")
    )
    for attempt in attempts:
        result = result_of_attempt(attempt) or _newest_in_time(attempt.results.all())
        if result is not None:
            yield _paper(attempt, result)


def _paper(attempt: Attempt, result: Result) -> _Paper:
    marks = {place["p"]: place["fingerprint"] for place in attempt.form.content}
    items = [(marks[item["p"]], item) for item in result.facts["items"]]
    journal = result.facts["journal"]
    seconds = {marks[int(position)]: spent for position, spent in journal.get("seconds", {}).items()}
    return _Paper(
        attempt=str(attempt.pk),
        language=journal.get("language", LANGUAGES[0]),
        sheet=Sheet({mark: item["given"] or NOTHING for mark, item in items}, seconds),
        keys={mark: item["item"] for mark, item in items},
        right={mark: frozenset(item["key"]) for mark, item in items},
        withdrawn=frozenset(mark for mark, item in items if item["because"] == Because.WITHDRAWN.value),
    )


def _newest_in_time(results: Iterable[Result]) -> Result | None:
    found = [result for result in results if result.basis == Basis.IN_TIME]
    return found[-1] if found else None
