"""Statistics of items: a million answers by the pure functions, and the page of a sitting of 1,000 learners.

The page is asked for in a process that has read the programme and nothing else; its counts come from the database,
where a sitting is counted once, in the background, after its results are open.
"""

import json
import os
import random
import subprocess
import sys
import tempfile

from bench.figures import Figure, median_seconds
from bench.server import ROOT
from qosyl.measures.items import item_statistics
from qosyl.measures.reliability import whole_statistics
from qosyl.measures.tallies import Sheet, tallied

LEARNERS, QUESTIONS = 20_000, 50
_OPTIONS = "aaabcd"
_LONGEST = 200


def measure(repeat: int) -> list[Figure]:
    return [_analysis(repeat), *_page()]


def _analysis(repeat: int) -> Figure:
    chance = random.Random(2026)  # noqa: S311 - a play of chance, no secret
    keys = {f"{number:064x}": frozenset("a") for number in range(QUESTIONS)}
    sheets = [
        Sheet(
            {key: chance.choice(_OPTIONS) for key in keys},
            {key: chance.randrange(5, _LONGEST) for key in keys},
        )
        for _ in range(LEARNERS)
    ]

    def analysed() -> None:
        tally = tallied(sheets, keys)
        for key, right in keys.items():
            item_statistics(tally.items[key], right)
        whole_statistics(tally, keys)

    return Figure("item_analysis_1e6_s", median_seconds(analysed, repeat=repeat), "s", limit=2)


def _page() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="qosyl-bench-items-") as home:
        environment = {
            **os.environ,
            "QOSYL_HOME": home,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "qosyl.config.settings",
        }
        for words in (["migrate"], ["collectstatic", "--noinput"]):
            command = [sys.executable, "-m", "django", *words, "--verbosity", "0"]
            subprocess.run(command, check=True, cwd=ROOT, env=environment)
        told = subprocess.run(
            [sys.executable, "-m", "bench.sat_thousand"],
            check=True,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
    taken = json.loads(told.stdout.splitlines()[-1])
    return [
        Figure("item_statistics_s", taken["first"], "s", limit=0.5),
        Figure("item_counting_s", taken["counting"], "s"),
    ]
