"""`make bench`: runs every measurement, prints a table, writes bench/latest.json with facts about the machine."""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import bench
from bench.figures import Figure

_RESULT = Path(__file__).parent / "latest.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("words", nargs="*", help="only measurements whose name holds one of these words")
    parser.add_argument("--repeat", type=int, default=5, help="runs of which the median is taken")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qosyl-bench-") as home:
        os.environ["QOSYL_HOME"] = home  # before any of our settings are read: a measurement never meets real data
        os.environ.pop("DATABASE_URL", None)
        figures = _measured(chosen.words, chosen.repeat)
    _print(figures)
    _RESULT.write_text(json.dumps(_report(figures), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"\nwritten to {_RESULT.relative_to(Path.cwd()) if _RESULT.is_relative_to(Path.cwd()) else _RESULT}")
    return 0 if all(figure.is_kept for figure in figures) else 1


def _measured(words: list[str], repeat: int) -> list[Figure]:
    names = sorted(found.name for found in pkgutil.iter_modules(bench.__path__) if found.name.startswith("measure_"))
    figures: list[Figure] = []
    for name in names:
        if words and not any(word in name for word in words):
            continue
        print(f"{name.removeprefix('measure_').replace('_', ' ')} ...", flush=True)
        figures += importlib.import_module(f"bench.{name}").measure(repeat)
    return figures


def _print(figures: list[Figure]) -> None:
    width = max((len(figure.name) for figure in figures), default=0)
    print()
    for figure in figures:
        promise = "" if figure.limit is None else f"  of at most {figure.limit:g}"
        print(
            f"{figure.name:<{width}}  {figure.value:>10.3f} {figure.unit:<10}{promise}"
            + ("" if figure.is_kept else "  TOO MUCH")
        )


def _report(figures: list[Figure]) -> dict[str, object]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "load_before": os.getloadavg()[0],
            "processor": platform.machine(),
            "system": platform.platform(),
            "python": sys.version.split()[0],
        },
        "figures": [
            {"name": figure.name, "value": figure.value, "unit": figure.unit, "limit": figure.limit}
            for figure in figures
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
