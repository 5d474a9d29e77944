"""Statistics as methodologists read them: tables of an item, of all items and of a whole test.

Every number stands with the learners it comes from and its interval; where there are too few, that is what is said.
Not here: counting (`counting`) and what follows from counts (`qosyl.measures`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from qosyl.localtext import Language, LocalText
from qosyl.measures.estimates import LEAST_LEARNERS, Estimate
from qosyl.measures.items import ItemStatistics, item_statistics
from qosyl.measures.reliability import WholeStatistics, whole_statistics
from qosyl.measures.tallies import NOTHING, ItemTally
from qosyl.packages.model.items import Item
from qosyl.rules.events import LANGUAGES
from qosyl.rules.scoring import RulingKind
from qosyl.sittings.counting import ByLanguage, counted, kept_counts, tally_of, whole
from qosyl.sittings.models import ItemCount, ItemRuling, SatItem, Sitting
from qosyl.sittings.wordings import wordings_of
from qosyl.ui.quantities import in_figures
from qosyl.ui.shapes import Column, Row, Table

if TYPE_CHECKING:
    from django.db.models import QuerySet

_STEM_LETTERS = 90
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option with who chose it."""

    text: LocalText | None
    key: str
    is_right: bool
    learners: int
    share: str
    rest: str
    discrimination: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with everything that is known of it."""

    sat: SatItem
    item: Item
    learners: int
    is_enough: bool
    overview: Table
    options: tuple[OptionShown, ...]
    by_sitting: Table
    rulings: tuple[ItemRuling, ...]
    cautions: tuple[str, ...]


def item_shown(sat: SatItem, language: Language) -> ItemShown | None:
    """An item over all sittings of its provider; None where its words are not for this page."""
    item = wordings_of([sat]).get(sat.pk)
    if item is None:
        return None
    right = _rights([sat], {sat.pk: item})[sat.pk]
    rows = list(ItemCount.objects.filter(item=sat).select_related("sitting__cohort").defer("sitting__drawing"))
    rows.sort(key=lambda row: (row.sitting.opens_at, row.sitting_id))
    tallies = {name: _pooled(row for row in rows if row.language == name) for name in LANGUAGES}
    both = _pooled(rows)
    keys = [option.key for option in item.options]
    found = item_statistics(both, right, keys)
    return ItemShown(
        sat=sat,
        item=item,
        learners=found.n,
        is_enough=found.is_enough,
        overview=_overview({"": both} | tallies, right),
        options=tuple(_options(item, found)),
        by_sitting=_by_sitting(rows, right, language),
        rulings=tuple(sat.rulings.select_related("actor")),
        cautions=tuple(_cautions(found)),
    )


def items_table(sats: "Iterable[SatItem]", language: Language) -> Table:
    """Some items, each over all sittings."""
    found = list(sats)
    words = wordings_of(found)
    chosen = [sat for sat in found if sat.pk in words]
    rights = _rights(chosen, words)
    rows: dict[int, list[ItemCount]] = {sat.pk: [] for sat in chosen}
    for row in ItemCount.objects.filter(item__in=chosen):
        rows[row.item_id].append(row)
    described = [(sat, item_statistics(_pooled(rows[sat.pk]), rights[sat.pk])) for sat in chosen]
    return _items(described, words, language)


@dataclass(frozen=True, slots=True)
class SittingStatistics:
    """A sitting in numbers."""

    whole: Table
    #: None until the sitting has been counted.
    items: Table | None


def sitting_statistics(sitting: Sitting, language: Language) -> SittingStatistics:
    """A released sitting: from its stored counts, or, as long as there are none, from its results."""
    kept = kept_counts(sitting)
    if kept is None:
        fresh = counted(sitting)
        return SittingStatistics(_test(fresh.by_language, fresh.right, fresh.withdrawn), None)
    both = whole(kept)
    found = list(_sats(sitting).filter(fingerprint__in=both.items).order_by("key", "id"))
    words = wordings_of(found)
    sats = [sat for sat in found if sat.pk in words]
    rights = _rights(sats, words)
    described = [(sat, item_statistics(both.items[sat.fingerprint], rights[sat.pk])) for sat in sats]
    if len(sats) == len(both.items):
        test = _test(kept, {sat.fingerprint: rights[sat.pk] for sat in sats}, _withdrawn(sats))
    else:  # results know the keys of confidential items, too
        fresh = counted(sitting)
        test = _test(fresh.by_language, fresh.right, fresh.withdrawn)
    return SittingStatistics(test, _items(described, words, language))


def _test(tallies: ByLanguage, keys: Mapping[str, frozenset[str]], withdrawn: frozenset[str]) -> Table:
    every = {"": whole(tallies)} | tallies
    return _whole_table({name: whole_statistics(one, keys, uncounted=withdrawn) for name, one in every.items()})


def _sats(sitting: Sitting) -> "QuerySet[SatItem]":
    return (
        SatItem.objects.filter(provider=sitting.cohort.provider_id)
        .select_related("sitting__cohort__publication__version")
        .defer(
            "sitting__drawing",
            "sitting__cohort__publication__version__content",
            "sitting__cohort__publication__difference",
        )
    )


def _rights(sats: "Iterable[SatItem]", words: Mapping[int, Item]) -> dict[int, frozenset[str]]:
    """By row, the options that count as right now."""
    chosen = list(sats)
    right = {sat.pk: frozenset({words[sat.pk].answer}) for sat in chosen}
    for ruling in _in_force(chosen).values():
        if ruling.kind == RulingKind.REKEYED:
            right[ruling.item_id] = frozenset(ruling.right)
    return right


def _withdrawn(sats: "Iterable[SatItem]") -> frozenset[str]:
    rulings = _in_force(sats).values()
    return frozenset(ruling.item.fingerprint for ruling in rulings if ruling.kind == RulingKind.WITHDRAWN)


def _in_force(sats: "Iterable[SatItem]") -> dict[int, ItemRuling]:
    rows = ItemRuling.objects.filter(item__in=list(sats)).select_related("item").order_by("id")
    return {row.item_id: row for row in rows}


def _pooled(rows: Iterable[ItemCount]) -> ItemTally:
    return sum((tally_of(row) for row in rows), ItemTally())


# --- tables ----------------------------------------------------------------------------------------------------------
def _overview(tallies: Mapping[str, ItemTally], right: frozenset[str]) -> Table:
    words = {"": _("both languages"), "kk": _("in Kazakh"), "ru": _("in Russian")}
    return Table(
        caption=_("All sittings"),
        caption_hidden=True,
        columns=[Column(_("Learners who worked")), *_columns()],
        rows=[Row([words[name], *_cells(item_statistics(tally, right))]) for name, tally in tallies.items()],
    )


def _by_sitting(rows: Iterable[ItemCount], right: frozenset[str], language: Language) -> Table:
    by_sitting: dict[Sitting, list[ItemCount]] = {}
    for row in rows:
        by_sitting.setdefault(row.sitting, []).append(row)
    return Table(
        caption=_("By sitting"),
        caption_hidden=True,
        columns=[Column(_("Sitting")), *_columns()],
        rows=[
            Row(
                [sitting.cohort.title.pick(language), *_cells(item_statistics(_pooled(counts), right))],
                url=reverse("sittings:statistics", args=[sitting.uuid]),
            )
            for sitting, counts in by_sitting.items()
        ],
    )


def _items(
    described: "Iterable[tuple[SatItem, ItemStatistics]]", words: Mapping[int, Item], language: Language
) -> Table:
    return Table(
        caption=_("Questions of the final test"),
        caption_hidden=True,
        columns=[Column(_("Question")), *_columns()],
        rows=[
            Row(
                [f"{sat.key} · {_short(words[sat.pk].stem.pick(language))}", *_cells(statistics)],
                url=reverse("sittings:item", args=[sat.uuid]),
            )
            for sat, statistics in described
        ],
    )


def _columns() -> list[Column]:
    return [
        Column(_("Learners"), numeric=True),
        Column(_("Right answers, %"), numeric=True),
        Column(_("Discrimination"), numeric=True),
        Column(_("Time, s"), numeric=True),
    ]


def _cells(found: ItemStatistics) -> list[object]:
    if not found.is_enough:
        return [found.n, _too_few(), None, None]
    return [found.n, percent(found.easiness), decimals(found.discrimination), seconds(found)]


def _whole_table(found: Mapping[str, WholeStatistics]) -> Table:
    words = {"": _("both languages"), "kk": _("in Kazakh"), "ru": _("in Russian")}
    return Table(
        caption=_("The test as a whole"),
        caption_hidden=True,
        columns=[
            Column(_("Learners who worked")),
            Column(_("Learners"), numeric=True),
            Column(_("Mean of right answers"), numeric=True),
            Column(_("Standard deviation"), numeric=True),
            Column(_("KR-20"), numeric=True),
            Column(_("KR-21"), numeric=True),
            Column(_("Error of measurement"), numeric=True),
        ],
        rows=[Row([words[name], *_whole_cells(each)]) for name, each in found.items()],
    )


def _whole_cells(found: WholeStatistics) -> list[object]:
    if not found.is_enough:
        return [found.n, _too_few(), None, None, None, None]
    return [
        found.n,
        _figure(found.mean, 1),
        _figure(found.deviation, 1),
        decimals(found.kr20),
        None if found.kr21 is None else _figure(found.kr21, 2),
        None if found.error is None else _figure(found.error, 1),
    ]


def _options(item: Item, found: ItemStatistics) -> Iterable[OptionShown]:
    texts = {option.key: option.text for option in item.options}
    for row in found.options:
        if row.option == NOTHING or row.option in texts:
            yield OptionShown(
                text=texts.get(row.option),
                key=row.option,
                is_right=row.is_right,
                learners=row.n,
                share=percent(row.share),
                rest="" if row.rest is None else _figure(row.rest, 1),
                discrimination=decimals(row.discrimination),
            )


def _cautions(found: ItemStatistics) -> Iterable[str]:
    """What the numbers ask somebody to look at. Nobody is told what to do."""
    if found.discrimination is not None and found.discrimination.high < 0:
        yield _("The weaker learners answer this question rightly more often than the stronger ones: look at the key.")
    for row in found.options:
        if row.option == NOTHING or row.is_right:
            continue
        if row.discrimination is not None and row.discrimination.low > 0:
            yield _("The stronger learners choose option %(option)s, which counts as wrong: look at it.") % {
                "option": row.option
            }
        elif row.share.high < 0.05:  # noqa: PLR2004 - one learner in twenty, the usual mark of a distractor that works
            yield _("Hardly anybody chooses option %(option)s: it does not distract.") % {"option": row.option}


# --- figures ---------------------------------------------------------------------------------------------------------
def percent(found: Estimate | None) -> str:
    """71 (68–74)."""
    if found is None:
        return "–"
    value, low, high = (_figure(each * _HUNDRED, 0) for each in (found.value, found.low, found.high))
    return f"{value} ({low}–{high})"


def decimals(found: Estimate | None) -> str:
    """0,31 (0,24 … 0,38)."""
    if found is None:
        return "–"
    value, low, high = (_figure(each, 2) for each in (found.value, found.low, found.high))
    return f"{value} ({low} … {high})"


def seconds(found: ItemStatistics) -> str | None:
    """The middle, and of how many learners it is known where not of all."""
    if found.median_seconds is None:
        return None
    middle = _figure(found.median_seconds, 0)
    return (
        middle
        if found.timed == found.n
        else _("%(seconds)s (of %(learners)s)")
        % {
            "seconds": middle,
            "learners": found.timed,
        }
    )


def _figure(value: float, places: int) -> str:
    return in_figures(round(value, places), places)


def _too_few() -> str:
    return _("not enough data: at least %(least)s are needed") % {"least": LEAST_LEARNERS}


def _short(words: str) -> str:
    return words if len(words) <= _STEM_LETTERS else words[: _STEM_LETTERS - 1].rsplit(" ", 1)[0] + "…"
