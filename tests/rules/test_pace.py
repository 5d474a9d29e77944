"""How long a learner stayed at a question: by the device's clock, and never more than is known."""

from qosyl.rules.answers import Judged, Timeliness
from qosyl.rules.events import Event
from qosyl.rules.pace import BOOT_OF_PAGES, MOST_MS, times_at
from qosyl.rules.reasons import Reason

LEASES = {"l1": 0, "l2": 60_000}


def _told(*rows: str) -> dict[int, int]:
    """Each row: kind, lease, t, and where it matters position, boot, epoch."""
    events = []
    for n, row in enumerate(rows, 1):
        kind, lease, t, *more = row.split()
        position = int(more[0]) if more and more[0] != "-" else None
        boot, epoch = (more[1] if len(more) > 1 else "b"), int(more[2]) if len(more) > 2 else 1
        refused = Reason("journal.unknown-kind") if kind == "unheard" else None
        event = Event(n, kind, lease, int(t), boot, "kk", position)
        events.append(Judged(epoch, event, 0, Timeliness.IN_TIME, refused))
    return times_at(events, LEASES)


def test_stay_lasts_until_the_next_event_across_leases():
    assert _told("view l1 0 1", "answer l1 4000 1", "view l1 5000 2", "answer l2 1000 2", "finish l2 3000") == {
        1: 5000,
        2: 58_000,
    }


def test_change_of_language_stays_and_loss_of_focus_ends():
    assert _told("view l1 0 1", "lang l1 2000", "blur l1 3000", "view l1 9000 2", "finish l1 9500") == {1: 3000, 2: 500}


def test_other_device_other_boot_and_what_never_counts_begin_anew():
    assert _told("view l1 0 1", "view l1 5000 2 other-boot", "finish l1 6000 - other-boot") == {2: 1000}
    assert _told("view l1 0 1", "view l1 5000 2 b 2", "finish l1 6000 - b 2") == {2: 1000}
    assert _told("view l1 0 1", "unheard l1 100", "finish l1 900") == {}
    assert _told("view nowhere 0 1", "finish l1 900") == {}


def test_clock_that_falls_counts_nothing_and_a_long_stay_is_cut():
    assert _told("view l1 5000 1", "finish l1 100") == {}
    assert _told("view l1 0 1", f"finish l1 {MOST_MS + 1}") == {1: MOST_MS}


def test_page_without_javascript_knows_no_times():
    assert _told(f"answer l1 0 1 {BOOT_OF_PAGES}", f"answer l1 5000 2 {BOOT_OF_PAGES}") == {}
