"""How long a learner stayed at each position of a form, by the clock of the learner's own device.

Here belongs reckoning with events alone. Times describe items; nothing is decided by them, and a device's clock
proves nothing. Pages without JavaScript send their answers together: they know no time of a single question.
"""

from collections.abc import Iterable, Mapping

from qosyl.rules.answers import Judged
from qosyl.rules.events import EventKind

#: What stands for the boot of a page without JavaScript, whose events all carry the moment of sending.
BOOT_OF_PAGES = "form"
#: After this nobody is taken to be still at the question.
MOST_MS = 15 * 60 * 1000
_COMES_TO = frozenset({EventKind.VIEW, EventKind.ANSWER, EventKind.CLEAR, EventKind.FLAG, EventKind.PASTE})
_STAYS = frozenset({EventKind.LANG})


def times_at(events: Iterable[Judged], leases: Mapping[str, int]) -> dict[int, int]:
    """Milliseconds at each position: from each event at it to the next event of the same device.

    `leases` gives when the server issued each lease. Losing the focus ends a stay; so does what falls back in time,
    and a stay longer than `MOST_MS` counts as that.
    """
    spent: dict[int, int] = {}
    here: int | None = None
    device, since = (0, ""), 0
    for one in sorted(events, key=lambda one: (one.epoch, one.event.n)):
        event = one.event
        if one.refused is not None or event.boot == BOOT_OF_PAGES or event.lease not in leases:
            here = None
            continue
        now = leases[event.lease] + event.t
        if here is not None and (one.epoch, event.boot) == device and now >= since:
            spent[here] = spent.get(here, 0) + min(now - since, MOST_MS)
        here = event.p if event.k in _COMES_TO else here if event.k in _STAYS else None
        device, since = (one.epoch, event.boot), now
    return dict(sorted(spent.items()))
