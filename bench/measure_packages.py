"""How long the approved programme takes to be read and checked: what a methodologist waits for after each save."""

import io
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, median_seconds

PROGRAMME = Path(__file__).resolve().parents[1] / "programmes" / "inclusion"


def measure(repeat: int) -> Iterator[Figure]:
    from qosyl.packages.command import check_main  # noqa: PLC0415 - after the home of the measurement is set
    from qosyl.packages.reading import read_package  # noqa: PLC0415 - as above

    def check() -> None:
        check_main([str(PROGRAMME)], io.StringIO(), io.StringIO())

    files = [path for path in PROGRAMME.rglob("*") if path.is_file()]
    yield Figure("files of the programme", len(files), "files")
    yield Figure("size of the programme", sum(path.stat().st_size for path in files) / 1_000, "kB")
    yield Figure("reading the programme", median_seconds(lambda: read_package(PROGRAMME), repeat=repeat), "s")
    yield Figure("checking the programme", median_seconds(check, repeat=repeat), "s", limit=1.0)
