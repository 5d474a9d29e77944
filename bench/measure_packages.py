"""How long a finished programme takes to be read, checked and packed: what a methodologist waits for after each save.

The promise is one second of a processor for reading and checking every page anew in a process that runs already. The
whole command is measured beside it, imports and all, on this machine as busy as it is.
"""

import io
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure, median_seconds
from bench.finished import ITEMS, PROGRAMME, write_finished
from bench.server import QOSYL, ROOT


def measure(repeat: int) -> Iterator[Figure]:
    yield Figure("processors of this machine", os.cpu_count() or 1, "")
    yield Figure("load of this machine in the last minute", os.getloadavg()[0], "")
    with tempfile.TemporaryDirectory(prefix="qosyl-finished-") as folder:
        finished = write_finished(Path(folder))
        files = [path for path in finished.rglob("*") if path.is_file()]
        yield Figure("finished programme: files", len(files), "files")
        yield Figure("finished programme: size", sum(path.stat().st_size for path in files) / 1_000, "kB")
        yield Figure("finished programme: items", ITEMS, "items")
        yield from _checks(finished, repeat)
        yield from _commands(finished, repeat)
        yield from _packing(finished, repeat)


def _checks(finished: Path, repeat: int) -> Iterator[Figure]:
    from qosyl.packages.command import check_main  # noqa: PLC0415 - after the home of the measurement is set
    from qosyl.packages.reading import read_package  # noqa: PLC0415 - as above

    def check(folder: Path) -> None:
        check_main([str(folder)], io.StringIO(), io.StringIO())

    pages = list(finished.rglob("*.md"))
    reading = median_cpu(lambda: read_package(finished), repeat=repeat)
    anew = median_cpu(lambda: check(finished), before=lambda: _change(pages), repeat=repeat)
    yield Figure("finished programme: reading, processor time", reading, "s")
    yield Figure("finished programme: reading and checking every page anew, processor time", anew, "s", limit=1.0)
    again = median_cpu(lambda: check(finished), before=lambda: _change(pages[:1]), repeat=repeat)
    yield Figure("finished programme: reading and checking after one page changed, processor time", again, "s")
    yield Figure("approved programme as it is: checking", median_seconds(lambda: check(PROGRAMME), repeat=repeat), "s")


def _change(pages: list[Path]) -> None:
    """Another line end at the end: the same page, but not the one that was read before."""
    for page in pages:
        with page.open("a", encoding="utf-8") as stream:
            stream.write("\n")


def median_cpu(work: Callable[[], object], *, before: Callable[[], object] = lambda: None, repeat: int) -> float:
    """The median processor time of some runs of `work`, after one that warms up; `before` is not counted."""
    taken = []
    for _ in range(repeat + 1):
        before()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:])


def _commands(finished: Path, repeat: int) -> Iterator[Figure]:
    """`qosyl check` in a new process: what somebody at a terminal waits for."""
    walls, processors = [], []
    for _ in range(repeat):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([*QOSYL, "check", str(finished)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - start)
        processors.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    yield Figure("finished programme: whole command `qosyl check`, processor time", statistics.median(processors), "s")
    yield Figure("finished programme: whole command `qosyl check`, on the clock", statistics.median(walls), "s")


def _packing(finished: Path, repeat: int) -> Iterator[Figure]:
    """What publishing does with a checked package before it is stored: canonical JSON, fingerprint, compression."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qosyl.config.settings")
    import django  # noqa: PLC0415 - after the home of the measurement is set

    django.setup()
    from qosyl.packages.reading import read_package  # noqa: PLC0415 - as above
    from qosyl.programmes.contents import packed  # noqa: PLC0415 - after Django is ready

    package = read_package(finished).package
    if package is None:
        raise ValueError(f"the programme in {finished} cannot be read")
    yield Figure(
        "finished programme: packing for publishing, processor time",
        median_cpu(lambda: packed(package), repeat=repeat),
        "s",
    )
    yield Figure("finished programme: packed size", len(packed(package)[1]) / 1_000, "kB")
