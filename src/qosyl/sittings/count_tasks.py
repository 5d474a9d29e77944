"""Background work after a sitting: counting what was answered. Asked for by whoever releases or rules."""

from uuid import UUID

from django_tasks import task

from qosyl.measures.tallies import ItemTally
from qosyl.sittings import actions
from qosyl.sittings.access import sitting_by_uuid
from qosyl.sittings.actions.counts import ItemCounts, PairFound
from qosyl.sittings.counting import Counted, counted


@task()
def count_sitting(sitting_uuid: str) -> None:
    """Count a released sitting and keep the counts."""
    sitting = sitting_by_uuid(UUID(sitting_uuid))
    if sitting is None or sitting.released_at is None:
        return
    found = counted(sitting)
    actions.keep_counts(
        sitting,
        _items(found),
        {
            language: [[right, learners] for right, learners in sorted(tally.totals.items())]
            for language, tally in found.by_language.items()
        },
        [
            PairFound(
                int(pair.one),
                int(pair.other),
                pair.common,
                pair.both_wrong,
                pair.same_wrong,
                pair.chance,
                pair.chance_in_all,
            )
            for pair in found.alike
        ],
    )


def _items(found: Counted) -> list[ItemCounts]:
    return [
        _item(mark, found.keys[mark], language, item)
        for language, tally in found.by_language.items()
        for mark, item in tally.items.items()
    ]


def _item(mark: str, key: str, language: str, item: ItemTally) -> ItemCounts:
    chosen = sorted((option, rest, learners) for (option, rest), learners in item.chosen.items())
    return ItemCounts(
        mark,
        key,
        language,
        [[option, rest, learners] for option, rest, learners in chosen],
        [[seconds, learners] for seconds, learners in sorted(item.seconds.items())],
    )
